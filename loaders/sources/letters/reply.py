"""A parser for what an addressee replies: a note verbale or letter that names the communication it answers.

States write these as they like. What is found is its date, the communications it names, and its paragraphs; who speaks
and what is answered is for a coder.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from graph.errors import InputRefused
from loaders.sources.letters.parser import KINDS, AskedQuestion, PassageText
from loaders.sources.letters.text import Paragraph, day_alone, normalised

# "AL MYS 1/2025", "UA/KHM/3/2024", "Ref. AL-MYS-1-2025"; longest kinds first, or JAL would be read as AL
_KIND = "|".join(sorted(KINDS, key=len, reverse=True))
_NAMED = re.compile(rf"\b({_KIND})[ /-]+([A-Z]{{2,}})[ /-]+(\d+)[/-](\d{{4}})\b")
_LETTER = re.compile(r"Mandates? of\b|.*\bin our capacit(?:y|ies) as\b", re.I)
_REPLY = re.compile(
    r"Permanent Mission|note verbale|\b(?:reply|response|observations|comments|information)\b.{0,80}\b(?:Government|Republic|"
    r"Kingdom|Ministry|State|communication)\b|compliments to the Office",
    re.I,
)
_TOP = 20
"""Paragraphs within which a reply says what it is."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a reply says about itself."""

    letters: tuple[str, ...]
    """The communications that it names, in the order of the text: AL MYS 1/2025."""
    date: date | None
    passages: tuple[PassageText, ...]
    questions: tuple[AskedQuestion, ...] = ()
    """A reply asks nothing."""


def is_reply(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether it looks like one: it speaks for an addressee and names a communication, and is none itself."""
    top = [normalised(paragraph.text) for paragraph in paragraphs[:_TOP]]
    if any(_LETTER.match(text) for text in top):
        return False
    return any(_REPLY.search(text) for text in top) and bool(_letters(paragraphs))


def parse_reply(paragraphs: Sequence[Paragraph]) -> Reply:
    """Read a reply as far as it can be read without a coder."""
    passages = tuple(
        PassageText(order, paragraph.locator, paragraph.text, None) for order, paragraph in enumerate(paragraphs)
    )
    return Reply(_letters(paragraphs), next((day for p in paragraphs if (day := day_alone(p.text))), None), passages)


def reply_id(letter: str, day: date) -> str:
    """AL_MYS_1_2025_reply_2025-05-02: readable, and another for each day on which it was answered."""
    return f"{as_id(letter)}_reply_{day.isoformat()}"


def as_id(reference: str) -> str:
    """The id of the letter with that reference, which may already be one."""
    return re.sub(r"[ /]", "_", reference.strip())


def as_reference(letter: str) -> str:
    """AL MYS 1/2025 from AL_MYS_1_2025. Raises InputRefused where it is no reference."""
    match = _NAMED.fullmatch(letter.strip()) or re.fullmatch(
        rf"({_KIND})[ _]([A-Z]{{2,}})[ _](\d+)[/_](\d{{4}})", letter.strip()
    )
    if match is None:
        raise InputRefused(f"replies_to: {letter!r} is no reference of a letter; write it as AL MYS 1/2025.")
    kind, addressee, number, year = match.groups()
    return f"{kind} {addressee} {number}/{year}"


def _letters(paragraphs: Sequence[Paragraph]) -> tuple[str, ...]:
    named = (match.groups() for p in paragraphs for match in _NAMED.finditer(normalised(p.text)))
    return tuple(dict.fromkeys(f"{kind} {whom} {number}/{year}" for kind, whom, number, year in named))
