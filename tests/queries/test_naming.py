"""A party or place is asked for by id or by any name; an unknown name is answered with the nearest."""

from datetime import UTC, datetime
from typing import Any

import pytest

from graph import write
from graph.connection import Store
from graph.errors import UsageError
from graph.loading.tables import tabulate
from graph.model import Compound, Node, Organisation, Relationship
from queries import ask


@pytest.fixture
def named(empty_store: Store) -> Store:
    records: list[Node | Relationship[Any, Any]] = [
        Compound(id="C1", name="KK Park", names=["KK园区", "ရွှေကုက္ကိုလ်"]),
        Compound(id="C2", name="Jinbei"),
        Compound(id="C3", name="jinbei", names=["Jin Bei 4"]),
        Organisation(id="E1", name="KK Park Holding"),
    ]
    write.load(
        empty_store,
        tabulate(records),
        source="s",
        scope="s",
        digest="d",
        version="1",
        now=lambda: datetime(2026, 1, 1, tzinfo=UTC),
    )
    return empty_store


@pytest.mark.parametrize("name", ["C1", "KK Park", "kk park", "KK园区", "ရွှေကုက္ကိုလ်"])
def test_a_place_is_found_by_its_id_and_by_any_name_in_any_script(named: Store, name: str) -> None:
    assert {row["compound"] for row in ask(named, "compound-aliases", {"compound": name}).rows} == {"C1"}


def test_a_name_that_two_places_share_gives_both(named: Store) -> None:
    rows = ask(named, "compound-aliases", {"compound": "Jinbei"}).rows
    assert {row["compound"] for row in rows} == {"C2", "C3"}


def test_an_unknown_name_is_answered_with_the_nearest_of_that_kind(named: Store) -> None:
    with pytest.raises(UsageError, match=r"no Compound called 'K K Prk'.*Did you mean KK Park \(C1\)") as refused:
        ask(named, "compound-aliases", {"compound": "K K Prk"})
    assert "Holding" not in str(refused.value)


def test_a_number_outside_its_range_says_the_range(named: Store) -> None:
    with pytest.raises(UsageError, match="a whole number from 1 to 6"):
        ask(named, "recruiter-to-compound", {"compound": "KK Park", "hops": "9"})


def test_an_empty_store_says_that_nothing_is_loaded(empty_store: Store) -> None:
    with pytest.raises(UsageError, match="Nothing of that kind is loaded"):
        ask(empty_store, "compound-aliases", {"compound": "KK Park"})
