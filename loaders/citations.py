"""Citations: from the words of a text ("articles 5 and 9(1)(a) of the Palermo Protocol") to ids of the law.

An article that the law does not hold is reported, never guessed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.model import Provision
from loaders.sources.law import LawTexts

Parts = tuple[str, ...]
"""An article reference taken apart: ("9", "1", "a")."""


@dataclass(frozen=True, slots=True)
class Citation:
    """An instrument or provision that a text cites."""

    law: str
    as_written: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A reference to an article that cannot be placed."""

    as_written: str
    reason: str


@dataclass(frozen=True, slots=True)
class Citations:
    """What a text cites, in the order of the text."""

    found: tuple[Citation, ...]
    unresolved: tuple[Unresolved, ...]


@dataclass(frozen=True, slots=True)
class _Mention:
    instrument: str
    start: int
    end: int


_ITEM = r"(?:No\.\s*)?\d+(?:\.\d+)?(?:\s?\([0-9a-z]{1,4}\))*"
_LIST = rf"{_ITEM}(?:(?:\s*,\s*(?:and\s+)?|\s+(?:and|or|to)\s+|\s*[-–]\s*){_ITEM})*"
_REFERENCE = re.compile(
    rf"\b(?P<word>articles?|arts?\.?|paragraphs?|paras?\.?|principles?|guidelines?|objectives?|recommendations?)\s+(?P<list>{_LIST})",
    re.I,
)
_ANAPHORA = re.compile(r"\bthe (Optional Protocol|Protocol|Convention|Covenant|Declaration)\b")
_OF = re.compile(r"\s*(?:,\s*)?(?:of|in|to|under) (?:the |its |this )?(?:said )?$", re.I)
_SENTENCE = re.compile(r"[.;]\s+(?=[A-Z])")
_FOLD = str.maketrans("’‘“”–—\u00a0", "''\"\"-- ")


class CitationResolver:
    """Finds in a text what the law holds."""

    def __init__(self, law: LawTexts) -> None:
        self._names = {
            name.translate(_FOLD).lower(): instrument
            for instrument, names in law.citation_names.items()
            for name in names
        }
        longest_first = sorted(self._names, key=lambda name: (-len(name), name))
        self._mention = re.compile(rf"(?<![\w/])(?:{'|'.join(map(re.escape, longest_first))})(?![\w/])", re.I)
        self._provisions = dict(_index(law))
        self._with_articles = {instrument for instrument, *_ in self._provisions}

    def resolve(self, text: str) -> Citations:
        """Every citation in the text."""
        folded = text.translate(_FOLD)
        mentions = self._mentions(folded)
        found = {Citation(m.instrument, text[m.start : m.end], m.start, m.end) for m in mentions}
        unresolved: list[Unresolved] = []
        for match in _REFERENCE.finditer(folded):
            if any(mention.start <= match.start() < mention.end for mention in mentions):
                continue  # "recommendation No. 38" within "general recommendation No. 38"
            written = text[match.start() : match.end()]
            instrument = self._instrument_of(match, mentions, folded)
            if instrument is None:
                unresolved.append(Unresolved(written, "no instrument is named near it"))
                continue
            for parts in self._parts(instrument, match):
                law = self._provisions.get((instrument, *parts))
                if law:
                    found.add(Citation(law, written, match.start(), match.end()))
                else:
                    unresolved.append(
                        Unresolved(written, f"{instrument} has no {'('.join(parts)}{')' * (len(parts) - 1)}")
                    )
        return Citations(tuple(sorted(found, key=lambda c: (c.start, c.end, c.law))), tuple(unresolved))

    def _mentions(self, text: str) -> list[_Mention]:
        """Where instruments are named, or spoken of as "the Protocol" after they were named."""
        named = [_Mention(self._names[m[0].lower()], m.start(), m.end()) for m in self._mention.finditer(text)]
        again = []
        for match in _ANAPHORA.finditer(text):
            if any(mention.start < match.end() and match.start() < mention.end for mention in named):
                continue
            earlier = [m for m in named if m.end <= match.start() and match[1].lower() in text[m.start : m.end].lower()]
            if earlier:
                again.append(_Mention(earlier[-1].instrument, match.start(), match.end()))
        return sorted([*named, *again], key=lambda mention: mention.start)

    def _instrument_of(self, match: "re.Match[str]", mentions: list[_Mention], text: str) -> str | None:
        """Whose article it is: "article 6 of X"; else the last X before it; else the next X in its sentence."""
        able = [mention for mention in mentions if mention.instrument in self._with_articles]
        after = next((mention for mention in able if mention.start >= match.end()), None)
        if after and _OF.fullmatch(text[match.end() : after.start]):
            return after.instrument
        before = [mention for mention in able if mention.end <= match.start()]
        if before:
            return before[-1].instrument
        if after and not _SENTENCE.search(text[match.end() : after.start]):
            return after.instrument
        return None

    def _parts(self, instrument: str, match: "re.Match[str]") -> Iterator[Parts]:
        """Each article of a list such as `5, 9(1)(a)` or `14 to 16`."""
        word = match["word"].lower().rstrip("s.")
        prefix = f"{word.capitalize()} " if word in ("principle", "guideline") else ""
        pieces = re.split(r"(\s*,\s*(?:and\s+)?|\s+(?:and|or|to)\s+|\s*-\s*)", match["list"])
        items = [_taken_apart(piece) for piece in pieces[::2]]
        joints = [piece.strip() for piece in pieces[1::2]]
        for number, (first, *rest) in enumerate(items):
            yield (prefix + first, *rest)
            if number < len(joints) and joints[number] in ("to", "-"):
                for between in _between(first, items[number + 1][0]):
                    if (instrument, prefix + between) in self._provisions:
                        yield (prefix + between,)


def _index(law: LawTexts) -> Iterator[tuple[Parts, str]]:
    """(instrument, article, ...) -> id, ranges such as (a-g) or 55.99-55.109 once for each member."""
    instruments = {instrument.id for instrument in law.instruments}
    for provision in law.provisions:
        root = law.parents[provision.id]
        while root not in instruments:
            root = law.parents[root]
        for parts in _members(provision):
            yield (root, *parts), provision.id


def _members(provision: Provision) -> Iterator[Parts]:
    levels = [provision.article, provision.paragraph, *re.findall(r"\w+(?:-\w+)?", provision.subparagraph or "")]
    given = [level for level in levels if level]
    if not given:
        return
    *above, last = given
    first, dash, end = last.partition("-")
    yield tuple(given)
    if dash:
        for member in (first, *_between(first, end), end):
            yield (*above, member)


def _between(first: str, last: str) -> list[str]:
    """What lies between two ends of a range: numbers, letters, or 55.99 and 55.109."""
    if len(first) == len(last) == 1 and first.isalpha() and last.isalpha():
        return [chr(code) for code in range(ord(first) + 1, ord(last))]
    head, _, one = first.rpartition(".")
    other_head, _, other = last.rpartition(".")
    if head == other_head and one.isdigit() and other.isdigit():
        dot = f"{head}." if head else ""
        return [f"{dot}{number}" for number in range(int(one) + 1, int(other))]
    return []


def _taken_apart(item: str) -> Parts:
    return tuple(re.findall(r"\d+(?:\.\d+)?|[a-z]+", re.sub(r"No\.\s*", "", item)))
