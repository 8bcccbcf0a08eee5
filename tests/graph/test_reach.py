"""A query of the user's own reaches no case without a purpose, however it is written."""

import json

import pytest

from graph.connection import Store
from graph.disclosure import audit
from graph.disclosure.reach import open_types
from graph.errors import UsageError
from graph.model import Case, CitizenOf, Compound, HeldAt, Indicator, LocatedIn, Person, Shows, State
from graph.printing import as_json
from queries import cypher
from tests.queries.test_disclosure import cases, load

SAID = {"document": "D", "locator": "row 1", "modality": "reported"}
BECAUSE = {"asserted_by": "coder", "why": "so it is coded", "locator": "row 1"}


@pytest.fixture
def held(empty_store: Store) -> Store:
    load(
        empty_store,
        [
            *cases(3, year=2021),
            State(id="MYS", name="Malaysia"),
            Compound(id="C1", name="KK Park"),
            Person(id="P1", name="Somebody"),
            Indicator(id="I1", kind="means", title="Debt"),
            CitizenOf(start=Case.ref("CASE-0001"), end=State.ref("MYS"), **SAID),
            HeldAt(start=Case.ref("CASE-0001"), end=Compound.ref("C1"), **SAID),
            Shows(start=Case.ref("CASE-0001"), end=Indicator.ref("I1"), **BECAUSE),
            LocatedIn(start=Compound.ref("C1"), end=State.ref("MYS"), **SAID),
        ],
    )
    return empty_store


REACHING = """
MATCH (n) RETURN n
MATCH (c:Case) RETURN c.year
MATCH (n) RETURN count(n)
MATCH (n:Case) RETURN count(n)
MATCH ()-[r]->() RETURN count(r)
MATCH ()-[r:HELD_AT]->() RETURN count(r)
MATCH (n:State)--(m) RETURN m
MATCH (n:State)<-[:CITIZEN_OF]-(m) RETURN m
MATCH (i:Indicator)<-[:SHOWS]-(m) RETURN m
MATCH (n:State) RETURN COUNT { (n)<-[:CITIZEN_OF]-() }
MATCH (n:State) RETURN COUNT { (n)--() }
MATCH (n:State) WHERE COUNT { (n)--() } > 1 RETURN n.id
MATCH (n:State) WHERE (n)--() RETURN n.id
MATCH (n:State) WHERE NOT (n)<-[:CITIZEN_OF]-() RETURN n.id
MATCH (n:State) RETURN [(n)<--(c) | c.id]
MATCH (n:State) RETURN CASE WHEN n.id = 'MYS' THEN [(n)<--(c) | c.id] ELSE [] END
MATCH (n:State) RETURN reduce(a = 0, x IN [1, 2] | a + COUNT { (n)--() })
MATCH (n:State) RETURN reduce(a = 0, x IN [1, 2] | a + COUNT { MATCH (z) WHERE z.year > x })
MATCH (n:State) RETURN any(x IN [1, 2] WHERE EXISTS { MATCH (z) WHERE z.year > x })
MATCH (n:State) RETURN [x IN [1, 2] | COLLECT { MATCH (z) WHERE z.year > x RETURN z.id }]
MATCH (n:State) RETURN all(x IN [1] WHERE (n)--())
MATCH (n:State) RETURN n {.id, k: [(n)--(b) | b.id]}
MATCH (n:State) RETURN n.id ORDER BY COUNT { (n)--() }
MATCH (n:State) WHERE isEmpty([(n)--(b) WHERE b.year = 2020 | 1]) RETURN n
RETURN COUNT { MATCH (c:Case) RETURN c }
RETURN COLLECT { MATCH (c) RETURN c.id }
UNWIND COLLECT { MATCH (c) RETURN c.id } AS n RETURN n
MATCH (n:State) CALL (n) { MATCH (m:Case) RETURN m } RETURN m
MATCH (n:State) CALL (n) { MATCH (m)-->(n) RETURN m } RETURN m
CALL db.index.fulltext.queryNodes('names', [(a)--(b) | b.id][0]) YIELD node RETURN node
CALL db.index.fulltext.queryNodes('names', 'Malaysia') YIELD node MATCH (node)--(c) RETURN c
MATCH (n:!State) RETURN n
MATCH (n:%) RETURN n
MATCH (n:State|Case) RETURN n
MATCH (n:$('Case')) RETURN n
MATCH (n IS Case) RETURN n
MATCH (n:State)-[*1..3]-(m) RETURN m
MATCH (n:State)-[:!LOCATED_IN]-(m) RETURN m
MATCH (n:State)<-[:LOCATED_IN|CITIZEN_OF]-(m) RETURN m
MATCH (n:State) ((a)--(b)){1,4} (m) RETURN m
MATCH (n:State), (m:Compound) MATCH p = shortestPath((n)-[*]-(m)) RETURN p
MATCH p = SHORTEST 3 (a:State)-[:CITIZEN_OF]-{1,6}(b:State) RETURN p
MATCH (a)-[r]->(b) WHERE type(r) = 'CITIZEN_OF' RETURN a
MATCH (n:Compound)-[r:LOCATED_IN]->(m:State), (m)<-[s]-(c) RETURN c
MATCH (n) WHERE elementId(n) = '4:x:1' RETURN n
MATCH (n) WHERE id(n) = 1 RETURN n
MATCH (n:State), (c:Case) WHERE n.id = c.gender RETURN c
MATCH (`a)-[r:LOCATED_IN]->(b`)--(c:State) RETURN c
MATCH (\\u0060x\\u0060)--(c:State) RETURN c
MATCH (n:C\\u0061se) RETURN n
MATCH /* :State */ (n /* :State */) RETURN n
MATCH (n:State)--(m {id: 'x)-[r:LOCATED_IN]->('}) RETURN m
EXPLAIN MATCH (n) RETURN n
CYPHER runtime=slotted MATCH (n) RETURN n
USE neo4j MATCH (n) RETURN n
SHOW TRANSACTIONS YIELD *
CALL db.schema.nodeTypeProperties()
CALL db.schema.relTypeProperties() YIELD relType, propertyName RETURN relType, propertyName
CALL db.schema.visualization()
CALL db.propertyKeys()
""".strip().splitlines()


