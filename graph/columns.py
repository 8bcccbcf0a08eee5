"""Parties and claims as columns: read page by page as collected lists, so that a network of any size can be built."""

from collections.abc import Collection, Iterator
from typing import Any

from graph.connection import Store
from graph.derived.passable import base_of, impassable_labels

PAGE = 20_000
"""Parties whose names, or whose claims, are collected at a time: the server holds a page in memory, not the network."""

Columns = tuple[list[Any], ...]


def party_columns(store: Store, base: str) -> Iterator[Columns]:
    """Id, canonical id, name and class of every record of a base label, in the order of ids; one item a page."""
    after = ""
    while True:
        (page,) = store.read(_PARTIES.format(base=base), {"after": after, "page": PAGE}).values
        if not page[0]:
            return
        yield page
        after = page[0][-1]


def claim_columns(store: Store, types: Collection[str], base: str, ids: list[str]) -> Iterator[Columns]:
    """The asserting claims that begin at these records (sorted ids of one base), of these types; one item a page.

    Id of the start; base label and id of the end; type, document, modality; first and last day on which it may have
    begun, "" where no source says. Claims at what no path passes are left out.
    """
    query = _CLAIMS.format(base=base, types="|".join(sorted(types)))
    for begin in range(0, len(ids), PAGE):
        some = ids[begin : begin + PAGE]
        (page,) = store.read(query, {"first": some[0], "last": some[-1]}).values
        if page[0]:
            yield page


def origins(store: Store) -> dict[str, str]:
    """Document -> who first said what it says, where that is somebody else than the document."""
    ids, said = store.read(
        "MATCH (d:Document) WHERE d.origin IS NOT NULL RETURN collect(d.id) AS ids, collect(d.origin) AS said"
    ).values[0]
    return dict(zip(ids, said, strict=True))


def sizes(store: Store, bases: Collection[str], types: Collection[str]) -> tuple[int, dict[str, int]]:
    """How many records these bases have, and how many claims each of these types: the claims as stored, not read."""
    parties = sum(store.read(f"MATCH (n:{base}) RETURN count(n)").values[0][0] for base in sorted(bases))
    claims = store.read(f"MATCH ()-[r:{'|'.join(sorted(types))}]->() RETURN type(r) AS type, count(r) AS claims")
    return parties, dict(sorted(claims.values))


def state(store: Store) -> tuple[Any, ...] | None:
    """What the store holds, as a key: it differs after every load, decision and withdrawal.

    None where nothing was loaded: then somebody else writes to the store, and nobody knows when it changes.
    """
    (runs,) = store.read(
        "MATCH (run:Run) WITH run ORDER BY run.id "
        "RETURN collect([run.id, run.started, run.finished, run.state, run.batches]) AS runs"
    ).values[0]
    if not runs:
        return None
    counted = store.read(
        "CALL () { MATCH (n) RETURN count(n) AS nodes } CALL () { MATCH ()-[r]->() RETURN count(r) AS claims } "
        "CALL () { MATCH ()-[r:SAME_AS]->() RETURN count(r) AS same } "
        "CALL () { MATCH (d:Decision) RETURN count(d) AS steps, max(d.number) AS last } "
        "CALL db.info() YIELD id RETURN id, nodes, claims, same, steps, last"
    ).values[0]
    return (store.uri, *counted, tuple(map(tuple, runs)))


_CLOSED = "|".join(impassable_labels())
_PARTIES = """
MATCH (n:{base}) WHERE n.id > $after
WITH n ORDER BY n.id LIMIT $page
RETURN collect(n.id) AS id, collect(coalesce(n.canonical, n.id)) AS canonical, collect(coalesce(n.name, n.id)) AS name,
  collect(coalesce(head([label IN labels(n) WHERE label <> '{base}']), '{base}')) AS class
"""
_CLAIMS = f"""
MATCH (a:{{base}}) WHERE a.id >= $first AND a.id <= $last AND NOT a:({_CLOSED})
MATCH (a)-[r:{{types}}]->(b) WHERE r.stance = 'asserts' AND NOT b:({_CLOSED})
RETURN collect(a.id) AS start, collect({base_of("b")}) AS base, collect(b.id) AS end, collect(type(r)) AS type,
  collect(r.document) AS document, collect(coalesce(r.modality, '')) AS modality,
  collect(coalesce(toString(r.since), '')) AS since,
  collect(coalesce(toString(r.since_latest), toString(r.since), '')) AS since_latest
"""
