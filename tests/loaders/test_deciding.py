"""Decisions on identity in a store: taken, remembered over reloads, undone."""

import json
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
from click.testing import CliRunner, Result

from graph import write
from graph.connection import Store
from graph.decisions.judgements import remembered, settle
from graph.derived import canonical
from graph.derived.canonical import representatives
from graph.errors import UsageError
from graph.loading.tables import tabulate
from graph.model import Area, Compound, Node, Person, Relationship
from loaders.cli.identity import ask
from loaders.identity import Identity

CHEN = [
    Person(id="L1-chen", name="Zhi CHEN"),
    Person(id="L2-chen", name="Chen Zhi", names=["陈志"]),
    Person(id="L3-chen", name="Neak Oknha Chen Zhi", names=["陳志"]),
]
WIN = [Person(id="L1-win", name="Tin Win"), Person(id="L2-win", name="Saw Tin Win")]
ROOT = datetime(2026, 1, 1, tzinfo=UTC)


def load(store: Store, records: Iterable[Node | Relationship[Any, Any]], scope: str = "s") -> int:
    records = list(records)
    write.load(store, tabulate(records), source="s", scope=scope, digest=repr(records), version="1", now=lambda: ROOT)
    return identity(store).refresh()


def identity(store: Store) -> Identity:
    return Identity(store, lambda: ROOT)


def state(store: Store) -> list[Any]:
    """Every judgement and every canonical record."""
    judged = [(one.pair, one.kind.type_name(), one.by, one.at, one.why, one.score) for one in remembered(store).judged]
    rows = store.read("MATCH (n) WHERE n:Entity OR n:Place RETURN n.id, n.canonical ORDER BY n.id").values
    return [judged, rows]


def canonicals(store: Store) -> dict[str, str]:
    return dict(store.read("MATCH (n) WHERE n:Entity OR n:Place RETURN n.id, n.canonical").values)


def asked(store: Store) -> set[tuple[str, str]]:
    return {(one.one.id, one.other.id) for one in identity(store).candidates()}


def test_a_load_proposes_and_a_second_look_changes_nothing(empty_store: Store) -> None:
    assert load(empty_store, CHEN[:2]) == 1
    assert asked(empty_store) == {("L1-chen", "L2-chen")}
    before = state(empty_store)
    assert identity(empty_store).refresh() == 0
    assert load(empty_store, CHEN[:2]) == 0
    assert state(empty_store) == before
    assert canonicals(empty_store) == {"L1-chen": "L1-chen", "L2-chen": "L2-chen"}


@pytest.mark.parametrize("verdict", ["same", "different", "undecided"])
def test_a_decision_is_not_asked_again_and_its_undo_restores_what_was(empty_store: Store, verdict: Any) -> None:
    load(empty_store, CHEN)
    before, waited = state(empty_store), asked(empty_store)
    later = Identity(empty_store, lambda: datetime(2026, 2, 2, tzinfo=UTC))
    later.decide("L2-chen", "L1-chen", verdict, by="ann", why="photographs")
    load(empty_store, CHEN)
    assert ("L1-chen", "L2-chen") not in asked(empty_store)
    assert (canonicals(empty_store)["L2-chen"] == "L1-chen") == (verdict == "same")
    later.decide("L1-chen", "L2-chen", "undo", by="bob", why="the photographs are of another")
    assert state(empty_store) == before
    assert asked(empty_store) == waited
    assert [(step.verdict, step.by) for step in later.decisions()] == [(verdict, "ann"), ("undo", "bob")]


def test_a_decision_outlives_the_record(empty_store: Store) -> None:
    load(empty_store, CHEN[:1], scope="one")
    load(empty_store, CHEN[1:2], scope="two")
    identity(empty_store).decide("L1-chen", "L2-chen", "same", by="ann", why="photographs")
    before = state(empty_store)
    load(empty_store, WIN[:1], scope="two")
    assert "L2-chen" not in canonicals(empty_store)
    assert canonicals(empty_store)["L1-chen"] == "L1-chen"
    load(empty_store, CHEN[1:2], scope="two")
    assert state(empty_store) == before
    assert canonicals(empty_store)["L2-chen"] == "L1-chen"


def test_a_contradiction_is_refused_and_names_the_chain(empty_store: Store) -> None:
    load(empty_store, CHEN)
    who = identity(empty_store)
    who.decide("L1-chen", "L2-chen", "same", by="ann", why="photographs")
    who.decide("L2-chen", "L3-chen", "different", by="bob", why="two faces")
    before = state(empty_store)
    with pytest.raises(UsageError, match=r"L1-chen same L2-chen \(ann.*L2-chen different L3-chen \(bob.*undo one"):
        who.decide("L1-chen", "L3-chen", "same", by="cy", why="they are")
    assert asked(empty_store) == set()  # what follows from decisions is not asked
    who.decide("L2-chen", "L3-chen", "same", by="bob", why="one face after all")
    with pytest.raises(UsageError, match="were decided to be the same by L1-chen same L2-chen"):
        who.decide("L1-chen", "L3-chen", "different", by="cy", why="they are not")
    who.decide("L2-chen", "L3-chen", "undo", by="bob", why="two faces")
    assert state(empty_store) == before


