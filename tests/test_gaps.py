"""The gaps of the letter, sentence by sentence, as a user asks for them; dismissals, snapshots and bad input."""

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from click.testing import Result

import palermo
from graph.connection import Store
from graph.settings import Settings

Run = Callable[..., Result]
ASK = ("gaps", "--state", "MYS", "--on", "2025-03-10")
LATER = (date.today() + timedelta(days=90)).isoformat()


@pytest.fixture(scope="module")
def loaded(store: Store, settings: Settings) -> Store:
    store.write([("MATCH (n) DETACH DELETE n", {})])
    palermo.Palermo(store, settings).load("letter")
    return store


@pytest.fixture
def run(loaded: Store, run: Run) -> Run:  # noqa: ARG001
    return run


def listed(run: Run, *words: str, day: str = "2025-03-10") -> list[dict[str, Any]]:
    result = run("gaps", "--state", "MYS", "--on", day, *words, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)  # type: ignore[no-any-return]


def about(found: list[dict[str, Any]], rule: str) -> dict[str, dict[str, Any]]:
    return {one["about"]: one for one in found if one["rule"] == rule}


def refused(run: Run, *words: str) -> str:
    result = run(*words)
    assert result.exit_code == 2, result.output
    return result.output


def test_the_letter_argues_a_duty_to_consider_where_a_firm_one_binds(run: Run) -> None:
    found = about(listed(run, "--kind", "weak-norm"), "weak-norm")
    one = found["ACTIP-14(7)"]
    assert one["evidence"] == ["AL_MYS_1_2025/A32", "ILO_P029-4(2)"]
    assert "consider" in one["hardness"]
    firm = "firm (read as: shall, in accordance with the basic principles of its legal system)"
    assert f"ILO_P029-4(2) ({firm}; bound: throughout; its date is verified: yes)" in one["says"]


def test_the_firm_rule_is_cited_by_nobody_and_detention_only_by_its_parent(run: Run) -> None:
    found = about(listed(run, "--kind", "citation"), "engaged-uncited")
    assert "cite not at all" in found["ILO_P029-4(2)"]["says"]
    assert "cite only by its parent" in found["ACTIP-14(8)"]["says"]
    assert "ACTIP-14(7)" not in found
    assert not {f"AL_MYS_1_2025/{code}" for code in ("A36", "A38", "A39", "A41", "L52")} & {
        id_ for one in found.values() for id_ in one["evidence"]
    }


def test_the_statute_of_another_state_is_shown_as_wrongly_cited(run: Run) -> None:
    one = about(listed(run, "--kind", "citation"), "citation-wrong")["KHM_TIP_LAW_2008"]
    assert "says wrong: a statute of Cambodia" in one["says"]


def test_standings_come_out_as_the_letter_says(run: Run) -> None:
    found = listed(run, "--kind", "standing")
    assert {"ACTIP-14(8)", "ILO_P029-4(2)"} <= set(about(found, "standing-challenged"))
    assert "ACTIP-14(7)" in about(found, "standing-silent")
    assert "ACTIP-14(1)" in about(found, "standing-contested")
    assert "PALERMO-8(1)" not in {one["about"] for one in found}


def test_without_a_reply_a_question_is_not_overdue_and_stays_the_same_finding(run: Run) -> None:
    early = listed(run, "--kind", "answer")
    late, later = (listed(run, "--kind", "answer", day=day) for day in ("2025-06-01", "2025-07-01"))
    assert {one["gap"] for one in early} == {False}
    assert len(about(late, "answer-not-loaded")) == 14
    assert "No reply to AL_MYS_1_2025 is loaded" in late[0]["says"]
    assert "due 2025-05-09, 23 days before" in late[0]["says"]
    assert {one["gap"] for one in late} == {False}
    assert [one["fingerprint"] for one in late] == [one["fingerprint"] for one in later]


def test_every_finding_can_be_made_again_and_decides_nothing(run: Run) -> None:
    first, again = run(*ASK, "--format", "json"), run(*ASK, "--format", "json")
    assert first.stdout == again.stdout
    for one in json.loads(first.stdout):
        assert one["runs"], one
        assert one["query"]
        assert one["parameters"]["on"] == "2025-03-10"
        assert one["hardness"] or one["rule"].startswith("answer-sisters")
    assert not re.search(r"breach|violat|guilty", first.stdout.lower())


