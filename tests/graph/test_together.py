"""Many at once on one store: nothing is lost, nothing is there twice, and nobody waits for ever."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import Any

import pytest

from graph.connection import Store, connect
from graph.errors import PalermoError
from graph.keeping import check
from graph.settings import Settings
from tests.soak import together, worker


def test_eight_writers_and_thirty_two_readers_lose_and_double_nothing(empty_store: Store, settings: Settings) -> None:
    done = together.run(settings, writers=8, readers=32, loads=1, reads=2)
    assert done.failed == []
    assert len(done.reads) == 64
    counts = worker.counts(8)
    for label, wanted in counts.items():
        pattern = f"()-[n:{label}]->()" if label.isupper() else f"(n:{label})"
        found = empty_store.read(f"MATCH {pattern} RETURN count(n), count(DISTINCT n.id)").values
        assert found == ((wanted, wanted),), label
    assert check.examine(empty_store).values == ()


def test_decisions_of_several_people_at_once_are_numbered_one_after_another(
    empty_store: Store, settings: Settings
) -> None:
    worker.load(empty_store, 0)
    failed = together.decide(settings, people=4)
    assert failed == []
    numbers = empty_store.read("MATCH (d:Decision) RETURN collect(d.number)").values[0][0]
    assert sorted(numbers) == [1, 2, 3, 4]
    assert check.examine(empty_store).values == ()


class Meeting(Mapping[str, Any]):
    """Parameters that nobody gets before all others ask for theirs; later askers wait for nobody."""

    def __init__(self, place: Barrier) -> None:
        self.place, self.asked = place, 0

    def __getitem__(self, name: str) -> Any:
        raise KeyError(name)

    def __len__(self) -> int:
        return 0

    def __iter__(self) -> Iterator[str]:
        self.asked += 1
        if self.asked == 1:
            self.place.wait(30)
        return iter(())


def test_two_who_wait_for_each_other_are_both_served(empty_store: Store, settings: Settings) -> None:
    empty_store.write([("UNWIND ['a', 'b'] AS id CREATE (:Area {id: id, count: 0})", {})])
    place = Barrier(2)
    meetings = [Meeting(place), Meeting(place)]

    def work(number: int) -> None:
        first, second = ("a", "b") if number == 0 else ("b", "a")
        count = "MATCH (n:Area {{id: '{id}'}}) SET n.count = n.count + 1"
        with connect(settings) as store:
            store.write([(count.format(id=first), {}), (count.format(id=second), meetings[number])])

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, range(2)))
    assert empty_store.read("MATCH (n:Area) RETURN collect(n.count)").values == (([2, 2],),)
    assert sum(meeting.asked for meeting in meetings) > 2, "one of them was sent back and came again"


def test_a_line_that_breaks_is_taken_up_again_and_no_batch_is_doubled(empty_store: Store, settings: Settings) -> None:
    with breaking(settings) as (through, cut):
        steps: list[int] = []

        def told(done: int, _total: int) -> None:
            steps.append(done)
            if done in (2, 5):
                cut()

        with connect(through) as store:
            worker.load(store, 0, told)
    assert steps == list(range(1, len(steps) + 1))
    assert check.examine(empty_store).values == ()
    assert empty_store.read("MATCH ()-[r:LOCATED_IN]->() RETURN count(r)").values == ((worker.AREAS,),)


def test_a_line_that_stays_broken_is_one_sentence(settings: Settings, empty_store: Store) -> None:  # noqa: ARG001
    with breaking(settings) as (through, cut), connect(through) as store:
        cut(for_good=True)
        with pytest.raises(PalermoError, match="No Neo4j answers") as refusal:
            store.read("RETURN 1")
        assert "\n" not in str(refusal.value)


@contextmanager
def breaking(settings: Settings) -> Iterator[tuple[Settings, Callable[..., None]]]:
    """The server behind a line that can be cut: settings that go over it, and what cuts it."""
    with together.Line(settings) as line:
        yield line.settings, line.cut
