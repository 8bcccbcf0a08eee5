from pathlib import Path

import pytest

from graph.errors import InputRefused, UsageError
from graph.model import (
    Case,
    CitizenOf,
)
from tests.loaders.made_cases import AGREED, htcds, of, only, table, take, terms


def test_cases_need_the_version_of_the_consent_text_on_the_command_or_in_the_row(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="add --consent-text VERSION"):
        htcds(tmp_path / "s.csv", {}, on=terms(consent_text=None))
    given = htcds(tmp_path / "s.csv", {"x_ConsentTextVersion": "2024-06"}, on=terms(consent_text=None))
    assert only(of(given, Case)).consent == "2024-06"
    for version in ("Planted Name", "v3 shown to A"):
        refused = htcds(tmp_path / "s.csv", {"x_ConsentTextVersion": version})
        assert [reject.field for reject in refused.rejects] == ["x_ConsentTextVersion"]


def test_cases_need_a_number_of_their_own(tmp_path: Path) -> None:
    path = table(tmp_path / "s.csv", [{**AGREED, "prs_Gender": "Feminine", "Akte": "17"}])
    with pytest.raises(UsageError, match="say which with --case-key COLUMN"):
        take("htcds", path)
    with pytest.raises(UsageError, match="has no column 'Acte'"):
        take("htcds", path, terms(case_key="Acte"))
    by_file = only(of(take("htcds", path, terms(case_key="Akte")), Case))
    other = only(of(take("htcds", path, terms(case_key="Akte", organisation="Another")), Case))
    assert by_file.id != other.id, "two organisations' case 17 are two cases"
    by_row = take("htcds", path, terms(case_key="row"))
    assert only(of(by_row, Case)).id not in (by_file.id, other.id)
    assert any("told apart by their row" in warning for warning in by_row.warnings)
    assert "17" not in by_file.id[:7]


@pytest.mark.parametrize(
    ("cells", "field", "reason"),
    [
        ({"vic_AgeWhenTrafficked": "300"}, "vic_AgeWhenTrafficked", "is no age of a person; ages are 0 to 120"),
        (
            {"cas_IncomingReferralDate": "2024-02-30"},
            "cas_IncomingReferralDate",
            "is a day that is not in the calendar",
        ),
        ({"cas_IncomingReferralDate": "2124-02-03"}, "cas_IncomingReferralDate", "is before 1900 or has not come yet"),
        ({"prs_Citizenship": "Ruritania"}, "prs_Citizenship", "is no country that ISO 3166-1 knows"),
        ({"prs_Gender": "Planted Name"}, "prs_Gender", "has a value that is not in its list of codes"),
        ({"vic_MethodsOfControl": "Debt bondage; Planted"}, "vic_MethodsOfControl", "not in its list of codes"),
        ({"KEY": ""}, "case key", "is empty; a case needs a number of its own"),
        ({"KEY": "9"}, "case key", "is that of the rows 2, 3; keep one"),
    ],
)
def test_a_bad_row_is_a_reject_that_repeats_nothing_of_it(
    tmp_path: Path, cells: dict[str, str], field: str, reason: str
) -> None:
    delivery = htcds(tmp_path / "s.csv", cells, {"KEY": "9"})
    assert delivery.rejects[0].field == field
    assert reason in delivery.rejects[0].reason
    assert "Planted" not in repr(delivery)
    assert len(of(delivery, Case)) == (0 if cells.get("KEY") == "9" else 1)


@pytest.mark.parametrize("unknown", ["", "-99", "NULL", "n/a", "Unknown", "Not Specified/Unknown"])
def test_what_is_not_known_is_absent_however_it_is_written(tmp_path: Path, unknown: str) -> None:
    delivery = htcds(
        tmp_path / "s.csv",
        {
            "prs_Gender": unknown,
            "vic_AgeWhenTrafficked": unknown,
            "prs_Citizenship": unknown,
            "vic_MethodsOfControl": unknown,
        },
    )
    case = only(of(delivery, Case))
    assert (case.gender, case.age_band, case.controls) == (None, None, [])
    assert not of(delivery, CitizenOf)
    assert not delivery.rejects


def test_what_is_not_known_beside_what_is_known_is_passed_over(tmp_path: Path) -> None:
    delivery = htcds(
        tmp_path / "s.csv", {"prs_Citizenship": "KH; Unknown", "vic_MethodsOfControl": "Debt bondage; n/a"}
    )
    assert only(of(delivery, Case)).controls == ["DebtBondage"]
    assert only(of(delivery, CitizenOf)).end.id == "KHM"


def test_a_row_with_too_many_cells_is_refused_before_its_columns_shift(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text("KEY,con_Consent,prs_FirstName,prs_Gender\n1,TRUE,A,Feminine\n2,TRUE,Planted, Name,Feminine\n")
    delivery = take("htcds", path)
    assert [(one.row, one.reason) for one in delivery.rejects] == [
        ("row 3", "has more cells than the header; check its quotes")
    ]
    assert len(of(delivery, Case)) == 1


def test_a_wrong_schema_says_what_is_missing_and_what_is_surplus(tmp_path: Path) -> None:
    path = table(
        tmp_path / "s.csv",
        [{"KEY": "1", "prs_Gender": "", "prs_Citizenship": "", "vic_Vulnerabilities": "", "Lunch": ""}],
    )
    with pytest.raises(InputRefused) as refusal:
        take("htcds", path)
    assert str(refusal.value).startswith(
        "s.csv has not the columns of HTCDS 2.0: missing con_Consent; surplus column 5;"
    )
    assert "Lunch" not in str(refusal.value)


def test_a_heading_that_is_somebodys_name_is_not_repeated(tmp_path: Path) -> None:
    path = table(tmp_path / "s.csv", [{"KEY": "1", **AGREED, "Planted Name": "yes", "prs_Gender": "Feminine"}])
    delivery = take("htcds", path)
    assert any("it was not read: column 4." in said for said in delivery.warnings), delivery.warnings
    assert "Planted" not in repr(delivery)


def test_a_file_without_a_header_is_refused_and_its_first_row_not_repeated(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text("1,TRUE,Planted Name,Feminine\n2,TRUE,Planted,Feminine\n")
    with pytest.raises(InputRefused, match="has none of the columns of HTCDS 2.0, such as con_Consent") as refusal:
        take("htcds", path)
    assert "Planted" not in str(refusal.value)


def test_a_file_that_is_no_text_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").touch()
    with pytest.raises(InputRefused, match="empty.csv is empty"):
        take("htcds", tmp_path / "empty.csv")
    with (tmp_path / "sparse.csv").open("wb") as file:
        file.write(b"KEY,con_Consent,prs_Gender,prs_Citizenship\n1,TRUE,,\n")
        file.truncate(2_000_000_000)
    with pytest.raises(InputRefused, match="has zero bytes where text should be"):
        take("htcds", tmp_path / "sparse.csv")
