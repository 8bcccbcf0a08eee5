"""What an answer may tell of people: what a query has to declare, and how its counts leave it.

The Python layer is the one place that enforces it: a query sums `people` and leaves thresholds, shares, order and limit
to what is here. Rows are ordered after the counts are rounded, because their order by exact counts would tell them.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from graph.disclosure.suppression import released
from graph.model import Case, Shows, Statement, closed_types, node_classes

if TYPE_CHECKING:
    from queries.catalogue import Query

Row = tuple[Any, ...]
_QUOTED = re.compile(r"'[^']*'|//[^\n]*")
_CASES = re.compile(rf":\s*(?:\w+\s*\|\s*)*(?:{'|'.join([Case.label(), *closed_types()])})\b")
_SHOWS = re.compile(
    rf"\((?P<left>\w*):?(?P<left_label>\w*)[^()]*\)-\[\w*:{Shows.type_name()}\]->"
    rf"|<-\[\w*:{Shows.type_name()}\]-\((?P<right>\w*):?(?P<right_label>\w*)"
)
_STATEMENTS = (Statement.label(), *(cls.label() for cls in node_classes() if issubclass(cls, Statement)))
_LIMIT = re.compile(r"\b(LIMIT|SKIP)\b", re.I)


def touches_cases(text: str) -> bool:
    """Whether a query names cases, or claims that end at one."""
    return _CASES.search(_QUOTED.sub(" ", text)) is not None


def faults(query: "Query") -> Iterator[str]:
    """What a query's header declares wrongly of cases, a sentence each."""
    counted = [name for name, column in query.columns.items() if column.type == "people"]
    if query.sensitivity != "case":
        ends = [(name, column.of) for name, column in query.columns.items()]
        ends += [(name, parameter.of) for name, parameter in query.parameters.items()]  # one may have a column's name
        yield from (f"{name} is the id of a case, so its sensitivity is case" for name, of in ends if _of_case(of))
    if query.sensitivity == "open" and (touches_cases(query.text) or _may_show_cases(query.text)):
        yield "it reads cases, so its sensitivity is aggregate or case; of SHOWS say that a Statement does"
    if query.sensitivity == "aggregate" and touches_cases(query.text):
        if not counted:
            yield "it reads cases and has no column of type people; sum case.people in one"
        if _LIMIT.search(_QUOTED.sub(" ", query.text)):
            yield "a LIMIT or SKIP goes by exact counts; leave it out, rows are limited when they are rounded"
        for name, column in query.columns.items():
            if column.type not in ("people", "share") and not column.group:
                yield f"{name} is neither people nor share; say group: true if rows are grouped by it, and leave it out otherwise"
    for name, column in query.columns.items():
        if column.type == "share" and not {column.part, column.whole} <= set(counted):
            yield f"{name} is a share and needs part and whole, two columns of type people"
    unknown = {name.removeprefix("-") for name in query.order} - set(query.columns)
    yield from (f"order names {name}, which is no column" for name in sorted(unknown))


def release(query: "Query", rows: Iterable[Row]) -> list[Row]:
    """The rows as they may be shown: counts rounded down, rows without a count left out, shares of what is left, in order."""
    names = list(query.columns)
    counted = [name for name, column in query.columns.items() if column.type == "people"]
    found: list[dict[str, Any]] = []
    for row in rows:
        one = dict(zip(names, row, strict=True))
        one |= {name: released(one[name]) for name in counted}
        if any(one[name] is not None for name in counted):
            one |= {
                name: _share(one[column.part or ""], one[column.whole or ""])
                for name, column in query.columns.items()
                if column.type == "share"
            }
            found.append(one)
    return [tuple(one[name] for name in names) for one in _ordered(found, query.order or (f"-{counted[0]}",))]


def _may_show_cases(text: str) -> bool:
    """Whether what SHOWS an indicator may be a case: statements do, too, and an open query has to say that it means them."""
    bare = _QUOTED.sub(" ", text)
    told = 0
    for match in _SHOWS.finditer(bare):
        name, label = match["left"] or match["right"], match["left_label"] or match["right_label"]
        of_statements = name and re.search(rf"\({name}:({'|'.join(_STATEMENTS)})\b", bare)
        told += bool(label in _STATEMENTS or of_statements)
    return told < len(re.findall(rf"\b{Shows.type_name()}\b", bare))


def _share(part: int | None, whole: int | None) -> float | None:
    return None if part is None or whole is None else round(part / whole, 3)


def _ordered(rows: list[dict[str, Any]], order: Sequence[str]) -> list[dict[str, Any]]:
    """By the columns named, descending where a minus stands before one; what is None comes last; then by all that is shown."""
    rows = sorted(rows, key=lambda row: json.dumps(row, ensure_ascii=False, default=str))
    for name in reversed(order):
        column, down = name.removeprefix("-"), name.startswith("-")
        known = sorted((row for row in rows if row[column] is not None), key=lambda row: row[column], reverse=down)
        rows = [*known, *(row for row in rows if row[column] is None)]
    return rows


def _of_case(of: str | None) -> bool:
    return of is not None and Case.label() in of.split(" or ")
