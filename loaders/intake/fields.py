"""A field of the model as column expressions: where its values surely pass pydantic, and what is stored of them.

"Surely" is the word on which all rests: a value that pydantic would take in some lenient way, such as 7.0 for a whole
number, is not sure, and pydantic looks at its row. So nothing has to be said twice for it to be the same.
"""

import types
import typing
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import annotated_types as at
import polars as pl
from pydantic.fields import FieldInfo

from graph.model import Derived, FullText, Indexed, When

_WHOLE = r"^-?(0|[1-9][0-9]{0,17})$"
_NUMBERS = {at.Ge: "ge", at.Gt: "gt", at.Le: "le", at.Lt: "lt"}


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a class in one frame."""

    sure: pl.Expr
    """True where a value that is given surely passes."""
    value: pl.Expr
    """The value as the model has it, lists and texts stripped; for a date its text, at its shortest."""
    latest: pl.Expr | None = None
    """Only for a date: its latest day; `earliest` is its first."""
    earliest: pl.Expr | None = None


def column(info: FieldInfo, series: pl.Series) -> Column:
    """The expressions of a field over the column that gives it."""
    inner, constraints = _unpacked(info.annotation, list(info.metadata))
    made = _by_kind(inner, series)
    if made is NEVER:
        return NEVER
    checks = [_constraint(one, inner, made.value) for one in constraints]
    return Column(pl.all_horizontal(made.sure, *checks), made.value, made.latest, made.earliest)


NEVER = Column(pl.lit(False), pl.lit(None))
"""A column of which nothing is sure."""


def _by_kind(inner: Any, series: pl.Series) -> Column:
    if typing.get_origin(inner) is Literal and series.dtype == pl.String:
        return Column(pl.col(series.name).is_in(list(typing.get_args(inner))), pl.col(series.name))
    if typing.get_origin(inner) is list and series.dtype == pl.List(pl.String):
        return _list(typing.get_args(inner)[0], series)
    kind: Callable[[pl.Series], Column] = _KINDS.get(inner, lambda _series: NEVER)
    return kind(series)


def _text(series: pl.Series) -> Column:
    if series.dtype != pl.String:
        return NEVER
    return Column(pl.lit(True), pl.col(series.name).str.strip_chars())


def _integer(series: pl.Series) -> Column:
    given = pl.col(series.name)
    if series.dtype.is_integer():
        value = given.cast(pl.Int64, strict=False)
        return Column(value.is_not_null(), value)
    if series.dtype == pl.String:
        return Column(given.str.contains(_WHOLE), given.cast(pl.Int64, strict=False))
    return NEVER


def _number(series: pl.Series) -> Column:
    if not series.dtype.is_integer() and series.dtype != pl.Float64:
        return NEVER
    value = pl.col(series.name).cast(pl.Float64)
    return Column(value.is_finite(), value)


def _yes_or_no(series: pl.Series) -> Column:
    return Column(pl.lit(True), pl.col(series.name)) if series.dtype == pl.Boolean else NEVER


def _when(series: pl.Series) -> Column:
    """Dates are read by the model's own reader, once for each text: a million rows have a few thousand."""
    if series.dtype not in (pl.String, pl.Date):
        return NEVER
    given = pl.col(series.name).cast(pl.String)
    read: dict[str, When] = {}
    for text in series.cast(pl.String).unique().drop_nulls():
        try:
            read[text] = When.parse(text)
        except ValueError:
            continue
    texts = list(read)

    def each(part: Callable[[When], str]) -> pl.Expr:
        return given.replace_strict(texts, [part(when) for when in read.values()], default=None, return_dtype=pl.String)

    shortest = each(lambda when: when.text)
    first, last = each(lambda when: when.earliest.isoformat()), each(lambda when: when.latest.isoformat())
    return Column(shortest.is_not_null(), shortest, last, first)


def _list(item: Any, series: pl.Series) -> Column:
    item, constraints = _unpacked(item, [])
    given = pl.col(series.name)
    whole = given.list.eval(pl.element().is_not_null()).list.all()
    if constraints:
        return NEVER
    if item is str:
        return Column(whole, given.list.eval(pl.element().str.strip_chars()))
    if typing.get_origin(item) is Literal:
        known = given.list.eval(pl.element().is_in(list(typing.get_args(item)))).list.all()
        return Column(whole & known, given)
    return NEVER


_KINDS: dict[Any, Callable[[pl.Series], Column]] = {
    str: _text,
    int: _integer,
    float: _number,
    bool: _yes_or_no,
    When: _when,
}


def _constraint(constraint: Any, inner: Any, value: pl.Expr) -> pl.Expr:
    """Where a value surely meets a constraint."""
    if isinstance(constraint, at.MinLen) and inner is str:
        return value.str.len_chars() >= constraint.min_length
    if isinstance(constraint, at.MaxLen) and inner is str:
        return value.str.len_chars() <= constraint.max_length
    name = _NUMBERS.get(type(constraint))
    if name and inner in (int, float):
        return getattr(value, name)(getattr(constraint, name))  # type: ignore[no-any-return]
    pattern = getattr(constraint, "pattern", None)
    if isinstance(pattern, str) and inner is str:
        return value.str.contains(pattern)  # the regular expressions of pydantic and of polars are one crate
    return pl.lit(False)


def _unpacked(annotation: Any, metadata: list[Any]) -> tuple[Any, list[Any]]:
    """The type without None and Annotated, and its constraints; our own marks constrain nothing."""
    while True:
        if typing.get_origin(annotation) in (typing.Union, types.UnionType):
            choices = [one for one in typing.get_args(annotation) if one is not type(None)]
            if len(choices) > 1:
                return annotation, metadata
            (annotation,) = choices
        elif typing.get_origin(annotation) is typing.Annotated:
            annotation, *more = typing.get_args(annotation)
            metadata = [*metadata, *more]
        else:
            return annotation, [one for one in metadata if not isinstance(one, Derived | FullText | Indexed)]
