"""A bulk import gives the graph that an ordinary load gives, into an empty store and into no other."""

from pathlib import Path

import pytest

from graph.connection import connect
from graph.errors import PalermoError, UsageError
from graph.loading import bulk, fresh_store
from graph.loading.import_files import Files
from graph.read import digest
from graph.server import embedded
from graph.settings import Settings
from loaders.bulk import load_bulk
from loaders.cases.terms import Asked
from loaders.loading import Loader
from tests.benchmarks import growth
from tests.benchmarks.case_rows import write_rows

ASKED = Asked(consent_text="v3", case_key="case")


@pytest.fixture
def two_homes(tmp_path: Path):  # type: ignore[no-untyped-def]
    """Homes with one key of pseudonyms, so that what they hold can be compared."""
    made = [Settings(home=tmp_path / name) for name in ("one", "other")]
    for home in made:
        home.home.mkdir()
        key = home.home / "case.key"
        key.write_text("11" * 32)
        key.chmod(0o600)
    yield made
    for home in made:
        embedded.down(home)


def test_a_bulk_import_gives_the_graph_of_an_ordinary_load(two_homes: list[Settings], tmp_path: Path) -> None:
    path = write_rows(tmp_path / "cases.csv", 400)
    one, other = two_homes
    with connect(one) as store:
        ordinary = list(Loader(store, one).load("htcds", path, ASKED))[-1]
        expected = digest(store)
    embedded.down(one)
    imported = list(load_bulk(other, "htcds", path, ASKED))[-1]
    assert imported.counts == ordinary.counts
    assert imported.rejects == ordinary.rejects
    assert imported.refused > 0
    assert imported.run.model_copy(update={"started": "", "finished": ""}) == ordinary.run.model_copy(
        update={"started": "", "finished": ""}
    )
    with connect(other) as store:
        assert digest(store) == expected
        with pytest.raises(UsageError, match="--bulk is for a first load, and the store has htcds/FILE-"):
            list(load_bulk(other, "htcds", path, ASKED))
    left = {path.name for path in other.home.iterdir()}
    assert not left & {"import", "neo4j.fresh", "neo4j.old"}


def test_an_import_that_fails_leaves_the_store_as_it_was(
    private_home: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_rows(tmp_path / "cases.csv", 30)
    monkeypatch.setattr(Files, "arguments", lambda _self: [f"--nodes=Case={tmp_path / 'nowhere.csv'}"])
    with pytest.raises(PalermoError, match="Neo4j could not import it .* nothing was changed"):
        list(load_bulk(private_home, "htcds", path, ASKED))
    with connect(private_home) as store:
        assert store.read("MATCH (c:Case) RETURN count(c)").values == ((0,),)
        assert store.read("MATCH (r:Run {state: 'running'}) RETURN r.batches").values == ((0,),)
        bulk.check(private_home, store, {"law", "indicators"}, "htcds")  # it may be tried again
    assert not list(private_home.home.glob("neo4j.*"))


def test_another_store_than_the_embedded_one_is_refused(settings: Settings) -> None:
    elsewhere = settings.model_copy(update={"uri": "bolt://example.org:7687"})
    with pytest.raises(UsageError, match="--bulk imports into the embedded Neo4j"):
        bulk.check(elsewhere, None, set(), "htcds")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("old", "fresh", "complete", "aside", "left"),
    [
        (True, False, False, False, "old"),
        (True, True, False, False, "old"),  # killed while it was imported
        (True, True, True, False, "old"),  # killed before the old one was moved: it is still in its place
        (False, True, True, True, "fresh"),  # killed between the two moves
        (True, False, True, True, "old"),  # killed before the old one was removed
    ],
)
def test_a_crash_at_any_step_leaves_the_old_store_or_the_new_one(
    tmp_path: Path, *, old: bool, fresh: bool, complete: bool, aside: bool, left: str
) -> None:
    for name, there in (("neo4j", old), ("neo4j.fresh", fresh), ("neo4j.old", aside)):
        if there:
            (tmp_path / name).mkdir()
            (tmp_path / name / "which").write_text("fresh" if name == "neo4j.fresh" else "old")
    if complete:
        (tmp_path / ("neo4j.fresh" if fresh else "neo4j") / "complete").touch()
    fresh_store.settle(tmp_path)
    assert (tmp_path / "neo4j" / "which").read_text() == left
    assert not (tmp_path / "neo4j.old").exists()
    assert not (tmp_path / "neo4j" / "complete").exists()


def test_parties_and_places_are_imported_beside_those_that_the_store_has(
    two_homes: list[Settings], tmp_path: Path
) -> None:
    digests = []
    for how, home in zip(("bolt", "bulk"), two_homes, strict=True):
        growth.load(how, 2_000, home, growth.Measuring(how, 2_000, home, tmp_path / "results"))
        with connect(home) as store:
            digests.append(digest(store))
            assert store.read("MATCH (n:Person) RETURN count(n)").values == ((120,),)
    assert digests[0] == digests[1]
