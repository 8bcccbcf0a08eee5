"""Many at once on one store: nothing is lost, nothing is there twice, and nobody waits for ever."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

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
