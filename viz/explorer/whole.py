"""Large pictures: a named network as a whole, and where the nodes of any large picture stand."""

from typing import Any

import numpy as np
from pydantic import Field, model_validator

from queries.analysis.networks import members, named, networks
from viz.explorer.desk import Desk
from viz.explorer.opening import One, gained
from viz.explorer.replies import Question
from viz.layout import layout
from viz.network import LARGEST


class Whole(Question):
    """A network by its name, and what is in the picture already."""

    network: str
    present: list[One] = Field(default_factory=list)


class Lines(Question):
    """A picture without names: how many nodes, and the ends of its lines as their numbers."""

    count: int = Field(ge=0, le=LARGEST)
    start: list[int]
    end: list[int]

    @model_validator(mode="after")
    def _fit(self) -> "Lines":
        if len(self.start) != len(self.end):
            raise ValueError("each line needs two ends")
        if any(not 0 <= one < self.count for ends in (self.start, self.end) for one in ends):
            raise ValueError("a line ends at no node")
        return self


def named_networks(_: Desk, __: Question) -> list[dict[str, str]]:
    """The networks that can be opened as a whole."""
    return [{"name": name, "title": network.title} for name, network in networks().items()]


def whole(desk: Desk, asked: Whole) -> dict[str, Any]:
    """What the picture gains by all of a network. Raises UsageError for no such network, and for one that is too large."""
    return gained(desk, [one.key for one in asked.present], members(desk.store, named(asked.network)))


def places(_: Desk, lines: Lines) -> list[list[float]]:
    """Where each node stands."""
    found: list[list[float]] = layout(lines.count, np.array(lines.start, int), np.array(lines.end, int)).tolist()
    return found
