"""A parser for communications of the Special Procedures: allegation letters, urgent appeals and their kin.

The genre is stable: "Mandates of ...", "Ref.: AL MYS 1/2025", a date, "Excellency,", the text with headings, numbered
questions "on the following matters", when it becomes public, to whom else it was sent, the signatures, an annex.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from graph.errors import InputRefused
from loaders.sources.letters.sisters import SisterLetter, sister_letters
from loaders.sources.letters.text import Paragraph, day_alone, normalised

KINDS = {
    "AL": "allegation letter",
    "UA": "urgent appeal",
    "OL": "other letter",
    "JAL": "joint allegation letter",
    "JUA": "joint urgent appeal",
    "JOL": "joint other letter",
}

# until about 2014 the files of the mandates stood between the kind and the rest: "UA G/SO 214 (53-24) SYR 3/2014"
_REFERENCE = re.compile(
    r"\bRef(?:erence)?(?:\s*\.?\s*:|\.)\s*(?-i:([A-Z]{2,3})\s+(?:[^\n]{0,300}?\s)??([A-Z]{2,}(?: [A-Z]+)*)\s+(\d+)/(\d{4}))",
    re.I,
)
_ASKS = re.compile(r"observations on the following|(?:grateful|appreciate|clarif|comment|look forward)\w*\b.*:$", re.I)
_NUMBERED = re.compile(r"(\d{1,2})[.)]\s*(?=\D)(.*)")
_CLOSES = re.compile(
    r"(?:This communication|Your Excellency|While |In (?:view|light) of|Given |Pending |Past |Finally|Annex\b"
    r"|We (?:may|would|intend|will|further|also|reserve|remain|wish)\b|Please (?:be (?:informed|advised)|note|accept)\b"
    r"|(?:A )?(?:copy|similar|letters?) |Accept,)|.*\b(?:made public|highest consideration)\b",
    re.I,
)
_RUN_ON = re.compile(r"(?<=[.?!;]) (?=This communication and any|We would appreciate receiving|While awaiting a reply)")
_FAREWELL = re.compile(r"highest consideration|^Annex\b", re.I)
_DAYS = re.compile(
    r"\b(?:within|in|after)\s+(?:[a-z-]+\s+){0,4}\(?(\d{1,3})\)?\s+(?:calendar\s+|working\s+)?days\b", re.I
)
_PUBLIC = (re.compile(r"\bpublic\b", re.I), re.compile(r"\b(?:response|reply)\b", re.I))
_RESOLUTION = re.compile(
    r"(Human Rights Council|General Assembly|Commission on Human Rights) resolutions? ((?:\d+/\d+(?:, | and |, and |$|\b))+)"
)
_HOLDER = r"Special Rapporteur|Independent Expert|Working Group|Special Representative|Expert Mechanism"
_MANDATE = re.compile(rf"[;,]?\s+(?:and\s+)?(?:of\s+)?(?:the\s+)?(?=(?:{_HOLDER})\b)")


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
class Communication:
    """What a letter says about itself."""

    reference: str
    kind: str
    addressee: str
    """As in the reference: a State's ISO 3166 alpha-3 code, or another code."""
    date: date
    mandates: tuple[str, ...]
    resolutions: tuple[str, ...]
    """Those on which the mandates rest."""
    reply_days: int | None
    """Days until it becomes public, and so until an answer is due."""
    sisters: tuple[SisterLetter, ...]
    passages: tuple[PassageText, ...]
    questions: tuple[AskedQuestion, ...]

    @property
    def id(self) -> str:
        """The reference as an id: AL_MYS_1_2025."""
        return re.sub(r"[ /]", "_", self.reference)


def parse(paragraphs: Sequence[Paragraph], name: str) -> Communication:
    """Read a letter; `name` names the file in errors. Raises InputRefused where it is no such letter."""
    kind, addressee, reference = _reference(paragraphs, name)
    asked = _asked(paragraphs)
    questions = tuple(_questions(paragraphs[asked.start : asked.stop]))
    closing = list(_closing(paragraphs, asked))
    return Communication(
        reference=reference,
        kind=kind,
        addressee=addressee,
        date=_date(paragraphs, name),
        mandates=_mandates(paragraphs),
        resolutions=_resolutions(paragraphs),
        reply_days=_reply_days(closing),
        sisters=tuple(sister for paragraph in closing for sister in sister_letters(paragraph)),
        passages=tuple(_passages(paragraphs, asked)),
        questions=questions,
    )


