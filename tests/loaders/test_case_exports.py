"""Export and load again: what a standard can hold comes back, and what it cannot is told."""

import csv
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import palermo
from graph.connection import Store
from graph.disclosure import audit
from graph.disclosure.cases import KeptCase, kept_cases
from graph.errors import UsageError
from graph.settings import Settings
from loaders import Loader
from loaders.cases.crosswalk import crosswalks
from loaders.cases.terms import Asked
from loaders.cases.writing import export_cases, write
from tests.loaders.made_cases import AGREED, table
from tests.loaders.test_ctdc import SCHEMAS, dataset
from tests.loaders.test_ictip import SHEETS, workbook

RECORDS = [
    {
        "KEY": "1",
        "prs_Gender": "Feminine",
        "prs_Citizenship": "KH; Namibia; Hong Kong",
        "vic_AgeWhenTrafficked": "16",
        "vic_TraffickingStatusDecisionMakingOrg": "NGO",
        "vic_TypeOfExploitation": "Other; Forced marriage",
        "x_ForcedCriminality": "TRUE",
        "x_ForcedCriminalityType": "OnlineScam",
        "vic_MethodsOfControl": "Restricts movement; Debt bondage; Other",
        "vic_RelationshipToTrafficker": "Unaquainted",
        "vic_RecruitmentWebsitesAndApps": "Tinder; Facebook; Other",
        "vic_ForcedLabourIndustry": "Water supply; sewerage, waste management and remediation",
        "vic_TypeOfSexExploitation": "Pornography",
        "per_RoleInProcess": "Kidnapper",
        "vic_LocationOfExploitation": "KK Park / Shwe Kokko area; Malaysia",
        "cas_IncomingReferralDate": "2024-06-05",
        "cas_OutgoingReferralDate": "2024-07-01",
        "cas_ReasonForOutgoingReferral": "Other",
        "cas_Status": "Closed Referred",
        "org_Type": "NGO",
    },
    {"KEY": "2", "hte_Type": "Recruitment", "hte_Country": "VNM", "hte_Date": "2023-11-04", "prs_Gender": "Masculine"},
    {
        "KEY": "2",
        "hte_Type": "Exploitation",
        "hte_State": "CTM-2",
        "hte_Date": "2024-01",
        "vic_MethodOfRecruitment": "At work",
    },
    {
        "KEY": "3",
        "x_HeldAt": "CTM-1; CTM-2",
        "x_ReturnedTo": "VNM",
        "x_PassedThrough": "THA",
        "x_MethodsOfControl": "Threats",
    },
]


def essence(cases: list[KeptCase]) -> list[Any]:
    """What is kept of cases, but for the document that says so."""
    return [
        ({name: value for name, value in case.properties.items() if name != "document"}, case.places, case.accounts)
        for case in cases
    ]


def reload(store: Store, settings: Settings, source: str, path: Path, asked: Asked | None) -> list[Any]:
    """Load a file after taking away every case."""
    store.write(
        [("MATCH (c:Case) DETACH DELETE c", {}), ("MATCH (r:Run) WHERE r.source IN ['htcds', 'ctdc'] DELETE r", {})]
    )
    *_, report = Loader(store, settings).load(source, path, asked)
    assert report.refused == 0
    return essence(kept_cases(store, "statistic" if source == "ctdc" else "record"))


def test_records_come_back_from_htcds_as_they_were(empty_store: Store, settings: Settings, tmp_path: Path) -> None:
    loader = Loader(empty_store, settings)
    list(loader.load("compounds"))
    path = table(tmp_path / "cases.csv", [{**AGREED, **row} for row in RECORDS])
    *_, report = loader.load("htcds", path, Asked("v3"))
    assert report.refused == 0
    before = kept_cases(empty_store, "record")
    assert len(before) == 3
    export, rows, cases = export_cases(empty_store, "htcds", "record", None)
    assert (cases, len(rows)) == (3, 4), "a case with two dated stages has two rows"
    write(tmp_path / "out.csv", export.columns(), rows)
    after = reload(empty_store, settings, "htcds", tmp_path / "out.csv", None)
    for one, other in zip(essence(before), after, strict=True):
        assert one == other
    first = next(row for row in rows if row.get("x_ForcedCriminality"))
    assert first["vic_TypeOfExploitation"] == "ForcedMarriage; Other"
    assert first["vic_MethodsOfControl"] == "DebtBondage; Other"
    lost = set(export.lost)
    assert {"exploitation ForcedCriminality", "controls RestrictsMovement", "criminality", "age_band"} <= lost
    assert not any(name.startswith(("gender", "status", "sex", "reporter")) for name in lost)


