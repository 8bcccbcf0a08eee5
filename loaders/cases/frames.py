"""Cases as frames named by the model's fields: the form between a standard's columns and what is loaded.

A frame's columns are fields of its class; `start` and `end` of a relationship are ids, and `_row` is the row of the file
that says it. `loaders.intake` checks them against the model, and knows no standard.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from graph.model import Case, Indicator, Node, Relationship, Shows
from loaders.cases.places import CLASSES
from loaders.cases.raw import ROW
from loaders.cases.shows import Coding, indicators
from loaders.delivery import Chunk, Part, Reject

Kind = type[Relationship[Any, Any]]


@dataclass(frozen=True, slots=True)
class Linked:
    """Relationships of one type between nodes of two classes."""

    cls: Kind
    start: type[Node]
    end: type[Node]
    frame: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Frames:
    """Some cases, and what is said of them."""

    cases: pl.DataFrame
    links: tuple[Linked, ...] = ()
    nodes: tuple[Node, ...] = ()
    """What relationships end at and no other source brings: countries, platforms, accounts."""


def chunk(file: str, frames: Frames, rejects: Sequence[Reject]) -> Chunk:
    """What is checked against the model and loaded together, and what was refused on the way to it."""
    links = (Part(one.cls, one.frame, (one.start, one.end)) for one in frames.links)
    return Chunk(file, (Part(Case, frames.cases), *links), tuple(rejects), frames.nodes)


@dataclass(slots=True)
class Tally:
    """What was kept out, by why: counted, never told one by one."""

    counts: dict[str, int] = field(default_factory=dict)

    def add(self, what: str, number: int) -> None:
        """Count some more."""
        if number:
            self.counts[what] = self.counts.get(what, 0) + number

    def sentences(self) -> tuple[str, ...]:
        """A sentence for each, in their order."""
        return tuple(f"{number:,} {what}" for what, number in self.counts.items())


def claims(cls: Kind, said: pl.DataFrame, places: str) -> Iterable[Linked]:
    """Relationships from cases to the places in a list column (Compound/CTM-1), one frame for each class of place.

    `said` has the columns `start`, `_row` and the properties of the claim. What a relationship cannot end at is left out.
    """
    allowed = cls.ends()[1]
    several = said.drop_nulls(places).with_columns(pl.col(places).list.len().alias("_of"))
    turns = several.with_columns(pl.int_ranges(1, pl.col("_of") + 1).alias("order")).explode(places, "order")
    turns = turns.with_columns(pl.when(pl.col("_of") > 1).then("order").alias("order")).drop("_of").drop_nulls(places)
    if "order" not in cls.model_fields:
        turns = turns.drop("order")
    parts = pl.col(places).str.splitn("/", 2).struct.rename_fields(["label", "end"])
    apart = turns.select(pl.exclude(places), parts.alias("at")).unnest("at")
    for label, place in sorted(CLASSES.items()):
        found = apart.filter(pl.col("label") == label).drop("label")
        if found.height and issubclass(place, allowed):
            once = [name for name in found.columns if name != ROW]
            yield Linked(cls, Case, place, found.unique(once, keep="first", maintain_order=True))


def shown(cases: pl.DataFrame, coding: Coding) -> Iterable[Linked]:
    """SHOWS of cases: each code of each property that has an indicator."""
    for name, table in indicators(coding).items():
        if name in cases.columns:
            codes = cases.select(pl.col("id").alias("start"), ROW, pl.col(name).alias("code")).explode("code")
            found = codes.drop_nulls("code").join(table, on="code", how="inner", maintain_order="left")
            yield Linked(Shows, Case, Indicator, found.drop("code"))
