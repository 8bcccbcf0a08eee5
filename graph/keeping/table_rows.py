"""The rows of a backup: how the store is read into them table by table, and made again of them."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from graph.connection import Store
from graph.derived.passable import base_of
from graph.errors import PalermoError
from graph.model import Node, Relationship, SchemaVersion, base_classes, derived_types, node_classes, said_classes
from graph.schema import properties

PAGE = 2_000
"""Rows that are in memory at once."""
Class = type[Node] | type[Relationship[Any, Any]]


def tables() -> dict[str, Class]:
    """Table name -> class, in the order in which they are written: nodes by base label, then relationships by type."""
    nodes: dict[str, Class] = {cls.label(): cls for cls in base_classes() if cls is not SchemaVersion}
    return nodes | {cls.type_name(): cls for cls in said_classes()}


def counts(store: Store) -> dict[str, int]:
    """Rows of each table. Raises PalermoError where the store holds more than the model knows."""
    each = (
        f"RETURN '{name}' AS name, COUNT {{ {f'(:{name})' if issubclass(cls, Node) else f'()-[:{name}]->()'} }} AS rows"
        for name, cls in tables().items()
    )
    counts: dict[str, int] = dict(store.read(" UNION ALL ".join(each)).values)
    ours = "".join(f" - COUNT {{ ()-[:{name}]->() }}" for name in derived_types())
    ours += f" - COUNT {{ (:{SchemaVersion.label()}) }}"
    total = store.read(f"RETURN COUNT {{ (n) }} + COUNT {{ ()-[r]->() }}{ours}").values[0][0]
    if total != sum(counts.values()):
        raise PalermoError(
            f"The store holds {total - sum(counts.values())} nodes or relationships that the model does not know, and "
            "a backup would lose them; palermo check lists them."
        )
    return {name: counts[name] for name in tables() if counts[name]}


def each(store: Store, name: str) -> Iterator[list[Any]]:
    """The rows of a table in the order of their ids: a node is [label, properties], a relationship has its ends before."""
    cls = tables()[name]
    query, after, more = _page(cls), "", True
    while more:
        (columns,) = store.read(query, {"after": after, "size": PAGE}).values
        rows = list(zip(*columns, strict=True))
        for row in rows:
            yield _checked(cls, list(row))
        more = len(rows) == PAGE
        after = rows[-1][-1]["id"] if more else ""


def _page(cls: Class) -> str:
    if issubclass(cls, Node):
        return (
            f"MATCH (n:{cls.label()}) WHERE n.id > $after WITH n ORDER BY n.id LIMIT $size "
            "RETURN collect(labels(n)), collect(properties(n))"
        )
    bases = [sorted({end.base().label() for end in side}) for side in cls.ends()]
    return (
        f"MATCH (a)-[r:{cls.type_name()}]->(b) WHERE r.id > $after WITH a, r, b ORDER BY r.id LIMIT $size "
        f"RETURN collect(coalesce({base_of('a', bases[0])}, '')), collect(coalesce(a.id, '')), "
        f"collect(coalesce({base_of('b', bases[1])}, '')), collect(coalesce(b.id, '')), collect(properties(r))"
    )


def _checked(cls: Class, row: list[Any]) -> list[Any]:
    """A row that can be made again of what it says."""
    if issubclass(cls, Node):
        own = sorted(set(row[0]) - {cls.label()})
        known = [one.label() for one in node_classes() if one.base() is cls and one is not cls]
        if len(own) <= 1 and (own[0] in known if own else not known):
            return [own[0] if own else cls.label(), row[1]]
    elif all(row[:4]):
        return row
    raise PalermoError(
        f"{cls.__name__} {row[-1]['id']} is not as the model says, and could not be restored; palermo check lists "
        "what is not."
    )


def write(store: Store, cls: Class, page: list[Any]) -> None:
    """Make what some rows of a table say; what is there already is made equal to it."""
    for key, some in groupby(sorted(page, key=lambda row: _key(cls, row)), key=lambda row: _key(cls, row)):
        rows = list(some)
        if issubclass(cls, Node):
            own = next(one for one in (cls, *node_classes()) if one.label() == key[0] and one.base() is cls)
            store.write([(_make_nodes(own), {"rows": [_told(own, row[1]) for row in rows]})])
        else:
            ends = tuple(next(base for base in base_classes() if base.label() == end) for end in key)
            wanted = [_told(cls, row[4]) | {"start": row[1], "end": row[3]} for row in rows]
            store.write([(_make_relationships(cls, (ends[0], ends[1])), {"rows": wanted})])


def _key(cls: Class, row: list[Any]) -> tuple[str, ...]:
    return (row[0],) if issubclass(cls, Node) else (row[0], row[2])


def _told(cls: Class, said: dict[str, Any]) -> dict[str, Any]:
    """A record as parameters: what Cypher has to make of text or maps stands apart."""
    made = {row.name for row in properties(cls) if row.kind in ("date", "point")}
    return {
        "id": said["id"],
        "plain": {name: value for name, value in said.items() if name not in made},
        "made": {name: said.get(name) for name in made},
    }


def _made(cls: Class, name: str) -> str:
    return "".join(
        f" SET {name}.{row.name} = {row.kind}(row.made.{row.name})"
        for row in properties(cls)
        if row.kind in ("date", "point")
    )


def _make_nodes(cls: type[Node]) -> str:
    own = "" if cls is cls.base() else f" SET n:{cls.label()}"
    return f"UNWIND $rows AS row MERGE (n:{cls.base().label()} {{id: row.id}}){own} SET n = row.plain{_made(cls, 'n')}"


def _make_relationships(cls: type[Relationship[Any, Any]], ends: tuple[type[Node], type[Node]]) -> str:
    start, end = (base.label() for base in ends)
    return (
        f"UNWIND $rows AS row MATCH (a:{start} {{id: row.start}}) MATCH (b:{end} {{id: row.end}}) "
        f"MERGE (a)-[r:{cls.type_name()} {{id: row.id}}]->(b) SET r = row.plain{_made(cls, 'r')}"
    )
