"""A cluster: who is asked what, and what becomes of a load when its leader or its line goes."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from graph.connection import Store, connect
from graph.keeping import check
from graph.server import embedded
from graph.settings import Settings
from tests.bolt.peer import Cluster, Script
from tests.soak import worker

LINKS = "MERGE (a)-[r:LOCATED_IN"


@pytest.fixture
def cluster(empty_store: Store, settings: Settings) -> Callable[[str], Any]:  # noqa: ARG001 - the server has to be up
    """A cluster that does what a script says, and a store that is opened on it."""
    server = embedded.running(settings)
    assert server is not None
    host, _, port = server.uri.rpartition("/")[2].partition(":")

    @contextmanager
    def opened(script: str) -> Iterator[tuple[Cluster, Store]]:
        with Cluster(Script.named(script), (host, int(port))) as members:
            through = settings.model_copy(update={"uri": members.uri, "password": server.password})
            with connect(through) as store:
                yield members, store

    return opened


def whole(store: Store) -> None:
    """What was loaded is there, once each, and keeps the promises of the model."""
    counts = store.read("MATCH ()-[r:LOCATED_IN]->() RETURN count(r), count(DISTINCT r.id)").values
    assert counts == ((worker.AREAS, worker.AREAS),)
    assert store.read("MATCH (n:Compound) RETURN count(n)").values == ((worker.AREAS,),)
    assert check.examine(store).values == ()


def test_writes_go_to_the_leader_and_reads_to_followers(cluster: Callable[[str], Any], empty_store: Store) -> None:
    with cluster("steady") as (members, store):
        worker.load(store, 0)
        store.read("RETURN 1 AS asked")
    assert {one.member for one in members.said("RUN", "MERGE ")} == {"a"}
    assert {one.member for one in members.said("RUN", "AS asked")} <= {"b", "c"}
    begun = [(one.member, one.fields[0].get("mode")) for one in members.said("BEGIN")]
    assert {member for member, mode in begun if mode == "r"} <= {"b", "c"}
    assert {member for member, mode in begun if mode is None} == {"a"}
    whole(empty_store)


def test_a_new_leader_is_found_in_the_middle_of_a_load_and_each_batch_is_written_once(
    cluster: Callable[[str], Any], empty_store: Store
) -> None:
    with cluster("the leader changes in the middle of a load") as (members, store):
        steps: list[int] = []
        worker.load(store, 0, lambda done, _total: steps.append(done))
    batches = [(one.member, str(one.fields[1]["rows"])) for one in members.said("RUN", LINKS)]
    assert [member for member, _ in batches] == ["a", "a", "b", "b"], (
        "the second batch is given to the new leader again"
    )
    assert batches[1][1] == batches[2][1]
    assert len({rows for _, rows in batches}) == 3
    assert len(members.said("ROUTE")) >= 2
    assert steps == list(range(1, len(steps) + 1))
    whole(empty_store)


def test_a_statement_outside_a_transaction_finds_the_new_leader_too(cluster: Callable[[str], Any]) -> None:
    with cluster("the leader changes before an index is made") as (members, store):
        store.execute("CREATE CONSTRAINT IF NOT EXISTS FOR (n:OnlyHere) REQUIRE n.id IS UNIQUE")
        asked = [one.member for one in members.said("RUN", "OnlyHere")]
        store.execute("MATCH (n:OnlyHere) DELETE n")
    assert asked == ["a", "b"]


def test_the_bookmarks_of_a_write_are_sent_with_the_next_session(cluster: Callable[[str], Any]) -> None:
    with cluster("steady") as (members, store):
        store.write([("CREATE (:Area {id: 'A'})", {})])
        first = store.read("MATCH (n:Area) RETURN n.id AS asked")
        store.write([("MATCH (n:Area) DELETE n", {})])
        store.read("MATCH (n:Area) RETURN n.id AS asked")
    assert first.values == (("A",),)
    begun = [one.fields[0].get("bookmarks", []) for one in members.said("BEGIN")][-4:]
    assert all(begun[1:]), "each session after the first write waits for something"
    assert begun[1] != begun[3], "the last one waits for the last write"


@pytest.mark.parametrize("outcome", ["before", "after"])
def test_a_line_that_breaks_at_the_commit_leaves_each_batch_there_once(
    cluster: Callable[[str], Any], empty_store: Store, outcome: str
) -> None:
    with cluster(f"the line breaks {outcome} the commit is done") as (members, store):
        worker.load(store, 0)
    written = Counter(repr(one.fields[:2]) for one in members.said("RUN", "MERGE (n:"))
    written += Counter(repr(one.fields[:2]) for one in members.said("RUN", LINKS))
    assert 2 in written.values(), "the driver cannot know the outcome, and says it again"
    whole(empty_store)


def test_a_reader_asks_another_follower_when_its_own_goes(cluster: Callable[[str], Any]) -> None:
    with cluster("a follower goes while it is read") as (members, store):
        assert store.read("RETURN 1 AS asked").values == ((1,),)
    assert [one.member for one in members.said("RUN", "AS asked")] == ["b", "c"]
