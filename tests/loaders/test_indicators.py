import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import InputRefused
from graph.loading.tables import tabulate
from graph.model import Engages, Indicator
from loaders.sources.indicators.load import FOLDER, deliver
from loaders.sources.law import law_texts

HTCDS = Path(__file__).parent / "data" / "htcds_codes.csv"
RECORDS = list(deliver().records)
INDICATORS = {record.id: record for record in RECORDS if isinstance(record, Indicator)}
ENGAGED = [record for record in RECORDS if isinstance(record, Engages)]


def engaged(indicator: str) -> set[str]:
    return {record.end.id for record in ENGAGED if record.start.id == indicator}


def test_each_indicator_leads_to_the_law() -> None:
    assert {record.start.id for record in ENGAGED} == set(INDICATORS)
    assert not tabulate(RECORDS).conflicts


def test_an_id_says_its_kind() -> None:
    for indicator in INDICATORS.values():
        assert indicator.id.startswith(f"IND-{indicator.kind}-")


def test_a_reading_says_that_it_is_ours_and_why() -> None:
    for record in ENGAGED:
        assert (record.asserted_by, record.locator) == ("coder", record.end.id)
        assert record.why


def test_an_element_of_the_definition_is_one_under_both_treaties() -> None:
    for indicator in INDICATORS:
        assert ("PALERMO-3(a)" in engaged(indicator)) == ("ACTIP-2(a)" in engaged(indicator)), indicator


def test_conduct_of_private_captors_is_not_tied_to_duties_of_return_or_non_punishment() -> None:
    for indicator in INDICATORS.values():
        if indicator.kind in ("control", "abuse"):
            assert not engaged(indicator.id) & {"ACTIP-14(7)", "ACTIP-14(8)", "CUSTOM-non-refoulement", "PALERMO-8(2)"}


def test_forced_criminality_is_never_coded_as_forced_labour() -> None:
    assert INDICATORS["IND-purpose-forced-criminality"].standard != "HTCDS 2.0"


@pytest.mark.parametrize(
    ("indicator", "provisions"),
    [
        ("IND-purpose-forced-criminality", {"PALERMO-3(a)", "ACTIP-14(7)", "ILO_P029-4(2)"}),
        ("IND-conduct-treated-as-offender", {"ACTIP-14(7)", "ILO_P029-4(2)", "A/HRC/47/34-57(c)"}),
        ("IND-conduct-immigration-detention", {"ACTIP-14(8)", "A/HRC/47/34-57(d)"}),
        ("IND-conduct-deported", {"PALERMO-8(2)", "ACTIP-15(2)", "CUSTOM-non-refoulement"}),
        ("IND-conduct-consent-misread", {"PALERMO-3(b)", "ACTIP-2(b)"}),
        ("IND-conduct-official-complicity", {"ACTIP-16(2)", "UNTOC-8"}),
    ],
)
def test_what_the_letter_engages_its_indicator_engages(indicator: str, provisions: set[str]) -> None:
    assert provisions <= engaged(indicator)


def test_only_listed_provisions_are_engaged() -> None:
    listed = {provision.id for provision in law_texts().provisions if provision.listed}
    assert {record.end.id for record in ENGAGED} <= listed


def test_each_htcds_code_is_one_of_the_standard() -> None:
    with HTCDS.open(encoding="utf-8") as file:
        codes = {(row["field"], row["code"]) for row in csv.DictReader(file)}
    for indicator in INDICATORS.values():
        assert (indicator.standard is None) == (indicator.code is None), indicator.id
        if indicator.standard == "HTCDS 2.0":
            field, _, code = (indicator.code or "").partition("=")
            assert (field, code) in codes, indicator.id


@pytest.fixture
def broken(tmp_path: Path) -> Callable[[str, str, str], Path]:
    def change(file: str, old: str, new: str) -> Path:
        for name in ("indicators.csv", "engages.csv"):
            shutil.copy(FOLDER / name, tmp_path)
        text = (tmp_path / file).read_text(encoding="utf-8")
        assert old in text
        (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return tmp_path

    return change


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("indicators.csv", "IND-act-recruitment,act", "IND-act-recruitment,deed", "row 2, kind: 'deed' is not known"),
        ("indicators.csv", "id,kind,title", "id,kind,name", "no column 'title'"),
        ("indicators.csv", "IND-act-transfer,act", "IND-act-sale,act", "id: IND-act-sale is there twice"),
        ("engages.csv", "IND-act-receipt,", "IND-act-reciept,", "Did you mean IND-act-receipt"),
        ("engages.csv", "ACTIP-14(7)", "ACTIP-14(77)", "Did you mean ACTIP-14(7)"),
        ("engages.csv", ",recruitment is an act of the definition", ",", "row 2, why: is empty"),
    ],
)
def test_bad_input_is_one_sentence(
    broken: Callable[[str, str, str], Path], file: str, old: str, new: str, sentence: str
) -> None:
    with pytest.raises(InputRefused) as refusal:
        deliver(broken(file, old, new))
    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)
