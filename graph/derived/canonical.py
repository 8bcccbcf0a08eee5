"""The record that stands for all records of one party or place: the smallest id of its SAME_AS component."""

from collections.abc import Iterable

from graph.connection import Store
from graph.loading.tables import Row, batches
from graph.model import Entity, Node, Place

BATCH = 10_000


def recompute(store: Store) -> int:
    """Set `canonical` on every Entity and Place; returns on how many it changed. Only those are written."""
    changed = 0
    for base in (Entity, Place):
        rows = _differing(store, base)
        changed += len(rows)
        for some in batches(rows, BATCH):
            query = f"UNWIND $rows AS row MATCH (n:{base.label()} {{id: row.id}}) SET n.canonical = row.canonical"
            store.write([(query, {"rows": some})])
    return changed


def differing(store: Store) -> list[Row]:
    """The id and the rightful `canonical` of each record that has another one; none right after `recompute`."""
    return [row for base in (Entity, Place) for row in _differing(store, base)]


def representatives(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each id that is in a pair -> the smallest id of its component, whatever the order of the pairs."""
    parent: dict[str, str] = {}

    def root(one: str) -> str:
        while parent.setdefault(one, one) != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    return {one: root(one) for one in sorted(parent)}


def _differing(store: Store, base: type[Node]) -> list[Row]:
    label = base.label()
    starts, ends = store.read(
        f"MATCH (a:{label})-[r:SAME_AS]->(b:{label}) RETURN collect(a.id) AS starts, collect(b.id) AS ends"
    ).values[0]
    wanted = representatives(zip(starts, ends, strict=True))
    # a record outside every component stands for itself
    ids, now = store.read(
        f"MATCH (n:{label}) WHERE n.canonical <> n.id OR n.canonical IS NULL OR n.id IN $members "
        "RETURN collect(n.id) AS ids, collect(coalesce(n.canonical, '')) AS now",
        {"members": list(wanted)},
    ).values[0]
    return [
        {"id": id_, "canonical": wanted.get(id_, id_)}
        for id_, canonical in sorted(zip(ids, now, strict=True))
        if wanted.get(id_, id_) != canonical
    ]
