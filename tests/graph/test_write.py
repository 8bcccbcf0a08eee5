from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import pytest

from graph import write
from graph.connection import Store
from graph.errors import PalermoError
from graph.loading.tables import tabulate
from graph.model import Area, LocatedIn, Node, Organisation, Platform, Relationship, SameAs, State
from graph.read import digest

Said = Node | Relationship[Any, Any]

AREAS: list[Said] = [Area(id=f"A{n}", name=f"Area {n}") for n in range(7)]
MALAYSIA = State(id="MYS", name="Malaysia")


def located(area: str, document: str = "D1") -> LocatedIn:
    return LocatedIn(start=Area.ref(area), end=State.ref("MYS"), document=document, locator="L34", modality="reported")


def load(store: Store, records: Iterable[Said], scope: str = "s", batch: int = 3, **more: Any) -> write.Loaded:
    records = list(records)
    return write.load(
        store,
        tabulate(records),
        source="s",
        scope=scope,
        digest=repr(records),
        version="1",
        now=lambda: datetime(2026, 1, 1, tzinfo=UTC),
        batch=batch,
        **more,
    )


def count(store: Store, pattern: str) -> int:
    return int(store.read(f"MATCH {pattern} RETURN count(*)").values[0][0])


def test_loading_twice_leaves_the_same_graph(empty_store: Store) -> None:
    records = [*AREAS, MALAYSIA, *(located(area.id) for area in AREAS)]
    load(empty_store, records)
    before = digest(empty_store), count(empty_store, "(n)"), count(empty_store, "()-[r]->()")
    again = load(empty_store, records)
    assert (digest(empty_store), count(empty_store, "(n)"), count(empty_store, "()-[r]->()")) == before
    assert again.run.removed == 0


@pytest.mark.parametrize("at_once", [write.AT_ONCE, 0])
def test_what_a_source_no_longer_says_is_removed_and_only_that(
    empty_store: Store, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write, "AT_ONCE", at_once)
    load(empty_store, [*AREAS, MALAYSIA, located("A1"), located("A2")])
    load(empty_store, [AREAS[1], MALAYSIA, located("A1", document="D2")], scope="other")
    after = load(empty_store, [AREAS[0], MALAYSIA, located("A0")])
    assert [row["id"] for row in empty_store.read("MATCH (n:Area) RETURN n.id AS id ORDER BY id").rows] == ["A0", "A1"]
    found = empty_store.read("MATCH (a)-[r:LOCATED_IN]->() RETURN a.id AS id, r.document AS document ORDER BY id").rows
    assert found == [{"id": "A0", "document": "D1"}, {"id": "A1", "document": "D2"}]
    assert after.run.removed == 5 + 2  # five areas that nobody else says, two claims


def test_what_is_taken_back_leaves_a_trace_of_ids_and_nothing_that_was_said(empty_store: Store) -> None:
    load(empty_store, [AREAS[1], AREAS[2], MALAYSIA, located("A1"), located("A2")])
    load(empty_store, [AREAS[1], MALAYSIA, located("A1")], scope="other")
    before = digest(empty_store)
    after = load(empty_store, [MALAYSIA])
    rows = empty_store.read(
        "MATCH (t:Withdrawal) RETURN t.what AS what, t.one AS start, t.kept AS kept, t.run AS run, keys(t) AS keys, "
        "CASE WHEN t.one IS NULL THEN t.record END AS node ORDER BY what, start, node"
    ).rows
    assert [(row["what"], row["start"] or row["node"], row["kept"]) for row in rows] == [
        ("Area", "A1", True),
        ("Area", "A2", False),
        ("LOCATED_IN", "A1", True),
        ("LOCATED_IN", "A2", False),
    ]
    assert {row["run"] for row in rows} == {after.run.id}
    assert not {"name", "quote", "locator"} & {key for row in rows for key in row["keys"]}
    assert after.run.removed == 2
    assert digest(empty_store) != before


def test_who_first_said_it_stays_when_it_is_said_again(empty_store: Store) -> None:
    first = load(empty_store, [AREAS[0], MALAYSIA, located("A0")])
    load(empty_store, [AREAS[0], AREAS[1], MALAYSIA, located("A0")])
    brought = empty_store.read("MATCH ()-[r:LOCATED_IN]->() RETURN r.first_run AS run").values
    assert brought == ((first.run.id,),)


def test_a_node_at_which_another_source_ends_is_kept(empty_store: Store) -> None:
    load(empty_store, [AREAS[0], MALAYSIA])
    load(empty_store, [located("A0")], scope="other")
    load(empty_store, [MALAYSIA])
    assert count(empty_store, "(:Area {id: 'A0'})-[:LOCATED_IN]->(:State)") == 1


