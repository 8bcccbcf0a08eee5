import csv
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputRefused
from graph.loading.tables import tabulate
from graph.model import Contains, Instrument, NotPartyTo, PartyTo, Provision, Reserves, Signed, State, When
from loaders.sources.law.files import FOLDER, law_files
from loaders.sources.law.instruments import Entry, read_instruments
from loaders.sources.law.load import read_law
from loaders.sources.law.texts import law_texts
from loaders.sources.law.treaty_actions import said_on

SHIPPED = law_files(Path("nothing of the user's own"))
RECORDS = read_law(SHIPPED)


def of(kind: type[Any]) -> list[Any]:
    return [record for record in RECORDS if isinstance(record, kind)]


PROVISIONS: dict[str, Provision] = {provision.id: provision for provision in of(Provision)}


def party(state: str, instrument: str) -> PartyTo:
    (found,) = [record for record in of(PartyTo) if (record.start.id, record.end.id) == (state, instrument)]
    return found  # type: ignore[no-any-return]


def not_party(state: str, instrument: str) -> NotPartyTo:
    (found,) = [record for record in of(NotPartyTo) if (record.start.id, record.end.id) == (state, instrument)]
    return found  # type: ignore[no-any-return]


def test_nothing_of_the_files_is_lost() -> None:
    assert sum(provision.listed for provision in PROVISIONS.values()) == 230
    assert len(of(State)) == 20
    pairs = [(record.start.id, record.end.id) for record in (*of(PartyTo), *of(NotPartyTo))]
    assert len(pairs) == len(set(pairs)) == 20 * 17 == 340
    assert not tabulate(RECORDS).conflicts


def test_the_ids_of_the_file_are_the_ids_of_the_graph() -> None:
    written = set()
    for path in FOLDER.glob("instruments/*/articles.csv"):
        with path.open(encoding="utf-8") as file:
            written |= {row["provision_id"] for row in csv.DictReader(file)}
    assert written == {provision.id for provision in PROVISIONS.values() if provision.listed}


def test_each_instrument_is_a_tree() -> None:
    parents: dict[str, list[str]] = {}
    for record in of(Contains):
        parents.setdefault(record.end.id, []).append(record.start.id)
    instruments = {instrument.id for instrument in of(Instrument)}
    assert set(parents) == set(PROVISIONS)
    for id_ in PROVISIONS:
        steps, here = 0, id_
        while here not in instruments:
            (here,) = parents[here]
            steps += 1
            assert steps <= 6
        assert id_.startswith(here)


@pytest.mark.parametrize(
    ("provision", "above"),
    [
        ("ACTIP-5(3)(a-g)", "ACTIP-5(3)"),
        ("OPSC-3(1)(a(i)b)", "OPSC-3(1)(a(i))"),
        ("OPSC-3(1)(a(i))", "OPSC-3(1)(a)"),
        ("A/HRC/47/34-57(a)", "A/HRC/47/34-57"),
        ("PALERMO-3(a)", "PALERMO-3"),
        ("CEDAW_GR38-", "CEDAW_GR38"),
        ("UPR_MYS_4-55.99-55.109", "UPR_MYS_4"),
        ("ACTIP-10(1-9)", "ACTIP-10"),
    ],
)
def test_what_is_above_comes_from_the_columns(provision: str, above: str) -> None:
    assert law_texts().parents[provision] == above


def test_a_discretionary_duty_is_never_firm() -> None:
    weak = (
        "consider",
        "endeavour",
        "may",
        "appropriate",
        "possible",
        "applicable",
        "encourage",
        "effort",
        "mixed",
        "should",
    )
    for provision in PROVISIONS.values():
        wording = provision.wording or ""
        if any(word in wording for word in weak):
            assert provision.strength != "firm", provision.id
        if "consider" in wording:
            assert provision.strength == "consider", provision.id
        if provision.strength is None and provision.listed:
            assert wording in ("mixed", "shall/may"), provision.id


