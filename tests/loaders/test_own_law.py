"""What a user adds to the law: a treaty's folder, and corrections with a reference."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from graph.errors import InputRefused
from graph.model import Instrument, NotPartyTo, PartyTo, Provision, Reserves, Signed, State, When
from loaders.citations import CitationResolver
from loaders.source import source
from loaders.sources.law import law_texts
from loaders.sources.law.files import law_files
from loaders.sources.law.load import deliver, read_law

TREATY = Path(__file__).parent / "data" / "treaties" / "ILO_C189"
HEAD = "iso3,instrument,provision,field,value,reference,author\n"
LAO = "LAO,ACTIP,,entry_into_force_for_state,2017-06-12,ASEAN table of 2025,N. N.\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PALERMO_HOME", str(tmp_path))
    return tmp_path


def corrections(home: Path, *lines: str) -> Path:
    path = home / "mine.csv"
    path.write_text(HEAD + "".join(lines), encoding="utf-8")
    return path


def of(records: Any, kind: type[Any], id_: str) -> Any:
    (found,) = [one for one in records if isinstance(one, kind) and id_ in (one.id, getattr(one, "start", one).id)]
    return found


def joined(records: Any, state: str, instrument: str) -> PartyTo:
    (found,) = [
        one for one in records if isinstance(one, PartyTo) and (one.start.id, one.end.id) == (state, instrument)
    ]
    return found


def test_a_treaty_is_one_folder_and_no_code() -> None:
    records = list(deliver(TREATY).records)
    assert of(records, Instrument, "ILO_C189").open_to == "ILO"
    assert of(records, Provision, "ILO_C189-8(1)").strength == "firm"
    assert joined(records, "ZAF", "ILO_C189").since == When.parse("2014-06-20")
    assert of(records, State, "ZAF").name == "South Africa"


def test_a_text_can_cite_a_treaty_that_was_added() -> None:
    text = "under article 8(1) of the Domestic Workers Convention"
    assert not CitationResolver(law_texts()).resolve(text).found
    deliver(TREATY)
    assert [one.law for one in CitationResolver(law_texts()).resolve(text).found] == ["ILO_C189-8(1)", "ILO_C189"]


def test_what_was_added_stays_and_the_same_load_again_is_the_same_input() -> None:
    first = deliver(TREATY)
    assert deliver().digest == deliver(TREATY).digest == first.digest


def test_a_correction_is_marked_with_what_it_changed_and_by_which_reference(home: Path) -> None:
    found = joined(deliver(corrections(home, LAO)).records, "LAO", "ACTIP")
    assert (found.since, found.verified, found.source) == (When.parse("2017-06-12"), "yes", "ASEAN table of 2025")
    assert found.correction == "entry_into_force_for_state not said -> 2017-06-12, by N. N.: ASEAN table of 2025"
    assert joined(deliver().records, "MYS", "ACTIP").correction is None


def test_a_correction_of_how_hard_a_duty_is_keeps_what_shipped_in_view(home: Path) -> None:
    line = ",,PALERMO-6(4),strength,shall,authentic text,N. N.\n"
    found = of(deliver(corrections(home, line)).records, Provision, "PALERMO-6(4)")
    assert found.strength == "firm"
    assert (found.correction or "").endswith("-> shall, by N. N.: authentic text")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("LAO,ACTIPP,,status,party,a table,N. N.\n", "the law has no LAO ACTIPP"),
        (",,ACTIP-99,strength,shall,a text,N. N.\n", "the law has no ACTIP-99"),
        ("LAO,ACTIP,,strenght,shall,a text,N. N.\n", "'strenght' cannot be corrected"),
        ("LAO,ACTIP,,status,party,,N. N.\n", "reference: is empty"),
        ("LAO,,ACTIP-14(7),strength,shall,a text,\n", "author: is empty"),
        ("LAO,,,status,party,a table,N. N.\n", "names a provision, or else a State and an instrument"),
        ("LAO,ACTIP,,entry_into_force_for_state,soon,a table,N. N.\n", "'soon' is not a date"),
    ],
)
def test_a_correction_that_cannot_be_taken_is_refused_and_nothing_is_kept(home: Path, line: str, sentence: str) -> None:
    with pytest.raises(InputRefused, match=sentence.replace("?", r"\?")):
        deliver(corrections(home, line))
    assert not (home / "law").exists()


def test_a_folder_that_is_no_treaty_is_refused(home: Path) -> None:
    folder = home / "treaty"
    shutil.copytree(TREATY, folder)
    (folder / "notes.txt").write_text("x")
    with pytest.raises(InputRefused, match="holds notes.txt, which no treaty's folder has"):
        deliver(folder)
    with pytest.raises(InputRefused, match="neither a treaty's folder nor"):
        deliver(folder / "notes.txt")


def test_a_treaty_that_ships_is_not_replaced(home: Path) -> None:
    folder = home / "again"
    shutil.copytree(TREATY, folder)
    text = (folder / "instrument.yaml").read_text().replace("ILO_C189", "ILO_C29")
    (folder / "instrument.yaml").write_text(text)
    with pytest.raises(InputRefused, match=r"again holds ILO_C29, which is there already.*corrections.csv"):
        deliver(folder)


def test_no_strength_bearer_or_date_ships_without_a_source() -> None:
    for record in read_law(law_files(Path("none"))):
        if isinstance(record, Provision) and record.listed:
            assert record.text_source, record.id
        if isinstance(record, PartyTo | NotPartyTo | Signed | Reserves):
            assert record.source, record.id


def test_the_command_takes_what_the_source_says_that_it_takes() -> None:
    assert source("law").card.accepts
