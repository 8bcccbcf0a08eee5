"""A real Neo4j for the tests: one server in a temporary home, with the jars of this machine's cache."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from click.testing import CliRunner, Result

import palermo
from graph.connection import Store, connect, silent
from graph.server import embedded
from graph.settings import Settings

hypothesis.settings.register_profile("without a clock", deadline=None)
hypothesis.settings.load_profile("without a clock")


@pytest.fixture(autouse=True, scope="session")
def _no_settings_of_the_developer() -> None:
    for name in [name for name in os.environ if name.startswith("PALERMO_") and name != "PALERMO_CACHE"]:
        del os.environ[name]
    # A server that lives for some minutes is not worth the second compiler: this saves 40% of the processor's time.
    os.environ["JAVA_TOOL_OPTIONS"] = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    made = Settings(home=tmp_path_factory.mktemp("home"))
    yield made
    embedded.down(made)


@pytest.fixture(scope="session")
def store(settings: Settings) -> Iterator[Store]:
    embedded.up(settings, silent)
    with connect(settings) as opened:
        yield opened


@pytest.fixture
def empty_store(store: Store) -> Store:
    store.write([("MATCH (n) DETACH DELETE n", {})])
    return store


@pytest.fixture(scope="session")
def run(store: Store, settings: Settings) -> Callable[..., Result]:  # noqa: ARG001 - the server has to be up
    """The command, as somebody would type it, on the store of the tests."""
    server = embedded.running(settings)
    assert server is not None
    environment = {
        "PALERMO_URI": server.uri,
        "PALERMO_PASSWORD": server.password.get_secret_value(),
        "PALERMO_HOME": str(settings.home),
    }
    return lambda *words, **more: CliRunner().invoke(palermo.main, list(words), env=environment, **more)


@pytest.fixture
def private_home(tmp_path: Path) -> Iterator[Settings]:
    """A home of a test's own, for what would disturb the others."""
    made = Settings(home=tmp_path / "home")
    yield made
    embedded.down(made)
