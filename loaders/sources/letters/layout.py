"""Paragraphs from lines that were broken to fit a page: where one begins, and where a page break only cuts it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page."""

    text: str
    page: int
    number: int
    """Its place in the whole, from 1."""
    indent: int
    """Spaces before it."""
    gap: int
    """Empty lines above it on its page."""


ENDS = re.compile(r"[.!?:;”\"’']\W*$")
"""The end of a sentence, a quotation or an item."""
LIST_ITEM = re.compile(r"(?:[-•] )?(?:\([a-z]{1,4}\)|\d{1,2}\.|\(\d{1,2}\))\s")
_NUMBERED = re.compile(r"\d{1,2}\.\s")
_ALONE = re.compile(r"(?:[A-Z][\w.' -]+, )?\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+,? \d{4}|Excellency,")
_OPENING = re.compile(rf"(?i:Ref(?:erence)?(?:\s*\.?\s*:|\.\s))|Mandates? of |(?:{_ALONE.pattern})$")
"""Lines at the top of a letter that begin or are a paragraph, however close they stand."""
_PAGE_NUMBER = re.compile(r"\W*(?:page )?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?\W*", re.I)
_EDGE = 2
"""Lines at the top and the foot of a page among which a running header or footer stands."""
_ENDED, _UNENDED = 0.1, 0.15
"""Parts of the widest line: what must stay free for a line to end a paragraph, and where it ends no sentence. Letters
differ in width, so that a full line may seem to have a tenth to spare."""


def lines_of(pages: Sequence[Sequence[str]]) -> list[Line]:
    """The lines that hold words, without page numbers and the running lines that most pages repeat."""
    edges = [_edges(lines) for lines in pages]
    seen = Counter(key for places in edges for key in {_folded(text) for text in places.values()})
    running = {key for key, count in seen.items() if count > 1 and count > len(pages) / 2}
    found: list[Line] = []
    number = 0
    for page, (lines, places) in enumerate(zip(pages, edges, strict=True), start=1):
        gap = 0
        for place, text in enumerate(lines):
            number += 1
            words = text.strip()
            margin = place in places and (_folded(words) in running or _PAGE_NUMBER.fullmatch(words))
            if not words or margin:
                gap += 1
                continue
            found.append(Line(words, page, number, len(text) - len(text.lstrip()), gap))
            gap = 0
    return found


def paragraphs_of(lines: Sequence[Line], usual: int | None = None) -> list[list[Line]]:
    """Lines gathered into paragraphs. `usual`: empty lines within a paragraph; none: as most lines have them.

    Where paragraphs are set apart by space, a wider gap begins one. Where they are not, one ends with a line into which
    the next word would have fitted. Across a page break the space is not seen: a full line goes on there. What ends no
    sentence goes on in small letters wherever it is cut.
    """
    widths: dict[int, int] = {}
    for line in lines:
        widths[line.page] = max(widths.get(line.page, 0), len(line.text))
    inner = [line.gap for last, line in pairwise(lines) if last.page == line.page]
    if usual is None:
        usual = Counter(inner).most_common(1)[0][0] if inner else 0
    spaced = any(gap > usual for gap in inner)
    found: list[list[Line]] = []
    for line in lines:
        last = found[-1][-1] if found else None
        if last is None or _begins(line, last, widths[last.page], usual if spaced else None):
            found.append([line])
        else:
            found[-1].append(line)
    return found


def goes_on(before: str, after: str) -> bool:
    """Whether a text that was cut goes on: it ends no sentence, and what follows begins in small letters."""
    return after[:1].islower() and not LIST_ITEM.match(after) and not ENDS.search(before)


def _begins(line: Line, last: Line, widest: int, usual: int | None) -> bool:
    """Whether a line begins a paragraph. `usual`: the gap within one; none where paragraphs are not set apart."""
    if _OPENING.match(line.text) or _ALONE.fullmatch(last.text):
        return True
    if goes_on(last.text, line.text):
        return False
    item = LIST_ITEM.match(line.text) is not None
    ended = ENDS.search(last.text) is not None
    free = widest - len(last.text) - 1 - len(line.text.split()[0])
    short = free > widest * (_ENDED if ended else _UNENDED)
    if line.page != last.page:
        return item or short
    if usual is not None:
        return line.gap > usual or (item and (short or (ended and _NUMBERED.match(line.text) is not None)))
    return short or (ended and (item or line.indent > last.indent))


def _edges(lines: Sequence[str]) -> dict[int, str]:
    """The first and last lines of a page that hold anything, by their place."""
    filled = [(place, text.strip()) for place, text in enumerate(lines) if text.strip()]
    return dict([*filled[:_EDGE], *filled[-_EDGE:]])


def _folded(text: str) -> str:
    """A running line whatever its page number."""
    return re.sub(r"\d+", "#", text.strip())