def test_an_unrelated_statement_changes_no_other_finding(run: Run, loaded: Store) -> None:
    before = {one["fingerprint"] for one in listed(run)}
    same = "{id: 'extra-gap', asserted_by: 'test', why: 'w', locator: 'p', state: 'MYS', aspect: 'practice'}"
    loaded.write(
        [
            (
                "MATCH (law:Law {id: 'PALERMO-9(5)'}) CREATE (one:Statement:Allegation {id: 'X/G1', code: 'X', "
                "summary: 's', quote: 'q', modality: 'reported', category: 'c', speaker: 'a court', origin: 'X', "
                "basis: 'named', reported_on: date('2025-01-01'), reported_on_latest: date('2025-01-01'), runs: ['x@1']})"
                f"-[:WEIGHS_AGAINST {same}]->(law)",
                {},
            )
        ]
    )
    after = {one["fingerprint"]: one for one in listed(run)}
    loaded.write([("MATCH (n:Statement {id: 'X/G1'}) DETACH DELETE n", {})])
    assert before < set(after)
    assert {after[one]["about"] for one in set(after) - before} == {"PALERMO-9(5)"}


def test_a_dismissal_stays_visible_survives_a_reload_and_can_be_taken_back(
    run: Run, loaded: Store, settings: Settings
) -> None:
    fingerprint = about(listed(run, "--kind", "weak-norm"), "weak-norm")["ACTIP-14(7)"]["fingerprint"]
    signed = ("--by", "Ann", "--why", "asked in another letter")
    assert run("gaps", "--dismiss", fingerprint, "--on", "2025-03-10", *signed, "--until", LATER).exit_code == 0
    palermo.Palermo(loaded, settings).load("letter")
    found = {one["fingerprint"]: one for one in listed(run, "--kind", "weak-norm")}
    assert found[fingerprint]["dismissal"] == f"dismissed: by Ann, until {LATER}: asked in another letter"
    loaded.write([("MATCH (d:Dismissal) SET d.expires = '2020-01-01'", {})])
    found = {one["fingerprint"]: one for one in listed(run, "--kind", "weak-norm")}
    assert found[fingerprint]["dismissal"].startswith("expired: by Ann")
    assert run("gaps", "--undo", fingerprint, *signed).exit_code == 0
    found = {one["fingerprint"]: one for one in listed(run, "--kind", "weak-norm")}
    assert found[fingerprint]["dismissal"] is None
    assert "nothing to undo" in refused(run, "gaps", "--undo", fingerprint, *signed)


def test_two_snapshots_show_what_a_new_load_changed(run: Run, loaded: Store) -> None:
    assert run(*ASK, "--kind", "weak-norm", "--save").exit_code == 0
    (newest,) = loaded.read("MATCH (s:Snapshot) RETURN s.newest ORDER BY s.taken").values[0]
    loaded.write(
        [
            (
                "CREATE (:Run {id: 'reply@abc', scope: 'reply', source: 'letters', state: 'complete', "
                "finished: '2999-01-01T00:00:00+00:00'}) WITH 1 AS one MATCH (:Statement {id: 'AL_MYS_1_2025/A32'})"
                "-[touch:ENGAGES]->(:Law {id: 'ACTIP-14(7)'}) DELETE touch",
                {},
            )
        ]
    )
    assert run(*ASK, "--kind", "weak-norm", "--save").exit_code == 0
    result = run("gaps", "--diff", newest[:-2], "reply", "--format", "json")
    assert result.exit_code == 0, result.output
    (gone,) = json.loads(result.stdout)
    assert (gone["change"], gone["about"], gone["fingerprint"]) == ("gone", "ACTIP-14(7)", None)
    assert "loads only in the second: reply@abc" in result.stderr
    assert "There is no load or snapshot 'replx@abc'. Did you mean reply@abc?" in refused(
        run, "gaps", "--diff", newest, "replx@abc"
    )
    assert "was the newest load" in refused(
        run,
        "gaps",
        "--diff",
        loaded.read("MATCH (r:Run) WHERE r.id STARTS WITH 'law@' RETURN r.id").values[0][0],
        "reply",
    )


def test_what_cannot_be_asked_is_refused_in_a_sentence(run: Run) -> None:
    signed = ("--by", "Ann", "--why", "known", "--until", LATER)
    assert "neither a State" in refused(run, "gaps", "--state", "Atlantis")
    assert "is no State" in refused(run, "gaps", "--state", "ASEAN")
    assert "Did you mean citation?" in refused(run, *ASK, "--kind", "citations")
    assert "There is no finding MYS-0000000000000000" in refused(
        run, "gaps", "--dismiss", "MYS-0000000000000000", *signed
    )
    assert "no fingerprint" in refused(run, "gaps", "--dismiss", "nonsense", *signed)
    assert "needs an author" in refused(run, "gaps", "--dismiss", "MYS-1", "--why", "w", "--until", LATER)
    assert "needs a reason" in refused(run, "gaps", "--dismiss", "MYS-1", "--by", "Ann", "--until", LATER)
    assert "needs an expiry" in refused(run, "gaps", "--dismiss", "MYS-1", "--by", "Ann", "--why", "w")
    assert "before today" in refused(
        run, "gaps", "--dismiss", "MYS-1", "--by", "A", "--why", "w", "--until", "2020-01-01"
    )
    assert "needs a State" in refused(run, "gaps")
    assert "exclude each other" in refused(run, "gaps", "--diff", "a", "b", "--undo", "c")
