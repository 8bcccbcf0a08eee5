"""References to parts of a law, read from words: "articles 5, 9(1)(a) and (b)", "article 6, paragraph 3", "paras 28-29".

A reference knows no instrument; `loaders.citations` finds whose part it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

Parts = tuple[str, ...]
"""One part, from the outside in: ("9", "1", "a")."""

MARKS = str.maketrans("’‘“”–—\u00a0", "''\"\"-- ")
"""Typographic marks to plain ones, length kept, so that a place in the one text is the same place in the other."""


@dataclass(frozen=True, slots=True)
class Range:
    """A part, or all from one part to another."""

    first: Parts
    last: Parts


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that refer to parts of one law."""

    unit: str
    """What it calls them: article, paragraph, principle, guideline, objective, recommendation."""
    ranges: tuple[Range, ...]
    start: int
    end: int


_UNITS = {
    "art": "article",
    "par": "paragraph",
    "pri": "principle",
    "gui": "guideline",
    "obj": "objective",
    "rec": "recommendation",
}
_NUMBER = r"(?:Nos?\.?\s*)?\d+(?!\d)(?:\.\d+(?!\d))?"
_GROUP = r"(?:\s?\([0-9a-z]{1,4}\))"
_PARAGRAPH = r",?\s+(?:paragraphs?|paras?\b\.?)\s*"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# "articles 6 and 9, 17 States" and "article 5 and 12 May" count something else after the last joint
_COUNTED = rf"(?!\s+(?:{_MONTHS}|States|Governments|Parties|members|persons|people|victims|others|days|months|years)\b)"
_JOINT = r"(?:\s*,\s*(?:(?:and|or)\s+)?|\s+(?:and|or|to|&)\s+|\s*-\s*)"
_ITEM = rf"{_NUMBER}{_GROUP}*(?:{_PARAGRAPH}\d+(?!\d){_GROUP}*)?"
_NEXT = rf"(?:{_ITEM}{_COUNTED}|{_GROUP}+)"
_WORD = r"articles?|arts?\b\.?|paragraphs?|paras?\b\.?|principles?|guidelines?|objectives?|recommendations?"
_REFERENCE = re.compile(
    rf"\b(?P<word>{_WORD})\s*(?P<list>{_ITEM}(?:{_JOINT}{_NEXT})*)"
    rf"(?:\s+of\s+(?:article|art\.?)\s+(?P<article>\d+(?!\d){_GROUP}*))?",
    re.I,
)
_PIECE = re.compile(
    rf"(?:(?P<inner>{_PARAGRAPH})|(?P<joint>{_JOINT}))?(?P<number>{_NUMBER})?(?P<groups>{_GROUP}*)", re.I
)


def references(text: str) -> Iterator[Reference]:
    """Every reference in a text whose marks are plain (`MARKS`), in the order of the text."""
    for match in _REFERENCE.finditer(text):
        ranges = _ranges(match["list"])
        unit = _UNITS[match["word"][:3].lower()]
        if match["article"]:  # "paragraph 2 of article 6"
            above = _parts(match["article"])
            unit, ranges = "article", [Range((*above, *item.first), (*above, *item.last)) for item in ranges]
        yield Reference(unit, tuple(ranges), match.start(), match.end())


def _ranges(words: str) -> list[Range]:
    """The items of a list such as `5, 9(1)(a) and (b)` or `14 to 16`."""
    found: list[Range] = []
    above: Parts = ()
    """In "article 9, paragraphs 1 and 2": what 2 belongs to as well."""
    for match in _PIECE.finditer(words):
        if not match[0]:
            continue
        number, groups = _parts(match["number"] or ""), _parts(match["groups"])
        before = found[-1].last if found else ()
        if match["inner"]:  # "9, paragraph 1 (a)" is one item that was begun with 9
            above = before[:1] if match["inner"].rstrip(" .").lower().endswith("s") else ()
            found[-1:] = [Range((*before, *number, *groups), (*before, *number, *groups))]
            continue
        if number:
            item = (*above, *number, *groups)
        elif "," in (match["joint"] or "") and len(before) < 2:
            break  # "under article 6, (b) all ..." goes on with a list of its own
        else:
            item = _continued(before, groups)
        if (match["joint"] or "").strip() in ("to", "-"):
            found[-1] = Range(found[-1].first, item)
        else:
            found.append(Range(item, item))
    return found


def _continued(before: Parts, groups: Parts) -> Parts:
    """After 9(1)(a), "(b)" is 9(1)(b); after 6(3), "(4)" is 6(4); after 57, "(a)" is 57(a)."""
    if groups[0].isdigit():
        return (*before[:1], *groups)
    lettered = next((n for n, part in enumerate(before) if n and part.isalpha()), len(before))
    return (*before[:lettered], *groups)


def _parts(words: str) -> Parts:
    return tuple(re.findall(r"\d+(?:\.\d+)?|[a-z]+", re.sub(r"Nos?\.?\s*", "", words, flags=re.I)))


def between(first: str, last: str, part: str) -> bool:
    """Whether a part stands between two ends: numbers, single letters, or 55.99 and 55.109."""
    low, here, high = (_rank(name) for name in (first, part, last))
    return low is not None and here is not None and high is not None and low < here < high


def members(first: str, last: str) -> Iterator[str]:
    """The parts from one end to the other, both included; what the law itself writes as a range."""
    yield first
    low, high = _rank(first), _rank(last)
    if low and high:
        for here in range(low[-1] + 1, high[-1]):
            yield chr(here) if first.isalpha() else ".".join(map(str, (*low[:-1], here)))
    yield last


def _rank(part: str) -> tuple[int, ...] | None:
    if part.replace(".", "").isdigit():
        return tuple(map(int, part.split(".")))
    return (ord(part),) if len(part) == 1 else None
