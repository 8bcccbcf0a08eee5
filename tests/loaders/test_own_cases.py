from pathlib import Path

import pytest

from graph.errors import InputRefused
from graph.model import Account, Case, CitizenOf, Claim, Shows
from loaders.delivery import Delivery
from loaders.draft import draft
from loaders.mapped import deliver_mapped
from tests.loaders.made_cases import AGREED, HTCDS, KEY, of, table, terms
from tests.loaders.test_ictip import SHEETS, workbook

SHEET = """\
เลขที่,ชื่อ,โทรศัพท์,เพศ,สัญชาติ,ยินยอม,วันที่,หมายเหตุ,អាយុ,ការកេងប្រវ័ញ្ច,វិធី
1,สมหญิง,0812345678,หญิง,ไทย,ใช่,05/06/2024,บันทึก,19,បោកប្រាស់តាមអ៊ីនធឺណិត,រឹបអូសឯកសារ
2,สมชาย,0812345679,ชาย,กัมพูชา,ไม่,05/06/2024,บันทึก,19,,
3,สมชาย,0812345679,0812345679,กัมพูชา,ใช่,05/06/2024,บันทึก,19,,
"""
MAPPING = """\
document: {id: OWN-2025, title: Shelter sheet, publisher: our team}
nodes:
  person:
    class: Case
    id: "{เลขที่}"
    consent: {column: ยินยอม, values: {ใช่: v3, ไม่: null}}
    gender: {column: เพศ, values: {หญิง: Feminine, ชาย: Masculine}}
    age_band: {column: អាយុ, format: age-band}
    exploitation: {columns: [ការកេងប្រវ័ញ្ច], split: ";", values: {បោកប្រាស់តាមអ៊ីនធឺណិត: ForcedCriminality}}
    controls: {columns: [វិធី], split: ";", values: {រឹបអូសឯកសារ: WithholdsDocuments}}
    received: {column: วันที่, format: "%d/%m/%Y"}
  home: {refers_to: State, id: {column: สัญชาติ, values: {ไทย: THA, กัมพูชา: KHM}}}
relationships:
  CITIZEN_OF: {from: person, to: home, modality: reported, since: {column: วันที่, format: "%d/%m/%Y"}}
ignore: [ชื่อ, โทรศัพท์, หมายเหตุ]
"""


def load(tmp_path: Path, mapping: str = MAPPING) -> Delivery:
    (tmp_path / "sheet.csv").write_text(SHEET, encoding="utf-8")
    (tmp_path / "m.yaml").write_text(mapping, encoding="utf-8")
    return deliver_mapped(tmp_path / "sheet.csv", tmp_path / "m.yaml", terms)


def test_a_sheet_with_thai_and_khmer_headers_makes_cases_under_the_same_protection(tmp_path: Path) -> None:
    delivery = load(tmp_path)
    (case,) = of(delivery, Case)
    assert (case.id, case.document, case.standard) == (KEY.pseudonym("ours", "1"), "OWN-2025", "own")
    assert (case.gender, case.age_band, case.exploitation) == ("Feminine", "18-20", ["ForcedCriminality"])
    assert case.received.text == "2024-06"
    (claim,) = of(delivery, CitizenOf)
    assert (claim.end.id, claim.since.text, claim.locator) == ("THA", "2024-06", KEY.locator(case.id))
    shown = {record.end.id for record in of(delivery, Shows)}
    assert shown == {"IND-purpose-forced-criminality", "IND-control-documents", "IND-means-coercion"}
    assert delivery.warnings == ("1 rows have no consent to keep them (consent is empty), and were left out.",)


def test_a_heading_that_the_mapping_passes_over_is_told_by_its_number(tmp_path: Path) -> None:
    delivery = load(tmp_path, MAPPING.replace("ignore: [ชื่อ, โทรศัพท์, หมายเหตุ]", "ignore: [ชื่อ, โทรศัพท์]"))
    assert [one.field for one in delivery.rejects if one.row == "header"] == ["column 8"]
    assert "หมายเหตุ" not in repr(delivery)


