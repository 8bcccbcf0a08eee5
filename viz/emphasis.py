"""What a picture tells of its nodes beside their classes: how large each is, and to which group it belongs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from viz.palette import SHAPES

Key = tuple[str, str]
"""A node by base label and id."""

SMALLEST, LARGEST = 9, 34
"""Half the width of a node in a picture."""
GROUPS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442", "#8A8A8A")
"""Okabe and Ito's colours; the ninth group has the first again, and its number tells the two apart."""
TOLD = 12
"""Groups that the legend tells of."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign of the legend: a path in a box from -1 to 1, its colour, and what it means."""

    path: str
    colour: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Sizes and groups. Whoever reads the picture is told what they mean; a group also has its number beside the name."""

    sizes: Mapping[Key, float] = field(default_factory=dict)
    """From 0 to 1, by area; a node that is not named is small."""
    groups: Mapping[Key, int] = field(default_factory=dict)
    """Number of its group, from 1."""
    meanings: Sequence[str] = ()
    """What the sizes mean."""
    named: Sequence[str] = ()
    """What each group is, the first first."""
    directed: bool = True
    """Whether a line leads from one to the other."""

    def size(self, key: Key) -> float | None:
        """Half the width of a node; none where the picture has no sizes."""
        return SMALLEST + (LARGEST - SMALLEST) * self.sizes.get(key, 0.0) ** 0.5 if self.sizes else None

    def colour(self, key: Key, usual: str) -> str:
        """The colour of a node."""
        return _colour(self.groups[key]) if key in self.groups else usual

    def label(self, key: Key, usual: str) -> str:
        """What is written beside a node: the number of its group first, which tells it without colour."""
        return f"[{self.groups[key]}] {usual}" if key in self.groups else usual

    def legend(self) -> list[Mark]:
        """The groups, the largest first."""
        marks = [
            Mark(SHAPES["dot"], _colour(number), f"[{number}] {meaning}")
            for number, meaning in enumerate(self.named[:TOLD], start=1)
        ]
        more = len(self.named) - len(marks)
        return [*marks, *([Mark("", "none", f"and {more} more, by the number beside the name")] if more else [])]


def _colour(number: int) -> str:
    return GROUPS[(number - 1) % len(GROUPS)]