@pytest.mark.parametrize(
    ("one", "other", "verdict", "sentence"),
    [
        ("L1-chen", "L1-chen", "same", "one record; give two"),
        ("L1-chem", "L2-chen", "same", "no record 'L1-chem'. Did you mean L1-chen?"),
        ("L1-chen", "L2-chen", "undo", "nothing to undo"),
        ("C", "A", "same", "is a Compound and A a Area|is a Area and C a Compound"),
        ("C", "L1-chen", "same", "only two of one kind"),
    ],
)
def test_what_cannot_be_decided_is_refused_in_a_sentence(
    empty_store: Store, one: str, other: str, verdict: Any, sentence: str
) -> None:
    load(empty_store, [*CHEN, Compound(id="C", name="KK Park"), Area(id="A", name="KK Park")])
    before = state(empty_store)
    with pytest.raises(UsageError, match=sentence.replace("?", r"\?")):
        identity(empty_store).decide(one, other, verdict, by="ann", why="x")
    assert state(empty_store) == before


def test_an_author_cannot_sign_as_a_rule(empty_store: Store) -> None:
    load(empty_store, WIN)
    with pytest.raises(UsageError, match="how the rules sign"):
        identity(empty_store).decide("L1-win", "L2-win", "same", by="rule:score@1", why="x")


def test_a_rule_yields_where_it_would_chain_what_a_person_keeps_apart(empty_store: Store) -> None:
    sure = [Person(id=id_, name="Chen Zhi", identifiers=["ofac:1"]) for id_ in ("A", "B")]
    load(empty_store, [*sure, *CHEN])
    assert canonicals(empty_store)["B"] == "A"
    who = identity(empty_store)
    before = state(empty_store)
    who.decide("A", "L1-chen", "same", by="ann", why="x")
    who.decide("B", "L1-chen", "different", by="bob", why="y")
    assert canonicals(empty_store)["B"] == "B"
    (row,) = empty_store.read("MATCH (:Person {id: 'A'})-[r:POSSIBLY_SAME_AS]->({id: 'B'}) RETURN r.why AS why").rows
    assert "not joined: would join" in row["why"]
    who.decide("B", "L1-chen", "undo", by="bob", why="y")
    who.decide("A", "L1-chen", "undo", by="ann", why="x")
    assert state(empty_store) == before


def test_what_was_judged_on_an_old_look_is_not_written(empty_store: Store) -> None:
    load(empty_store, CHEN)
    seen = remembered(empty_store)
    identity(empty_store).decide("L1-chen", "L2-chen", "same", by="ann", why="x")
    before = state(empty_store)
    assert settle(empty_store, seen, []) is None
    assert state(empty_store) == before


def test_decisions_that_are_taken_at_once_are_all_kept(empty_store: Store) -> None:
    load(empty_store, [*CHEN, *WIN])

    def take(pair: tuple[str, str]) -> int:
        return Identity(empty_store).decide(*pair, "same", by="ann", why="x").number

    with ThreadPoolExecutor() as pool:
        numbers = list(pool.map(take, [("L1-chen", "L2-chen"), ("L1-win", "L2-win"), ("L2-chen", "L3-chen")]))
    assert sorted(numbers) == [1, 2, 3]
    assert canonicals(empty_store) == {id_: f"L1-{id_[3:]}" for id_ in canonicals(empty_store)}


def test_canonical_is_the_smallest_id_and_setting_it_twice_changes_nothing(empty_store: Store) -> None:
    assert (
        representatives([("B", "C"), ("A", "B")])
        == representatives([("A", "B"), ("C", "B")])
        == dict.fromkeys("ABC", "A")
    )
    load(empty_store, CHEN)
    identity(empty_store).decide("L2-chen", "L3-chen", "same", by="ann", why="x")
    assert canonicals(empty_store) == {"L1-chen": "L1-chen", "L2-chen": "L2-chen", "L3-chen": "L2-chen"}
    assert canonical.recompute(empty_store) == 0
    empty_store.write([("MATCH (n:Person) SET n.canonical = 'wrong'", {})])
    assert canonical.recompute(empty_store) == 3


def test_review_and_decide_as_commands(empty_store: Store, run: Callable[..., Result]) -> None:
    load(empty_store, CHEN[:2])
    (row,) = json.loads(run("review", "--format", "json").stdout)
    assert (row["one"], row["other"]) == ("L1-chen", "L2-chen")
    assert "same name" in row["why"]
    assert run("review").stdout.count("L1-chen") == 1  # no terminal: a list, and nobody is asked
    taken = run("decide", "L1-chen", "L2-chen", "--same", "--why", "photographs", "--by", "ann")
    assert taken.stdout == "DECISION-000001: L1-chen and L2-chen: same.\n"
    assert json.loads(run("review", "--format", "json").stdout) == []
    (step,) = json.loads(run("decide", "--list", "--format", "json").stdout)
    assert (step["verdict"], step["by"], step["why"]) == ("same", "ann", "photographs")
    refused = run("decide", "L1-chen", "L2-chen", "--same")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "--why" in refused.stderr


def test_a_review_asks_shows_the_evidence_and_takes_the_answer(empty_store: Store) -> None:
    load(empty_store, CHEN)
    who = identity(empty_store)
    with CliRunner().isolation(input="s\nphotographs\nd\ntwo faces\n") as streams:
        ask(who, who.candidates(), "ann", undecided=False)
    shown = streams[0].getvalue().decode()
    assert "same name" in shown
    assert "陈志" in shown
    assert [(step.verdict, step.by, step.why) for step in who.decisions()] == [
        ("same", "ann", "photographs"),
        ("different", "ann", "two faces"),
    ]
    assert asked(empty_store) == set()  # the third pair follows from the two, so nobody was asked
