"""What the store holds, as the model's own classes: whatever the model refuses comes out as words."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError

from graph.model import MEASURED, Node, Ref, Relationship, When, base_classes, node_classes
from graph.read import RUN_MARKS
from graph.schema import Property, properties

Class = type[Node] | type[Relationship[Any, Any]]


def node_faults(labels: list[str], stored: Mapping[str, Any]) -> list[str]:
    """What is wrong with a node; nothing where the model takes it as it is."""
    cls = node_class(labels)
    if cls is None:
        return [f"has the labels {', '.join(sorted(labels))}, which the model does not have together"]
    return _faults(cls, stored, {"id": stored.get("id")})[0]


def relationship_faults(
    cls: type[Relationship[Any, Any]],
    start: tuple[list[str], str],
    end: tuple[list[str], str],
    stored: Mapping[str, Any],
) -> list[str]:
    """What is wrong with a relationship between two ends, each given by its labels and id."""
    ends = [(node_class(labels), id_) for labels, id_ in (start, end)]
    if any(one is None or not id_ for one, id_ in ends):
        return ["has an end that the model does not have"]
    refs = {side: Ref(one, id_) for side, (one, id_) in zip(("start", "end"), ends, strict=True) if one is not None}
    faults, record = _faults(cls, stored, refs)
    if isinstance(record, Relationship) and record.id != stored.get("id"):
        faults.append("has another id than its type, ends and key give")
    return faults


def node_class(labels: list[str]) -> type[Node] | None:
    """The class that has exactly these labels."""
    return _BY_LABELS.get(frozenset(labels))


_BY_LABELS = {frozenset({cls.label(), cls.base().label()}): cls for cls in (*base_classes(), *node_classes())} | {
    # a base class with others below it is no label of its own
    frozenset({cls.label()}): None
    for cls in base_classes()
    if cls not in node_classes()
}


def _faults(cls: Class, stored: Mapping[str, Any], given: Mapping[str, Any]) -> tuple[list[str], object]:
    known = {row.name: row for row in properties(cls)}
    faults = [
        f"has the property {name}, which the model does not know"
        for name in sorted(stored.keys() - known.keys() - {"id", *RUN_MARKS})
        if not name.startswith(MEASURED)
    ]
    values = dict(given)
    for name, row in known.items():
        if row.kind == "date":
            if name != f"{row.field.rstrip('_')}_latest":
                _when(row, stored, values, faults)
        elif stored.get(name) is not None:
            values[row.field] = stored[name]
    try:
        return faults, cls.model_validate(values, strict=True)
    except ValidationError as error:
        return faults + list(_sentences(error)), None


def _when(row: Property, stored: Mapping[str, Any], values: dict[str, Any], faults: list[str]) -> None:
    days = [stored.get(row.name), stored.get(f"{row.name}_latest")]
    if days == [None, None]:
        return
    earliest, latest = days
    if earliest is None or latest is None:
        faults.append(f"{row.name}: it has one day where an interval has two")
        return
    try:
        values[row.field] = When(date.fromisoformat(earliest), date.fromisoformat(latest))
    except (TypeError, ValueError) as error:
        faults.append(f"{row.name}: {error}")


def _sentences(error: ValidationError) -> Iterator[str]:
    for one in error.errors():
        place = ".".join(str(part) for part in one["loc"]).rstrip("_")
        yield f"{place}: {one['msg']}" if place else one["msg"]
