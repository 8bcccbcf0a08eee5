import csv
from collections.abc import Mapping
from pathlib import Path

import pytest

from graph.errors import InputRefused, UsageError
from graph.model import Account, Case, CitizenOf, Compound, ExploitedIn, HeldAt, Recruited, Shows
from loaders.cases.crosswalk import Crosswalk, crosswalks
from loaders.cases.terms import Asked, Terms
from loaders.delivery import Delivery
from tests.loaders.made_cases import KEY, of, take

SCHEMAS = {one.standard: one for one in crosswalks("ctdc")}
COUNTS = {"CTDC 2018": 62, "CTDC synthetic 2021": 37, "CTDC synthetic 2024": 27}
NOTHING = Terms(KEY)


def dataset(path: Path, schema: Crosswalk, *rows: Mapping[str, str], cut: int | None = None, blank: str = "") -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        names = [name for name in schema.fields if name != "isSlaveryAndPractices"]
        writer.writerow(["", *(name[:cut] for name in names)])
        for number, row in enumerate(rows):
            writer.writerow([number, *(row.get(name, blank) for name in names)])
    return path


def load(path: Path, schema: Crosswalk, *rows: Mapping[str, str], cut: int | None = None, blank: str = "") -> Delivery:
    return take("ctdc", dataset(path, schema, *rows, cut=cut, blank=blank), NOTHING)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_found_by_its_columns_whatever_the_file_is_called(tmp_path: Path, name: str) -> None:
    schema = SCHEMAS[name]
    assert len([one for one in schema.fields if one != "isSlaveryAndPractices"]) == COUNTS[name]
    delivery = load(
        tmp_path / "download(3).csv", schema, {"gender": "Female"}, {"gender": "Male"}, {"gender": "Female"}
    )
    assert [(case.standard, case.people) for case in of(delivery, Case)] == [(name, 2), (name, 1)]
    assert not delivery.rejects


def test_names_cut_at_32_characters_and_in_other_cases_are_known(tmp_path: Path) -> None:
    schema = SCHEMAS["CTDC synthetic 2021"]
    path = dataset(tmp_path / "d.csv", schema, {"meansOfControlPsychoactiveSubstances": "1"}, cut=32)
    path.write_text(path.read_text().replace("yearOfRegistration", "YEAROFREGISTRATION"))
    (case,) = of(take("ctdc", path, NOTHING), Case)
    assert case.controls == ["PsychoactiveSubstance"]


def test_the_sectors_of_later_issues_are_the_types_of_earlier_ones(tmp_path: Path) -> None:
    schema = SCHEMAS["CTDC synthetic 2024"]
    path = dataset(tmp_path / "d.csv", schema, {"typeOfLabourConstruction": "1", "typeOfSexPornography": "0"})
    path.write_text(path.read_text().replace("typeOf", "sectorOf"))
    (case,) = of(take("ctdc", path, NOTHING), Case)
    assert (case.labour, case.written_no) == (["Construction"], ["sex:Pornography"])


@pytest.mark.parametrize("blank", ["", "-99", "NULL", "unknown"])
def test_what_is_not_known_is_neither_zero_nor_no(tmp_path: Path, blank: str) -> None:
    (case,) = of(load(tmp_path / "d.csv", SCHEMAS["CTDC 2018"], {"gender": "Female"}, blank=blank), Case)
    assert (case.year, case.controls, case.written_no, case.age_band) == (None, [], [], None)


def test_two_forms_of_not_known_are_one_row(tmp_path: Path) -> None:
    schema = SCHEMAS["CTDC 2018"]
    path = dataset(tmp_path / "d.csv", schema, {"gender": "Female", "isForcedLabour": "-99"}, {"gender": "Female"})
    (case,) = of(take("ctdc", path, NOTHING), Case)
    assert case.people == 2


def test_a_zero_is_kept_as_written_and_is_no_finding(tmp_path: Path) -> None:
    (case,) = of(load(tmp_path / "d.csv", SCHEMAS["CTDC 2018"], {"isForcedLabour": "0", "isSexualExploit": "1"}), Case)
    assert (case.exploitation, case.written_no) == (["SexualExploitation"], ["exploitation:ForcedLabour"])


