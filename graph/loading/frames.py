"""Rows of one class as columns: the schema of what the store keeps of it."""

from functools import cache
from typing import Any

import polars as pl

from graph.model import Node, Relationship
from graph.schema import properties

_KINDS: dict[str, pl.DataType] = {
    "text": pl.String(),
    "integer": pl.Int64(),
    "number": pl.Float64(),
    "boolean": pl.Boolean(),
    "date": pl.String(),  # text, as in graph.loading.tables: native dates make a row 3-18 times slower over Bolt
    "point": pl.Struct({"latitude": pl.Float64(), "longitude": pl.Float64()}),
}


@cache
def stored_schema(cls: type[Node] | type[Relationship[Any, Any]]) -> dict[str, pl.DataType]:
    """Column -> type, in the order of the model: id, the ends of a relationship, and every property a source says."""
    ends = ("start", "end") if issubclass(cls, Relationship) else ()
    said = {row.name: _column(row.kind) for row in properties(cls) if not row.derived}
    return {name: pl.String() for name in ("id", *ends)} | said


def _column(kind: str) -> pl.DataType:
    inner = kind.removeprefix("list of ")
    return _KINDS[kind] if inner == kind else pl.List(_KINDS[inner])