def test_what_another_source_says_of_a_node_stays(empty_store: Store) -> None:
    load(empty_store, [Area(id="A0", name="Langkawi", kind="island")])
    load(empty_store, [Area(id="A0", name="Pulau Langkawi")], scope="other")
    assert empty_store.read("MATCH (n:Area) RETURN n.name AS name, n.kind AS kind").rows == [
        {"name": "Pulau Langkawi", "kind": "island"}
    ]


def test_a_property_that_its_only_source_withdraws_is_gone(empty_store: Store) -> None:
    load(empty_store, [Area(id="A0", name="Langkawi", kind="island")])
    load(empty_store, [Area(id="A0", name="Langkawi")])
    assert empty_store.read("MATCH (n:Area) RETURN n.kind AS kind").rows == [{"kind": None}]


def test_a_decision_on_identity_survives_a_load(empty_store: Store) -> None:
    load(empty_store, AREAS[:2])
    same = SameAs(start=Area.ref("A0"), end=Area.ref("A1"), by="ann", at="2026-01-01", why="one map has both")
    load(empty_store, [same], scope="decisions")
    load(empty_store, AREAS[:2])
    assert empty_store.read("MATCH (n:Area) RETURN DISTINCT n.canonical AS canonical").rows == [{"canonical": "A0"}]


def test_a_judgement_on_identity_keeps_no_record_that_its_source_withdraws(empty_store: Store) -> None:
    load(empty_store, AREAS[:2])
    same = SameAs(start=Area.ref("A0"), end=Area.ref("A1"), by="ann", at="2026-01-01", why="one map has both")
    load(empty_store, [same], scope="decisions")
    load(empty_store, AREAS[1:2])
    assert empty_store.read("MATCH (n:Area) RETURN n.id AS id, n.canonical AS canonical").rows == [
        {"id": "A1", "canonical": "A1"}
    ]


def test_a_relationship_to_nowhere_is_refused_with_its_reason(empty_store: Store) -> None:
    loaded = load(empty_store, [AREAS[0], MALAYSIA, located("A0"), located("nowhere")])
    assert [(conflict.field, conflict.reason) for conflict in loaded.conflicts] == [
        ("start", "there is no Place nowhere; load the source that has it first")
    ]
    assert count(empty_store, "()-[r:LOCATED_IN]->()") == 1
    assert loaded.run.rejects == 1


def test_a_second_class_under_one_base_is_refused(empty_store: Store) -> None:
    load(empty_store, [Organisation(id="X", name="X")])
    loaded = load(empty_store, [Platform(id="X", name="X")], scope="other")
    assert [conflict.reason for conflict in loaded.conflicts] == [
        "has the label Organisation in the store and cannot take Platform; give it another id"
    ]
    assert count(empty_store, "(:Platform)") == 0


@pytest.mark.parametrize("stop", [1, 2, 4, 5])
def test_an_interrupted_load_goes_on_where_it_stopped(empty_store: Store, stop: int) -> None:
    records = [*AREAS, MALAYSIA, *(located(area.id) for area in AREAS)]
    load(empty_store, records)
    undisturbed = digest(empty_store)
    empty_store.write([("MATCH (n) DETACH DELETE n", {})])
    written: list[int] = []

    def interrupt(done: int, _total: int) -> None:
        written.append(done)
        if done == stop:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(empty_store, records, progress=interrupt)
    (run,) = empty_store.read("MATCH (r:Run) RETURN r.state AS state, r.batches AS batches").rows
    assert run == {"state": "running", "batches": stop}
    loaded = load(empty_store, records)
    assert loaded.run.state == "complete"
    assert digest(empty_store) == undisturbed
    assert count(empty_store, "(:Run)") == 1


def test_a_batch_that_fails_leaves_nothing_of_itself(empty_store: Store) -> None:
    load(empty_store, AREAS)
    before = digest(empty_store)
    with pytest.raises(PalermoError):
        empty_store.write([("MATCH (n:Area) SET n.name = 'x'", {}), ("RETURN 1 / 0", {})])
    assert digest(empty_store) == before


def test_a_read_cannot_write(empty_store: Store) -> None:
    with pytest.raises(PalermoError, match="only queries that read"):
        empty_store.read("CREATE (:Area {id: 'X'})")
    assert count(empty_store, "(:Area)") == 0


def test_a_broken_query_is_one_sentence(empty_store: Store) -> None:
    with pytest.raises(PalermoError) as refusal:
        empty_store.read("MATCH (n RETURN n")
    assert "\n" not in str(refusal.value)
    assert refusal.value.exit_status == 2
