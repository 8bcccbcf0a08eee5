"""The rules of standing, case by case as a lawyer reads them, and what holds for any evidence."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from graph.model import When
from queries.obligations.bound import bound, day
from queries.obligations.cell import Cell, Tree, cell, paragraphs, rules
from queries.obligations.dates import Period
from queries.obligations.evidence import judge
from queries.obligations.records import (
    Answered,
    Facts,
    Instrument,
    Provision,
    Reply,
    Reservation,
    Statement,
    Subject,
    Treaty,
    Weighing,
)
from queries.obligations.standing import STANDINGS, four_valued, standing_of

FOLDER = Path(__file__).with_name("standing")
MYS = Subject("MYS", "Malaysia", ("MALAYSIA",))
BODY = Subject("MYS", "Association", state=False)
WHENS = ("conduct_since", "conduct_until", "reported_on", "since", "until", "in_force", "adopted", "signed")


def dated(values: dict[str, Any]) -> dict[str, Any]:
    return {name: When.parse(value) if name in WHENS and value else value for name, value in values.items()}


def cases() -> list[Any]:
    files = sorted(FOLDER.glob("*.yaml"))
    read = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in files]
    return [pytest.param(case, id=f"{file['rule']}: {case['name']}") for file in read for case in file["cases"]]


def weighing(number: int, entry: dict[str, Any], provision: str) -> Weighing:
    speaks_for = "for" in entry
    own = {"publisher", "denied", "accepted", "for", "against", "state", "basis", "role", "considered"}
    fields = dated({name: value for name, value in entry.items() if name not in own})
    said = Statement(f"S{number}", **{"origin": "A", "speaker": "Committee"} | fields)
    return Weighing(
        f"W{number}",
        said,
        provision,
        entry.get("state", "MYS"),
        speaks_for,
        entry["for" if speaks_for else "against"],
        entry.get("role", "host"),
        entry.get("basis", "named"),
        entry.get("considered"),
    )


def the_cell(case: dict[str, Any]) -> Cell:
    instrument = Instrument(**dated({"id": "A"} | case.get("instrument", {})))
    given = {"id": "A-1", "strength": "firm", "bearer": "every"} | case.get("provision", {})
    provision = Provision(**given | {"path": tuple(given.get("path", (instrument.id, given["id"])))})
    rule = case.get("custom")
    custom = [Provision(rule["id"], ("CUSTOM", rule["id"]), subject=rule["subject"], custom=True)] if rule else []
    found = [weighing(number, entry, provision.id) for number, entry in enumerate(case.get("statements", ()))]
    replies = {
        one.statement.id: (Reply(Statement("ANSWER", "Answer"), one.statement.id, "denied" in entry),)
        for one, entry in zip(found, case.get("statements", ()), strict=True)
        if {"denied", "accepted"} & set(entry)
    }
    grouped: dict[tuple[str, str | None], tuple[Weighing, ...]] = {}
    for one in found:
        key = provision.id, one.state
        grouped[key] = (*grouped.get(key, ()), one)
    act = case.get("law_of_the_state")
    acts = {act["id"]: Instrument(**act, kind="national", state="MYS")} if act else {}
    below = [Provision(**one | {"path": tuple(one["path"])}) for one in [case["below"]]] if "below" in case else []
    said = case.get("statements", ())
    publishers = {one.get("origin", "A"): one["publisher"] for one in said if "publisher" in one}
    facts = Facts(
        {instrument.id: instrument, **acts},
        {provision.id: provision},
        {("MYS", instrument.id): Treaty(**dated(case["treaty"]))} if "treaty" in case else {},
        {"MYS": tuple(Reservation(**dated(one)) for one in case.get("reservations", ()))},
        grouped,
        {},
        replies,
        {
            "MYS": tuple(
                Answered("L", When.parse(one["date"]), frozenset(one["put"])) for one in case.get("answered", ())
            )
        },
        case.get("origins", {}),
        publishers,
    )
    asked = {name: date.fromisoformat(value) for name, value in case.get("period", {"until": "2025-03-10"}).items()}
    subject = BODY if case.get("organisation") else MYS
    return cell(
        facts, Tree([provision, *below, *custom]), subject, provision, Period(asked.get("since"), asked["until"])
    )


@pytest.mark.parametrize("case", cases())
def test_a_rule_holds_as_a_lawyer_reads_it(case: dict[str, Any]) -> None:
    found = the_cell(case)
    shown: dict[str, Any] = {
        "bound": found.bound.value,
        "basis": found.bound.basis,
        "status": found.bound.status,
        "caveats": list(found.caveats),
        "over": found.over_what,
        "reservations": found.bound.reservations,
        "reserved": [one.where for one in found.bound.reserved],
        "law": found.law.standing,
        "practice": found.practice.standing,
        "standing": found.standing,
        "says": found.state_says.says,
        "origins": list(found.origins),
        "survives": found.practice.survives,
        "breaks": list(found.practice.breaks_without),
        "modality": found.modality,
        "bases": [one.basis for one in found.counted],
        "set_aside": [one.set_aside for one in found.evidence if not one.counts],
    }
    assert {name: shown[name] for name in case["expect"]} == case["expect"]


def test_every_rule_has_its_cases() -> None:
    read = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.yaml"))]
    told = {file["rule"] for file in read}
    assert told == {rule["id"] for rule in rules()} - {"roll-up"}  # that one is below
    assert [rule["step"] for rule in rules()] == [1, 2, 3, 4, 5, 6]


# For any evidence

days = st.dates(date(2015, 1, 1), date(2026, 1, 1))
whens = st.builds(lambda a, b: When(min(a, b), max(a, b)), days, days)
maybe = st.one_of(st.none(), whens)
statements = st.builds(
    Statement,
    id=st.sampled_from([f"S{number}" for number in range(6)]),
    kind=st.sampled_from(["Allegation", "Measure", "Answer"]),
    modality=st.sampled_from(["alleged", "reported", "found"]),
    conditional=st.booleans(),
    stance=st.sampled_from(["asserts", "denies", "retracts"]),
    speaker=st.sampled_from(["Committee", "Malaysia"]),
    origin=st.sampled_from("ABCD"),
    conduct_since=maybe,
    conduct_until=maybe,
    reported_on=maybe,
)
weighings = st.builds(
    Weighing,
    id=st.uuids().map(str),
    statement=statements,
    provision=st.just("A-1"),
    state=st.sampled_from(["MYS", None]),
    speaks_for=st.booleans(),
    aspect=st.sampled_from(["law", "practice"]),
    role=st.sampled_from(["host", None]),
    basis=st.sampled_from(["named", "addressed", "general", None]),
    considered=st.sampled_from([None, True, False]),
)
provisions = st.builds(
    Provision,
    id=st.just("A-1"),
    path=st.just(("A", "A-1")),
    strength=st.sampled_from(["firm", "consider", "may", "none", None]),
    bearer=st.sampled_from(["every", "host", "nationality", None]),
    subject=st.sampled_from(["protect", "non-punish"]),
)
origins = st.dictionaries(st.sampled_from("ABCD"), st.sampled_from("AB"), max_size=4)
ASKED = Period(date(2018, 1, 1), date(2024, 1, 1))


def facts_of(provision: Provision, found: list[Weighing], shared: dict[str, str]) -> Facts:
    grouped: dict[tuple[str, str | None], tuple[Weighing, ...]] = {}
    for one in found:
        grouped[one.provision, one.state] = (*grouped.get((one.provision, one.state), ()), one)
    return Facts({"A": Instrument("A")}, {provision.id: provision}, weighings=grouped, origins=shared)


def stands(provision: Provision, found: list[Weighing], shared: dict[str, str]) -> Cell:
    return cell(facts_of(provision, found, shared), Tree([provision]), MYS, provision, ASKED)


@given(provisions, st.lists(weighings, max_size=8), origins, st.randoms())
def test_neither_order_nor_repetition_changes_a_standing(
    provision: Provision, found: list[Weighing], shared: dict[str, str], random: Any
) -> None:
    one = stands(provision, found, shared)
    mixed = [*found, *found[:3]]
    random.shuffle(mixed)
    other = stands(provision, mixed, shared)
    for aspect in ("law", "practice"):
        a, b = getattr(one, aspect), getattr(other, aspect)
        assert (a.standing, a.origins, a.survives, a.breaks_without) == (
            b.standing,
            b.origins,
            b.survives,
            b.breaks_without,
        )
    assert (one.standing, one.modality, one.state_says) == (other.standing, other.modality, other.state_says)


@given(provisions, st.lists(weighings, max_size=8), origins)
def test_a_standing_is_what_its_evidence_tells_and_breaks_where_it_would_change(
    provision: Provision, found: list[Weighing], shared: dict[str, str]
) -> None:
    facts = facts_of(provision, found, shared)
    whole = stands(provision, found, shared)
    for aspect in (whole.law, whole.practice):
        assert aspect.standing in STANDINGS
        assert aspect.standing == four_valued(bool(aspect.told_for), bool(aspect.told_against))
        assert (aspect.survives is None) == (aspect.standing == "silent") == (not aspect.evidence)
        for name in aspect.origins:
            lost = shared.get(name, name)
            left = [
                one
                for one in aspect.evidence
                if shared.get(one.weighing.statement.origin, one.weighing.statement.origin) != lost
            ]
            assert (standing_of(left, facts).standing != aspect.standing) == (name in aspect.breaks_without)


@given(provisions, st.lists(weighings, max_size=8))
def test_what_does_not_count_says_why_and_never_counts_for_a_state(provision: Provision, found: list[Weighing]) -> None:
    whole = stands(provision, found, {})
    for one in whole.evidence:
        assert one.counts != bool(one.set_aside)
        said, basis = one.weighing.statement, one.basis
        if one.counts:
            assert one.weighing.state == "MYS"
            assert basis != "general"
            assert not said.conditional
            assert said.stance == "asserts"
            assert said.speaker != "Malaysia"
            assert said.kind != "Answer"
            assert provision.strength != "none"
            assert (
                one.weighing.speaks_for
                or provision.strength not in ("consider", "may")
                or one.weighing.considered is False
            )


@given(st.lists(weighings, max_size=6), weighings)
def test_more_evidence_never_takes_a_side_away(found: list[Weighing], more: Weighing) -> None:
    provision = Provision("A-1", ("A", "A-1"), strength="firm", bearer="every")
    before, after = stands(provision, found, {}), stands(provision, [*found, more], {})
    for aspect in ("law", "practice"):
        a, b = getattr(before, aspect), getattr(after, aspect)
        assert bool(a.told_for) <= bool(b.told_for)
        assert bool(a.told_against) <= bool(b.told_against)


@given(st.lists(st.sampled_from(["silent", "supported", "challenged", "contested"]), max_size=6))
def test_an_article_counts_its_paragraphs_and_inherits_nothing(wanted: list[str]) -> None:
    article = Provision("A-1", ("A", "A-1"), listed=False)
    below = [
        Provision(f"A-1({n})", ("A", "A-1", f"A-1({n})"), strength="firm", bearer="every") for n, _ in enumerate(wanted)
    ]
    found = []
    for one, standing in zip(below, wanted, strict=True):
        for speaks_for in [
            side for side in (True, False) if standing in ("contested", "supported" if side else "challenged")
        ]:
            said = Statement(f"{one.id}{speaks_for}", reported_on=When.parse("2020"), origin="A")
            found.append(Weighing(said.id, said, one.id, "MYS", speaks_for, "practice", None, "named"))
    tree = Tree([article, *below])
    grouped: dict[tuple[str, str | None], tuple[Weighing, ...]] = {}
    for weighed in found:
        grouped[weighed.provision, "MYS"] = (*grouped.get((weighed.provision, "MYS"), ()), weighed)
    facts = Facts({"A": Instrument("A")}, {}, weighings=grouped)
    cells = {one.id: cell(facts, tree, MYS, one, ASKED) for one in (article, *below)}
    assert cells["A-1"].standing == "silent"
    assert paragraphs(cells[id_] for id_ in tree.below.get("A-1", ())) == {
        name: wanted.count(name) for name in sorted(set(wanted))
    }


@given(maybe, maybe, st.one_of(st.none(), whens), days)
def test_on_one_day_a_state_is_bound_not_bound_or_it_is_uncertain_and_never_in_part(
    since: When | None, until: When | None, in_force: When | None, on: date
) -> None:
    provision, instrument = Provision("A-1", ("A", "A-1")), Instrument("A", in_force=in_force)
    found = bound(MYS, provision, instrument, Treaty(True, since=since, until=until), (), None, day(on))
    assert found.value in ("throughout", "no", "uncertain")
    if found.value == "throughout":
        assert since is not None
        assert since.latest <= on
        assert until is None or on < until.earliest


def test_evidence_on_another_state_is_none_on_this_one() -> None:
    said = Statement("S", reported_on=When.parse("2020"), origin="A")
    one = judge(
        Weighing("W", said, "A-1", "THA", False, "practice", None, "named"),
        Provision("A-1", ("A", "A-1"), strength="firm", bearer="every"), MYS, ASKED, Facts(),
    )  # fmt: skip
    assert one.set_aside == "it is read for THA"


@pytest.mark.parametrize(
    ("said", "touches"),
    [
        (Statement("S", reported_on=When.parse("2025-03-10")), False),
        (Statement("S", conduct_since=When.parse("2019"), reported_on=When.parse("2025-03-10")), True),
        (Statement("S", conduct_since=When.parse("2024"), reported_on=When.parse("2025-03-10")), True),
        (Statement("S"), True),
        (Statement("S", stance="retracts"), False),
    ],
    ids=["of later days", "told later of earlier days", "perhaps of these days", "not dated", "taken back"],
)
def test_what_touches_a_provision_is_neither_of_later_days_nor_taken_back(said: Statement, touches: bool) -> None:
    law = Provision("A-1", ("A", "A-1"), strength="consider", bearer="every")
    facts = Facts({"A": Instrument("A")}, {"A-1": law}, engaged={("A-1", "MYS"): ("S",)}, engaging={"S": said})
    found = cell(facts, Tree([law]), MYS, law, Period(None, date(2024, 6, 1)))
    assert found.engaged == (("S",) if touches else ())