@pytest.mark.parametrize(
    ("provision", "strength", "bearer"),
    [
        ("ACTIP-14(7)", "consider", "every"),
        ("ACTIP-14(8)", "qualified", "every"),
        ("ILO_P029-4(2)", "firm", "every"),
        ("PALERMO-6(3)(a)", "consider", "every"),
        ("PALERMO-8(1)", "firm", "nationality"),
        ("PALERMO-8(2)", "qualified", "returning"),
        ("PALERMO-8(3)", "firm", "requested"),
        ("PALERMO-7(1)", "consider", "host"),
        ("PALERMO-7(2)", "consider", "host"),
        ("ACTIP-11(3)", "qualified", "every"),
        ("UNTOC-7", None, "every"),
        ("UNTOC-12", None, "every"),
        ("PALERMO-10(3)", "firm", "every"),
        ("PALERMO-15(2)", "none", "every"),
        ("PALERMO-3(a)", "none", "none"),
        ("ACTIP-17(1-9)", None, "every"),
        ("A/HRC/47/34-57(c)", "soft", "every"),
        ("CUSTOM-non-refoulement", "firm", "every"),
    ],
)
def test_how_hard_and_whose(provision: str, strength: str | None, bearer: str) -> None:
    assert (PROVISIONS[provision].strength, PROVISIONS[provision].bearer) == (strength, bearer)


@pytest.mark.parametrize(
    ("article", "strength"),
    [("PALERMO-3", "none"), ("ILO_C29-2", "none"), ("ACTIP-2", "none"), ("PALERMO-14", None), ("PALERMO-6", None)],
)
def test_an_article_of_definitions_sets_no_duty(article: str, strength: str | None) -> None:
    assert PROVISIONS[article].strength == strength


def test_the_exact_wording_is_kept() -> None:
    assert PROVISIONS["ACTIP-14(7)"].wording == "shall ... consider (triple-qualified)"
    assert PROVISIONS["CUSTOM-non-refoulement"].custom
    assert PROVISIONS["UDHR-4"].custom


def test_accession_of_malaysia_to_the_palermo_protocol() -> None:
    found = party("MYS", "PALERMO")
    assert (found.action, found.since, found.since_basis) == ("accession", When.parse("2009-03-28"), "source")


def test_a_year_stays_a_year_and_a_treaty_binds_nobody_before_it_is_in_force() -> None:
    found = party("MYS", "ACTIP")
    assert found.deposited == When.parse("2017")
    assert found.since == When(date(2017, 3, 8), date(2018, 1, 30))
    assert (found.since_basis, found.verified) == ("rule", "no")


def test_a_denunciation_ends_the_interval_where_the_sources_leave_it_open() -> None:
    assert party("MYS", "ILO_C105").until == When.parse("1990/1991")
    assert party("SGP", "ILO_C105").until == When.parse("1979-04-19/1980-04-19")
    assert "not said whether 1990 is the act or its effect under article 5(1)" in (party("MYS", "ILO_C105").note or "")


def test_an_unknown_date_stays_unknown() -> None:
    assert party("LAO", "ACTIP").since is None


def test_actip_is_open_to_asean_members_only() -> None:
    closed = [record.start.id for record in of(NotPartyTo) if record.end.id == "ACTIP" and not record.open]
    assert closed == ["CHN", "JPN", "KOR", "IND", "BGD", "BTN", "NPL", "PAK", "LKA"]
    assert not_party("TLS", "ACTIP").open_since == When.parse("2025-10-26")
    assert not not_party("BTN", "ILO_C29").open


def test_a_signature_alone_does_not_bind() -> None:
    assert not_party("BRN", "CAT").open
    assert [record.on.text for record in of(Signed) if (record.start.id, record.end.id) == ("BRN", "CAT")] == [
        "2015-09-22"
    ]


def test_reservations_end_at_the_provision_that_they_touch() -> None:
    found = {(record.end.id, record.effect) for record in of(Reserves) if record.start.id == "MYS"}
    assert {("CEDAW-9(2)", "excludes"), ("CEDAW", "interprets"), ("OPSC-3(1)(a(ii))", "interprets")} <= found
    assert {end for end, _ in found} - set(PROVISIONS) == {"CEDAW"}


def test_the_rules_of_entry_give_the_days_that_the_file_gives() -> None:
    instruments = read_instruments(SHIPPED.instruments)
    checked = 0
    differing = set()
    for record in of(PartyTo):
        if record.deposited and record.since_basis == "source":
            checked += 1
            if instruments[record.end.id].in_force_after(record.deposited) != record.since:
                differing.add((record.start.id, record.end.id))
    assert checked > 90
    assert differing == set()