def test_what_htcds_cannot_say_of_other_records_is_told(empty_store: Store, settings: Settings, tmp_path: Path) -> None:
    list(Loader(empty_store, settings).load("ictip", workbook(tmp_path / "c.xlsx", SHEETS), Asked("v3")))
    export, (row,), _ = export_cases(empty_store, "htcds", "record", None)
    assert export.lost == {
        "acts": 1,
        "means": 1,
        "exploitation ForcedCriminality": 1,
        "age_band": 1,
        "age_at": 1,
        "majority": 1,
    }
    assert row["x_Pseudonym"].startswith("CASE-")


ROW = {
    "yearOfRegistration": "2016",
    "Datasource": "Hotline",
    "gender": "Female",
    "ageBroad": "9--17",
    "majorityStatus": "Minor",
    "majorityStatusAtExploit": "Minor",
    "citizenship": "NA",
    "CountryOfExploitation": "MY",
    "meansOfControlDebtBondage": "1",
    "meansOfControlNotSpecified": "1",
    "meansDebtBondageEarnings": "1",
    "meansThreats": "0",
    "traffickMonths": "13--24 (1-2 yrs)",
    "isForcedLabour": "0",
    "isSexAndLabour": "1",
    "isAbduction": "1",
    "typeOfLabourHospitality": "1",
    "typeOfLabourIllicitActivities": "1",
    "typeOfSexPrivateSexualServices": "1",
    "recruiterRelationFamily": "1",
}


@pytest.mark.parametrize("name", SCHEMAS)
def test_statistics_come_back_from_each_schema_row_by_row(
    empty_store: Store, settings: Settings, tmp_path: Path, name: str
) -> None:
    schema = SCHEMAS[name]
    row = ROW | ({} if schema.countries == "alpha2" else {"citizenship": "NAM", "CountryOfExploitation": "MYS"})
    path = dataset(tmp_path / "d.csv", schema, row, {"gender": "Male"}, row, row)
    list(Loader(empty_store, settings).load("ctdc", path))
    before = essence(kept_cases(empty_store, "statistic"))
    export, rows, cases = export_cases(empty_store, "ctdc", "statistic", None)
    assert (export.crosswalk.standard, cases, len(rows), dict(export.lost)) == (name, 2, 4, {})
    again = tmp_path / "again" / "d.csv"
    again.parent.mkdir()
    write(again, list(schema.fields), rows)
    assert reload(empty_store, settings, "ctdc", again, None) == before


def test_forced_criminality_is_other_in_ctdc_and_said_to_be_lost(
    empty_store: Store, settings: Settings, tmp_path: Path
) -> None:
    path = table(tmp_path / "c.csv", [{**AGREED, "KEY": "1", "vic_TypeOfExploitation": "Forced criminality"}])
    list(Loader(empty_store, settings).load("htcds", path, Asked("v3")))
    export, (row,), _ = export_cases(empty_store, "ctdc", "record", None)
    assert (row["isOtherExploit"], row["isForcedLabour"], row["typeOfLabourIllicitActivities"]) == ("1", "-99", "-99")
    assert export.lost["exploitation ForcedCriminality"] == 1
    with pytest.raises(UsageError, match="There is no schema"):
        export_cases(empty_store, "ctdc", "record", "CTDC 1999")


def test_an_export_needs_a_purpose_and_is_written_down(
    empty_store: Store, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = table(tmp_path / "c.csv", [{**AGREED, "KEY": "1", "vic_TypeOfExploitation": "Forced criminality"}])
    list(Loader(empty_store, settings).load("htcds", path, Asked("v3")))
    monkeypatch.setenv("PALERMO_HOME", str(settings.home))
    out = tmp_path / "out.csv"
    asked = ["export", "--as", "htcds", str(out)]
    refused = CliRunner().invoke(palermo.main, asked)
    assert (refused.exit_code, out.exists()) == (2, False)
    assert "needs a purpose" in refused.output
    done = CliRunner().invoke(palermo.main, [*asked, "--purpose", "yearly report to partners"])
    assert done.exit_code == 0
    assert "HTCDS 2.0 cannot say: exploitation ForcedCriminality (1)" in done.output
    line = audit.read(settings.home).lines[-1]
    assert (line.did, line.rows, line.why) == ("export", 1, "yearly report to partners")
    assert out.stat().st_mode & 0o777 == 0o600
    with out.open(encoding="utf-8", newline="") as file:
        assert [row["x_ForcedCriminality"] for row in csv.DictReader(file)] == ["TRUE"]


def test_a_column_of_ours_is_never_named_like_one_of_the_standard() -> None:
    (crosswalk,) = crosswalks("htcds")
    assert all(spec.ours == name.startswith("x_") for name, spec in crosswalk.fields.items())
