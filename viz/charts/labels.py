"""Names beside marks, so that none covers another: those that find no room are left to the table."""

import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LINE = 13
"""Pixels from one line to the next."""
SIZE = 11
"""Pixels of the letters."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A mark that wants a name: its middle, its radius, and the lines to be written."""

    x: float
    y: float
    radius: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """Where the lines begin, from the left and from the middle of the first line; `number` is that of the anchor."""

    number: int
    x: float
    y: float
    led: bool
    """Whether it lies so far off that a line has to lead to it."""


Rectangle = tuple[float, float, float, float]


def width(text: str) -> float:
    """About how many pixels a text takes: wide letters of Han a full square, others a little more than half of one."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    marks = sum(unicodedata.category(letter) in ("Mn", "Me") for letter in text)
    return SIZE * (wide + 0.57 * (len(text) - wide - marks))


def place(anchors: Sequence[Anchor], room: tuple[int, int]) -> list[Label]:
    """A label for each anchor that has room for one, in order: beside the mark, else farther off with a line to it."""
    taken: list[Rectangle] = [
        (one.x - one.radius, one.y - one.radius, one.x + one.radius, one.y + one.radius) for one in anchors
    ]
    found = []
    for number, anchor in enumerate(anchors):
        size = max(width(line) for line in anchor.lines), LINE * len(anchor.lines)
        others = taken[:number] + taken[number + 1 :]
        for x, y, led in _tries(anchor, size):
            rectangle = (x - 2, y, x + size[0] + 2, y + size[1])
            if _inside(rectangle, room) and not any(_overlap(rectangle, other) for other in others):
                taken.append(rectangle)
                found.append(Label(number, x, y + LINE / 2, led))
                break
    return found


def _tries(anchor: Anchor, size: tuple[float, float]) -> Iterable[tuple[float, float, bool]]:
    """Left and top of a label: right, left, under, over, then in growing rings."""
    off = anchor.radius + 4
    wide, high = size
    yield anchor.x + off, anchor.y - high / 2, False
    yield anchor.x - off - wide, anchor.y - high / 2, False
    yield anchor.x - wide / 2, anchor.y + off, False
    yield anchor.x - wide / 2, anchor.y - off - high, False
    for ring in (22, 40, 60):
        for step in range(12):
            angle = math.pi * (step + 0.5) / 6
            x, y = anchor.x + ring * math.cos(angle), anchor.y + ring * math.sin(angle)
            yield (x if math.cos(angle) > 0 else x - wide), y - high / 2, True


def _inside(rectangle: Rectangle, room: tuple[int, int]) -> bool:
    return rectangle[0] >= 0 and rectangle[1] >= 0 and rectangle[2] <= room[0] and rectangle[3] <= room[1]


def _overlap(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
