"""Records -> tables: what one class says, as rows that the store can take in batches."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from graph.model import Location, Node, Relationship, When
from graph.schema import properties

Row = dict[str, Any]
Ends = tuple[type[Node], type[Node]]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two records that cannot both be true of one id."""

    record: str
    field: str
    reason: str


@dataclass(slots=True)
class Tables:
    """Rows by node class, and by relationship class and the base classes of its ends; each row once, sorted by id."""

    nodes: dict[type[Node], list[Row]] = field(default_factory=dict)
    relationships: dict[tuple[type[Relationship[Any, Any]], Ends], list[Row]] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """How many rows of each label and relationship type, in the order of their names."""
        found = {cls.label(): len(rows) for cls, rows in self.nodes.items()}
        for (cls, _), rows in self.relationships.items():
            found[cls.type_name()] = found.get(cls.type_name(), 0) + len(rows)
        return dict(sorted(found.items()))

    def ends(self) -> dict[type[Node], set[str]]:
        """By base class, the ids at which relationships end."""
        found: dict[type[Node], set[str]] = {}
        for (_, (start, end)), rows in self.relationships.items():
            found.setdefault(start, set()).update(row["start"] for row in rows)
            found.setdefault(end, set()).update(row["end"] for row in rows)
        return found


def tabulate(records: Iterable[Node | Relationship[Any, Any]]) -> Tables:
    """Group records into tables. Records of one id complete each other; where they contradict, none of them is kept."""
    tables = Tables()
    nodes: dict[tuple[type[Node], str], tuple[type[Node], Row]] = {}
    links: dict[str, tuple[type[Relationship[Any, Any]], Ends, Row]] = {}
    refused: set[object] = set()
    for record in records:
        row = stored(record)
        key: object
        if isinstance(record, Node):
            key = (record.base(), record.id)
            there = nodes.setdefault((record.base(), record.id), (type(record), row))
            differs = "label" if there[0] is not type(record) else _complete(there[1], row)
        else:
            key = record.id
            ends = record.start.cls.base(), record.end.cls.base()
            differs = _complete(links.setdefault(record.id, (type(record), ends, row))[2], row)
        if differs:
            refused.add(key)
            tables.conflicts.append(
                Conflict(_name(record), differs, "is said twice in one load with different values; keep one")
            )
    for (base, id_), (cls, row) in nodes.items():
        if (base, id_) not in refused:
            tables.nodes.setdefault(cls, []).append(row)
    for id_, (kind, ends, row) in links.items():
        if id_ not in refused:
            tables.relationships.setdefault((kind, ends), []).append(row)
    return _sorted(tables)


def batches(rows: list[Row], size: int) -> Iterator[list[Row]]:
    """The rows in lists of at most `size`, in order."""
    for _, group in groupby(enumerate(rows), key=lambda item: item[0] // size):
        yield [row for _, row in group]


def _sorted(tables: Tables) -> Tables:
    """In one order whatever the order of the records, so that an interrupted load can count batches and go on."""
    by_id = itemgetter("id")
    return Tables(
        {cls: sorted(rows, key=by_id) for cls, rows in sorted(tables.nodes.items(), key=lambda item: item[0].label())},
        {
            key: sorted(rows, key=by_id)
            for key, rows in sorted(
                tables.relationships.items(),
                key=lambda item: (item[0][0].type_name(), item[0][1][0].label(), item[0][1][1].label()),
            )
        },
        tables.conflicts,
    )


def stored(record: Node | Relationship[Any, Any]) -> Row:
    """A record as a row: what the store keeps of it, and for a relationship the ids of its ends."""
    row: Row = {"id": record.id}
    if isinstance(record, Relationship):
        row |= {"start": record.start.id, "end": record.end.id}
    for name, stored, latest in _fields(type(record)):
        value = getattr(record, name)
        if isinstance(value, When):
            # Text, not native dates: over Bolt a native temporal makes a row 3-18 times slower.
            value = (value.latest if latest else value.earliest).isoformat()
        elif isinstance(value, Location):
            value = {"latitude": value.latitude, "longitude": value.longitude}
        row[stored] = None if value == [] else value
    return row


@cache
def _fields(cls: type[Node] | type[Relationship[Any, Any]]) -> tuple[tuple[str, str, bool], ...]:
    return tuple((row.field, row.name, row.name.endswith("_latest")) for row in properties(cls) if not row.derived)


def _complete(there: Row, row: Row) -> str | None:
    """Add to a row what another row of the same id says beside it; returns the first property in which they contradict."""
    for name, value in row.items():
        known = there.get(name)
        if value is None or value == known:
            continue
        if known is None:
            there[name] = value
        elif isinstance(known, list):
            there[name] = [*known, *(item for item in value if item not in known)]
        else:
            return name
    return None


def _name(record: Node | Relationship[Any, Any]) -> str:
    if isinstance(record, Node):
        return f"{record.label()} {record.id}"
    return f"{record.start.id} {record.type_name()} {record.end.id}"
