import csv
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from graph.errors import InputRefused
from graph.model import (
    Case,
    CitizenOf,
    ExploitedIn,
    HeldAt,
    PassedThrough,
    RecruitedIn,
    RecruitedVia,
    Shows,
    State,
)
from loaders.cases.crosswalk import crosswalks
from loaders.cases.header import plain
from loaders.cases.places import country
from loaders.sources.indicators.load import indicator_ids
from tests.loaders.made_cases import AGREED, HTCDS, htcds, of, only, table, take

(CROSSWALK,) = crosswalks("htcds")
TEMPLATES = ("multi_select.xlsm", "single_select.xlsx")


def cells_of(file: str, sheet: str) -> list[list[Any]]:
    return CalamineWorkbook.from_path(str(HTCDS / file)).get_sheet_by_name(sheet).to_python()


def standard() -> list[dict[str, str]]:
    with (HTCDS / "fields.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def name_of(row: dict[str, str]) -> str:
    return row["FullName"].strip() or row["FieldName"].strip()


def test_each_of_the_84_fields_is_mapped_or_said_not_to_be_taken_and_why() -> None:
    names = [name_of(row) for row in standard()]
    ours = {name for name, spec in CROSSWALK.fields.items() if spec.ours}
    assert len(names) == 84
    assert set(names) == {*CROSSWALK.fields} - ours
    for spec in CROSSWALK.fields.values():
        assert spec.gives or len((spec.drop or spec.leave or "").split()) > 2


def test_each_code_and_label_of_a_field_that_is_taken_is_known() -> None:
    for row in standard():
        spec = CROSSWALK.fields[name_of(row)]
        if spec.codes is None:
            continue
        spellings = {plain(one) for code, of_ in CROSSWALK.lists[spec.codes].items() for one in (code, *of_.labels)}
        for word in (*row["Values"].split("\n"), *row["ValueLabels"].split("\n")):
            assert not word.strip() or plain(word) in spellings, (name_of(row), word)


def test_what_names_reaches_or_locates_a_person_and_free_text_are_never_read() -> None:
    long = {name_of(row) for row in standard() if row["FieldType"] in ("Long Text", "Geolocation")}
    direct = {
        f"prs_{name}" for name in ("FirstName", "SecondName", "Email", "MobilePhone", "IdentityNumber", "MailingStreet")
    }
    for name in long | direct:
        assert CROSSWALK.fields[name].drop or CROSSWALK.fields[name].leave, name


def test_every_country_of_the_template_and_of_the_form_is_known() -> None:
    listed = [(row[3], row[4]) for row in cells_of("multi_select.xlsm", "validation")[3:] if row[4]]
    assert len(listed) > 240
    for code, name in listed:
        assert country(str(code)) == country(str(name)) is not None, name


def filled(tmp_path: Path, template: str, people: list[dict[str, Any]]) -> Path:
    """A published template with some of its thousand numbered rows filled in, its lists and macros left in place."""
    path = tmp_path / template
    book = openpyxl.load_workbook(HTCDS / template, keep_vba=template.endswith("m"))
    sheet = book.worksheets[0]
    columns = {cell.value: number for number, cell in enumerate(sheet[2], 1)}
    for number, person in enumerate(people):
        for label, value in person.items():
            sheet.cell(3 + number, columns[label], value)
    book.save(path)
    if book.vba_archive is not None:
        book.vba_archive.close()
    return path


@pytest.mark.filterwarnings("ignore:Data Validation extension")
@pytest.mark.parametrize("template", TEMPLATES)
def test_a_published_template_is_taken_with_its_labels_and_its_empty_rows_passed_over(
    tmp_path: Path, template: str
) -> None:
    path = filled(
        tmp_path,
        template,
        [
            {
                "First Name": "Planted",
                "Consent": True,
                "Gender": "TransgenderFeminine",
                "Citizenship": "Viet Nam",
                "Trafficking Status": "Possible victim of trafficking",
                "Trafficking Status Decision Making Organization": "Court or prosecution",
                "Methods of Control": "Threats of law enforcement; Debt bondage; Threatens children/family",
                "Forced Labour Industry": "Water supply; sewerage, waste management and remediation",
                "Reason for Outgoing Referral": "Migration Or Change Of Location",
                "Location of Exploitation": "KK Park",
            },
            {"Consent": "No", "Gender": "Feminine"},
        ],
    )
    delivery = take("htcds", path)
    case = only(of(delivery, Case))
    assert (case.gender, case.status, case.decided_by) == (
        "TransgenderFeminine",
        "PossibleVictimOfTrafficking",
        "CourtOrProsecution",
    )
    assert case.controls == ["ThreatsLawEnforcement", "ThreatensChildrenFamily", "DebtBondage"]
    assert case.labour == ["E_WaterSupplySewerageWasteManagement"]
    assert case.outgoing_referral == "MigrationOrChangeOfLocation"
    assert (only(of(delivery, HeldAt)).end.id, only(of(delivery, HeldAt)).modality) == ("CTM-1", "alleged")
    assert not delivery.rejects
    said = "\n".join(delivery.warnings)
    assert "1 rows have no consent" in said
    assert "disagree about prs_MailingCity, prs_MailingCountry" in said
    assert "told apart by the number in its first column" in said


def test_a_template_as_published_has_no_case(tmp_path: Path) -> None:
    for template in TEMPLATES:
        shutil.copy(HTCDS / template, tmp_path)
        with pytest.raises(InputRefused, match="has the columns of HTCDS 2.0, and no case in it"):
            take("htcds", tmp_path / template)


def test_the_form_itself_is_no_data() -> None:
    with pytest.raises(InputRefused, match="is an XLSForm, the questions; export the answers"):
        take("htcds", HTCDS / "xlsform.xlsx")


def test_the_export_of_the_form_is_taken_with_its_spellings_and_codes_between_blanks(tmp_path: Path) -> None:
    names = [str(row[1]) for row in cells_of("xlsform.xlsx", "survey")[1:]]
    path = tmp_path / "answers.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        header = [*(f"grp/{name}" if name.startswith("vic_") else name for name in names), "_uuid"]
        sheet.write_row(0, 0, header)
        cells = {
            "con_Consent": "TRUE",
            "prs_Citizenship": "NA",
            "grp/vic_Methods_of_Control": "DebtBondage  WithholdsDocuments RestrictsMovement",
            "grp/vic_ForcedLabourIndustry": "F_Construction C_Manufacturing",
            "grp/vic_MethodOfRecruitment": "AtWork ThroughOnlineSocialNetworks",
            "prs_Title": "Planted",
            "_uuid": "b0c1",
        }
        sheet.write_row(1, 0, [cells.get(name, "") for name in header])
    delivery = take("htcds", path)
    case = only(of(delivery, Case))
    assert case.controls == ["DebtBondage", "RestrictsMovement", "WithholdsDocuments"]
    assert case.labour == ["C_Manufacturing", "F_Construction"]
    assert case.recruitment == ["AtWork", "ThroughOnlineSocialNetworks"]
    assert only(of(delivery, CitizenOf)).end.id == "NAM", "NA is Namibia, not unknown"
    assert "Namibia" in {state.name for state in of(delivery, State)}


def test_codes_and_labels_of_a_hand_made_sheet_may_be_mixed(tmp_path: Path) -> None:
    delivery = htcds(
        tmp_path / "s.csv",
        {
            "vic_MethodsOfControl": "threats of law enforcement;MethodsOfControlThreatOfLawEnforcement; Restricts Movement",
            "vic_RelationshipToTrafficker": "Unaquainted",
            "vic_TypeOfSexExploitation": "Remote Interactive Services",
        },
    )
    case = only(of(delivery, Case))
    assert case.controls == ["ThreatsLawEnforcement", "RestrictsMovement"]
    assert (case.relation, case.sex) == (["Unacquainted"], ["RemoteInteractiveServices"])


def test_forced_criminality_is_a_form_of_its_own_and_never_forced_labour(tmp_path: Path) -> None:
    delivery = htcds(
        tmp_path / "s.csv",
        {"vic_TypeOfExploitation": "Other", "x_ForcedCriminality": "TRUE", "x_ForcedCriminalityType": "OnlineScam"},
        {"vic_TypeOfExploitation": "Forced criminality; Other"},
        {"vic_TypeOfExploitation": "Other; Forced labour"},
        {"vic_TypeOfExploitation": "Other", "x_TypeOfExploitation": "ForcedCriminality; Other"},
    )
    first, second, third, fourth = of(delivery, Case)
    assert (first.exploitation, first.criminality) == (["ForcedCriminality"], ["OnlineScam"])
    assert second.exploitation == ["ForcedCriminality", "Other"]
    assert third.exploitation == ["ForcedLabour", "Other"]
    assert fourth.exploitation == ["ForcedCriminality", "Other"]
    shown = {(record.start.id, record.end.id) for record in of(delivery, Shows)}
    assert (first.id, "IND-purpose-forced-criminality") in shown
    assert not {(case.id, "IND-purpose-forced-labour") for case in (first, second, fourth)} & shown


def test_who_was_found_to_be_no_victim_and_who_did_not_agree_are_counted_and_not_loaded(tmp_path: Path) -> None:
    delivery = htcds(
        tmp_path / "s.csv",
        {"vic_TraffickingStatus": "Not a victim of trafficking", "prs_Gender": "no code"},
        {"con_Consent": "FALSE"},
        {"con_Consent": "", "prs_Citizenship": "Ruritania"},
        {},
    )
    assert len(of(delivery, Case)) == 1
    assert delivery.rejects == ()
    assert [warning[:2] for warning in delivery.warnings] == ["2 ", "1 "]


def test_an_age_is_kept_as_a_band_at_the_time_that_it_was_so(tmp_path: Path) -> None:
    recruited = {"hte_Type": "Recruitment", "hte_Country": "THA", "hte_Date": "2024-02-10"}
    delivery = htcds(
        tmp_path / "s.csv",
        {"vic_AgeWhenTrafficked": "17", "prs_Birthdate": "1980-01-01"},
        {"prs_Birthdate": "2006-02-11", **recruited},
        {"prs_Birthdate": "1990-05-05", "cas_IncomingReferralDate": "2024-03-01"},
        {"prs_Birthdate": "2010-05-05", "cas_IncomingReferralDate": "2024-03-01"},
        {"prs_Birthdate": "1900-01-01", "cas_IncomingReferralDate": "2024-03-01"},
        {"prs_Birthdate": "1998", "cas_IncomingReferralDate": "2024-03-01"},
    )
    assert [(case.age_band, case.age_at, case.majority) for case in of(delivery, Case)] == [
        ("9-17", "trafficking", "child"),
        ("9-17", "trafficking", "child"),  # the eighteenth birthday is the day after
        ("30-38", "registration", None),
        ("9-17", "registration", "child"),  # a child now was a child then
        (None, None, None),  # the template's least date is no birthdate
        (None, None, None),
    ]
    assert not any("1980" in repr(record) or "1990" in repr(record) for record in delivery.records)


def test_dates_are_cut_to_months_and_to_years_where_day_and_month_cannot_be_told_apart(tmp_path: Path) -> None:
    dates = ("2024-06-05", "05.06.2024", "25/06/2024", "05/06/2024", "2024-06", "2024")
    delivery = htcds(tmp_path / "s.csv", *({"cas_IncomingReferralDate": date} for date in dates))
    kept = [case.received.text for case in of(delivery, Case)]
    assert kept == ["2024-06", "2024-06", "2024-06", "2024", "2024-06", "2024"]
    assert {case.year for case in of(delivery, Case)} == {2024}


def test_places_are_those_that_are_known_and_an_address_stays_outside(tmp_path: Path) -> None:
    delivery = htcds(
        tmp_path / "s.csv",
        {"vic_LocationOfExploitation": "KK Park; Cambodia", "vic_LocationOfRecruitment": "Johor"},
        {"vic_LocationOfExploitation": "12 Planted Street", "vic_LocationOfRecruitment": "KK Park"},
        {"x_HeldAt": "KK Park; Jin Bei", "x_ReturnedTo": "VNM"},
    )
    assert [(claim.end.id, claim.order) for claim in of(delivery, HeldAt)] == [
        ("CTM-1", None),
        ("CTM-1", 1),
        ("CTM-2", 2),
    ]
    assert [claim.end.id for claim in of(delivery, ExploitedIn)] == ["KHM"]
    assert [claim.end.id for claim in of(delivery, RecruitedIn)] == ["AREA-johor"]
    assert any("1 cells of vic_LocationOfExploitation" in warning for warning in delivery.warnings)
    assert any("1 places are of a kind at which RECRUITED_IN does not end" in warning for warning in delivery.warnings)
    assert "Planted" not in repr(delivery)


def test_stages_of_a_way_are_rows_of_one_case(tmp_path: Path) -> None:
    path = table(
        tmp_path / "s.csv",
        [
            {**AGREED, "KEY": "7", "prs_Gender": "Feminine", "hte_Type": kind, "hte_Country": where, "hte_Date": when}
            for kind, where, when in (
                ("Recruitment", "VN", "2023-11-02"),
                ("Transit", "TH", "2023-12"),
                ("Exploitation", "MM", "2024-01-20"),
            )
        ],
    )
    delivery = take("htcds", path)
    assert len(of(delivery, Case)) == 1
    way = [of(delivery, kind) for kind in (RecruitedIn, PassedThrough, ExploitedIn)]
    assert [(only(claims).end.id, only(claims).since.text) for claims in way] == [
        ("VNM", "2023-11"),
        ("THA", "2023-12"),
        ("MMR", "2024-01"),
    ]


def test_platforms_that_nobody_knows_are_left_out_and_the_rest_of_the_row_is_kept(tmp_path: Path) -> None:
    delivery = htcds(tmp_path / "s.csv", {"vic_RecruitmentWebsitesAndApps": "Facebook Messenger; Tinder; Planted Name"})
    case = only(of(delivery, Case))
    assert case.recruited_on == ["FacebookMessenger", "Tinder"]
    assert {claim.end.id for claim in of(delivery, RecruitedVia)} == {"PLATFORM-facebook messenger", "PLATFORM-tinder"}
    assert any("1 cells of vic_RecruitmentWebsitesAndApps" in warning for warning in delivery.warnings)


def test_a_claim_about_a_case_has_no_words_and_a_sealed_place(tmp_path: Path) -> None:
    first = htcds(tmp_path / "s.csv", {"prs_Citizenship": "KH"})
    moved = table(tmp_path / "s.csv", [{"KEY": "0", **AGREED}, {"KEY": "1", **AGREED, "prs_Citizenship": "KH"}])
    second = take("htcds", moved)
    one, other = only(of(first, CitizenOf)), only(of(second, CitizenOf))
    assert one == other, "the seal does not depend on the row"
    assert (one.quote, one.locator[:7]) == (None, "sealed:")


def test_whatever_is_shown_is_asserted_by_a_rule_that_says_why(tmp_path: Path) -> None:
    shown = of(htcds(tmp_path / "s.csv", {"vic_MethodsOfControl": "DebtBondage TakesEarnings"}), Shows)
    assert {record.end.id for record in shown} == {"IND-control-debt", "IND-control-earnings", "IND-means-coercion"}
    assert len(shown) == 3, "two codes of one indicator show it once"
    for record in shown:
        assert record.asserted_by.startswith("rule:case-controls-")
        assert record.why
        assert record.end.id in indicator_ids()


def test_a_file_that_is_named_after_somebody_leaves_no_name(tmp_path: Path) -> None:
    delivery = htcds(tmp_path / "Planted Name.csv", {})
    assert delivery.scope.startswith("htcds/FILE-")
    assert "Planted" not in repr((delivery.scope, delivery.records))
    assert htcds(tmp_path / "Planted Name.csv", {}).scope == delivery.scope, (
        "the same file is loaded again, not beside itself"
    )
