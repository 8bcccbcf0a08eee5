"""What the rules make of records, without a store."""

import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from graph.decisions.judgements import Judged, Pair, pair
from graph.decisions.parties import Party
from graph.model import Account, Decision, DifferentFrom, Entity, ListedIn, Person, PossiblySameAs, SameAs, Uses, When
from loaders.identity.evidence import EXACT, SCORE, Found, gather
from loaders.identity.judging import judge, standing
from loaders.source import source
from tests.benchmarks.identity import measure

CASES = yaml.safe_load((Path(__file__).parent / "data" / "identity.yaml").read_text(encoding="utf-8"))
EU = Path(__file__).parents[1] / "real" / "eu_sanctions_scam_centres"
NOW = "2026-11-25T00:00:00+00:00"
VERDICTS = {SameAs: "same", PossiblySameAs: "proposed"}


def party(said: Mapping[str, Any]) -> Party:
    more: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in said.items()}
    if "born" in more:
        more["born"] = When.parse(more["born"])
    return Party(**{"base": "Entity", **more})


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_rules(case: Mapping[str, Any]) -> None:
    records = [party(said) for said in case["records"]]
    found = {(one.pair.one, one.pair.other): VERDICTS[one.kind] for one in judge(records, gather(records), {}, {}, NOW)}
    assert {pair_: found.get(tuple(pair_.split()), "apart") for pair_ in case["expect"]} == case["expect"]


# The lists themselves


def listed() -> list[Party]:
    designations = source("designations")
    records = [
        record
        for path in (None, EU / "32013R0401.csv", EU / "32026R1895.csv")
        for record in designations.deliver(path).records
    ]
    nodes: dict[str, Entity] = {}
    for record in records:
        if isinstance(record, Entity):
            known = nodes.get(record.id)
            names = [*(known.names if known else []), record.name, *record.names]
            nodes[record.id] = (known or record).model_copy(update={"names": names})
    return [
        Party(
            "Entity",
            one.label(),
            one.id,
            tuple(dict.fromkeys((one.name, *one.names))),
            one.born if isinstance(one, Person) else None,
            tuple(one.identifiers),
            tuple(one.country),
            tuple(sorted({use.end.id for use in records if isinstance(use, Uses) and use.start.id == one.id})),
            tuple(
                sorted(
                    {lists.document for lists in records if isinstance(lists, ListedIn) and lists.start.id == one.id}
                )
            ),
            kind=one.kind if isinstance(one, Account) else None,
        )
        for one in nodes.values()
    ]


@pytest.fixture(scope="module")
def lists() -> dict[tuple[str, str], Judged]:
    records = listed()
    return {(one.pair.one, one.pair.other): one for one in judge(records, gather(records), {}, {}, NOW)}


@pytest.mark.parametrize(
    ("eu", "ofac", "because"),
    [
        ("EU-32013R0401-IV.A-104", "OFAC-53779", "same name chit thu"),
        ("EU-32020R1998-I.A-147", "OFAC-55505", "same name chen zhi"),
        ("EU-32020R1998-I.B-45", "OFAC-55998", "same name jin bei group"),
        ("EU-32020R1998-I.B-43", "OFAC-55508", "same name democratic karen benevolent army"),
    ],
)
def test_parties_of_two_lists_are_found_and_explained(
    lists: dict[tuple[str, str], Judged], eu: str, ofac: str, because: str
) -> None:
    found = lists[eu, ofac]
    assert found.kind is PossiblySameAs, "no identifier and no day of birth is in both lists, so a person confirms"
    assert because in found.why
    assert (found.score or 0) > 0.95


@pytest.mark.parametrize("id_", ["OFAC-33653", "OFAC-53901"])
def test_a_prince_by_name_and_a_ship_join_nothing(lists: dict[tuple[str, str], Judged], id_: str) -> None:
    assert not [pair_ for pair_ in lists if id_ in pair_]


def test_the_prince_companies_stay_apart(lists: dict[tuple[str, str], Judged]) -> None:
    parties = ("OFAC-53054", "OFAC-54750", "EU-32020R1998-I.B-44")
    assert all(found.kind is not SameAs for pair_, found in lists.items() if set(pair_) & set(parties))


