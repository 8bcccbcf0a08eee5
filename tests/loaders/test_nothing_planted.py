"""Names, numbers, addresses and notes are planted in good and bad rows; then everything that the program keeps is searched."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import palermo
from graph.connection import Store, connect, silent
from graph.server import embedded
from graph.settings import Settings
from tests.loaders.made_cases import AGREED, table
from tests.loaders.test_ictip import SHEETS, workbook
from tests.loaders.test_own_cases import MAPPING, SHEET

# Long, so that the store does not pack them into fewer bits and a search of its files would find them.
NAME = "Zzyxwille Quarternoon-Plantedlastname-Ofnobodyatall"
PHONE = "+66 8099 123 4567 8901 2345"
PASSPORT = "PLANTED-PASSPORT-AA98765432100123456789"
ADDRESS = "4711 Plantedstreet Lane, Building Nowhere, Flat Zero"
NOTE = "She told the planted social worker that her planted sister lives in a planted village"
CASE_NUMBER = "NGO-PLANTED-CASE-NUMBER-2024-0000017"
PLANTED = (
    NAME,
    PHONE,
    PASSPORT,
    ADDRESS,
    NOTE,
    CASE_NUMBER,
    "1987-03-29",
    "29.03.1987",
    "สมหญิง",
    "0812345678",
    "Planted",
)

PERSON = {
    "prs_FirstName": NAME,
    "prs_SecondName": NAME,
    "prs_MobilePhone": PHONE,
    "prs_IdentityNumber": PASSPORT,
    "prs_MailingStreet": ADDRESS,
    "hte_City": ADDRESS,
    "cco_CaseComment": NOTE,
    "hte_Description": NOTE,
    "cas_IncomingReferralDetails": NOTE,
    "prs_Birthdate": "1987-03-29",
    "notes of ours": NOTE,
}
GOOD = {"prs_Gender": "Feminine", "cas_IncomingReferralDate": "2024-03-29", "vic_LocationOfExploitation": "KK Park"}
SHIFTED = (
    "prs_Gender",
    "prs_Citizenship",
    "vic_MethodsOfControl",
    "vic_AgeWhenTrafficked",
    "cas_IncomingReferralDate",
    "x_ConsentTextVersion",
)


def rows() -> list[dict[str, str]]:
    """Good rows, rows without consent, and rows where a name stands in a column of codes."""
    good = [{**AGREED, **PERSON, **GOOD, "Number": f"{CASE_NUMBER}-{n}"} for n in range(3)]
    held_back = [{**PERSON, **GOOD, "con_Consent": "FALSE", "Number": CASE_NUMBER}]
    bad = [
        {**good[0], name: value, "Number": f"{CASE_NUMBER}-{name}-{value[:3]}"}
        for name in SHIFTED
        for value in (NAME, PHONE, NOTE)
    ]
    loose = [
        {**good[0], "vic_RecruitmentWebsitesAndApps": NAME, "vic_LocationOfRecruitment": ADDRESS, "Number": "other"}
    ]
    twice = [{**good[1], "Number": good[0]["Number"]}]
    return [*good, *held_back, *bad, *loose, *twice]


def command(settings: Settings, *words: str) -> Result:
    home = {"PALERMO_HOME": str(settings.home)}
    return CliRunner().invoke(palermo.main, list(words), env=home)


def texts_of(store: Store) -> str:
    nodes = store.read("MATCH (n) RETURN labels(n), properties(n)").values
    links = store.read("MATCH ()-[r]->() RETURN type(r), properties(r)").values
    return json.dumps([*nodes, *links], ensure_ascii=False, default=str)


def planted_in(folder: Path) -> list[tuple[str, str]]:
    """The planted values that any file below a folder has in it, in the encodings that a program on this machine writes."""
    files = ((path, path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file())
    return [
        (str(path.relative_to(folder)), value)
        for path, content in files
        for value in PLANTED
        if any(value.encode(code) in content for code in ("utf-8", "utf-16-le", "utf-16-be"))
    ]


@pytest.fixture
def loaded(private_home: Settings, tmp_path: Path) -> Settings:
    embedded.up(private_home, silent)
    (tmp_path / "sheet.csv").write_text(SHEET, encoding="utf-8")
    (tmp_path / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    options = ("--consent-text", "v3")
    for words in (
        ("load", "htcds", str(table(tmp_path / "cases.csv", rows())), *options, "--case-key", "Number"),
        ("load", "ictip", str(workbook(tmp_path / "event.xlsx", SHEETS)), *options),
        ("load", str(tmp_path / "sheet.csv"), "--mapping", str(tmp_path / "mapping.yaml")),
    ):
        done = command(private_home, *words)
        assert done.exit_code == 3, done.output
        assert not [value for value in PLANTED if value in done.output]
    done = command(
        private_home, "export", "--as", "htcds", str(private_home.home / "export.csv"), "--purpose", "to search it"
    )
    assert done.exit_code == 0, done.output
    return private_home


def test_nothing_that_names_or_reaches_a_person_is_kept_anywhere(loaded: Settings) -> None:
    with connect(loaded) as store:
        assert store.read("MATCH (c:Case) RETURN count(c)").values == ((5,),)
        kept = texts_of(store)
    assert not [value for value in PLANTED if value in kept]
    embedded.down(loaded)  # flushes what is in memory
    assert len(list(loaded.home.rglob("*"))) > 50
    assert (loaded.home / "export.csv").read_text(encoding="utf-8").count("CASE-") == 5
    assert sum(1 for _ in (loaded.home / "rejects").iterdir()) == 3
    assert planted_in(loaded.home) == []
