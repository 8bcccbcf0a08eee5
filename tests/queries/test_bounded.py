"""No query that ships may walk without a type or an end: such a search outlives its time-out (DESIGN section 4)."""

import re

import pytest

from graph.connection import Store
from graph.derived.passable import BASES
from queries import catalogue
from queries.leads import routes

WALKS = ("VarLength", "ShortestPath", "Shortest", "Repeat", "Trail", "BFSPruning", "Pruning")
"""Steps of a plan that follow relationships over more than one hop."""
MOST = 6

QUERIES = {query.id: query.text for query in catalogue().values()}
HOPS = {f"hop from {base}": text.format(base=base) for base in BASES for text in (routes._HOP, routes._IN_TIME)}


def unbounded(store: Store, query: str) -> list[str]:
    """The steps that walk without a type, or further than six hops."""
    steps = store.plan(query, dict.fromkeys(re.findall(r"\$(\w+)", query)))
    walks = [(name, details) for name, details in steps if any(word in name for word in WALKS)]
    bad = [step for step in walks if not _bounded(step[1]) or ("Repeat" not in step[0] and not _typed(step[1]))]
    if any("Repeat" in name for name, _ in walks):  # what it repeats are single hops, steps of their own
        hops = [(name, details) for name, details in steps if "Expand" in name or "RelationshipsScan" in name]
        bad += [(name, details) for name, details in hops if not _typed(details)]
    return [f"{name}: {details}" for name, details in bad]


def _bounded(details: str) -> bool:
    most = re.search(r"\*\d*\.\.(\d+)|\{\d*, ?(\d+)\}", details)
    return most is not None and int(most[1] or most[2]) <= MOST


def _typed(details: str) -> bool:
    patterns = re.findall(r"-\[([^\]]*)\]-", details.replace("`", ""))
    # A search for shortest paths gives the types as a predicate beside the pattern.
    return bool(patterns) and all(":" in pattern or f" {pattern}:" in details for pattern in patterns)


@pytest.mark.parametrize("name", sorted(QUERIES | HOPS))
def test_a_query_walks_only_with_types_and_at_most_six_hops(store: Store, name: str) -> None:
    assert unbounded(store, (QUERIES | HOPS)[name]) == []


def test_the_queries_of_routes_walk_one_hop_at_a_time(store: Store) -> None:
    for query in HOPS.values():
        assert not any(word in name for name, _ in store.plan(query, {}) for word in WALKS)


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (a:Entity {id: 'x'})-[:OWNS*]->(b:Entity {id: 'y'}) RETURN b",
        "MATCH (a:Entity {id: 'x'})-[*1..3]->(b:Entity {id: 'y'}) RETURN b",
        "MATCH (a:Entity {id: 'x'})-[:OWNS*1..9]->(b:Entity {id: 'y'}) RETURN b",
        "MATCH (a:Entity {id: 'x'})-[:OWNS]->+(b:Entity {id: 'y'}) RETURN b",
        "MATCH (a:Entity {id: 'x'}) (()--(:Entity)){0,5} ()-[:TIE]-(b:Compound) RETURN b",
        "MATCH (a:Entity {id: 'x'}) MATCH (a)-[:OWNS*]->(b) RETURN DISTINCT b",
        "MATCH (a:Entity {id: 'x'}), (b:Entity {id: 'y'}) MATCH p = shortestPath((a)-[*]-(b)) RETURN p",
        "MATCH (a:Entity {id: 'x'}), (b:Entity {id: 'y'}) MATCH p = SHORTEST 3 (a)-[:OWNS]-+(b) RETURN p",
    ],
)
def test_a_walk_without_a_type_or_an_end_is_noticed(store: Store, query: str) -> None:
    assert unbounded(store, query)


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (a:Entity {id: 'x'})-[:OWNS|LEADS*1..6]->(b:Entity {id: 'y'}) RETURN b",
        "MATCH (a:Entity {id: 'x'})-[:OWNS]->{1,4}(b:Entity {id: 'y'}) RETURN b",
        "MATCH (a:Entity {id: 'x'}), (b:Entity {id: 'y'}) MATCH p = SHORTEST 3 (a)-[:OWNS]-{1,6}(b) RETURN p",
        "MATCH (a:Entity {id: 'x'}) (()-[:TIE]-(:Entity)){0,5} ()-[:TIE]-(b:Compound) RETURN b",
        "MATCH (a:Entity {id: 'x'})-[:OWNS]->(b) RETURN b",
    ],
)
def test_a_walk_with_type_and_end_is_not(store: Store, query: str) -> None:
    assert unbounded(store, query) == []
