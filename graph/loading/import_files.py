"""Rows as the files that `neo4j-admin database import` reads: one a table, its header naming each column and its type."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from graph.errors import PalermoError
from graph.loading.frames import stored_schema
from graph.loading.tables import Key, class_of
from graph.model import Node, Relationship
from graph.schema import properties

MARK = "\x1f"
"""Stands between the items of a list."""
_RUNS = {"runs": pl.List(pl.String()), "first_run": pl.String()}
_TYPES = {
    "text": "string",
    "integer": "long",
    "number": "double",
    "boolean": "boolean",
    "date": "date",
    "point": "point{crs:wgs-84}",
}


@dataclass(slots=True)
class Files:
    """The files of one import, as arguments of the tool."""

    folder: Path
    made: dict[Key, Path] = field(default_factory=dict)
    broken: set[Path] = field(default_factory=set)
    """Those with a line break in a text: the tool has to be told."""

    def add(self, key: Key, frames: Iterable[pl.DataFrame]) -> None:
        """Write frames that have the columns of `import_schema`."""
        path = self.made.setdefault(key, self.folder / f"{len(self.made):03}.csv")
        with path.open("ab") as file:
            if not file.tell():
                file.write(f"{_header(key)}\n".encode())
            for frame in frames:
                if frame.select(_any(pl.col(pl.String).str.contains(r"[\r\n]"))).item():
                    self.broken.add(path)
                frame.select(_cells(class_of(key), frame)).write_csv(file, include_header=False)

    def arguments(self) -> list[str]:
        """What the tool is told of them."""
        found = []
        for key, path in self.made.items():
            if isinstance(key, tuple):
                found.append(f"--relationships={key[0].type_name()}={path}")
            else:
                labels = dict.fromkeys((key.base().label(), key.label()))
                found.append(f"--nodes={':'.join(labels)}={path}")
        if self.broken:
            found += [f"--multiline-fields={','.join(map(str, sorted(self.broken)))}", "--multiline-fields-format=v2"]
        return found


def import_schema(cls: type[Node] | type[Relationship[Any, Any]]) -> dict[str, pl.DataType]:
    """Column -> type of what the store keeps of a class: also what is derived, and the runs that said it."""
    derived = {row.name: _derived(row.kind) for row in properties(cls) if row.derived}
    return stored_schema(cls) | derived | _RUNS


def _derived(kind: str) -> pl.DataType:
    kinds: dict[str, pl.DataType] = {"integer": pl.Int64(), "boolean": pl.Boolean(), "number": pl.Float64()}
    inner = kinds.get(kind.removeprefix("list of "), pl.String())
    return pl.List(inner) if kind.startswith("list of ") else inner


def _header(key: Key) -> str:
    cls = class_of(key)
    kinds = {row.name: row.kind for row in properties(cls)} | {"runs": "list of text", "first_run": "text"}
    if isinstance(key, tuple):
        ids = {"id": "id:string"}
        ids |= {"start": f":START_ID({key[1][0].label()})", "end": f":END_ID({key[1][1].label()})"}
    else:
        ids = {"id": f"id:ID({key.base().label()})"}
    return ",".join(ids.get(name) or f"{name}:{_type(kinds[name])}" for name in import_schema(cls))


def _type(kind: str) -> str:
    inner = kind.removeprefix("list of ")
    return _TYPES[inner] if inner == kind else f"{_TYPES[inner]}[]"


def _cells(cls: type[Node] | type[Relationship[Any, Any]], frame: pl.DataFrame) -> list[pl.Expr]:
    found = []
    for name, kind in import_schema(cls).items():
        cell = pl.col(name)
        if isinstance(kind, pl.List):
            items = cell.list.eval(pl.element().cast(pl.String))
            apart = pl.element().str.contains(MARK, literal=True) | (pl.element() == "")
            if frame.select(items.list.eval(apart).list.any().any()).item():
                raise PalermoError(
                    f"A {name} of {cls.__name__} has an empty item, which --bulk cannot take; load without it."
                )
            cell = items.list.join(MARK)
        elif isinstance(kind, pl.Struct):
            north, east = cell.struct.field("latitude"), cell.struct.field("longitude")
            cell = pl.concat_str(pl.lit("{latitude:"), north, pl.lit(", longitude:"), east, pl.lit("}"))
        found.append(cell.alias(name))
    return found


def _any(expression: pl.Expr) -> pl.Expr:
    return pl.any_horizontal(expression.any()).fill_null(value=False)
