"""An export of the Universal Human Rights Index: what a row says, and how sure it leaves its source."""

import csv
from pathlib import Path

import pytest
from openpyxl import Workbook

from graph.errors import InputRefused, UsageError
from graph.loading.tables import tabulate
from graph.model import About, AttributedTo, Conclusion, Document, Engages, WeighsAgainst, WeighsFor
from loaders.sources.conclusions.load import deliver
from loaders.sources.conclusions.uhri import paragraph, rules

EXPORT = Path(__file__).parent / "data" / "fixture_uhri_export.csv"
DELIVERY = deliver(EXPORT)
RECORDS = list(DELIVERY.records)
CONCLUSIONS = {record.id[-1]: record for record in RECORDS if isinstance(record, Conclusion)}


def test_a_recommendation_finds_no_fact_whoever_makes_it() -> None:
    treaty_body, upr = CONCLUSIONS["1"], CONCLUSIONS["5"]
    assert {(one.kind, one.modality, one.found_by) for one in (treaty_body, upr)} == {
        ("recommendation", "alleged", None)
    }


def test_the_position_of_the_state_under_review_is_kept_and_the_recommending_states_speak() -> None:
    upr = CONCLUSIONS["5"]
    assert (upr.upr_position, upr.speaker, upr.code) == (
        "noted",
        "State A, State B (Universal Periodic Review)",
        "55.999",
    )
    assert CONCLUSIONS["1"].upr_position is None


def test_found_needs_a_treaty_body_that_concludes_without_caution() -> None:
    assert (CONCLUSIONS["2"].modality, CONCLUSIONS["2"].hedge) == ("reported", "notes with concern reports")
    found = CONCLUSIONS["4"]
    assert (found.modality, found.kind) == ("found", "finding")
    assert found.found_by == "Committee on the Elimination of Discrimination against Women"
    assert (CONCLUSIONS["6"].modality, CONCLUSIONS["6"].found_by) == ("reported", None)  # a mandate is none


def test_no_row_weighs_on_a_provision_or_attributes_conduct() -> None:
    assert not [record for record in RECORDS if isinstance(record, WeighsFor | WeighsAgainst | AttributedTo)]


def test_a_row_concerns_each_state_that_it_lists() -> None:
    concerned = {(link.start.id[-1], link.end.id) for link in RECORDS if isinstance(link, About)}
    assert concerned == {("1", "MYS"), ("2", "MYS"), ("4", "VNM"), ("5", "MYS"), ("6", "LAO"), ("6", "THA")}
    assert not tabulate(RECORDS).conflicts


def test_what_a_text_cites_is_engaged_and_its_own_paragraph_where_the_law_holds_it() -> None:
    engaged = {(link.start.id[-1], link.end.id) for link in RECORDS if isinstance(link, Engages)}
    assert engaged == {("1", "PALERMO-6"), ("1", "CEDAW/C/MYS/CO/6-29(a)"), ("2", "CEDAW/C/MYS/CO/6-28")}


def test_rows_of_one_symbol_share_one_origin_with_the_letter_that_quotes_it() -> None:
    assert {one.origin for one in CONCLUSIONS.values() if one.id[-1] in "12"} == {"DOC-CEDAW/C/MYS/CO/6"}
    assert "DOC-CEDAW/C/MYS/CO/6" in {record.id for record in RECORDS if isinstance(record, Document)}


def test_a_serial_number_of_excel_is_a_day() -> None:
    assert CONCLUSIONS["1"].reported_on is not None
    assert CONCLUSIONS["1"].reported_on.text == "2024-06-06"


def test_rejects_name_row_field_and_reason_and_a_persons_complaint_is_not_loaded() -> None:
    assert [(reject.row, reject.field) for reject in DELIVERY.rejects] == [
        ("line 5", "Countries Concerned"),
        ("line 11", "Document Symbol"),
    ]
    assert "'Exampleland' is no State that is known" in DELIVERY.rejects[0].reason
    assert "decides on a person's complaint" in DELIVERY.rejects[1].reason


def test_the_same_export_as_a_workbook_gives_the_same_records(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    with EXPORT.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            sheet.append([float(cell) if cell.replace(".", "").isdigit() else cell for cell in row])
    book.save(tmp_path / "export.xlsx")
    assert list(deliver(tmp_path / "export.xlsx").records) == RECORDS


def test_a_column_that_is_spelt_rightly_is_known_and_one_that_is_missing_is_named(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    text = EXPORT.read_text(encoding="utf-8")
    path.write_text(text.replace("Reccomending", "Recommending"), encoding="utf-8")
    assert list(deliver(path).records) == RECORDS
    path.write_text(text.replace("UPR Position", "Position"), encoding="utf-8")
    with pytest.raises(InputRefused, match="reads a column 'UPR Position' that the table has not"):
        deliver(path)


def test_without_a_file_the_sentence_says_where_to_get_one() -> None:
    with pytest.raises(UsageError, match=r"search uhri\.ohchr\.org"):
        deliver()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("29. The Committee", "29"),
        ("29. (a) Ensure", "29(a)"),
        ("55.98 Repeal or amend", "55.98"),
        ("Rural women 49.The Committee notes", "49"),
        ("The Committee notes", None),
        ("In 2019 the Committee", None),
    ],
)
def test_the_number_of_a_paragraph(text: str, number: str | None) -> None:
    assert paragraph(text) == number


@pytest.mark.parametrize(
    "name", ["Viet Nam", "Iran (Islamic Republic of)", "Türkiye", "Lao People's Democratic Republic"]
)
def test_states_are_known_by_the_names_of_the_index(name: str) -> None:
    assert len(rules().states[name]) == 3