@pytest.mark.parametrize(
    ("rule", "deposit", "effect"),
    [
        ({"days": 30}, "2009-02-26", "2009-03-28"),
        ({"months": 12}, "2022-03-21", "2023-03-21"),
        ({"months": 12}, "2024-02-29", "2025-02-28"),
        ({"months": 3}, "2020-11-30", "2021-02-28"),
        ({"months": 3, "first_of_next_month": True}, "2012-05-31", "2012-09-01"),
        ({"days": 0}, "1992-10-15", "1992-10-15"),
    ],
)
def test_entry_into_force(rule: dict[str, Any], deposit: str, effect: str) -> None:
    assert Entry(article="1", **rule).after(When.parse(deposit)) == When.parse(effect)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 90), st.integers(0, 24), st.booleans())
def test_a_treaty_never_takes_effect_before_the_deposit(deposit: date, days: int, months: int, first: bool) -> None:
    rule = Entry(article="1", days=days, months=months, first_of_next_month=first)
    assert rule.after(When(deposit, deposit)).earliest >= deposit


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("UN Treaty Collection scrape, status Mar 2015", "2015-03"),
        ("status Mar 2015; HUGGO_MEM (CC BY 4.0, Apr 2024)", "2024-04"),
        ("memory to mid-2025", "2025"),
        ("memory; check NORMLEX", None),
        ("not an ASEAN member on the letter date (10 Mar 2025); 25 Oct 2025", "2025-10"),
    ],
)
def test_as_of_is_the_latest_day_that_the_source_names(text: str, day: str | None) -> None:
    assert said_on(text) == (When.parse(day) if day else None)


def test_what_nobody_read_is_not_verified() -> None:
    for record in (*of(PartyTo), *of(NotPartyTo)):
        if record.source.startswith("memory") and record.verified == "yes":
            pytest.fail(f"{record.start.id} {record.end.id}")


@pytest.fixture
def broken(tmp_path: Path) -> Callable[[str, str, str], Path]:
    def change(file: str, old: str, new: str) -> Path:
        folder = tmp_path / "law"
        shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
        path = folder / "instruments" / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return change


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("PALERMO/articles.csv", "obligation_type,strength", "obligation_type,streng", "no column 'strength'"),
        ("PALERMO/articles.csv", "bearer,text", "bearer,extra,text", "column that is not known, 'extra'"),
        ("PALERMO/articles.csv", "criminalise,shall,each", "criminalise,must,each", "strength: 'must' is not known"),
        ("PALERMO/articles.csv", "5,1,,PALERMO-5(1)", "5,1,,PALERMO-5(2)", "should be PALERMO-5(1)"),
        ("UNTOC/ratifications.csv", "BRN,party", "BRX,party", "'BRX' is no ISO 3166 alpha-3 code"),
        ("UNTOC/ratifications.csv", "2008-03-25", "2008-13-25", "not in the calendar"),
        ("UNTOC/ratifications.csv", "BRN,party,", "BRN,partie,", "Did you mean party"),
        ("UNTOC/ratifications.csv", "KHM,party", "BRN,party", "BRN is there twice"),
        ("../membership.csv", "ASEAN,TLS,yes", "ASEAN,TLS,perhaps", "member: 'perhaps' is not known"),
        ("../strengths.csv", "shall,firm,no", "shall,frim,no", "strength: 'frim' is not known. Did you mean firm"),
        ("../bearers.csv", "each State Party,every", "each State Party,each", "bearer: 'each' is not known"),
        ("ILO_C105/ratifications.csv", "MYS,denounced", "MYS,party", "denunciation needs its row"),
        ("../membership.csv", "ASEAN,TLS,yes,2025-10-26", "ASEAN,TLS,yes,soon", "'soon' is not a date"),
        ("PALERMO/instrument.yaml", "kind: treaty", "kind: treatise", "PALERMO/instrument.yaml, kind"),
        ("PALERMO/instrument.yaml", "  in_force: articles", "  since: articles", "in_force has no entry under sources"),
        ("PALERMO/instrument.yaml", "kind: treaty", "kind: [treaty", "PALERMO/instrument.yaml, line 4 is not YAML"),
        ("CAT/instrument.yaml", "id: CAT", "id: CRC", "holds CRC, which is there already"),
    ],
)
def test_bad_input_is_one_sentence(
    broken: Callable[[str, str, str], Path], file: str, old: str, new: str, sentence: str
) -> None:
    with pytest.raises(InputRefused) as refusal:
        read_law(law_files(Path("nothing"), shared=broken(file, old, new)))
    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)
