"""What is said of a relationship that does not fit: which it is, but nothing that stood beside a case."""

import pytest

from graph.loading.tables import may_be_told, name_of
from graph.model import Operates, Recruited, RecruitedVia, Shows

ROW = {"start": "Somebody's Name", "end": "CASE-1"}


def test_what_stands_beside_a_case_is_not_repeated() -> None:
    assert name_of(Recruited, ROW) == "... RECRUITED CASE-1"
    assert name_of(RecruitedVia, {"start": "CASE-1", "end": "Somebody's Name"}) == "CASE-1 RECRUITED_VIA ..."


def test_a_claim_that_touches_no_case_is_named_whole() -> None:
    assert name_of(Operates, {"start": "ORG", "end": "C1"}) == "ORG OPERATES C1"


@pytest.mark.parametrize(
    ("cls", "side", "told"), [(Recruited, "start", False), (Shows, "start", True), (Shows, "end", False)]
)
def test_only_a_pseudonym_may_be_told(cls: type[Recruited], side: str, *, told: bool) -> None:
    assert may_be_told(cls, side) is told
