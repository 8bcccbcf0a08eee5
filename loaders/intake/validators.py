"""The validators of the model that no annotation says, as column expressions that hold only where they surely pass.

A field's validator that looks at nothing but the value is run itself, once for each distinct value: a million rows have
few versions of a consent, and few months. What looks at several fields has a rule here. One without a rule is no error:
the rows that it may refuse or change go to pydantic, which is slower. So a rule may be narrower than its validator,
never wider; tests/loaders/test_intake.py holds every one against pydantic.
"""

import inspect
from collections.abc import Callable, Collection, Mapping
from typing import Any

import polars as pl
from pydantic import BaseModel

from graph.model import When

Values = Mapping[str, pl.Expr]
"""Field -> its value after its own checks: null where the row does not say it and the model has no default."""

_MARK = "\x1f"


def sure(cls: type[BaseModel], values: Values, given: Collection[str], frame: pl.DataFrame) -> list[pl.Expr]:
    """Where the validators of a class surely pass; `given` are the fields that the frame has, null ones apart."""
    found = cls.__pydantic_decorators__
    passing: list[pl.Expr] = []
    for one in found.field_validators.values():
        for name in (field for field in one.info.fields if field in given):
            rule = _FIELDS.get(_qualified(one.func))
            if rule is not None:
                passes = rule(values)
            elif one.info.mode == "after" and len(inspect.signature(one.func).parameters) == 1:
                passes = _distinct(one.func, _reader(cls, name), values[name], frame)
            else:
                passes = pl.lit(False)
            passing.append(values[name].is_null() | passes.fill_null(False))
    return passing + [_MODELS.get(_qualified(one.func), _unknown)(values) for one in found.model_validators.values()]


def _reader(cls: type[BaseModel], name: str) -> Callable[[str], Any]:
    """From the text of a column's value to the value that the model has."""
    said = str(cls.model_fields[name].annotation)
    if "list[" in said:
        return lambda text: text.split(_MARK) if text else []
    return When.parse if "When" in said else str


def _distinct(
    validator: Callable[[Any], Any], reader: Callable[[str], Any], value: pl.Expr, frame: pl.DataFrame
) -> pl.Expr:
    """Where a validator leaves a value as it is, found by running it once for each distinct one."""
    kind = frame.select(value).to_series().dtype
    if kind not in (pl.String, pl.List(pl.String)):
        return pl.lit(False)
    key = value if kind == pl.String else _joined(value)
    passing = []
    for text in frame.select(key.unique()).to_series().drop_nulls():
        try:
            before = reader(text)
            if validator(before) == before:
                passing.append(text)
        except ValueError:
            continue
    return key.is_in(passing)


def _joined(value: pl.Expr) -> pl.Expr:
    """A list as one text; null where two lists could have the same one."""
    apart = (pl.element() != "") & ~pl.element().str.contains(_MARK, literal=True)
    return pl.when(value.list.eval(apart).list.all()).then(value.list.join(_MARK))


def _names(values: Values) -> pl.Expr:
    names = values["names"]
    return (names.list.n_unique() == names.list.len()) & ~names.list.contains("") & ~names.list.contains(values["name"])


def _a_record_is_of_one_person(values: Values) -> pl.Expr:
    return (values["kind"] != "record") | (values["people"] == 1)


def _unknown(_values: Values) -> pl.Expr:
    return pl.lit(False)


def _qualified(function: Any) -> str:
    return str(getattr(function, "__func__", function).__qualname__)


_FIELDS: Mapping[str, Callable[[Values], pl.Expr]] = {"Named._each_once": _names}
"""Field validator that looks at other fields -> where it surely leaves a value that is given as it is."""

_MODELS: Mapping[str, Callable[[Values], pl.Expr]] = {
    "Case._a_record_is_of_one_person": _a_record_is_of_one_person,
    "Confinement._tells_nothing_in_free_text": lambda values: values["quote"].is_null(),
    "Place._a_point_says_how_exact_it_is": lambda values: values["location"].is_null(),
    # One frame has one class at each end, and `validate` asks for it once.
    "Relationship._ends_are_as_declared": lambda _values: pl.lit(True),
}
"""Model validator -> where it surely passes."""