def test_a_reject_of_a_row_about_somebody_repeats_nothing_of_it(tmp_path: Path) -> None:
    delivery = load(tmp_path)
    ((row, field),) = [(one.row, one.field) for one in delivery.rejects]
    assert (row, field) == ("line 4", "gender")
    assert not any(text in repr(delivery) for text in ("0812345679", "สมชาย", "สมหญิง", "บันทึก"))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "modality: reported,",
            "modality: reported, quote: {column: หมายเหตุ},",
            "line 14: quote reads a column, in a mapping of cases",
        ),
        ("modality: reported,", "modality: reported, locator: {column: ชื่อ},", "locator reads a column"),
        ("{column: ยินยอม, values: {ใช่: v3, ไม่: null}}", "{column: ชื่อ}", "consent of a case reads a column"),
        (
            "{column: ยินยอม, values: {ใช่: v3, ไม่: null}}",
            "{column: ชื่อ, values: {a: v3}, format: lower}",
            "consent of a case reads a column",
        ),
        ("    consent: {column: ยินยอม, values: {ใช่: v3, ไม่: null}}\n", "", "a Case needs `consent`"),
        (
            "  home:",
            '  name: {class: Person, id: "P-{ชื่อ}", name: {column: ชื่อ}}\n  home:',
            "a mapping of cases makes no Person",
        ),
        (
            "  home:",
            '  tel: {class: Account, kind: phone, id: "T-{โทรศัพท์}", name: {column: โทรศัพท์}}\n  home:',
            "telephone numbers and e-mails reach people",
        ),
        (
            "  home:",
            '  said: {class: Document, id: "D-{หมายเหตุ}", title: {column: หมายเหตุ}}\n  home:',
            "a mapping of cases makes no Document",
        ),
        (
            "  home:",
            '  firm: {class: Organisation, id: "O-{ชื่อ}", name: a firm}\n  home:',
            "line 12: id reads a column, in a mapping of cases",
        ),
        (
            "  home:",
            "  area: {class: Area, id: A, name: {column: หมายเหตุ}}\n  home:",
            "name reads a column, in a mapping of cases",
        ),
        (
            "  home:",
            '  by: {class: Account, kind: handle, id: "H-{โทรศัพท์}", name: a handle}\n  home:',
            "id reads a column, in a mapping of cases",
        ),
        (
            "{column: สัญชาติ, values: {ไทย: THA, กัมพูชา: KHM}}",
            "{column: ชื่อ}",
            "id reads a column, in a mapping of cases",
        ),
        (
            "{column: สัญชาติ, values: {ไทย: THA, กัมพูชา: KHM}}",
            '"X-{ชื่อ|lower}"',
            "id reads a column, in a mapping of cases",
        ),
        (
            "    age_band:",
            "    kind: {column: ยินยอม, values: {ใช่: record, ไม่: statistic}}\n    age_band:",
            "kind of a case is said for the whole table",
        ),
        ("ignore:", "scope: {column: ชื่อ}\nignore:", "scope reads a column"),
        ("document: {id: OWN-2025, title: Shelter sheet, publisher: our team}\n", "", "needs the property 'document'"),
    ],
)
def test_a_mapping_that_could_carry_a_text_about_somebody_is_refused(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    assert old in MAPPING
    with pytest.raises(InputRefused) as refusal:
        load(tmp_path, MAPPING.replace(old, new, 1))
    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_beside_a_case_a_column_gives_countries_and_handles_and_no_other_text(tmp_path: Path) -> None:
    handle = (
        '  by: {class: Account, kind: handle, id: "H-{โทรศัพท์|handle}", name: {column: โทรศัพท์, format: handle}}\n  home:'
    )
    mapping = MAPPING.replace("  home:", handle, 1).replace("ignore: [ชื่อ, โทรศัพท์,", "ignore: [ชื่อ,")
    assert not of(load(tmp_path, mapping), Account), "they are telephone numbers"
    (tmp_path / "own.csv").write_text(SHEET.replace("0812345678,หญิง,ไทย", "telegram:@hr_star,หญิง,Thailand"), "utf-8")
    (tmp_path / "own.yaml").write_text(mapping.replace("values: {ไทย: THA, กัมพูชา: KHM}", "format: alpha3"), "utf-8")
    delivery = deliver_mapped(tmp_path / "own.csv", tmp_path / "own.yaml", terms)
    assert [one.id for one in of(delivery, Account)] == ["H-telegram:@hr_star"]
    assert [one.end.id for one in of(delivery, CitizenOf)] == ["THA"]


def test_a_quote_that_is_written_into_the_mapping_does_not_reach_a_claim_about_a_case(tmp_path: Path) -> None:
    delivery = load(tmp_path, MAPPING.replace("modality: reported,", "modality: reported, quote: said so,"))
    assert all(record.quote is None for record in delivery.records if isinstance(record, Claim))
    assert of(delivery, CitizenOf)


def test_a_table_in_a_standard_is_recognised_with_the_command_that_loads_it(tmp_path: Path) -> None:
    keyed = table(tmp_path / "my cases.csv", [{**AGREED, "KEY": "1", "prs_Gender": ""}])
    told = draft(keyed)
    assert "has the columns of HTCDS 2.0" in told
    assert "palermo load htcds 'my cases.csv' --consent-text VERSION\n" in told
    unkeyed = table(tmp_path / "c.csv", [{**AGREED, "prs_Gender": ""}])
    assert "--consent-text VERSION --case-key COLUMN" in draft(unkeyed)
    assert "palermo load htcds multi_select.xlsm --consent-text VERSION" in draft(HTCDS / "multi_select.xlsm")
    assert "palermo load ictip four.xlsx --consent-text VERSION\n" in draft(workbook(tmp_path / "four.xlsx", SHEETS))
    common = {"Consent": "yes", "Gender": "f", "Citizenship": "KH", "Email": "a"}
    assert "nothing here was understood" in draft(table(tmp_path / "other.csv", [common])), "any sheet may have these"