def test_nobody_is_joined_by_a_name_alone(lists: dict[tuple[str, str], Judged]) -> None:
    assert [
        pair_
        for pair_, found in lists.items()
        if found.kind is SameAs and "born" not in found.why and "both have" not in found.why
    ] == []
    for id_ in ("EU-32013R0401-IV.A-106", "EU-32020R1998-I.A-151"):  # Tin Win, Saw Steel
        assert all(found.kind is PossiblySameAs for pair_, found in lists.items() if id_ in pair_)


# Properties

IDS = "ABCDEF"
PAIRS = st.lists(
    st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda two: two[0] < two[1]), unique=True, max_size=10
)
YEARS = st.dictionaries(st.sampled_from(IDS), st.sampled_from(["1960", "1961", "1960-05", "1960-05-04", "1960/1961"]))


def decision(number: int, one: str, other: str, verdict: str) -> Decision:
    return Decision.model_validate(
        {"id": f"D{number}", "number": number, "among": "Entity", "one": one, "other": other, "verdict": verdict}
        | {"by": "ann", "at": NOW, "why": "x"}
    )


def judged(sure: list[tuple[str, str]], apart: list[tuple[str, str]], born: dict[str, str]) -> list[Judged]:
    records = [Party("Entity", "Person", id_, (id_,), When.parse(born[id_]) if id_ in born else None) for id_ in IDS]
    found = [Found(pair("Entity", *two), EXACT, 1.0, "both have it") for two in sure]
    decided = standing(decision(number, *two, "different") for number, two in enumerate(apart, start=1))
    return judge(records, found, decided, {}, NOW)


def component(rows: list[Judged], start: str) -> set[str]:
    found, grown = {start}, True
    while grown:
        more = {
            id_ for row in rows if row.kind is SameAs and found & {row.pair.one, row.pair.other} for id_ in row.pair[1:]
        }
        grown = not more <= found
        found |= more
    return found


@given(PAIRS, PAIRS, YEARS, st.randoms(use_true_random=False))
def test_the_order_of_evidence_makes_no_difference(
    sure: list[tuple[str, str]], apart: list[tuple[str, str]], born: dict[str, str], chance: random.Random
) -> None:
    before = judged(sure, apart, born)
    chance.shuffle(sure)
    chance.shuffle(apart)
    assert [(one.pair, one.kind, one.why) for one in judged(sure, apart, born)] == [
        (one.pair, one.kind, one.why) for one in before
    ]


@given(PAIRS, PAIRS, YEARS)
def test_nothing_is_chained_through_what_differs(
    sure: list[tuple[str, str]], apart: list[tuple[str, str]], born: dict[str, str]
) -> None:
    rows = judged(sure, apart, born)
    for one, other in apart:
        assert other not in component(rows, one)
    for id_ in IDS:
        dates = [When.parse(born[member]) for member in component(rows, id_) if member in born]
        assert all(a.earliest <= b.latest and b.earliest <= a.latest for a in dates for b in dates)


@given(
    st.lists(
        st.tuples(st.sampled_from(["A B", "A C", "B C"]), st.sampled_from(["same", "different", "undecided"])),
        max_size=8,
    )
)
def test_an_undo_is_the_exact_inverse(steps: list[tuple[str, str]]) -> None:
    taken: list[Decision] = []
    for two, verdict in steps:
        before = standing(taken)
        one, other = two.split()
        taken.append(decision(len(taken) + 1, one, other, verdict))
        undone = [*taken, decision(len(taken) + 1, one, other, "undo")]
        assert standing(undone) == before


def test_what_people_decided_is_not_asked_again() -> None:
    records = [Party("Entity", "Person", id_, ("Zhi CHEN",)) for id_ in "AB"]
    found = [Found(Pair("Entity", "A", "B"), SCORE, 0.9, "same name")]
    (row,) = judge(records, found, standing([decision(1, "A", "B", "different")]), {}, NOW)
    assert (row.kind, row.by, row.why) == (DifferentFrom, "ann", "x")


def test_the_measured_rules_are_precise_and_find_more_than_identifiers() -> None:
    exact, _, every, *_ = measure(1_500, seed=5)
    assert every.precision >= 0.95
    assert every.f1 >= exact.f1 + 0.03
