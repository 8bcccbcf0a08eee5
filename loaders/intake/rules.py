"""The validators of the model that no annotation says, as column expressions that hold only where they surely pass.

A validator that is not here is no error: the rows that it may refuse or change go to pydantic, which is slower. So a
rule may be narrower than its validator, never wider. tests/loaders/test_intake.py holds every one against pydantic.
"""

from collections.abc import Callable, Mapping

import polars as pl

Values = Mapping[str, pl.Expr]
"""Field -> its value after its own checks: null where the row does not say it and the model has no default."""


def _each_once(field: str) -> Callable[[Values], pl.Expr]:
    def rule(values: Values) -> pl.Expr:
        items = values[field]
        return items.list.n_unique() == items.list.len()

    return rule


def _names(values: Values) -> pl.Expr:
    names, name = values["names"], values["name"]
    return _each_once("names")(values) & ~names.list.contains("") & ~names.list.contains(name)


def _a_record_is_of_one_person(values: Values) -> pl.Expr:
    return (values["kind"] != "record") | (values["people"] == 1)


FIELDS: Mapping[str, Callable[[Values], pl.Expr]] = {
    "Named._each_once": _names,
    "Entity._once": _each_once("country"),
}
"""Field validator -> where it surely passes a value that is given, and leaves it as it is."""

MODELS: Mapping[str, Callable[[Values], pl.Expr]] = {
    "Case._a_record_is_of_one_person": _a_record_is_of_one_person,
    "Confinement._tells_nothing_in_free_text": lambda values: values["quote"].is_null(),
    "Place._a_point_says_how_exact_it_is": lambda values: values["location"].is_null(),
    # One frame has one class at each end, and `validate` asks for it once.
    "Relationship._ends_are_as_declared": lambda _values: pl.lit(True),
}
"""Model validator -> where it surely passes."""
