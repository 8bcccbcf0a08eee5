"""Open things: search as one writes, put nodes into the picture, tell all of one, follow a kind of relationship."""

from typing import Any

from pydantic import Field

from graph.errors import UsageError
from queries import around, quoting
from queries.around import Key
from queries.suggesting import suggestions
from viz.details import words
from viz.explorer.desk import Desk
from viz.explorer.items import key, shown
from viz.explorer.replies import Question
from viz.network import LARGEST, MOST

PAGE = 50
"""Relationships of a kind that are told at a time."""


class Words(Question):
    """What somebody writes into the search box."""

    q: str = Field(default="", max_length=1_000)


class One(Question):
    """One node."""

    base: str
    id: str

    @property
    def key(self) -> Key:
        """Its key, if it may be shown."""
        return around.checked(self.base, self.id)


class Kind(One):
    """Its relationships of one kind, from number `skip` on."""

    type: str
    forward: bool
    skip: int = Field(default=0, ge=0)


class Nodes(Question):
    """Nodes for the picture, beside those that are in it."""

    nodes: list[One]
    present: list[One] = Field(default_factory=list)

    @property
    def added(self) -> list[Key]:
        """The keys of the nodes to be added."""
        return [one.key for one in self.nodes]

    @property
    def there(self) -> list[Key]:
        """The keys of the nodes that are there."""
        return [one.key for one in self.present]


class Place(Question):
    """Where something is said: a statement, a passage, or the document and locator of a claim."""

    statement: str | None = None
    passage: str | None = None
    document: str | None = None
    locator: str | None = None


def search(desk: Desk, asked: Words) -> list[dict[str, Any]]:
    """Suggestions."""
    return [{**one, "key": key(one["base"], one["id"])} for one in suggestions(desk.store, asked.q)]


def picture(desk: Desk, asked: Nodes) -> dict[str, Any]:
    """What the picture gains by these nodes."""
    return gained(desk, asked.there, asked.added)


def gained(desk: Desk, present: list[Key], new: list[Key]) -> dict[str, Any]:
    """The nodes that are new, with their relationships. Raises UsageError where the picture would grow too large.

    Of a large picture they come without what they say; that is read when one of them is chosen.
    """
    whole = len({*present, *new})
    if whole > LARGEST:
        raise UsageError(
            f"The picture would have {whole:,} nodes, and more than {LARGEST:,} cannot be drawn: narrow the question by "
            "its parameters or its limit, open one kind of relationship at a time, or begin a new picture."
        )
    return shown(around.added(desk.store, present, new), brief=whole > MOST)


def about(desk: Desk, asked: One) -> dict[str, Any]:
    """One node: what it is, the records that are one with it, its kinds of relationships, its States, its passages."""
    base, id_ = asked.key
    records = around.records(desk.store, asked.key)
    told = shown(around.added(desk.store, [], [asked.key]))
    return {
        "node": told["nodes"][0],
        "records": [one for one in records if one != id_],
        "kinds": [
            {"type": one.type, "words": words(one.type), "forward": one.forward, "count": one.count}
            for one in around.kinds(desk.store, asked.key)
        ],
        "states": [{"id": code, "name": name} for code, name in around.states_of(desk.store, id_)]
        if base == "Place"
        else [],
        "passages": {"Statement": quoting.stated, "Source": quoting.within}[base](desk.store, id_)
        if base in ("Statement", "Source")
        else [],
    }


def of_kind(desk: Desk, asked: Kind) -> dict[str, Any]:
    """Its relationships of one kind, each with its other end, and where the rest begins."""
    found, rest = around.of_kind(desk.store, asked.key, asked.type, forward=asked.forward, limit=PAGE, skip=asked.skip)
    return {**shown(found), "rest": rest}


def where(desk: Desk, asked: Place) -> list[dict[str, Any]]:
    """The document and, where the store has it, the passage. None where the document is not known."""
    if asked.statement:
        return quoting.stated(desk.store, asked.statement)
    if asked.passage:
        return quoting.within(desk.store, asked.passage)
    return quoting.cited(desk.store, asked.document or "", asked.locator)
