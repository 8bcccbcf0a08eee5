"""Citations: from the words of a text ("articles 5 and 9(1)(a) of the Palermo Protocol") to ids of the law.

What the law does not hold, and what cannot be placed for certain, is reported, never guessed.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from graph.model import Provision
from loaders.references import MARKS, Parts, Reference, between, members, references
from loaders.sources.law import LawTexts


@dataclass(frozen=True, slots=True)
class Citation:
    """An instrument or provision that a text cites."""

    law: str
    as_written: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A reference to a part of a law that cannot be placed."""

    as_written: str
    reason: str


@dataclass(frozen=True, slots=True)
class Citations:
    """What a text cites, in the order of the text."""

    found: tuple[Citation, ...]
    unresolved: tuple[Unresolved, ...]


@dataclass(frozen=True, slots=True)
class _Mention:
    instrument: str | None
    """None: a text that the law does not hold."""
    units: tuple[str, ...]
    """What its parts are called."""
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands."""
        return self.start, self.end


NOWHERE = "no instrument is named near it"
NOT_HELD = "the law holds no such part of what is named beside it"
AMBIGUOUS = "two instruments are named near it"

_SORTS = "Protocol|Convention|Covenant|Declaration|Compact"
_STATUTES = "Charter|Constitution|Statute|Agreement|Treaty|Code|Act|Law|Ordinance|Regulations?|Rules|Decree|Directive"
_SORT = re.compile(rf"\b(?:{_SORTS})\b")
_AGAIN = re.compile(
    rf"\b(?i:the|this|that|said|same)\s+((?:Optional )?(?:{_SORTS}))\b(?!\s+(?:to|on|against|relating|concerning)\b)"
)
_DOCUMENT = re.compile(
    r"\b(?:A|E|S|ST|HRI|CEDAW|CCPR|CRC|CAT|CERD|CMW|CED|CRPD)/[\w./-]*\w|\b[Rr]esolutions? (?:No\. ?)?\d+(?:/\d+)?"
)
_TITLE = re.compile(rf"\b(?:[A-Z][\w-]*\s+){{0,8}}(?:{_SORTS}|{_STATUTES})\b")
_PROTOCOL_TO = re.compile(r"Protocol (?:of \d{4} )?to (?:the )?$")
_OF = re.compile(
    r"\s*,?\s*(?:of|in|to|under) (?:(?:the|its|this|that|said|same|UN|United Nations|International|ILO|\d{4}) )*", re.I
)
_OF_ANOTHER = re.compile(r"\s*,?\s*of (?!which\b|(?:this|that|the same) (?:document|instrument|treaty|text|report)\b)")
_BESIDE = re.compile(r"(?:'s)?[\s,()]*(?:(?:in|under) )?(?:(?:its|particular|notably|especially)[\s,]*)*\(?")
_LISTED_WITH = re.compile(r",? (?:including|and|or|as well as|read)\b")
_ACRONYM = re.compile(r"\b[A-Z]{3,8}[\s,()]*$")
_SENTENCE = re.compile(r"[.;]\s+(?=[A-Z])")
_NEAR = 80
"""Characters: how far apart two references may be that share the instrument named after the second."""


class CitationResolver:
    """Finds in a text what the law holds."""

    def __init__(self, law: LawTexts) -> None:
        self._names = {
            name.translate(MARKS).lower(): (instrument, name.islower())
            for instrument, names in law.citation_names.items()
            for name in names
        }
        longest_first = sorted(self._names, key=lambda name: (-len(name), name))
        self._name = re.compile(rf"(?<![\w/])(?:{'|'.join(map(re.escape, longest_first))})(?![\w/]| Committee)", re.I)
        self._units = law.part_names
        sorts = {instrument.id: _SORT.search(instrument.title) for instrument in law.instruments}
        self._sorts = {id_: match[0].lower() if match else "" for id_, match in sorts.items()}
        self._statutes = {instrument.id for instrument in law.instruments if instrument.kind == "national"}
        self._provisions: dict[str, dict[Parts, str]] = defaultdict(dict)
        for instrument, parts, id_ in _index(law):
            self._provisions[instrument][parts] = id_

    def resolve(self, text: str) -> Citations:
        """Every citation in the text."""
        plain = text.translate(MARKS)
        mentions = self._mentions(plain)
        found = {
            Citation(mention.instrument, text[mention.start : mention.end], mention.start, mention.end)
            for mention in mentions
            if mention.instrument
        }
        unresolved: list[Unresolved] = []
        # "recommendation No. 38" within "general recommendation No. 38" is a name
        taken = _taken([mention.span for mention in mentions], text)
        listed = [reference for reference in references(plain) if not taken[reference.start]]
        for reference, following in zip_longest(listed, listed[1:]):
            written = text[reference.start : reference.end]
            try:
                instrument = self._instrument_of(reference, following, mentions, plain)
            except _Unplaced as error:
                unresolved.append(Unresolved(written, str(error)))
                continue
            for parts, law in self._parts(instrument, reference) if instrument else [((), None)]:
                if law:
                    found.add(Citation(law, written, reference.start, reference.end))
                else:
                    reason = f"{instrument} has no {_spelt(parts)}" if instrument else NOT_HELD
                    unresolved.append(Unresolved(written, reason))
        return Citations(tuple(sorted(found, key=lambda c: (c.start, c.end, c.law))), tuple(unresolved))

    def _mentions(self, text: str) -> list[_Mention]:
        """Where texts are named, whether the law holds them or not, or spoken of as "the Protocol" after that."""
        found = list(self._named(text))
        taken = _taken([mention.span for mention in found], text)
        again = [match for match in _AGAIN.finditer(text) if not any(taken[slice(*match.span())])]
        for pattern, units in ((_DOCUMENT, ("paragraph", "recommendation")), (_TITLE, ("article",))):
            taken = _taken([*(mention.span for mention in found), *(match.span() for match in again)], text)
            free = (match for match in pattern.finditer(text) if not any(taken[slice(*match.span())]))
            found += [_Mention(None, units, *match.span()) for match in free]
        found.sort(key=lambda mention: mention.start)
        found += [self._again(match, found, text) for match in again]
        return sorted(found, key=lambda mention: mention.start)

    def _named(self, text: str) -> Iterator[_Mention]:
        for match in self._name.finditer(text):
            instrument, small = self._names[match[0].lower()]
            if match[0].islower() and not small:
                continue  # "principles and guidelines" in small letters are anybody's
            # "Optional Protocol to the Convention against Torture" is another treaty than that convention
            if _PROTOCOL_TO.search(_before(text, match.start())):
                yield _Mention(None, ("article",), *match.span())
            else:
                yield _Mention(instrument, self._units[instrument], *match.span())

    def _again(self, match: "re.Match[str]", named: list[_Mention], text: str) -> _Mention:
        """The last text of that sort that was named before."""
        sort = match[1].split()[-1].lower()
        for mention in reversed(named):
            written = text[mention.start : mention.end].lower()
            alike = self._sorts[mention.instrument] == sort if mention.instrument else sort in written
            if alike and mention.end <= match.start():
                return replace(mention, start=match.start(), end=match.end())
        return _Mention(None, ("article",), *match.span())

    def _instrument_of(
        self, reference: Reference, following: Reference | None, mentions: list[_Mention], text: str
    ) -> str | None:
        """Whose part it is; none where that is a text that the law does not hold. Raises _Unplaced."""
        able = [mention for mention in mentions if reference.unit in mention.units]
        owner = _owner(reference, able, text)
        if owner:
            return owner.instrument
        if _OF_ANOTHER.match(text, reference.end):
            return None
        before = next((mention for mention in reversed(able) if mention.end <= reference.start), None)
        if before and _BESIDE.fullmatch(text, before.end, reference.start):
            return before.instrument
        if _ACRONYM.search(_before(text, reference.start)):
            return None
        shared = _shared(reference, following, able, text)
        if shared and before and before.instrument not in self._statutes | {shared.instrument}:
            raise _Unplaced(AMBIGUOUS)
        placed = shared or before or _after(reference, able, text)
        if placed is None:
            raise _Unplaced(NOWHERE)
        return placed.instrument

    def _parts(self, instrument: str, reference: Reference) -> Iterator[tuple[Parts, str | None]]:
        """Each part that a reference names, with its id in the law. Between two ends, those that the law holds."""
        held = self._provisions[instrument]
        prefix = f"{reference.unit.capitalize()} " if reference.unit in ("principle", "guideline") else ""
        for item in reference.ranges:
            first, last = ((prefix + parts[0], *parts[1:]) for parts in (item.first, item.last))
            for end in sorted({first, last}):
                yield end, held.get(end) or held.get(_undotted(end))
            for parts in held if first != last else ():
                if parts[:-1] == first[:-1] and between(first[-1], last[-1], parts[-1]):
                    yield parts, held[parts]


class _Unplaced(Exception):
    """Why a reference belongs to no instrument."""


def _taken(spans: list[tuple[int, int]], text: str) -> bytearray:
    """For each character, whether a span covers it."""
    taken = bytearray(len(text))
    for start, end in spans:
        taken[start:end] = b"\x01" * (end - start)
    return taken


def _before(text: str, end: int) -> str:
    """The words just before a place."""
    return text[max(0, end - _NEAR) : end]


def _owner(reference: Reference, able: list[_Mention], text: str) -> _Mention | None:
    """X in "article 6 of X"."""
    after = next((mention for mention in able if mention.start >= reference.end), None)
    return after if after and _OF.fullmatch(text, reference.end, after.start) else None


def _shared(reference: Reference, following: Reference | None, able: list[_Mention], text: str) -> _Mention | None:
    """X in "in article 2, including article 3 of X"; what stands in brackets looks back instead."""
    if following is None or _before(text, reference.start).endswith("(") or following.start - reference.end > _NEAR:
        return None
    if any(reference.end <= mention.start < following.start for mention in able):
        return None
    return _owner(following, able, text) if _LISTED_WITH.match(text, reference.end) else None


def _after(reference: Reference, able: list[_Mention], text: str) -> _Mention | None:
    """The next text named in the sentence."""
    after = next((mention for mention in able if mention.start >= reference.end), None)
    return after if after and not _SENTENCE.search(text[reference.end : after.start]) else None


def _undotted(parts: Parts) -> Parts:
    """6.3 as article 6, paragraph 3."""
    return (*parts[0].split("."), *parts[1:])


def _spelt(parts: Parts) -> str:
    return "(".join(parts) + ")" * (len(parts) - 1)


def _index(law: LawTexts) -> Iterator[tuple[str, Parts, str]]:
    """Instrument, part and id; ranges such as (a-g) or 55.99-55.109 once for each member."""
    instruments = {instrument.id for instrument in law.instruments}
    for provision in law.provisions:
        root = law.parents[provision.id]
        while root not in instruments:
            root = law.parents[root]
        for parts in _members(provision):
            yield root, parts, provision.id


def _members(provision: Provision) -> Iterator[Parts]:
    levels = [provision.article, provision.paragraph, *re.findall(r"\w+(?:-\w+)?", provision.subparagraph or "")]
    *above, last = [level for level in levels if level] or [""]
    yield (*above, last)
    first, dash, end = last.partition("-")
    if dash:
        yield from ((*above, member) for member in members(first, end))
