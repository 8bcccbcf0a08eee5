"""`palermo check`: a sound store gives no row, and each harm gives the row that names it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

import palermo
from graph import schema
from graph.connection import Store, connect
from graph.disclosure.identifiers import kinds
from graph.errors import UsageError
from graph.keeping import check, soundness
from graph.server import embedded
from graph.settings import Settings
from loaders.identity import Identity
from tests.graph.test_backup import RECORDS, load, now

HARMS: list[dict[str, str]] = yaml.safe_load(Path(__file__).with_name("check.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def sound(empty_store: Store) -> Store:
    load(empty_store, RECORDS)
    Identity(empty_store, now).decide("C1", "C2", "same", by="ann", why="one map has both")
    return empty_store


def test_a_sound_store_breaks_no_promise(sound: Store) -> None:
    assert check.examine(sound).values == ()


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm["name"])
def test_each_harm_is_named(sound: Store, harm: dict[str, str]) -> None:
    sound.execute(harm["harm"])
    try:
        found = check.examine(sound).values
        assert any(row[0] == harm["promise"] and harm["says"] in row[2] for row in found), found
        assert all(row[0] in check.PROMISES for row in found)
    finally:
        schema.apply(sound)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("anna@example.org", ["e-mail address"]),
        ("@hr_star", ["handle"]),
        ("+60 12-345 6789", ["telephone number"]),
        ("0123456789", ["telephone or identity number"]),
        ("A12345678", ["passport number"]),
        ("HTCDS 2.0", []),
        ("row 17", []),
        ("2023-05", []),
        ("9-17", []),
        ("CTDC 2018", []),
    ],
)
def test_what_points_to_a_person_is_told_from_what_does_not(text: str, found: list[str]) -> None:
    assert list(kinds(text)) == found


@pytest.fixture
def run(settings: Settings, sound: Store) -> Callable[..., Result]:  # noqa: ARG001
    server = embedded.running(settings)
    assert server is not None
    environment = {"PALERMO_URI": server.uri, "PALERMO_PASSWORD": server.password.get_secret_value()}
    return lambda *words, **more: CliRunner().invoke(palermo.main, list(words), env=environment, **more)


def test_the_command_ends_with_1_where_something_is_found(run: Callable[..., Result], sound: Store) -> None:
    assert (run("check").exit_code, run("check", "--format", "json").stdout) == (0, "[]\n")
    sound.write([("MATCH ()-[r:OPERATES]->() REMOVE r.document", {})])
    broken = run("check", "--format", "csv")
    assert broken.exit_code == 1
    assert "document: Field required" in broken.stdout


def test_the_files_of_the_server_are_checked_while_it_is_stopped(private_home: Settings) -> None:
    with connect(private_home) as store:
        load(store, RECORDS[:3])
    embedded.down(private_home)
    told: list[Any] = []
    assert soundness.faults(private_home, told.append) == []
    assert embedded.running(private_home) is None, "it did not run before"
    path = private_home.home / "neo4j" / "data" / "databases" / "neo4j" / "neostore.nodestore.db"
    path.write_bytes(bytes(byte ^ 0xFF if 20 < at < 200 else byte for at, byte in enumerate(path.read_bytes())))
    assert soundness.faults(private_home, told.append)


def test_another_neo4j_is_not_stopped_for_a_check() -> None:
    with pytest.raises(UsageError, match="neo4j-admin"):
        soundness.faults(Settings(uri="bolt://127.0.0.1:1"), print)
