"""A file, opened: whether it is a letter or a reply, its id, day and origin, and what it is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import InputRefused
from graph.model import State, When
from loaders.citations import CitationResolver, Citations
from loaders.delivery import Reject, digest_of
from loaders.sources.law import law_texts
from loaders.sources.letters.annotation import Annotation
from loaders.sources.letters.document import Addressees, Records, document_records, reply_records
from loaders.sources.letters.parser import PassageText, parse
from loaders.sources.letters.reading import ReadText
from loaders.sources.letters.reply import as_id, as_reference, is_reply, parse_reply, reply_id
from loaders.sources.letters.states import every_state
from loaders.sources.letters.text import Paragraph, read_paragraphs


@dataclass(frozen=True, slots=True)
class Opened:
    """A letter or a reply without its reading."""

    text: ReadText
    records: Records
    rejects: tuple[Reject, ...]
    speaker: str
    """Who speaks in it, as far as it says so itself."""


def open_communication(file: Path, annotation: Annotation | None, *, drafting: bool = False) -> Opened:
    """Open a letter or a reply; `replies_to` of its annotation says which it is, else its form.

    `drafting`: an addressee that nobody knows gets a question mark for an id, for a person to fill in.
    Raises InputRefused in one sentence where it is neither, or another document than its annotation says.
    """
    paragraphs = read_paragraphs(file)
    looks_like_reply = is_reply(paragraphs)
    if annotation is None and looks_like_reply:
        opened = _reply(file, paragraphs, None)
    elif annotation is not None and annotation.replies_to is not None:
        opened = _reply(file, paragraphs, annotation)
    elif looks_like_reply:
        letter = parse_reply(paragraphs).letters[0]
        raise InputRefused(
            f"{file.name} reads as a reply, and its annotation names no letter; write replies_to: {letter}."
        )
    else:
        opened = _letter(file, paragraphs, annotation, drafting)
    if annotation is not None and annotation.document != opened.text.id:
        raise InputRefused(f"it annotates {annotation.document}, but {file.name} is {opened.text.id}.")
    return opened


def _letter(file: Path, paragraphs: Sequence[Paragraph], annotation: Annotation | None, drafting: bool) -> Opened:
    letter = parse(paragraphs, file.name)
    addressees = Addressees(every_state(), named=annotation.addressees if annotation else {}, drafting=drafting)
    sisters = tuple(as_id(sister) for sister in annotation.sisters) if annotation else ()
    origin = sisters[0] if sisters else letter.id
    cited = _cited(letter.passages)
    records = document_records(letter, cited, addressees, digest_of(file), origin, sisters)
    text = ReadText(letter.id, When(letter.date, letter.date), letter.passages, letter.questions, origin)
    return Opened(text, records, _rejects(file, cited), " and ".join(letter.mandates))


def _reply(file: Path, paragraphs: Sequence[Paragraph], annotation: Annotation | None) -> Opened:
    reply = parse_reply(paragraphs)
    letter = as_reference(annotation.replies_to if annotation and annotation.replies_to else reply.letters[0])
    if reply.letters and letter not in reply.letters:
        raise InputRefused(f"{file.name} speaks of {', '.join(reply.letters)}, and not of {letter}; mend replies_to.")
    day = annotation.date if annotation and annotation.date else None
    if day is None and reply.date is None:
        raise InputRefused(
            f"{file.name} has no day on a line of its own, as Geneva, 2 May 2025; write it as date: in its annotation."
        )
    day = day or When.parse(str(reply.date))
    named = annotation.addressees if annotation else {}
    addressee = Addressees(every_state(), named=named).called(letter.split()[1])
    own = addressee.name
    publisher = f"Government of {own}" if isinstance(addressee, State) else own
    speaker = annotation.speaker if annotation else publisher
    id_ = reply_id(letter, day.earliest)
    cited = _cited(reply.passages)
    records = reply_records(id_, reply, letter, day, publisher, cited, digest_of(file))
    text = ReadText(id_, day, reply.passages, reply.questions, id_, replies_to=as_id(letter), own_word=addressee.id)
    return Opened(text, records, _rejects(file, cited), speaker)


def _cited(passages: Sequence[PassageText]) -> Mapping[str, Citations]:
    resolver = CitationResolver(law_texts())
    return {passage.locator: resolver.resolve(passage.text) for passage in passages}


def _rejects(file: Path, cited: Mapping[str, Citations]) -> tuple[Reject, ...]:
    return tuple(
        Reject(file.name, locator, "citation", f"{unresolved.as_written}: {unresolved.reason}")
        for locator, citations in cited.items()
        for unresolved in citations.unresolved
    )