@pytest.mark.parametrize("query", REACHING)
def test_what_may_reach_a_case_is_refused_without_a_purpose(held: Store, query: str) -> None:
    with pytest.raises(UsageError, match="This query may reach cases"):
        cypher(held, query)


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (n:State) RETURN n.id",
        "MATCH (n:State {id: 'MYS'}) RETURN n.name",
        "MATCH (n:Compound)-[r:LOCATED_IN]->(m:State) RETURN n.id, m.id, r.modality",
        "MATCH (a)-[r:LOCATED_IN]->(b) RETURN a.id, b.id",
        "MATCH (n:Compound)-[:LOCATED_IN*1..3]->(m) RETURN m.id",
        "MATCH ()-[r:LOCATED_IN {id: 'x'}]->() RETURN r",
        "MATCH (n:Compound) WHERE EXISTS { (n)-[:LOCATED_IN]->(:State) } RETURN n.id",
        "MATCH (n:State) WHERE NOT (n)<-[:LOCATED_IN]-() RETURN n.id",
        "MATCH (n:State) RETURN n.id, COUNT { (n)<-[:LOCATED_IN]-() } AS places ORDER BY places DESC LIMIT 3",
        "MATCH (n:State) OPTIONAL MATCH (n)<-[:LOCATED_IN]-(c:Compound) WITH n, count(c) AS k RETURN n.id, k",
        "MATCH (n:Entity|Place) RETURN count(n)",
        "MATCH (n:Entity&!Person) RETURN n.id",
        "MATCH ()-[r:LOCATED_IN]->() RETURN count(r)",
        "MATCH (n:Person) WHERE n.id STARTS WITH 'P' RETURN n.id",
        "CALL db.index.fulltext.queryNodes('names', 'Malaysia') YIELD node, score RETURN node.id, score",
        "CALL db.labels()",
        "RETURN 1 AS one",
    ],
)
def test_what_can_reach_none_is_answered(held: Store, query: str) -> None:
    cypher(held, query)


def test_the_answer_without_a_purpose_is_the_same_with_and_without_cases(held: Store) -> None:
    query = "MATCH (n:State) RETURN n.id, COUNT { (n)<-[:LOCATED_IN]-() } AS places"
    with_cases = cypher(held, query)
    held.write([("MATCH (c:Case) DETACH DELETE c", {})])
    assert cypher(held, query) == with_cases
    cypher(held, "MATCH (n) RETURN n.id")  # nothing to protect


def test_with_a_purpose_it_is_answered_and_written_down(held: Store) -> None:
    query = "MATCH (c:Case) RETURN c.id ORDER BY c.id"
    assert len(cypher(held, query, limit=2, purpose="to answer a court order").values) == 2
    line = audit.read(held.home).lines[-1]
    assert (line.did, line.what["query"], line.why, line.rows) == ("cypher", query, "to answer a court order", 2)
    with pytest.raises(UsageError, match="needs a purpose of at least 3 words"):
        cypher(held, query, purpose="please")


def test_the_types_that_end_at_no_case_are_read_off_the_model() -> None:
    assert {"LOCATED_IN", "TIE", "OWNS", "RECRUITED_FOR"} <= open_types()
    assert not {"SHOWS", "HELD_AT", "PASSED_THROUGH", "RECRUITED", "RECRUITED_VIA", "CITIZEN_OF"} & open_types()


def test_json_has_words_for_what_is_no_number(held: Store) -> None:
    said = cypher(held, "RETURN [0.0 / 0.0, 1.0 / 0.0] AS n")
    assert json.loads(as_json(said)) == [{"n": ["nan", "inf"]}]


def test_nodes_relationships_and_paths_within_other_values_are_maps_too(held: Store) -> None:
    link = "MATCH p = (c:Compound)-[r:LOCATED_IN]->(s:State)"
    said = cypher(held, f"{link} RETURN collect(s) AS s, {{links: [r]}} AS r, p", purpose="to see that it prints")
    assert json.loads(as_json(said)) == list(said.rows)
    (row,) = said.rows
    assert row["s"][0]["labels"] == ["Place", "State"]
    assert row["s"][0]["properties"]["id"] == "MYS"
    assert row["r"]["links"][0]["type"] == "LOCATED_IN"
    assert [part.get("type") for part in row["p"]] == [None, "LOCATED_IN", None]
