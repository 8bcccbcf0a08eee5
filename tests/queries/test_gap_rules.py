"""The rules of gaps: fingerprints, and what may not change when facts that have nothing to do with a finding come."""

import string
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from graph.model import Dismissal
from queries.cli.gaps import listed
from queries.obligations.gaps import making
from queries.obligations.gaps.dismissing import shown
from queries.obligations.gaps.finding import KINDS, Finding, norms, ordered, rules

DAY = {"state": "MYS", "on": "2025-03-10"}
IDS = st.lists(st.text(string.ascii_letters, min_size=1, max_size=4), min_size=1, max_size=5)


def uncited(provision: str, statements: list[str]) -> dict[str, Any]:
    return {
        "provision": provision, "statements": statements, "strength": "firm", "wording": "shall", "cited": "no",
        "highest_modality": "reported", "bound": "throughout",
    }  # fmt: skip


@given(IDS, st.randoms())
def test_a_fingerprint_does_not_depend_on_order_or_repetition(ids: list[str], chance: Any) -> None:
    mixed = [*ids, ids[0]]
    chance.shuffle(mixed)
    (one,) = making.uncited("MYS", [uncited("P-1", ids)], DAY)
    (other,) = making.uncited("MYS", [uncited("P-1", mixed)], {**DAY, "on": "2026-01-01"})
    assert one.fingerprint == other.fingerprint


@given(IDS, IDS)
def test_other_evidence_another_state_or_another_provision_is_another_finding(ids: list[str], more: list[str]) -> None:
    (one,) = making.uncited("MYS", [uncited("P-1", ids)], DAY)
    (elsewhere,) = making.uncited("THA", [uncited("P-1", ids)], DAY)
    (beside,) = making.uncited("MYS", [uncited("P-2", ids)], DAY)
    (grown,) = making.uncited("MYS", [uncited("P-1", [*ids, *more])], DAY)
    assert len({one.fingerprint, elsewhere.fingerprint, beside.fingerprint}) == 3
    assert (one.fingerprint == grown.fingerprint) == (set(more) <= set(ids))


@given(st.dictionaries(st.text(string.ascii_letters, min_size=1, max_size=3), IDS, max_size=5), st.randoms())
def test_an_answer_is_in_one_order_and_an_unrelated_row_changes_no_other_finding(
    found: dict[str, list[str]], chance: Any
) -> None:
    rows = [uncited(f"P-{name}", ids) for name, ids in found.items()]
    before = ordered(making.uncited("MYS", rows, DAY))
    mixed = [*rows, uncited("Q-1", ["new"])]
    chance.shuffle(mixed)
    after = ordered(making.uncited("MYS", mixed, DAY))
    assert [one for one in after if one.about != "Q-1"] == before


def test_every_rule_has_a_kind_and_every_kind_a_rule() -> None:
    assert {one.kind for one in rules().values()} == set(KINDS)
    assert all(one.reason and one.asserted_by for one in norms().values())


def test_what_nobody_checked_is_a_finding_and_no_gap() -> None:
    row = {
        "instrument": "X", "finding": "not checked", "status": "not checked", "verified": None, "as_of": None,
        "provisions": ["X-1"], "strengths": ["firm"], "statements": ["S"], "custom": None,
    }  # fmt: skip
    (unknown,) = making.ratification("MYS", [row], {"S": "reported"}, DAY)
    (gap,) = making.ratification(
        "MYS", [{**row, "finding": "gap", "status": "not party", "verified": "yes"}], {"S": "reported"}, DAY
    )
    assert (unknown.rule.gap, gap.rule.gap) == (False, True)
    assert "X-1 firm" in gap.says
    assert "reported" in gap.says


def test_a_measure_and_a_challenge_of_the_same_or_an_unknown_day_are_no_finding() -> None:
    row = {
        "provision": "P-1", "strength": "firm", "law": "supported", "practice": "challenged", "measures": ["M"],
        "challenges": ["A"], "later": False,
    }  # fmt: skip
    assert not list(making.law_and_practice("MYS", [row], {}, DAY))
    (found,) = making.law_and_practice("MYS", [{**row, "later": True}], {"A": "reported"}, DAY)
    assert found.evidence == ("A", "M")


def test_sisters_that_answered_differently_are_found_from_both_sides() -> None:
    row = {"letter": "L", "addressee": "Malaysia", "says": "replied", "replies": ["R"], "contradictions": [
        {"statement": "L/A1", "here": ["denies"], "there": ["admits"], "addressee": "Cambodia", "other": "K/A1"}
    ]}  # fmt: skip
    silent = {"letter": "K", "addressee": "Cambodia", "says": "no reply loaded", "replies": [], "contradictions": []}
    differ, unlike = making.sisters("MYS", [row, silent], {"L/A1": "reported"}, DAY)
    assert differ.says.startswith("Malaysia denies L/A1 (reported), and Cambodia admits the same words in K/A1")
    assert unlike.evidence == ("K", "L", "R")


@given(st.dates())
def test_a_dismissal_is_shown_as_in_force_up_to_its_last_day_and_then_as_expired(today: date) -> None:
    step = Dismissal(
        id="gaps/1", number=1, finding="MYS-1", step="dismiss", by="Ann", at="now", why="known", expires="2026-06-30"
    )
    said = shown(step, today)
    assert said is not None
    assert said.startswith("expired" if today > date(2026, 6, 30) else "dismissed")
    assert "Ann" in said
    assert "known" in said
    assert shown(step.model_copy(update={"step": "undo"}), today) is None


findings = st.builds(
    Finding,
    rule=st.sampled_from(list(rules().values())),
    state=st.just("MYS"),
    about=st.sampled_from(["ACTIP-14(7)", "ACTIP-14(8)", "L/Q1"]),
    says=st.just("s"),
    evidence=st.lists(st.sampled_from(["L/A1", "L/A2"]), unique=True).map(tuple),
)


@given(st.lists(findings, max_size=6), st.data())
def test_a_dismissal_never_removes_a_finding(found: list[Finding], data: st.DataObject) -> None:
    known = sorted({one.fingerprint for one in found} | {"MYS-0000000000000000"})
    steps = {
        fingerprint: Dismissal(
            id="gaps/1", number=1, finding=fingerprint, step=data.draw(st.sampled_from(["dismiss", "undo"])), by="Ann",
            at="now", why="known", expires=data.draw(st.sampled_from(["2020-01-01", "2030-01-01"])),
        )
        for fingerprint in data.draw(st.lists(st.sampled_from(known), unique=True))
    }  # fmt: skip
    whole = listed(found, {}, date(2025, 3, 10)).rows
    marked = listed(found, steps, date(2025, 3, 10)).rows
    assert [row | {"dismissal": None} for row in marked] == whole
    for row in marked:
        step = steps.get(row["fingerprint"])
        assert (row["dismissal"] is not None) == (step is not None and step.step == "dismiss")
