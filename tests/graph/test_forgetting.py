"""One case is forgotten with what only it supports, and no later load brings it back."""

import stat
from collections.abc import Callable

import pytest
from click.testing import Result

from graph.connection import Store
from graph.disclosure import audit, forgetting, forgotten
from graph.errors import UsageError
from graph.model import Account, Case, HeldAt, RecruitedVia
from graph.read import digest
from tests.queries.test_disclosure import cases, load
from tests.queries.test_through_cases import COMPOUND, PARTIES, said, ties

OWN = Account(id="A2", name="@only_here", kind="handle")
VIA = {"document": "D", "locator": "sealed", "modality": "reported"}
SAID = [
    *PARTIES,
    OWN,
    *said(11, 9000),
    RecruitedVia(start=Case.ref("CASE-9003"), end=OWN.ref("A2"), **VIA),
    RecruitedVia(start=Case.ref("CASE-9003"), end=PARTIES[2].ref("A1"), **VIA),
    RecruitedVia(start=Case.ref("CASE-9004"), end=PARTIES[2].ref("A1"), **VIA),
]


def test_the_case_goes_with_its_claims_and_what_only_it_supports_and_stays_away(empty_store: Store) -> None:
    load(empty_store, SAID)
    assert ties(empty_store)
    assert forgetting.holds(empty_store, "CASE-9003")
    assert forgetting.forget(empty_store, "CASE-9003", "the person asked for it") == 1 + 4 + 1
    left = empty_store.read("MATCH (n) WHERE n.id IN ['CASE-9003', 'A1', 'A2', 'C1'] RETURN n.id ORDER BY n.id").values
    assert left == (("A1",), ("C1",))
    assert ties(empty_store) == [], "ten people make no tie"
    before = digest(empty_store)
    again = load(empty_store, SAID)
    assert (again.forgotten, again.conflicts) == (1, ())
    assert empty_store.read("MATCH (c:Case) RETURN count(c)").values == ((10,),)
    assert digest(empty_store) == before
    assert not forgetting.holds(empty_store, "CASE-9003"), "it is known to be forgotten"


def test_it_is_written_down_without_the_pseudonym(empty_store: Store) -> None:
    load(empty_store, [*PARTIES, *cases(1, 9077)])
    forgetting.forget(empty_store, "CASE-9077", "the person asked for it")
    line = audit.read(empty_store.home).lines[-1]
    assert (line.did, line.why, line.rows) == ("forget", "the person asked for it", 1)
    for name in (audit.LOG, forgotten.LIST):
        path = empty_store.home / name
        assert "CASE-9077" not in path.read_text(encoding="utf-8")
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert line.what["case"] in forgotten.digests(empty_store.home)


def test_what_is_not_there_or_is_nobodys_case_is_refused(empty_store: Store) -> None:
    load(empty_store, cases(1, kind="statistic", people=30))
    with pytest.raises(UsageError, match="There is no case 'CASE-8' in the store, and none was forgotten"):
        forgetting.holds(empty_store, "CASE-8")
    with pytest.raises(UsageError, match="a row of statistics and nobody's case"):
        forgetting.holds(empty_store, "CASE-0000")


def test_a_claim_on_a_forgotten_case_from_another_file_stays_away_too(empty_store: Store) -> None:
    load(empty_store, [*PARTIES, *cases(1, 9055)])
    forgetting.forget(empty_store, "CASE-9055", "the person asked for it")
    claim = HeldAt(start=Case.ref("CASE-9055"), end=COMPOUND.ref("C1"), **VIA)
    later = load(empty_store, [claim], scope="other")
    assert (later.forgotten, later.conflicts) == (1, ())


def test_the_command_asks_says_when_there_is_no_such_case_and_can_be_repeated(
    empty_store: Store, run: Callable[..., Result]
) -> None:
    def forget(*words: str, typed: str | None = None) -> Result:
        return run("forget", *words, input=typed)

    load(empty_store, [*PARTIES, *cases(1, 9033)])
    unknown = forget("CASE-8", "--yes")
    assert (unknown.exit_code, unknown.stderr.count("\n")) == (2, 1)
    assert forget("CASE-9033", typed="n\n").exit_code == 1
    assert empty_store.read("MATCH (c:Case) RETURN c.id").values == (("CASE-9033",),)
    done = forget("CASE-9033", "--yes")
    assert done.exit_code == 0
    assert "Backups of before still hold the case" in done.stderr
    assert empty_store.read("MATCH (c:Case) RETURN c.id").values == ()
    again = forget("CASE-9033", "--yes")
    assert (again.exit_code, again.stdout) == (0, "It was forgotten before; nothing of it is there.\n")
