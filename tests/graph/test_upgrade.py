"""A store of an older version opens in this one; one of a newer version is left alone."""

import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.connection import Store, connect
from graph.errors import StoreUnavailable
from graph.keeping import check, upgrade
from graph.settings import Settings
from queries import ask

FIRST = Path(__file__).parent / "data" / "first_version.tar.xz"


def now() -> datetime:
    return datetime(2026, 1, 1, tzinfo=UTC)


def test_the_store_of_the_first_version_opens_and_keeps_every_promise(private_home: Settings) -> None:
    with tarfile.open(FIRST) as kept:
        kept.extractall(private_home.home, filter="data")
    told: list[str] = []
    with connect(private_home, told.append) as store:
        assert any("older Palermo" in line for line in told)
        assert upgrade.state(store).number == upgrade.newest()
        assert check.examine(store).values == ()
        assert len(ask(store, "letter-questions", {"letter": "AL_MYS_1_2025"}).rows) == 14
        first = store.read("MATCH (n:Question) RETURN DISTINCT n.first_run AS run").rows
        assert [row["run"].split("@")[0] for row in first] == ["letters/AL_MYS_1_2025"]


def test_a_store_without_a_number_gets_one_and_half_a_migration_is_repeated(
    empty_store: Store, settings: Settings
) -> None:
    empty_store.write([("CREATE (:Place:Area {id: 'A', name: 'A', runs: ['s@1', 't@1']})", {})])
    told: list[str] = []
    connect(settings, told.append).close()
    assert "bringing it up to date" in told[0]
    assert empty_store.read("MATCH (n:Area) RETURN n.first_run AS run, n.canonical AS canonical").rows == [
        {"run": "s@1", "canonical": "A"}
    ]
    upgrade.migrate(empty_store, now=now)
    told.clear()
    connect(settings, told.append).close()
    assert told == [], "a store of this form is only opened"


def test_a_store_of_a_newer_version_is_left_alone(empty_store: Store, settings: Settings) -> None:
    empty_store.write([("CREATE (:SchemaVersion {id: 'schema', number: 99, at: '2099'})", {})])
    with pytest.raises(StoreUnavailable, match="use a newer Palermo"):
        connect(settings)
    assert upgrade.state(empty_store).number == 99
    empty_store.write([("MATCH (n) DETACH DELETE n", {})])


def test_migrations_are_numbered_without_a_gap_and_say_why() -> None:
    assert list(upgrade.migrations()) == list(range(1, upgrade.newest() + 1))
    for path in upgrade.migrations().values():
        assert path.read_text(encoding="utf-8").startswith("// ")
