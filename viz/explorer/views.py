"""Saved views: which nodes stood where, what was hidden or pinned, which filters held. What sources say is never in the file.

A view can come from somebody else: it is read as strictly as any other question, and all that is shown comes from the store.
"""

from typing import Any, Literal

from pydantic import Field

from viz.explorer.desk import Desk
from viz.explorer.opening import One, gained
from viz.explorer.replies import Question
from viz.network import LARGEST


class Placed(One):
    """A node of a view."""

    x: float | None = Field(default=None, allow_inf_nan=False)
    y: float | None = Field(default=None, allow_inf_nan=False)
    pinned: bool = False
    hidden: bool = False


class Filters(Question):
    """What a view leaves out: what is named is not shown."""

    sources: list[str] = Field(default_factory=list)
    modalities: list[str] = Field(default_factory=list)
    classes: list[str] = Field(default_factory=list)
    since: str | None = Field(default=None, pattern=r"\d{4}-\d{2}")
    until: str | None = Field(default=None, pattern=r"\d{4}-\d{2}")
    undated: bool = True


class View(Question):
    """A view as its file holds it."""

    palermo_view: Literal[1]
    title: str = Field(default="", max_length=200)
    nodes: list[Placed] = Field(max_length=LARGEST)
    filters: Filters = Field(default_factory=Filters)


def reopened(desk: Desk, view: View) -> dict[str, Any]:
    """The view with what the store now says of its nodes, and the ids of those that it has no more."""
    told = gained(desk, [], [one.key for one in view.nodes])
    there = {(one["base"], one["id"]) for one in told["nodes"]}
    missing = [one.id for one in view.nodes if one.key not in there]
    return {**told, "view": view.model_dump(), "missing": missing}
