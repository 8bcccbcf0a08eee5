"""Run a canned query: parameters in, rows out, and the nodes that the rows name."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import iso3166

from graph.answer import Answer
from graph.connection import Store
from graph.disclosure import audit, forgotten
from graph.errors import PalermoError, TooSlow, UsageError, nearest
from graph.model import Case, When
from graph.read import Subgraph, subgraph
from graph.schema import node_label
from queries.catalogue import Column, Parameter, Query, find
from queries.disclosure import release
from queries.naming import canonical_ids

BEYOND = 2**63
"""The store has no whole numbers from here on."""


def ask(
    store: Store, id_: str, parameters: Mapping[str, Any], *, limit: int | None = None, purpose: str | None = None
) -> Answer:
    """The answer of a canned query, with its columns as the header declares them.

    Counts of people come out rounded (queries/disclosure.py). A query at the level of cases needs a purpose, and is
    written to the audit log before its answer is returned. Raises UsageError for an unknown query, for a parameter that
    is unknown, missing or of another type, and for a purpose that is missing.
    """
    return answered(store, find(id_), parameters, limit=limit, purpose=purpose)


def answered(
    store: Store, query: Query, parameters: Mapping[str, Any], *, limit: int | None = None, purpose: str | None = None
) -> Answer:
    """As `ask`, of a query that was read from a file."""
    why = stated(query, purpose)
    given = resolve(query, parameters)
    for name, parameter in query.parameters.items():
        if parameter.type == "name" and given[name] is not None:
            given[name] = canonical_ids(store, parameter, given[name])
    answer = _read(store, query, given, None if query.counts_people else limit)
    if not answer.values:
        _check_that_they_exist(store, query, given)
    if answer.columns != tuple(query.columns):
        raise PalermoError(
            f"The query {query.id} answers {answer.columns}, not the columns of its header; mend the file."
        )
    columns = list(query.columns.values())
    values = tuple(
        tuple(_shown(value, column) for value, column in zip(row, columns, strict=True)) for row in answer.values
    )
    truncated = answer.truncated
    if query.counts_people:
        rows = release(query, values)
        values, truncated = tuple(rows[:limit]), limit is not None and len(rows) > limit
    if why is not None:
        what = {"query": query.id, "parameters": _logged(store, query, given)}
        audit.record(store.home, "ask", what, why, len(values))
    return Answer(answer.columns, values, query.text, answer.parameters, truncated)


def _read(store: Store, query: Query, given: Mapping[str, Any], limit: int | None) -> Answer:
    """The rows. `$first` in a query is one more than are wanted, so that it opens no more than these."""
    first = {"first": BEYOND - 1 if limit is None else limit + 1} if "$first" in query.text else {}
    try:
        return store.read(query.planned(given), {**given, **first}, limit=limit)
    except TooSlow as error:
        narrower = [f"--param {name}=..." for name in query.unnamed(given)]
        if not narrower:
            raise
        raise TooSlow(
            f"The query {query.id} took too long on a store of this size and was stopped; narrow it with "
            f"{' or '.join(narrower)}, or raise PALERMO_TIMEOUT."
        ) from error


def stated(query: Query, purpose: str | None) -> str | None:
    """The purpose of a query that needs one. Raises UsageError where it needs one and none is stated."""
    return audit.purpose(purpose, f"The query {query.id}") if query.sensitivity == "case" else None


def picture(store: Store, id_: str, parameters: Mapping[str, Any], *, limit: int | None = None) -> Subgraph:
    """The nodes that an answer names, and every relationship among them."""
    query = find(id_)
    if query.sensitivity == "case":
        raise UsageError(
            f"The query {id_} is about single people and is not drawn, because a picture shows more than its answer; "
            f"use palermo ask {id_}."
        )
    ids = named(query, ask(store, id_, parameters, limit=limit))
    if not ids:
        raise UsageError(f"The query {id_} names no nodes, so there is nothing to draw; use palermo ask {id_}.")
    return subgraph(store, ids)


def named(query: Query, answer: Answer) -> dict[str, set[str]]:
    """The ids that an answer names, by the base label of its columns; empty where no column names nodes."""
    ids: dict[str, set[str]] = {}
    for name, column in query.columns.items():
        if column.type in ("id", "ids"):
            values = [row[name] for row in answer.rows if row[name] is not None]
            flat = [one for many in values for one in many] if column.type == "ids" else values
            for base in column.bases:
                ids.setdefault(base, set()).update(flat)
    return ids


def resolve(query: Query, given: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters as the query takes them: checked, normalised, with defaults."""
    for name in given:
        if name not in query.parameters:
            hint = nearest(name, list(query.parameters)) if query.parameters else " It takes none."
            raise UsageError(f"The query {query.id} has no parameter {name!r}.{hint}")
    found: dict[str, Any] = {}
    for name, parameter in query.parameters.items():
        value = given.get(name, parameter.default)
        if value is None and parameter.required:
            raise UsageError(
                f"The query {query.id} needs --param {name}=...: {parameter.meaning}, for example {parameter.example}."
            )
        found[name] = None if value is None else _typed(name, value, parameter)
    if query.one_of and all(found[name] is None for name in query.one_of):
        wanted = " or ".join(f"--param {name}={query.parameters[name].example}" for name in query.one_of)
        raise UsageError(f"The query {query.id} needs one of {', '.join(query.one_of)}; for example {wanted}.")
    return found


