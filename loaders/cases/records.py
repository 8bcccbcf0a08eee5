"""Frames of cases -> records, row by row through the model: the last step before what every source delivers.

A reject says which row and field the model refuses, never what stands there.
"""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from graph.model import Node, Relationship
from loaders.cases.frames import Frames, Linked
from loaders.cases.raw import ROW
from loaders.delivery import Reject

Record = Node | Relationship[Any, Any]


def records(file: str, frames: Frames, rejects: list[Reject]) -> Iterator[Record]:
    """What frames say, as records; a row that the model refuses is added to `rejects`, and nothing is said of its case."""
    from graph.model import Case

    yield from frames.nodes
    refused: set[str] = set()
    for row in frames.cases.iter_rows(named=True):
        number = row.pop(ROW)
        try:
            yield Case.model_validate(_said(row))
        except ValidationError as error:
            refused.add(row["id"])
            rejects.append(_refusal(file, number, error))
    for linked in frames.links:
        yield from _linked(file, linked, refused, rejects)


def _linked(file: str, linked: Linked, refused: set[str], rejects: list[Reject]) -> Iterator[Record]:
    for row in linked.frame.iter_rows(named=True):
        number = row.pop(ROW)
        start, end = linked.start.ref(row.pop("start")), linked.end.ref(row.pop("end"))
        if start.id in refused or end.id in refused:
            continue
        try:
            yield linked.cls.model_validate(_said(row) | {"start": start, "end": end})
        except ValidationError as error:
            rejects.append(_refusal(file, number, error))


def _said(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None}


def _refusal(file: str, row: int, error: ValidationError) -> Reject:
    first = error.errors(include_input=False, include_url=False)[0]
    name = str(first["loc"][0]) if first["loc"] else "row"
    return Reject(file, f"row {row}", name, "is not what the model takes there; docs/cases.md lists its codes")
