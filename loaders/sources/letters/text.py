"""The text of a letter, from plain text or PDF, as paragraphs that know where they stand."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from graph.errors import InputRefused
from loaders.sources.letters.layout import Line, goes_on, lines_of, paragraphs_of
from loaders.sources.letters.pdf import read_pages

LONGEST = 100_000
"""Characters of a paragraph; a longer one is no letter."""
WRAPPED = 160
"""Characters: where no line is longer, lines were broken to fit a page; else each line is a paragraph."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, whole even where a page break cut it."""

    text: str
    locator: str
    """`L38`, `L54-56` in plain text (line numbers); `p. 2 ¶3` in a PDF."""


def read_paragraphs(path: Path) -> list[Paragraph]:
    """The paragraphs of a .txt or .pdf file. Raises InputRefused in one sentence where there is no text to read."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputRefused(f"Cannot read {path}: {error.strerror}; check the path.") from error
    if not content.strip():
        raise InputRefused(f"{path.name} is empty; bring the letter as text or PDF.")
    if content.startswith(b"%PDF") or path.suffix.lower() == ".pdf":
        found = list(_by_page(paragraphs_of(lines_of(read_pages(content, path.name)))))
    else:
        found = _plain(_decoded(content, path.name))
    found = [paragraph for paragraph in found if paragraph.text]
    if any(len(paragraph.text) > LONGEST for paragraph in found):
        raise InputRefused(f"{path.name} has a paragraph of over {LONGEST} characters; it is no letter.")
    return found


def normalised(text: str) -> str:
    """Text for comparing: one sort of letter, quotation mark, dash and space. Words stay as they are."""
    text = unicodedata.normalize("NFKC", text).translate(_MARKS)
    return re.sub(r"\s+", " ", text).strip()


def day_alone(text: str) -> date | None:
    """The day that a line gives and nothing else, as a letter is dated: 10 March 2025; Geneva, 2nd May 2025."""
    match = _DAY.fullmatch(normalised(text))
    if match is None:
        return None
    try:
        return datetime.strptime(" ".join(match.groups()), "%d %B %Y").date()
    except ValueError:
        return None


_DAY = re.compile(
    r"(?:[A-Z][\w.' -]+,\s+)?(?:Date:?\s+)?(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([A-Z][a-z]+),?\s+(\d{4})\.?"
)

_MARKS = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "‐": "-", "\u00ad": ""}
)


_HYPHEN = re.compile(r"[^\W\d_]-$")


def _decoded(content: bytes, name: str) -> str:
    for encoding in ("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise InputRefused(f"{name} is neither UTF-8, UTF-16 nor Windows-1252 text; save it as UTF-8.")
    if "\x00" in text:
        raise InputRefused(f"{name} is not text; bring the letter as text or PDF.")
    return text


def _plain(text: str) -> list[Paragraph]:
    # not splitlines(): it breaks lines where an editor breaks none, at a form feed for one
    pages = [re.split(r"\r\n|\r|\n", page.removesuffix("\n")) for page in text.split("\f")]
    if max(len(row) for rows in pages for row in rows) <= WRAPPED:
        return [Paragraph(_joined(lines), _lines(lines)) for lines in paragraphs_of(lines_of(pages), usual=0)]
    found: list[list[Line]] = []
    for number, row in enumerate((row for rows in pages for row in rows), start=1):
        line = Line(_clean(row), 1, number, 0, 0)
        if found and goes_on(found[-1][-1].text, line.text):
            found[-1].append(line)
        elif line.text:
            found.append([line])
    return [Paragraph(_joined(lines), _lines(lines)) for lines in found]


def _by_page(paragraphs: Sequence[Sequence[Line]]) -> Iterator[Paragraph]:
    """Paragraphs by their place on a page; one that goes on overleaf counts there as well."""
    places: Counter[int] = Counter()
    for lines in paragraphs:
        pages = sorted({line.page for line in lines})
        places.update(pages)
        ends = dict.fromkeys((pages[0], pages[-1]))
        yield Paragraph(_joined(lines), " to ".join(f"p. {page} ¶{places[page]}" for page in ends))


def _lines(lines: Sequence[Line]) -> str:
    first, last = lines[0].number, lines[-1].number
    return f"L{first}" if first == last else f"L{first}-{last}"


def _joined(lines: Sequence[Line]) -> str:
    """One text; a word that goes on in the next line after its hyphen is one word."""
    text = lines[0].text
    for line in lines[1:]:
        text += line.text if _HYPHEN.search(text[-2:]) and line.text[0].islower() else f" {line.text}"
    return _clean(text)


def _clean(line: str) -> str:
    """Without what a conversion from other formats leaves: bold marks, links, control characters."""
    line = re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", "", line)
    line = re.sub(r"\[([^\]]*)\]\(#?[^)]*\)", r"\1", line)
    return re.sub(r"\s+", " ", line.replace("**", "")).strip()
