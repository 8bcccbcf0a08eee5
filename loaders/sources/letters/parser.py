"""A parser for communications of the Special Procedures: allegation letters, urgent appeals and their kin.

The genre is stable: "Mandates of ...", "Ref.: AL MYS 1/2025", a date, "Excellency,", the text with headings, numbered
questions "on the following matters", when it becomes public, to whom else it was sent, the signatures, an annex.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from graph.errors import InputRefused
from loaders.sources.letters.text import Paragraph, normalised

KINDS = {
    "AL": "allegation letter",
    "UA": "urgent appeal",
    "OL": "other letter",
    "JAL": "joint allegation letter",
    "JUA": "joint urgent appeal",
    "JOL": "joint other letter",
}

_REFERENCE = re.compile(r"Ref(?:erence)?\s*\.?:\s*([A-Z]{2,3})\s+([A-Z]{2,}(?:[ -][A-Z]+)*)\s+(\d+)/(\d{4})")
_DAY = re.compile(r"(\d{1,2}) ([A-Z][a-z]+) (\d{4})")
_QUESTIONS = re.compile(
    r"observations on the following matters|(?:following|these) (?:matters|questions|issues):$", re.I
)
_NUMBERED = re.compile(r"(\d{1,2})\.\s+(.*)")
_DAYS = re.compile(r"(?:within|in|after)\s+(\d{1,3})\s+days", re.I)
_SISTERS = re.compile(
    r"(?:letters?|communications?)\b.*?\balso (?:been )?(?:sent|addressed) to (?:the )?(?:[Gg]overnments? of )?([^.;]+)"
)
_RESOLUTION = re.compile(
    r"(Human Rights Council|General Assembly|Commission on Human Rights) resolutions? ([\d/,; and]+\d)"
)
_MANDATE = re.compile(
    r"(?:Special Rapporteur|Independent Expert|Working Group|Special Representative)[^;]*?"
    r"(?=(?:,|;)?\s+(?:and\s+)?(?:the\s+)?(?:Special Rapporteur|Independent Expert|Working Group|Special Representative)|$)"
)


@dataclass(frozen=True, slots=True)
class PassageText:
    """A paragraph with the heading above it."""

    order: int
    locator: str
    text: str
    heading: str | None


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A numbered question."""

    number: int
    text: str
    locator: str


@dataclass(frozen=True, slots=True)
class SisterLetters:
    """To whom else letters were sent, as they are named, and where it says so."""

    names: tuple[str, ...]
    locator: str | None


@dataclass(frozen=True, slots=True)
class Communication:
    """What a letter says about itself."""

    reference: str
    kind: str
    addressee: str
    """As in the reference: a State's ISO 3166 alpha-3 code, or another code."""
    date: date
    mandates: tuple[str, ...]
    resolutions: tuple[str, ...]
    reply_days: int | None
    """Days until it becomes public, and so until an answer is due."""
    sisters: SisterLetters
    passages: tuple[PassageText, ...]
    questions: tuple[AskedQuestion, ...]

    @property
    def id(self) -> str:
        """The reference as an id: AL_MYS_1_2025."""
        return re.sub(r"[ /]", "_", self.reference)


def parse(paragraphs: Sequence[Paragraph], name: str) -> Communication:
    """Read a letter; `name` names the file in errors. Raises InputRefused where it is no such letter."""
    kind, addressee, reference = _reference(paragraphs, name)
    questions = _questions(paragraphs)
    asked = {question.locator for question in questions}
    text = " ".join(normalised(paragraph.text) for paragraph in paragraphs)
    days = _DAYS.search(text)
    return Communication(
        reference=reference,
        kind=kind,
        addressee=addressee,
        date=_date(paragraphs, name),
        mandates=_mandates(paragraphs),
        resolutions=tuple(
            f"{body} resolution {number}"
            for body, numbers in _RESOLUTION.findall(text)
            for number in re.findall(r"\d+/\d+", numbers)
        ),
        reply_days=int(days[1]) if days else None,
        sisters=_sisters(paragraphs),
        passages=tuple(_passages(paragraphs, asked)),
        questions=tuple(questions),
    )


