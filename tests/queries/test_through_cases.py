"""A recruiter and a compound that only cases join: a tie from eleven people on, below that a route for a purpose."""

from typing import Any

import pytest

from graph import derived
from graph.connection import Store
from graph.disclosure import audit
from graph.errors import UsageError
from graph.model import Account, Case, Claim, Compound, Document, HeldAt, LinkedTo, Person, Recruited, RecruitedVia
from queries import leads
from tests.queries.test_disclosure import cases, load

DOCUMENT = Document(id="D", title="Cases")
RECRUITER, ACCOUNT = Person(id="P1", name="Somebody"), Account(id="A1", name="@jobs", kind="handle")
COMPOUND = Compound(id="C1", name="KK Park")
PARTIES = [DOCUMENT, RECRUITER, ACCOUNT, COMPOUND]


def said(count: int, begin: int = 0, modality: str = "reported", **more: Any) -> list[Case | Claim[Any, Any]]:
    """So many people who were recruited by P1 and held at C1."""
    found: list[Case | Claim[Any, Any]] = []
    for case in cases(count, begin, **more):
        of = {"document": "D", "locator": f"sealed {case.id}", "modality": modality}
        found += [
            case,
            Recruited(start=RECRUITER.ref("P1"), end=case.ref(case.id), **of),
            HeldAt(start=case.ref(case.id), end=COMPOUND.ref("C1"), **of),
        ]
    return found


def ties(store: Store) -> list[tuple[Any, ...]]:
    return list(
        store.read(
            "MATCH (a)-[t:TIE]->(b) RETURN a.id, b.id, t.kinds, t.origins, t.modality, t.claims, t.people ORDER BY a.id"
        ).values
    )


@pytest.mark.parametrize(("people", "told"), [(10, None), (11, 11), (21, 11), (22, 22)])
def test_eleven_people_make_a_tie_that_tells_their_number_rounded_and_no_claim(
    empty_store: Store, people: int, told: int | None
) -> None:
    load(empty_store, [*PARTIES, *said(people)])
    wanted: list[tuple[Any, ...]] = [("C1", "P1", ["THROUGH_CASES"], ["cases"], "reported", [], told)]
    assert ties(empty_store) == (wanted if told else [])
    assert derived.refresh(empty_store) == 0


def test_the_modality_of_a_tie_holds_for_eleven_people(empty_store: Store) -> None:
    load(empty_store, [*PARTIES, *said(10, modality="found"), *said(3, 100, "alleged")])
    assert ties(empty_store)[0][4] == "alleged"


def test_a_person_counts_once_and_a_statistic_for_all_that_it_stands_for(empty_store: Store) -> None:
    twice = RecruitedVia(
        start=Case.ref("CASE-0000"), end=ACCOUNT.ref("A1"), document="D", locator="sealed", modality="reported"
    )
    load(empty_store, [*PARTIES, *said(1, kind="statistic", people=12), twice])
    assert [(tie[1], tie[6]) for tie in ties(empty_store)] == [("C1", 11), ("P1", 11)]


def test_beside_a_claim_cases_are_one_origin_more(empty_store: Store) -> None:
    claim = LinkedTo.model_validate(
        {"start": RECRUITER.ref("P1"), "end": COMPOUND.ref("C1"), "as": "boss", "document": "D", "locator": "p. 1", "modality": "alleged"}
    )  # fmt: skip
    load(empty_store, [*PARTIES, *said(11), claim])
    ((_, _, kinds, origins, modality, claims, people),) = ties(empty_store)
    assert (kinds, origins, modality, claims, people) == (
        ["LINKED_TO", "THROUGH_CASES"], ["D", "cases"], "reported", [claim.id], 11
    )  # fmt: skip
    (row,) = leads.path(empty_store, "P1", "C1").rows
    assert [one["type"] for one in row["claims"]] == ["LINKED_TO", "THROUGH_CASES"]
    assert leads.path(empty_store, "P1", "C1", without=["cases"]).rows[0]["origins"] == 1


def test_a_path_goes_through_the_cases_of_eleven_and_shows_no_case(empty_store: Store) -> None:
    load(empty_store, [*PARTIES, *said(13)])
    for ends in (("P1", "C1"), ("C1", "P1")):
        answer = leads.path(empty_store, *ends, since="2020-01-01")
        (row,) = answer.rows
        (claim,) = row["claims"]
        assert (claim["type"], claim["people"], claim["start"], claim["end"], claim["in_time"]) == (
            "THROUGH_CASES", 11, "P1", "C1", "uncertain"
        )  # fmt: skip
        assert row["without"] == [{"origin": "cases", "leaves": "none"}]
        assert "CASE-" not in str(answer)
        assert "sealed" not in str(answer)


def test_below_that_the_route_needs_a_purpose_and_is_written_down(empty_store: Store) -> None:
    load(empty_store, [*PARTIES, *said(2)])
    assert leads.path(empty_store, "P1", "C1").rows == []
    with pytest.raises(UsageError, match="A path through every case needs a purpose of at least 3 words"):
        leads.path(empty_store, "P1", "C1", through_cases=True)
    for ends in (("P1", "C1"), ("C1", "P1")):
        (row,) = leads.path(empty_store, *ends, through_cases=True, purpose="to warn the embassy").rows
        assert row["claims"][0]["people"] == 2
        line = audit.read(empty_store.home).lines[-1]
        assert (line.did, line.what["from"], line.why, line.rows) == ("path", ends[0], "to warn the embassy", 1)
