"""Columnar validation generated from the model: good rows as columns, and only the rows that fail explained by pydantic.

A frame holds records of one class, its columns named by the model's fields. Null is "not said". Columns that begin with
`_` are about the row and not of the record; `_row` says where it stands in the file, as text or a number. Lists are columns of lists.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl
import polars_hash  # noqa: F401 - its expressions hang on polars by being imported
from pydantic import ValidationError

from graph.loading.frames import stored_schema
from graph.loading.tables import Ends, stored
from graph.model import Node, Ref, Relationship
from graph.schema import properties
from loaders.delivery import Reject, refusal
from loaders.intake import validators
from loaders.intake.fields import Column, column

ROW = "_row"
_AT = "_at"

Record = type[Node] | type[Relationship[Any, Any]]


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of a frame."""

    good: pl.DataFrame
    """In the order of the rows, as graph.loading.frames.stored_schema has them, and `_row`."""
    rejects: tuple[Reject, ...]
    """In the order of the rows: the first field of each at which the model stops."""


def validate(frame: pl.DataFrame, cls: Record, *, file: str, ends: Ends | None = None) -> Checked:
    """Check the records of one class. The same rows come through, and the same reasons, as from pydantic row by row.

    A relationship's columns `start` and `end` hold ids; `ends` says of which classes. What the column expressions are
    not sure of is given to pydantic, so that a rule they do not know makes a load slower and never wrong.
    """
    frame = frame.with_row_index(_AT).with_columns(pl.col(pl.Categorical, pl.Enum).cast(pl.String))
    fields, sure = _columns(frame, cls, ends)
    marked = frame.with_columns(_sure=sure.fill_null(False))
    plain = marked.filter("_sure").select(*_stored(cls, fields, ends), pl.col(ROW), pl.col(_AT))
    taken, rejects = _explained(marked.filter(~pl.col("_sure")).drop("_sure"), cls, file, ends)
    good = pl.concat([plain, taken]).sort(_AT) if taken.height else plain
    return Checked(good.drop(_AT), tuple(rejects))


def _columns(frame: pl.DataFrame, cls: Record, ends: Ends | None) -> tuple[dict[str, Column], pl.Expr]:
    """The columns of the fields that the frame has, and where a row surely passes as a whole."""
    fields: dict[str, Column] = {}
    sure: list[pl.Expr] = []
    own = ("start", "end") if issubclass(cls, Relationship) else ()
    if issubclass(cls, Relationship) and not _fit(cls, ends):
        sure.append(pl.lit(False))
    known = set(own)
    for name, info in cls.model_fields.items():
        if name in own:
            sure.append(pl.col(name).is_not_null() if name in frame.columns else pl.lit(False))
            continue
        given = next((one for one in (info.alias, name) if one is not None and one in frame.columns), None)
        if given is None:
            sure += [pl.lit(False)] if info.is_required() else []
            continue
        known.add(given)
        if frame[given].dtype == pl.Null:
            sure += [pl.lit(False)] if info.is_required() else []
            continue
        fields[name] = column(info, frame[given])
        empty = pl.lit(False) if info.is_required() else pl.col(given).is_null()
        sure.append(empty | (pl.col(given).is_not_null() & fields[name].sure))
    sure += [pl.col(name).is_null() for name in frame.columns if name not in known and not name.startswith("_")]
    values = {name: _value(cls, name, fields) for name in cls.model_fields if name not in own}
    sure += validators.sure(cls, values, fields, frame)
    return fields, pl.all_horizontal(pl.lit(True), *sure)


def _fit(cls: type[Relationship[Any, Any]], ends: Ends | None) -> bool:
    return ends is not None and all(map(issubclass, ends, cls.ends()))


def _value(cls: Record, name: str, fields: Mapping[str, Column]) -> pl.Expr:
    """The value of a field: as given, or the model's default."""
    default = cls.model_fields[name].default
    plain = default if isinstance(default, str | int | float) else None
    value = fields[name].value if name in fields else pl.lit(None)
    kind = stored_schema(cls).get(name.rstrip("_"), pl.String())
    return value.cast(kind).fill_null(pl.lit(plain).cast(kind))


def _stored(cls: Record, fields: Mapping[str, Column], ends: Ends | None) -> list[pl.Expr]:
    """The stored columns of the rows that surely pass."""
    schema = stored_schema(cls)
    if issubclass(cls, Relationship):
        made = {"id": _hashed(cls, fields, ends), "start": pl.col("start"), "end": pl.col("end")}
    else:
        made = {"id": _value(cls, "id", fields)}
    for row in properties(cls):
        if not row.derived:
            given = fields.get(row.field)
            days = (given.latest if row.name.endswith("_latest") else given.earliest) if given else None
            made[row.name] = _value(cls, row.field, fields) if days is None else days
    found = {name: made[name] for name in schema}
    lists = {name: pl.when(found[name].list.len() > 0).then(found[name]) for name in found if _is_list(schema[name])}
    return [expression.alias(name) for name, expression in (found | lists).items()]


def _is_list(kind: pl.DataType) -> bool:
    return isinstance(kind, pl.List)


def _hashed(cls: type[Relationship[Any, Any]], fields: Mapping[str, Column], ends: Ends | None) -> pl.Expr:
    """The id of a relationship: the hash that `Relationship.id` makes, a column at a time."""
    start, end = ends or cls.ends()[0][:1] + cls.ends()[1][:1]
    parts = [pl.lit(cls.type_name()), pl.lit(start.base().label()), pl.col("start")]
    parts += [pl.lit(end.base().label()), pl.col("end")]
    for name in cls.key:
        value = _value(cls, name, fields).cast(pl.String).fill_null("")
        parts.append(pl.concat_str(pl.lit(f"{name}="), value))
    return pl.concat_str(parts, separator="\x1f").chash.sha2_256().str.slice(0, 32)  # type: ignore[attr-defined, no-any-return]


def _explained(frame: pl.DataFrame, cls: Record, file: str, ends: Ends | None) -> tuple[pl.DataFrame, list[Reject]]:
    """The rows that the columns are not sure of, as pydantic takes or refuses them."""
    rows: list[dict[str, Any]] = []
    rejects: list[Reject] = []
    for row in frame.iter_rows(named=True):
        said = {name: value for name, value in row.items() if value is not None and not name.startswith("_")}
        for side, end in zip(("start", "end"), ends or (), strict=False):
            if side in said:
                said[side] = Ref(end, said[side])
        try:
            made = cls.model_validate(said)
        except ValidationError as error:
            place = row[ROW] if isinstance(row[ROW], str) else f"row {row[ROW]}"
            rejects.append(Reject(file, place, *refusal(cls, error)))
        else:
            rows.append(stored(made) | {ROW: row[ROW], _AT: row[_AT]})
    schema = stored_schema(cls) | {name: frame.schema[name] for name in (ROW, _AT)}
    return pl.DataFrame(rows, schema=schema, orient="row"), rejects