@pytest.mark.parametrize(
    ("schema", "citizenship", "other", "found"),
    [
        ("CTDC 2018", "NA", "KH", ["KHM", "NAM"]),
        ("CTDC 2018", "ZR", "00", ["COD"]),
        ("CTDC 2018", "AN", "0", ["ANT"]),
        ("CTDC synthetic 2024", "NA", "KHM", ["KHM"]),
        ("CTDC synthetic 2021", "NA", "KHM", ["KHM"]),
        ("CTDC synthetic 2021", "NA", "KH", ["KHM", "NAM"]),
    ],
)
def test_na_is_namibia_where_countries_have_two_letters(
    tmp_path: Path, schema: str, citizenship: str, other: str, found: list[str]
) -> None:
    delivery = load(tmp_path / "d.csv", SCHEMAS[schema], {"citizenship": citizenship}, {"citizenship": other})
    assert sorted(claim.end.id for claim in of(delivery, CitizenOf)) == found
    assert not delivery.rejects


@pytest.mark.parametrize("age", ["9--17", "09--17", "9\u201417", "9-17"])
def test_a_band_is_one_however_its_dash_is_written(tmp_path: Path, age: str) -> None:
    (case,) = of(load(tmp_path / "d.csv", SCHEMAS["CTDC 2018"], {"ageBroad": age, "majorityStatus": "Minor "}), Case)
    assert (case.age_band, case.majority_registered) == ("9-17", "child")


def test_composites_are_not_split_back(tmp_path: Path) -> None:
    row = {"meansDebtBondageEarnings": "1", "meansAbusePsyPhySex": "1", "traffickMonths": "0--12 (0-1 yr)"}
    (case,) = of(load(tmp_path / "d.csv", SCHEMAS["CTDC synthetic 2024"], row), Case)
    assert (case.controls, case.months) == (["DebtBondageOrTakesEarnings", "Abuse"], "0-12")


def test_nobody_is_made_of_a_statistic_and_nothing_links_it_to_a_compound_or_a_recruiter(tmp_path: Path) -> None:
    row = {"CountryOfExploitation": "MYS", "meansThreats": "1", "recruiterRelationFriend": "1"}
    delivery = load(tmp_path / "d.csv", SCHEMAS["CTDC synthetic 2024"], row, row)
    (case,) = of(delivery, Case)
    assert (case.kind, case.people, case.consent, case.id[:5]) == ("statistic", 2, None, "CTDC-")
    assert [claim.end.id for claim in of(delivery, ExploitedIn)] == ["MYS"]
    assert [record.end.id for record in of(delivery, Shows)] == ["IND-means-threat"]
    for kind in (Account, Compound, HeldAt, Recruited):
        assert not of(delivery, kind)


def test_a_bad_row_is_a_reject_and_the_others_are_counted(tmp_path: Path) -> None:
    rows = (
        {"gender": "Planted"},
        {"isForcedLabour": "2"},
        {"citizenship": "XX"},
        {"ageBroad": "300"},
        {"gender": "Male"},
    )
    delivery = load(tmp_path / "d.csv", SCHEMAS["CTDC 2018"], *rows)
    assert [(one.row, one.field) for one in delivery.rejects] == [
        ("row 2", "gender"),
        ("row 3", "isForcedLabour"),
        ("row 4", "citizenship"),
        ("row 5", "ageBroad"),
    ]
    assert "Planted" not in repr(delivery)
    assert len(of(delivery, Case)) == 1


def test_another_header_is_refused_with_what_is_missing_and_surplus(tmp_path: Path) -> None:
    schema = SCHEMAS["CTDC synthetic 2024"]
    path = dataset(tmp_path / "d.csv", schema, {"gender": "Man"})
    path.write_text(path.read_text().replace("meansThreats", "lunch").replace("isOtherExploit", "isother"))
    with pytest.raises(InputRefused) as refusal:
        take("ctdc", path, NOTHING)
    assert "has not the columns of CTDC synthetic 2024: missing meansThreats, isOtherExploit;" in str(refusal.value)
    assert "surplus column " in str(refusal.value)
    assert "lunch" not in str(refusal.value), "what heads a column may be somebody's name"


def test_statistics_take_no_options_of_cases_and_are_not_empty(tmp_path: Path) -> None:
    path = dataset(tmp_path / "d.csv", SCHEMAS["CTDC 2018"])
    with pytest.raises(InputRefused, match="and no row below them"):
        take("ctdc", path, NOTHING)
    with pytest.raises(UsageError, match="are statistics, nobody's cases"):
        take("ctdc", path, Terms(KEY, Asked("v3")))
