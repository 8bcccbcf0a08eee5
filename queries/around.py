"""What surrounds a node: the kinds of relationships it has, and those of one kind. A case is never among them.

Of a party or place, every record that is one with it counts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from graph.connection import Store
from graph.errors import UsageError
from graph.model import said_classes
from graph.read import Subgraph, subgraph

SHOWN = ("Entity", "Event", "Indicator", "Law", "Place", "Question", "Source", "Statement")
"""Base labels of what anybody may look at. A case needs a purpose and is written down; the rest is book-keeping."""
JOINED = ("Entity", "Place")
"""Base labels of records that can be one with others."""
Key = tuple[str, str]
"""A node by base label and id."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of relationship that a node has."""

    type: str
    forward: bool
    """Whether the node stands at its start."""
    count: int


def checked(base: str, id_: str) -> Key:
    """The key of something that may be shown. Raises UsageError for a case, which needs a purpose, and for no such label."""
    if base == "Case":
        raise UsageError("A case is not shown here; palermo ask shows cases to who states a purpose.")
    if base not in SHOWN:
        raise UsageError(f"There is nothing to show of {base!r}; there are: {', '.join(SHOWN)}.")
    return base, id_


def records(store: Store, key: Key) -> list[str]:
    """The ids of all records that are one with it, sorted. Raises UsageError where there is no such node."""
    base, id_ = key
    same = f"MATCH (one:{base} {{canonical: asked.canonical}})" if base in JOINED else "WITH asked AS one"
    ids = [one for (one,) in store.read(f"MATCH (asked:{base} {{id: $id}}) {same} RETURN one.id", {"id": id_}).values]
    if not ids:
        raise UsageError(f"There is no {base} {id_!r} in the store any more.")
    return sorted({id_, *ids})


def kinds(store: Store, key: Key) -> list[Kind]:
    """The kinds of relationships that it has with what may be shown, and how many of each, in the order of their names."""
    base, _ = key
    types = _types(base)
    if not types:
        return []
    rows = store.read(
        f"MATCH (one:{base})-[r:{'|'.join(types)}]-(other:{'|'.join(SHOWN)}) WHERE one.id IN $ids "
        "RETURN type(r) AS type, startNode(r) = one AS forward, count(*) AS number ORDER BY type, forward DESC",
        {"ids": records(store, key)},
    ).values
    return [Kind(*row) for row in rows]


def of_kind(
    store: Store, key: Key, type_: str, *, forward: bool, limit: int, skip: int = 0
) -> tuple[Subgraph, int | None]:
    """Its relationships of one kind, from number `skip` on, with their ends; and where the rest begins, if there is more.

    Raises UsageError for a type that it cannot have.
    """
    base, _ = key
    if type_ not in _types(base):
        raise UsageError(f"{type_!r} is no relationship of a {base}.")
    left, right = ("-", "->") if forward else ("<-", "-")
    rows = store.read(
        f"MATCH (one:{base}){left}[r:{type_}]{right}(other:{'|'.join(SHOWN)}) WHERE one.id IN $ids "
        "RETURN r.id, one.id, [label IN labels(other) WHERE label IN $shown][0], other.id "
        "ORDER BY other.id, r.id SKIP $skip LIMIT $limit",
        {"ids": records(store, key), "shown": list(SHOWN), "skip": skip, "limit": limit + 1},
    ).values
    here = rows[:limit]
    ends = {key, *((base, one) for _, one, _, _ in here), *((label, other) for _, _, label, other in here)}
    wanted = {id_ for id_, *_ in here}
    whole = subgraph(store, by_base(ends))
    edges = tuple(edge for edge in whole.edges if edge.type == type_ and edge.properties["id"] in wanted)
    return Subgraph(whole.nodes, edges), (skip + limit if len(rows) > limit else None)


def added(store: Store, present: Iterable[Key], new: Iterable[Key]) -> Subgraph:
    """What a picture gains: the nodes that are not in it yet, and their relationships with each other and with it."""
    there = set(present)
    fresh = set(new) - there
    whole = subgraph(store, by_base(there | fresh)) if fresh else Subgraph((), ())
    return Subgraph(
        tuple(node for node in whole.nodes if (node.base, node.id) in fresh),
        tuple(edge for edge in whole.edges if edge.start in fresh or edge.end in fresh),
    )


def ends_of(store: Store, claims: Iterable[tuple[str, str]]) -> set[Key]:
    """The nodes at the ends of claims, which are given by type and id, as far as they may be shown."""
    by_type: dict[str, set[str]] = {}
    for type_, id_ in claims:
        by_type.setdefault(type_, set()).add(id_)
    found: set[Key] = set()
    for type_ in sorted(by_type.keys() & {cls.type_name() for cls in said_classes()}):
        rows = store.read(
            f"UNWIND $ids AS id MATCH (a)-[r:{type_} {{id: id}}]->(b) UNWIND [a, b] AS n "
            "RETURN DISTINCT [label IN labels(n) WHERE label IN $shown][0] AS base, n.id AS id",
            {"ids": sorted(by_type[type_]), "shown": list(SHOWN)},
        ).values
        found |= {(base, id_) for base, id_ in rows if base}
    return found


def states_of(store: Store, id_: str) -> list[tuple[str, str]]:
    """The States in which sources put a place, as code and name; its own, if it is one."""
    rows = store.read(
        "MATCH (asked:Place {id: $id}) MATCH (one:Place {canonical: asked.canonical}) "
        "MATCH (one)-[:LOCATED_IN*0..4]->(state:State) RETURN DISTINCT state.id AS id, state.name AS name ORDER BY id",
        {"id": id_},
    ).values
    return [(code, name) for code, name in rows]


def by_base(keys: Iterable[Key]) -> Mapping[str, set[str]]:
    """Ids by base label."""
    found: dict[str, set[str]] = {}
    for base, id_ in keys:
        found.setdefault(base, set()).add(id_)
    return found


@cache
def _types(base: str) -> tuple[str, ...]:
    """The types of the relationships that a node of this base can have with something that may be shown."""
    found = set()
    for cls in said_classes():
        sides = [{end.base().label() for end in side} for side in cls.ends()]
        if any(base in here and there & set(SHOWN) for here, there in (sides, sides[::-1])):
            found.add(cls.type_name())
    return tuple(sorted(found))
