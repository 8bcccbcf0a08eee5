"""Records -> tables: what one class says, as rows that the store can take in batches."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any, Protocol

from graph.model import Case, Location, Node, Relationship, When
from graph.schema import properties

Row = dict[str, Any]
Ends = tuple[type[Node], type[Node]]
Key = type[Node] | tuple[type[Relationship[Any, Any]], Ends]
"""What a table is of: a node class, or a relationship class and the base classes of its ends."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two records that cannot both be true of one id."""

    record: str
    field: str
    reason: str

    @classmethod
    def twice(cls, record: str, field: str) -> "Conflict":
        """Two records of one id contradict each other in a field."""
        return cls(record, field, "is said twice in one load with different values; keep one")


class Said(Protocol):
    """What a load says, table by table: in memory (`Tables`), or on disk where it is too large for that (`Spool`)."""

    conflicts: list[Conflict]

    def contents(self) -> list[Key]:
        """Its tables, nodes first, in an order that is the same in each load of the same input."""

    def count(self, key: Key) -> int:
        """How many rows a table has."""

    def counts(self) -> dict[str, int]:
        """How many rows of each label and relationship type, in the order of their names."""

    def batches(self, key: Key, size: int, skip: int = 0) -> Iterator[list[Row]]:
        """The rows of a table in lists of at most `size`, the same in each load of the same input; without the first `skip`."""

    def batch_count(self, key: Key, size: int) -> int:
        """How many lists `batches` gives."""

    def ends_elsewhere(self) -> dict[type[Node], set[str]]:
        """By base class, the ids at which relationships end and that no node of the load has."""

    def strike_nodes(self, key: type[Node], ids: set[str]) -> None:
        """Leave nodes out."""

    def strike_ending_at(self, missing: dict[type[Node], set[str]]) -> Iterator[tuple[Key, Row]]:
        """Leave out the relationships that end at one of these; gives each with its row."""


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

    def contents(self) -> list[Key]:
        """Node classes, then relationships."""
        return [*self.nodes, *self.relationships]

    def count(self, key: Key) -> int:
        """How many rows a table has."""
        return len(self._rows(key))

    def batches(self, key: Key, size: int, skip: int = 0) -> Iterator[list[Row]]:
        """The rows in lists of at most `size`, without the first `skip` of them."""
        return batches(self._rows(key)[skip * size :], size)

    def batch_count(self, key: Key, size: int) -> int:
        """How many lists `batches` gives."""
        return -(-len(self._rows(key)) // size)

    def ends_elsewhere(self) -> dict[type[Node], set[str]]:
        """By base class, the ids at which relationships end and that no node of the load has."""
        found: dict[type[Node], set[str]] = {}
        for (_, (start, end)), rows in self.relationships.items():
            found.setdefault(start, set()).update(row["start"] for row in rows)
            found.setdefault(end, set()).update(row["end"] for row in rows)
        for cls, rows in self.nodes.items():
            found.get(cls.base(), set()).difference_update(row["id"] for row in rows)
        return found

    def strike_nodes(self, key: type[Node], ids: set[str]) -> None:
        """Leave nodes out."""
        self.nodes[key][:] = [row for row in self.nodes[key] if row["id"] not in ids]

    def strike_ending_at(self, missing: dict[type[Node], set[str]]) -> Iterator[tuple[Key, Row]]:
        """Leave out the relationships that end at one of these; gives each with its row."""
        for key, rows in self.relationships.items():
            starts, ends = (missing.get(base, set()) for base in key[1])
            gone = [row for row in rows if row["start"] in starts or row["end"] in ends]
            rows[:] = [row for row in rows if row["start"] not in starts and row["end"] not in ends]
            yield from ((key, row) for row in gone)

    def _rows(self, key: Key) -> list[Row]:
        return self.relationships[key] if isinstance(key, tuple) else self.nodes[key]


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
            tables.conflicts.append(Conflict.twice(name_of(type(record), row), differs))
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


def class_of(key: Key) -> type[Node] | type[Relationship[Any, Any]]:
    """The class whose rows a table has."""
    return key[0] if isinstance(key, tuple) else key


def key_order(key: Key) -> tuple[str, ...]:
    """Nodes before relationships, each in the order of their names."""
    if isinstance(key, tuple):
        return "1", key[0].type_name(), *(base.label() for base in key[1])
    return "0", key.label()


def completed(rows: list[Row]) -> tuple[Row, list[str]]:
    """What rows of one id say together, and the properties in which they contradict."""
    whole = dict(rows[0])
    return whole, [name for row in rows[1:] if (name := _complete(whole, row)) is not None]


def _sorted(tables: Tables) -> Tables:
    """In one order whatever the order of the records, so that an interrupted load can count batches and go on."""
    by_id = itemgetter("id")
    return Tables(
        {
            cls: sorted(rows, key=by_id)
            for cls, rows in sorted(tables.nodes.items(), key=lambda item: key_order(item[0]))
        },
        {
            key: sorted(rows, key=by_id)
            for key, rows in sorted(tables.relationships.items(), key=lambda item: key_order(item[0]))
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


def name_of(cls: type[Node] | type[Relationship[Any, Any]], row: Row) -> str:
    """What a record is called in a conflict. Beside a case only its pseudonym: the other end may be a name in a wrong column."""
    if issubclass(cls, Node):
        return f"{cls.label()} {row['id']}"
    start, end = (row[side] if may_be_told(cls, side) else "..." for side in ("start", "end"))
    return f"{start} {cls.type_name()} {end}"


def may_be_told(cls: type[Relationship[Any, Any]], side: str) -> bool:
    """Whether the id at an end may stand in a reject: not what stands beside a case."""
    classes = dict(zip(("start", "end"), cls.ends(), strict=True))
    cases = {name: any(issubclass(one, Case) for one in ends) for name, ends in classes.items()}
    return cases[side] or not any(cases.values())
