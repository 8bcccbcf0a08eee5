import json
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import polars
import pytest
import yaml
from hypothesis import given
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st

from graph.connection import Store
from graph.errors import InputRefused
from graph.model import Account, Compound, Document, RecruitedFor
from graph.settings import Settings
from loaders import Loader
from loaders.delivery import Delivery
from loaders.draft import draft
from loaders.mapped import deliver_mapped

MAPPING = """\
document: {id: SHEET-2025-06, title: Recruiter sheet of June 2025, publisher: our team}
nodes:
  handle: {class: Account, id: "HANDLE-{handle}", kind: handle, name: {column: handle}}
  site:
    class: Compound
    id: "SITE-{site}"
    name: {column: site}
    names: {columns: [other names, Chinese name], split: ";"}
relationships:
  RECRUITED_FOR:
    from: handle
    to: site
    modality: {column: certainty, values: {rumour: alleged, seen: reported}}
    since: {column: seen, format: ["%d.%m.%Y", "%B %Y", "%Y"]}
    quote: {column: remark}
ignore: [checked by]
"""
COLUMNS = ["handle", "site", "other names", "Chinese name", "certainty", "seen", "remark", "checked by"]
ROWS = [
    ["@hr_star", "KK Park", "KK; Park KK", "KK园区", "rumour", "30.7.2024", "hires for KK Park", "me"],
    ["@lucky", "KK Park", "KK; Park KK", "KK园区", "seen", "March 2024", "", ""],
    ["@third", "Jin Bei", "", "金贝", "seen", "1956", "", ""],
    ["@fourth", "", "", "", "", "", "no site is named", ""],
]

Write = Callable[..., Delivery]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def deliver(name: str, content: bytes | str | Callable[[Path], object], mapping: str = MAPPING) -> Delivery:
        table, rules = tmp_path / name, tmp_path / "mapping.yaml"
        if callable(content):
            content(table)
        else:
            table.write_bytes(content.encode() if isinstance(content, str) else content)
        rules.write_text(mapping, encoding="utf-8")
        return deliver_mapped(table, rules)

    return deliver


def as_csv(rows: list[list[str]] = ROWS, delimiter: str = ",", header: list[str] = COLUMNS) -> str:
    quoted = [[f'"{cell}"' if delimiter in cell else cell for cell in row] for row in [header, *rows]]
    return "".join(delimiter.join(row) + "\n" for row in quoted)


