"""National law as measures, by section."""

from pathlib import Path

from graph.connection import Store
from graph.model import Engages, Measure, WeighsFor
from graph.settings import Settings
from loaders.loading import Loader
from loaders.source import source


def test_what_the_letter_gives_of_the_act_engages_and_weighs_for_nothing() -> None:
    records = list(source("national_law").deliver(None).records)
    (measure,) = [one for one in records if isinstance(one, Measure)]
    assert (measure.modality, measure.basis, measure.found_by) == ("reported", "named", None)
    assert [one.end.id for one in records if isinstance(one, Engages)] == ["PALERMO-5(1)"]
    assert not [one for one in records if isinstance(one, WeighsFor)]


def test_the_quote_stands_in_the_letter() -> None:
    letter = (Path(__file__).parents[2] / "loaders/sources/letters/AL_MYS_1_2025.txt").read_text(encoding="utf-8")
    (measure,) = [one for one in source("national_law").deliver(None).records if isinstance(one, Measure)]
    assert measure.quote in " ".join(letter.split())


def test_a_table_of_the_users_own_loads_by_section(empty_store: Store, settings: Settings, tmp_path: Path) -> None:
    head = Path("loaders/sources/national_law/measures.csv").read_text(encoding="utf-8").splitlines()[0]
    row = (
        "MYS,MYS_ATIPSOM_ACT,12,2007,Makes trafficking an offence,shall be punished,DOC-X,The Act,2007,Malaysia,"
        "section 12,0,Malaysia,reported,,PALERMO-5(1),the section makes it an offence,N. N."
    )
    path = tmp_path / "mine.csv"
    path.write_text(f"{head}\n{row}\n", encoding="utf-8")
    reports = list(Loader(empty_store, settings).load("national_law", path))
    assert not reports[-1].rejects
    found = empty_store.read(
        "MATCH (m:Measure)-[w:WEIGHS_FOR]->(p:Law) RETURN m.id AS id, w.state AS state, w.aspect AS aspect, p.id AS on"
    )
    assert found.rows == [{"id": "LAW-MYS_ATIPSOM_ACT/12", "state": "MYS", "aspect": "law", "on": "PALERMO-5(1)"}]
