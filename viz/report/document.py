"""What a dossier is made of: headings, paragraphs, quotes, lists, tables, pictures, footnotes. Every format draws this.

A text is a sequence of parts: words of ours (str), words of a source (Said), and marks of footnotes (Note). A footnote is
numbered when its block is added, so its number is the same in every format.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from viz.charts.picture import Picture


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a source, as it has them; every format puts them in quotation marks."""

    words: str


@dataclass(frozen=True, slots=True)
class Note:
    """The mark of a footnote: the document, and where in it. Its number is that of its place in the dossier, from 1."""

    document: str
    locator: str
    number: int = 0


Text = tuple[str | Said | Note, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, of level 1 or 2 below the title."""

    level: int
    words: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of ours."""

    text: Text


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a source. `beside` goes before it in the same paragraph: whoever copies one has the other."""

    beside: Text
    words: str
    note: Note | None
    after: Text = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of texts under columns."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its title, notes, legend and caption."""

    picture: Picture


Block = Heading | Paragraph | Quote | Items | Table | Figure


@dataclass(frozen=True, slots=True)
class Document:
    """A whole dossier. `notes` are the texts of the footnotes; number 1 comes first."""

    title: str
    language: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...]
    day: str
    """The day as of which it is asked."""


@dataclass(slots=True)
class Draft:
    """A dossier while it is written."""

    title: str
    language: str
    day: str
    blocks: list[Block] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def heading(self, words: str, level: int = 1) -> None:
        """Begin a section."""
        self.blocks.append(Heading(level, words))

    def say(self, *parts: str | Said | Note) -> None:
        """A paragraph."""
        self.blocks.append(Paragraph(self._numbered(parts)))

    def quote(self, beside: Sequence[str | Said | Note], words: str, note: Note | None, after: Text = ()) -> None:
        """A sentence of a source with what must stand beside it."""
        before = self._numbered(beside)
        mark = self._number(note) if note else None
        self.blocks.append(Quote(before, words, mark, self._numbered(after)))

    def items(self, items: Iterable[Sequence[str | Said | Note]]) -> None:
        """A list; nothing where it is empty."""
        found = tuple(self._numbered(one) for one in items)
        if found:
            self.blocks.append(Items(found))

    def table(self, caption: str, columns: Sequence[str], rows: Iterable[Sequence[Text | str]]) -> None:
        """A table; a cell may be plain words."""
        filled = tuple(
            tuple(self._numbered((cell,) if isinstance(cell, str) else cell) for cell in row) for row in rows
        )
        self.blocks.append(Table(caption, tuple(columns), filled))

    def figure(self, picture: Picture) -> None:
        """A picture."""
        self.blocks.append(Figure(picture))

    def documents(self) -> list[str]:
        """Ids of the documents that footnotes name, each once, sorted."""
        return sorted({note.document for note in self.notes})

    def done(self, told: Mapping[str, str]) -> Document:
        """The dossier; `told` has the words for each document of a footnote."""
        notes = tuple(_footnote(note, told.get(note.document, note.document)) for note in self.notes)
        return Document(self.title, self.language, tuple(self.blocks), notes, self.day)

    def _numbered(self, parts: Sequence[str | Said | Note]) -> Text:
        return tuple(self._number(part) if isinstance(part, Note) else part for part in parts if part != "")

    def _number(self, note: Note) -> Note:
        numbered = replace(note, number=len(self.notes) + 1)
        self.notes.append(numbered)
        return numbered


def _footnote(note: Note, document: str) -> str:
    return f"{document}, {note.locator}." if note.locator else f"{document}."


def spoken(block: Block) -> Iterable[str]:
    """The words of a block as every format shows them, a text each; without numbers of footnotes."""
    match block:
        case Heading():
            yield block.words
        case Paragraph():
            yield flat(block.text)
        case Quote():
            yield flat((*block.beside, Said(block.words), *block.after))
        case Items():
            yield from (flat(one) for one in block.items)
        case Table():
            yield from (block.caption, *block.columns)
            yield from (flat(cell) for row in block.rows for cell in row)
        case Figure():
            yield from (block.picture.title, *block.picture.notes, *block.picture.caption)


def flat(text: Text) -> str:
    """A text without its footnotes."""
    return "".join(part if isinstance(part, str) else f"“{part.words}”" for part in text if not isinstance(part, Note))