def xlsx(path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in [COLUMNS, *ROWS]:
        book.active.append(row)
    book.save(path)


FORMS: list[tuple[str, Any]] = [
    ("sheet.csv", as_csv()),
    ("sheet.csv", as_csv(delimiter=";")),
    ("sheet.csv", as_csv().encode("utf-16")),
    ("sheet.tsv", as_csv(delimiter="\t")),
    ("sheet.xlsx", xlsx),
    ("sheet.parquet", lambda path: polars.DataFrame(ROWS, schema=COLUMNS, orient="row").write_parquet(path)),
    ("sheet.jsonl", "".join(json.dumps(dict(zip(COLUMNS, row, strict=True))) + "\n" for row in ROWS)),
]


@pytest.mark.parametrize(
    ("name", "content"), FORMS, ids=["comma", "semicolon", "utf-16", "tsv", "xlsx", "parquet", "jsonl"]
)
def test_the_same_rows_in_any_form_give_the_same_claims(write: Write, name: str, content: Any) -> None:
    delivery = write(name, content)
    assert delivery.rejects == ()
    claims = [record for record in delivery.records if isinstance(record, RecruitedFor)]
    assert [(claim.start.id, claim.end.id, claim.modality, claim.since and claim.since.text) for claim in claims] == [
        ("HANDLE-@hr_star", "SITE-KK Park", "alleged", "2024-07-30"),
        ("HANDLE-@lucky", "SITE-KK Park", "reported", "2024-03"),
        ("HANDLE-@third", "SITE-Jin Bei", "reported", "1956"),
    ]
    assert {claim.document for claim in claims} == {"SHEET-2025-06"}
    assert claims[0].quote == "hires for KK Park"
    sites = {record.id: record for record in delivery.records if isinstance(record, Compound)}
    assert sites["SITE-KK Park"].names == ["KK", "Park KK", "KK园区"]
    assert sum(isinstance(record, Account) for record in delivery.records) == 4
    assert sum(isinstance(record, Document) for record in delivery.records) == 1


def test_a_thai_file_of_windows_is_read(write: Write) -> None:
    content = as_csv([["@hr", "อาคาร", "", "", "seen", "2024", "", ""]]).encode("cp874")
    (site,) = [record for record in write("sheet.csv", content).records if isinstance(record, Compound)]
    assert site.name == "อาคาร"


def test_broken_rows_are_refused_with_row_field_and_reason_and_the_rest_is_taken(write: Write) -> None:
    broken = [row.copy() for row in ROWS[:3]]
    broken[0][4] = "certain"
    broken[2][5] = "soon"
    delivery = write("sheet.csv", as_csv(broken))
    assert [(reject.row, reject.field) for reject in delivery.rejects] == [("line 2", "modality"), ("line 4", "since")]
    assert "'certain' is not among the values of the mapping: rumour, seen" in delivery.rejects[0].reason
    assert "'soon' is not a date of the form" in delivery.rejects[1].reason
    assert sum(isinstance(record, RecruitedFor) for record in delivery.records) == 1


def test_a_column_that_nobody_reads_is_reported(write: Write) -> None:
    header = [*COLUMNS[:-1], "age"]
    assert [(reject.row, reject.field) for reject in write("sheet.csv", as_csv(header=header)).rejects] == [
        ("header", "age")
    ]


def test_a_row_may_be_left_out_by_a_condition(write: Write) -> None:
    narrowed = MAPPING.replace("    from: handle", "    where: {certainty: [seen]}\n    from: handle")
    delivery = write("sheet.csv", as_csv(), narrowed)
    assert sum(isinstance(record, RecruitedFor) for record in delivery.records) == 2


def test_a_formula_is_the_value_that_was_calculated_last_and_is_never_run(write: Write, tmp_path: Path) -> None:
    def formula(path: Path) -> None:
        book = openpyxl.Workbook()
        assert book.active is not None
        book.active.append(COLUMNS)
        book.active.append(["@a", "KK Park", "", "", "seen", "2024", "hires", ""])
        book.active.append(["@b", "KK Park", "", "", "seen", "2024", '=WEBSERVICE("http://127.0.0.1:9")', ""])
        book.save(path)

    delivery = write("sheet.xlsx", formula)
    (claim,) = [record for record in delivery.records if isinstance(record, RecruitedFor)]
    assert claim.quote == "hires"
    (reject,) = delivery.rejects
    assert (reject.row, reject.field) == ("row 3", "G3")
    assert "never calculated" in reject.reason

    calculated = tmp_path / "calculated.xlsx"
    with zipfile.ZipFile(tmp_path / "sheet.xlsx") as book, zipfile.ZipFile(calculated, "w") as copy:
        for entry in book.infolist():
            content = book.read(entry).replace(b"<v></v>", b"<v>7</v>").replace(b"<v />", b"<v>7</v>")
            copy.writestr(entry, content.replace(b"<v/>", b"<v>7</v>"))
    delivery = write("sheet.xlsx", calculated.read_bytes())
    assert [record.quote for record in delivery.records if isinstance(record, RecruitedFor)] == ["hires", "7"]


def test_of_ten_rows_one_that_is_broken_is_refused_and_nine_are_taken(write: Write) -> None:
    good = [f'{{"handle": "@{n}", "site": "KK Park", "certainty": "seen", "seen": "2024"}}' for n in range(9)]
    lines = "\n".join([*good[:4], '{"handle": "@x', *good[4:]])
    narrow = MAPPING.replace('    names: {columns: [other names, Chinese name], split: ";"}\n', "")
    narrow = narrow.replace("    quote: {column: remark}\n", "").replace("ignore: [checked by]\n", "")
    delivery = write("sheet.jsonl", lines, narrow)
    assert sum(isinstance(record, RecruitedFor) for record in delivery.records) == 9
    assert [(reject.row, reject.field) for reject in delivery.rejects] == [("line 5", "line")]

    rows = [",".join(["@a", "KK Park", "", "", "seen", "2024", "", ""])] * 9
    delivery = write("sheet.csv", "\n".join([",".join(COLUMNS), *rows, rows[0] + ",two,more"]))
    assert [(reject.row, reject.field) for reject in delivery.rejects] == [("line 11", "row")]
    assert "has 10 cells where the header has 8" in delivery.rejects[0].reason


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("class: Account", "class: Acount", "mapping.yaml, line 3: there is no label 'Acount'. Did you mean Account?"),
        (
            "  RECRUITED_FOR:",
            "  RECRUITS_FOR:",
            "line 10: there is no relationship type 'RECRUITS_FOR'. Did you mean RECRUITED_FOR?",
        ),
        ("    to: site", "    to: sight", "line 12: there is no node 'sight'. Did you mean site?"),
        (
            "from: handle\n    to: site",
            "from: site\n    to: handle",
            "RECRUITED_FOR has an Entity at this end, not a Compound",
        ),
        (
            "    quote: {column",
            "    quot: {column",
            "line 15: RecruitedFor has no property 'quot'. Did you mean quote?",
        ),
        (
            "    modality: {column",
            "    # {column",
            "line 10: RecruitedFor needs the property 'modality': As the source puts it",
        ),
        ("document: {id", "# {id", "RecruitedFor needs the property 'document'"),
        ("    name: {column: site}\n", "", "line 4: Compound needs the property 'name'"),
        ("{column: remark}", "{column: remark, colum: x}", "line 15"),
        (
            "{column: remark}",
            "{column: remarks}",
            "reads a column 'remarks' that the table has not. Did you mean remark?",
        ),
        ("ignore: [checked by]", "ignor: [checked by]", "line 16: 'ignor' is not known. Did you mean ignore?"),
        ("nodes:", "knots:", "it has no key `nodes`"),
        ("  handle: {class", "  handle: {class: [", "is not YAML"),
        ("{id: SHEET-2025-06, title", "{id: SHEET-2025-06, titel", "mapping.yaml, line 1"),
    ],
)
def test_a_wrong_mapping_names_its_line_before_a_row_is_read(write: Write, old: str, new: str, sentence: str) -> None:
    assert old in MAPPING
    with pytest.raises(InputRefused) as refusal:
        write("sheet.csv", as_csv(), MAPPING.replace(old, new, 1))
    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("sheet.csv", b"", "is empty"),
        ("sheet.doc", b"x", "is none of .csv"),
        ("sheet.csv", b"handle,handle\n", "two columns named 'handle'"),
        ("sheet.csv", b"\n\n", "no header row"),
        ("sheet.xlsx", b"PK\x03\x04 no book", "damaged or no Excel file"),
        ("sheet.parquet", b"PAR1 no table", "damaged or no Parquet file"),
        ("sheet.jsonl", b"[1]\n", "line 1 is not an object"),
        ("sheet.jsonl", '{"handle": "ä"}'.encode("latin-1"), "not UTF-8 text"),
        ("sheet.jsonl", b'{"handle": \n', "line 1 is not JSON"),
    ],
)
def test_what_is_no_table_is_one_sentence(write: Write, name: str, content: bytes, sentence: str) -> None:
    with pytest.raises(InputRefused) as refusal:
        write(name, content)
    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_sheet_of_the_users_own_answers_the_investigators_question(
    empty_store: Store, settings: Settings, tmp_path: Path
) -> None:
    from queries import ask

    (tmp_path / "sheet.csv").write_text(as_csv(), encoding="utf-8")
    (tmp_path / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    for _ in range(2):
        report = Loader(empty_store, settings).load_table(tmp_path / "sheet.csv", tmp_path / "mapping.yaml")
        assert report.counts == {"Account": 4, "Compound": 2, "Document": 1, "RECRUITED_FOR": 3}
    rows = ask(empty_store, "recruiter-to-compound", {"compound": "KK园区"}).rows
    assert [(row["name"], row["highest_modality"], row["first"]) for row in rows] == [
        ("@hr_star", "alleged", "2024-07-30"),
        ("@lucky", "reported", "2024-03"),
    ]
    (tmp_path / "sheet.csv").write_text(as_csv(ROWS[:1]), encoding="utf-8")
    assert Loader(empty_store, settings).load_table(tmp_path / "sheet.csv", tmp_path / "mapping.yaml").run.removed == 6
    assert [row["name"] for row in ask(empty_store, "recruiter-to-compound", {"compound": "KK Park"}).rows] == [
        "@hr_star"
    ]


columns = st.lists(
    st.one_of(
        st.sampled_from(
            ["handle", "Phone", "E-mail", "wallet", "Job advert", "platform", "Compound", "company", "date seen"]
        ),
        st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=12).map(str.strip).filter(bool),
    ),
    min_size=1,
    max_size=8,
    unique=True,
)


