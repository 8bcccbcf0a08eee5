"""What the queries on networks promise whatever is loaded: one order, every type that the model has, and no victim's name."""

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import write
from graph.connection import Store
from graph.errors import UsageError
from graph.loading.tables import Tables, tabulate
from graph.model import (
    Claim,
    Compound,
    Document,
    HeldAt,
    Node,
    Person,
    RecruitedFor,
    Relationship,
    closed_types,
    said_classes,
)
from queries import ask, find
from queries.catalogue import LIBRARY
from tests.queries.test_library import PURPOSE, records

NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)


def load(store: Store, tables: Tables) -> None:
    store.write([("MATCH (n) DETACH DELETE n", {})])
    loaded = write.load(
        store, tables, source="example", scope="example", digest="example", version="1", now=lambda: NEW_YEAR
    )
    assert not loaded.conflicts


def backwards(tables: Tables) -> Tables:
    nodes = {cls: rows[::-1] for cls, rows in reversed(tables.nodes.items())}
    return Tables(nodes, {key: rows[::-1] for key, rows in reversed(tables.relationships.items())})


def examples() -> list[Any]:
    return [
        pytest.param(path.stem, example, id=f"{path.stem}: {example['name']}")
        for path in sorted((LIBRARY / "networks").glob("*.yaml"))
        for example in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize(("id_", "example"), examples())
def test_the_same_question_gives_the_same_bytes_in_whatever_order_the_records_came(
    empty_store: Store, id_: str, example: dict[str, Any]
) -> None:
    answers = []
    for order in (lambda tables: tables, backwards):
        load(empty_store, order(tabulate(records(example["given"]))))
        answers.append(json.dumps(ask(empty_store, id_, example["ask"], purpose=PURPOSE).rows, ensure_ascii=False))
    assert answers[0] == answers[1]


def types_in(name: str) -> list[set[str]]:
    text = (LIBRARY / "fragments" / f"{name}.cypher").read_text(encoding="utf-8")
    return [set(found.split("|")) for found in re.findall(r"\[claim:([A-Z_|]+)\]", text)]


def test_a_route_is_opened_into_every_type_of_claim_along_which_a_path_may_go() -> None:
    walked = {cls.type_name() for cls in said_classes() if cls.walk}
    assert types_in("claims-between") == [walked]


def test_what_is_new_counts_every_type_of_claim_that_is_of_no_case() -> None:
    claims = {cls.type_name() for cls in said_classes() if issubclass(cls, Claim)}
    assert types_in("added-claims") == [claims - {*closed_types()}]


def test_a_question_that_needs_one_of_two_parameters_says_so(store: Store) -> None:
    with pytest.raises(UsageError, match="recruiter-to-compound needs one of compound, lead; for example --param"):
        ask(store, "recruiter-to-compound", {})


WORDS = st.text(st.characters(categories=["L"], exclude_characters="ıİ"), min_size=4, max_size=12)
QUOTES = st.lists(WORDS, min_size=3, max_size=6).map(" ".join)


@given(
    first=WORDS, family=WORDS, alias=WORDS, quote=QUOTES, joint=st.sampled_from(["-", "_", " ", "."]), own=st.booleans()
)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None)
def test_no_column_tells_the_name_or_the_words_about_a_person_who_was_perhaps_a_victim(
    empty_store: Store, first: str, family: str, alias: str, quote: str, joint: str, own: bool
) -> None:
    person = Person(id=f"P-{first}{joint}{family}" if own else "P-0017", name=f"{first} {family}", names=[alias])
    claims = {"start": person.ref(person.id), "end": Compound.ref("0001"), "locator": f"row of {alias}"}
    said: list[Node | Relationship[Any, Any]] = [
        person,
        Compound(id="0001", name=quote),
        Document(id="0002", title=alias),
        RecruitedFor.model_validate(claims | {"document": "0002", "modality": "alleged", "quote": quote}),
        HeldAt.model_validate(claims | {"document": "0002", "modality": "reported", "since": "2022-03-04"}),
    ]
    load(empty_store, tabulate(said))
    (row,) = ask(empty_store, "perhaps-a-victim", {}, purpose=PURPOSE).rows
    told = json.dumps(row, ensure_ascii=False).lower()
    columns = " ".join(row).lower()
    for word in (first, family, alias, quote, "2022-03-04"):
        assert word.lower() not in told.replace(columns, "") or word.lower() in " ".join([*row, *VALUES]).lower()
    assert row["party"] == (None if own else "P-0017")


VALUES = ("alleged", "reported", "not dated", "false", "true", "null")
"""What the answer may say in any case: a made-up name may be one of these words."""


def test_a_claim_that_somebody_was_held_keeps_no_words_of_the_source() -> None:
    with pytest.raises(ValueError, match="keeps no quote"):
        HeldAt(
            start=Person.ref("P"), end=Compound.ref("C"), document="D", locator="p. 1", modality="alleged", quote="q"
        )


def test_who_was_perhaps_a_victim_is_asked_at_case_level() -> None:
    assert find("perhaps-a-victim").sensitivity == "case"
    assert not {"name", "quote", "evidence"} & set(find("perhaps-a-victim").columns)