def find_quote(passages: Iterable[PassageText], quote: str) -> PassageText | None:
    """The passage that holds a quote: whatever its quotation marks, dashes and spaces, but word for word."""
    wanted = normalised(quote)
    return next((passage for passage in passages if wanted in normalised(passage.text)), None)


def _reference(paragraphs: Sequence[Paragraph], name: str) -> tuple[str, str, str]:
    found = next((match for paragraph in paragraphs if (match := _REFERENCE.search(paragraph.text))), None)
    if found is None:
        raise InputRefused(
            f"{name} has no reference such as Ref.: AL MYS 1/2025; it is no communication, or its top is missing."
        )
    kind, addressee, number, year = found.groups()
    if kind not in KINDS:
        raise InputRefused(
            f"{name} has the reference {found[0]!r}, whose kind {kind} is not one of {', '.join(KINDS)}."
        )
    return kind, addressee, f"{kind} {addressee} {number}/{year}"


def _date(paragraphs: Sequence[Paragraph], name: str) -> date:
    for paragraph in paragraphs:
        if paragraph.text.startswith("Excellency"):
            break
        match = _DAY.fullmatch(paragraph.text)
        if match:
            try:
                return datetime.strptime(paragraph.text, "%d %B %Y").date()
            except ValueError:
                continue
    raise InputRefused(
        f"{name} has no date above the word Excellency; write it on a line of its own, as 10 March 2025."
    )


def _mandates(paragraphs: Sequence[Paragraph]) -> tuple[str, ...]:
    line = next((p.text for p in paragraphs if re.match(r"Mandates? of", p.text)), "")
    return tuple(match[0].strip(" ,;") for match in _MANDATE.finditer(line))


def _questions(paragraphs: Sequence[Paragraph]) -> list[AskedQuestion]:
    """The numbered paragraphs after the sentence that announces them, each with the unnumbered ones before the next."""
    begin = next((n for n, p in enumerate(paragraphs) if _QUESTIONS.search(p.text)), len(paragraphs))
    found: list[AskedQuestion] = []
    between: list[Paragraph] = []
    for paragraph in paragraphs[begin + 1 :]:
        match = _NUMBERED.match(paragraph.text)
        if match and int(match[1]) == len(found) + 1:
            if found:  # what stood between two numbers belongs to the first; what follows the last is no question
                rest = " ".join(part.text for part in between)
                found[-1] = replace(found[-1], text=f"{found[-1].text} {rest}".strip())
            found.append(AskedQuestion(int(match[1]), match[2], paragraph.locator))
            between = []
        else:
            between.append(paragraph)
    return found


def _sisters(paragraphs: Sequence[Paragraph]) -> SisterLetters:
    for paragraph in paragraphs:
        match = _SISTERS.search(paragraph.text)
        if match:
            names = re.split(r",\s*(?:and\s+)?|\s+and\s+", match[1])
            return SisterLetters(
                tuple(re.sub(r"^the ", "", part.strip()) for part in names if part.strip()), paragraph.locator
            )
    return SisterLetters((), None)


def _passages(paragraphs: Sequence[Paragraph], asked: set[str]) -> Iterable[PassageText]:
    heading: str | None = None
    for order, paragraph in enumerate(paragraphs):
        if _is_heading(paragraph.text) and paragraph.locator not in asked:
            heading = paragraph.text
        yield PassageText(order, paragraph.locator, paragraph.text, heading)


def _is_heading(text: str) -> bool:
    """A short line of its own, in words, that ends without a stop; neither a list item nor a date."""
    return len(text) < 160 and not re.search(r"[.,:;!?)\d]$", text) and not re.match(r"[-(\d]", text)