@settings_of_hypothesis(deadline=None)
@given(columns)
def test_a_draft_is_a_mapping_that_the_model_accepts_whatever_the_columns(names: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        table, mapping = Path(folder) / "sheet.jsonl", Path(folder) / "sheet.mapping.yaml"
        table.write_text(json.dumps(dict.fromkeys(names, "2024")) + "\n", encoding="utf-8")
        mapping.write_text(draft(table), encoding="utf-8")
        delivery = deliver_mapped(table, mapping)
    assert not delivery.rejects


def test_a_draft_recognises_what_an_investigator_would() -> None:
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "sheet.csv"
        table.write_text("Handle,Platform,Compound,First seen,Remark,Age\na,b,c,2024,e,f\n", encoding="utf-8")
        content = yaml.safe_load(draft(table))
    assert [node["class"] for node in content["nodes"].values()] == ["Account", "Platform", "Compound"]
    assert set(content["relationships"]) == {"ON", "RECRUITED_FOR"}
    assert content["relationships"]["RECRUITED_FOR"][0]["since"]["column"] == "First seen"
    assert content["ignore"] == ["Age"]


def test_the_example_in_the_documentation_is_a_mapping(tmp_path: Path) -> None:
    from loaders import mapping
    from loaders.mapping_file import read_mapping

    assert mapping.__doc__
    example = "\n".join(line[4:] for line in mapping.__doc__.splitlines() if line.startswith("    "))
    (tmp_path / "example.yaml").write_text(example, encoding="utf-8")
    assert read_mapping(tmp_path / "example.yaml").columns() >= {
        "handle",
        "site",
        "certainty",
        "seen",
        "remark",
    }
    assert yaml.safe_load(example)
