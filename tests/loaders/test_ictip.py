from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
import xlsxwriter

from graph.errors import InputRefused
from graph.model import (
    Account,
    Case,
    CitizenOf,
    Entity,
    ExploitedIn,
    PassedThrough,
    Person,
    Recruited,
    RecruitedIn,
    Shows,
)
from loaders.cases.crosswalk import crosswalks
from tests.loaders.made_cases import of, take

SHEETS: Mapping[str, Sequence[Sequence[str]]] = {
    "TIP event": [
        (
            "Event ID",
            "Reporting entity ID",
            "Act",
            "Means",
            "Purpose",
            "Country of recruitment",
            "Country of transit",
            "Place of exploitation",
            "Recorded",
            "Description",
        ),
        (
            "E1",
            "R1",
            "Recruitment; Harbouring",
            "Deception",
            "Forced criminality",
            "VNM",
            "THA",
            "Malaysia",
            "2024-05-06",
            "Planted story",
        ),
    ],
    "Victim": [
        ("Victim ID", "Event ID", "Consent", "Name", "Sex", "Age", "Citizenship", "Status"),
        ("V1", "E1", "yes", "Planted Name", "Masculine", "17", "Viet Nam", "Actual victim of trafficking"),
        ("V2", "E9", "yes", "Planted Name", "Masculine", "20", "Viet Nam", ""),
        ("V3", "E1", "no", "Planted Name", "Masculine", "20", "Viet Nam", ""),
    ],
    "Perpetrator": [
        ("Perpetrator ID", "Event ID", "Name", "Role", "Account"),
        ("P1", "E1", "Planted Man", "RecruiterOrIntermediary", "telegram:@hr_star"),
        ("P2", "E1", "Planted Man", "SoldIndividual", "line:boss_a"),
    ],
    "Reporting entity": [("Reporting entity ID", "Type"), ("R1", "NGO")],
}


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[str]]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def test_what_is_said_of_event_perpetrators_and_reporter_is_said_of_the_victims_case(tmp_path: Path) -> None:
    delivery = take("ictip", workbook(tmp_path / "c.xlsx", SHEETS))
    (case,) = of(delivery, Case)
    assert (case.acts, case.means, case.exploitation) == (
        ["Recruitment", "Harbouring"],
        ["Deception"],
        ["ForcedCriminality"],
    )
    assert (case.perpetrator_roles, case.reporter) == (["RecruiterOrIntermediary", "SoldIndividual"], "NGO")
    assert (case.age_band, case.majority, case.received.text) == ("9-17", "child", "2024-05")
    way = [of(delivery, kind)[0].end.id for kind in (CitizenOf, RecruitedIn, PassedThrough, ExploitedIn)]
    assert way == ["VNM", "VNM", "THA", "MYS"]
    shown = {record.end.id for record in of(delivery, Shows)}
    assert {"IND-act-harbouring", "IND-means-deception", "IND-purpose-forced-criminality", "IND-act-sale"} <= shown


def test_a_perpetrator_is_no_node_and_only_a_handle_recruits(tmp_path: Path) -> None:
    delivery = take("ictip", workbook(tmp_path / "c.xlsx", SHEETS))
    assert not of(delivery, Person)
    assert {type(one) for one in of(delivery, Entity)} == {Account}
    assert {claim.start.id for claim in of(delivery, Recruited)} == {"HANDLE-telegram-@hr_star", "HANDLE-line-boss_a"}
    assert "Planted" not in repr(delivery)


def test_a_victim_of_no_known_event_is_refused_and_one_who_did_not_agree_is_counted(tmp_path: Path) -> None:
    delivery = take("ictip", workbook(tmp_path / "c.xlsx", SHEETS))
    assert [(one.row, one.reason) for one in delivery.rejects] == [
        ("row 3", "names an event that the sheet of events has not")
    ]
    assert [warning[:6] for warning in delivery.warnings] == ["1 rows"]


def test_a_workbook_needs_its_events_and_victims(tmp_path: Path) -> None:
    path = workbook(tmp_path / "c.xlsx", {"Victim": SHEETS["Victim"]})
    with pytest.raises(InputRefused, match="has no sheet or table TIP event"):
        take("ictip", path)


def test_no_conformity_is_claimed() -> None:
    (crosswalk,) = crosswalks("ictip")
    assert "our layout" in crosswalk.standard