def find_quote(passages: Iterable[PassageText], quote: str) -> PassageText | None:
    """The passage that holds a quote: whatever its quotation marks, dashes, hyphens and spaces, but word for word."""
    wanted = _compared(quote)
    if not wanted:
        return None
    whole_words = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
    return next((passage for passage in passages if whole_words.search(_compared(passage.text))), None)


def _compared(text: str) -> str:
    """Without hyphens between letters, which the end of a line puts in: "traf- ficking"."""
    return re.sub(r"(?<=[^\W\d_])-\s?(?=[^\W\d_])", "", normalised(text))


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
        if day := day_alone(paragraph.text):
            return day
    raise InputRefused(
        f"{name} has no date above the word Excellency; write it on a line of its own, as 10 March 2025."
    )


def _mandates(paragraphs: Sequence[Paragraph]) -> tuple[str, ...]:
    line = next((p.text for p in paragraphs if re.match(r"Mandates? of", p.text)), "")
    return tuple(part.strip(" ,;.") for part in _MANDATE.split(line)[1:])


def _resolutions(paragraphs: Sequence[Paragraph]) -> tuple[str, ...]:
    """Of the sentence in which the mandates introduce themselves; the annex cites others."""
    opening = next((normalised(p.text) for p in paragraphs if "pursuant to" in p.text and "resolution" in p.text), "")
    return tuple(
        f"{body} resolution {number}"
        for body, numbers in _RESOLUTION.findall(opening)
        for number in re.findall(r"\d+/\d+", numbers)
    )


def _asked(paragraphs: Sequence[Paragraph]) -> range:
    """Where the questions stand: from the first number after the sentence that announces them to the closing formulas.

    Where none of these is known, to the last number.
    """
    numbers = [int(match[1]) if (match := _NUMBERED.match(p.text)) else None for p in paragraphs]
    announced = (
        n for n, paragraph in enumerate(paragraphs[:-1], 1) if numbers[n] == 1 and _ASKS.search(paragraph.text)
    )
    begin = next(announced, None)
    if begin is None:
        return range(0)
    last, number = begin, 1
    for place in range(begin + 1, len(paragraphs)):
        if numbers[place] == number + 1:
            last, number = place, number + 1
        elif numbers[place] is None and _CLOSES.match(paragraphs[place].text):
            return range(begin, place)
    return range(begin, last + 1)


def _questions(paragraphs: Sequence[Paragraph]) -> Iterator[AskedQuestion]:
    """Each numbered paragraph with what follows it, up to the next number."""
    gathered: list[list[Paragraph]] = []
    for paragraph in paragraphs:
        match = _NUMBERED.match(paragraph.text)
        if match and int(match[1]) == len(gathered) + 1:
            gathered.append([])
        gathered[-1].append(paragraph)
    for number, (first, *more) in enumerate(gathered, start=1):
        match = _NUMBERED.match(first.text)
        text = " ".join([match[2] if match else first.text, *(paragraph.text for paragraph in more)])
        yield AskedQuestion(number, _RUN_ON.split(text)[0], first.locator)


def _closing(paragraphs: Sequence[Paragraph], asked: range) -> Iterator[Paragraph]:
    """From the questions to the farewell; in a letter without questions, what opens with a closing formula."""
    for paragraph in paragraphs[asked.stop :]:
        if _FAREWELL.search(paragraph.text):
            return
        if asked or _CLOSES.match(paragraph.text):
            yield paragraph


def _reply_days(closing: Sequence[Paragraph]) -> int | None:
    """The days after which it becomes public; else those within which a response is asked for."""
    sentences = [sentence for p in closing for sentence in re.split(r"(?<=[.;])\s+(?=[A-Z])", normalised(p.text))]
    for purpose in _PUBLIC:
        for sentence in sentences:
            days = _DAYS.search(sentence)
            if days and purpose.search(sentence):
                return int(days[1])
    return None


def _passages(paragraphs: Sequence[Paragraph], asked: range) -> Iterator[PassageText]:
    """Headings stand in the body and in the annex; what stands alone around them is address, question or signature."""
    heading: str | None = None
    within = False
    for order, paragraph in enumerate(paragraphs):
        text = paragraph.text
        if text.startswith("Excellency"):
            within = True
        elif order == asked.start - 1 or "highest consideration" in text:
            within, heading = False, None
        elif re.match(r"Annex\b", text):
            within = True
        if within and _is_heading(text):
            heading = text
        yield PassageText(order, paragraph.locator, text, heading)


def _is_heading(text: str) -> bool:
    """A short line of its own, in words, that ends without a stop; neither a list item nor a date."""
    return len(text) < 160 and not re.search(r"[.,:;!?)\d]$", text) and not re.match(r"[-(\d]", text)