def _check_that_they_exist(store: Store, query: Query, given: Mapping[str, Any]) -> None:
    """Refuse an id that nothing has: an empty answer would look like an answer."""
    for name, parameter in query.parameters.items():
        if parameter.of is None or parameter.type == "name" or given[name] is None:
            continue
        if parameter.of == Case.label():
            continue  # whether there is such a case is itself an answer, and is written down like any other
        known = store.read(f"MATCH (n:{node_label(parameter.of)}) RETURN n.id AS id ORDER BY id").values
        ids = [id_ for (id_,) in known]
        if given[name] not in ids:
            hint = nearest(given[name], ids) if ids else " Nothing is loaded yet; see palermo load."
            raise UsageError(f"There is no {parameter.of} {given[name]!r} in the store.{hint}")


def _logged(store: Store, query: Query, given: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters as the log keeps them: a case by its keyed digest, so that the log forgets with the store."""
    return {
        name: forgotten.digest(store.home, value)
        if query.parameters[name].of == Case.label() and value is not None
        else value
        for name, value in given.items()
    }


def _typed(name: str, value: Any, parameter: Parameter) -> Any:
    text = str(value).strip()
    try:
        match parameter.type:
            case "integer":
                return _within(int(text), parameter)
            case "date":
                return date.fromisoformat(text).isoformat()
            case "state":
                return iso3166.countries.get(text).alpha3
            case "letter":
                return re.sub(r"[ /]", "_", text)
            case _:
                return text
    except (ValueError, KeyError) as error:
        what = {
            "integer": f"a whole number{_range(parameter)}",
            "date": "a day such as 2025-03-10",
            "state": "a State by ISO 3166 code or name",
        }
        raise UsageError(
            f"{name}={text} is not {what[parameter.type]}; for example {name}={parameter.example}."
        ) from error


def _within(number: int, parameter: Parameter) -> int:
    if (
        abs(number) >= BEYOND
        or (parameter.least is not None and number < parameter.least)
        or (parameter.most is not None and number > parameter.most)
    ):
        raise ValueError
    return number


def _range(parameter: Parameter) -> str:
    if parameter.most is not None:
        return f" from {parameter.least or 0} to {parameter.most}"
    return "" if parameter.least is None else f" from {parameter.least}"


def _shown(value: Any, column: Column) -> Any:
    """A date interval, which Cypher gives as its two days, as the shortest text that means it."""
    if column.type == "when" and value is not None:
        earliest, latest = value
        return When(date.fromisoformat(earliest), date.fromisoformat(latest)).text if earliest and latest else None
    return value
