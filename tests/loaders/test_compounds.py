import csv
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from graph.connection import Store
from graph.errors import InputRefused
from graph.loading.tables import tabulate
from graph.model import Area, At, By, Compound, DerivesFrom, Document, Event, LocatedIn, Person, State
from graph.settings import Settings
from loaders import Loader
from loaders.delivery import Delivery
from loaders.source import FOLDER, source
from loaders.sources.letters.states import every_state

OURS = FOLDER / "compounds"
CARD = source("compounds").card
DELIVERY = source("compounds").deliver(None)
RECORDS = list(DELIVERY.records)
EVENTS = {record.id: record for record in RECORDS if isinstance(record, Event)}
ROWS = {row["event"]: row for row in csv.DictReader((OURS / "events.csv").read_text(encoding="utf-8").splitlines())}
DIGESTS = {
    line
    for line in (Path(__file__).parent / "data" / "names_not_to_ship.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
}


def named(text: str) -> Iterator[str]:
    """Digests of every one, two and three words in a row, in the scripts in which persons are named."""
    words = re.findall(r"[a-z]+|[ァ-ヺー・]+", text.lower())
    for length in (1, 2, 3):
        for start in range(len(words) - length + 1):
            yield hashlib.sha256(" ".join(words[start : start + length]).encode()).hexdigest()


def test_nothing_contradicts_and_nothing_is_refused() -> None:
    tables = tabulate(RECORDS)
    assert DELIVERY.rejects == ()
    assert not tables.conflicts
    assert {name: tables.counts()[name] for name in CARD.expect} == {name: e.min for name, e in CARD.expect.items()}


def test_no_name_of_a_victim_or_of_an_unlisted_person_ships() -> None:
    assert len(DIGESTS) == 21
    assert hashlib.sha256(b"suda").hexdigest() in set(named("thai_woman_SUDA_body")) & DIGESTS
    for file in OURS.iterdir():
        if file.is_file():
            assert not DIGESTS & set(named(file.read_text(encoding="utf-8"))), file.name


def test_an_event_about_victims_has_no_text_but_a_line_of_ours() -> None:
    about = [row for row in ROWS.values() if row["left_out"]]
    assert len(about) > 60
    for row in about:
        assert not row["summary"]
        assert row["kind"] == row["coded"]
    for row in ROWS.values():
        if row["coded"] in ("death", "rescue", "escape", "abduction", "violence"):
            assert row["left_out"] == "victims or few people", row["event"]
    single = [row["title"] for row in ROWS.values() if row["coded"] in ("death", "abduction")]
    assert not [title for title in single if re.search(r"\d{2} ?years|\baged?\b|woman|\bman\b|Thai |Chinese", title)]
    quotes = {claim.quote for claim in RECORDS if isinstance(claim, At | By)}
    assert quotes == {row["summary"] or None for row in ROWS.values() if row["id"] or row["summary"]}


def test_an_address_that_names_a_person_is_only_its_host() -> None:
    pages = [record for record in RECORDS if isinstance(record, Document) and record.id.startswith("PAGE-")]
    assert sorted({page.title for page in pages if page.title.endswith("(the address names a person)")}) == [
        "en.wikipedia.org (the address names a person)",
        "khmertimeskh.com (the address names a person)",
    ]
    assert {page.publisher for page in pages if "wikipedia" in page.id} == {"en.wikipedia.org"}
    assert all(page.publisher == page.origin for page in pages)


def test_what_befell_one_person_or_few_is_dated_by_month_and_its_page_is_sealed() -> None:
    one = [row for row in ROWS.values() if row["left_out"] == "victims or few people"]
    one = [
        r
        for r in one
        if r["coded"] in ("death", "abduction") or re.search(r"^A (trafficked )?person|a person", r["title"])
    ]
    # events on few people, whose titles do not show it
    one += [ROWS[number] for number in ("58", "80", "86", "89", "160", "199")]
    assert len(one) > 26
    for row in one:
        assert len(row["happened"]) <= 7, row["event"]
        assert not row["source_url"].startswith("http"), row["event"]
    told = re.compile(
        r"reporter-detained|dead-|death|tortured-to|hanging|hanged|beheaded|body-of|plunge|still-a-victim|beaten-"
    )
    assert not [row["event"] for row in ROWS.values() if told.search(row["source_url"])]


def test_a_candidate_that_two_names_share_is_one_place_with_both_names_in_every_script() -> None:
    (site,) = [one for one in RECORDS if isinstance(one, Compound) and one.id == "CTM-1"]
    assert site.name == "KK Park / Shwe Kokko area"
    assert site.names == ["KK Park", "KK园区", "Shwe Kokko", "ရွှေကုက္ကိုလ်"]
    assert sum(len(one.names) for one in RECORDS if isinstance(one, Compound)) == 21


def test_a_point_is_no_finer_than_the_source_puts_it_and_evidence_is_no_status() -> None:
    for site in (one for one in RECORDS if isinstance(one, Compound)):
        assert site.location is not None
        assert (site.precision_m, site.status) == (800, None)


@pytest.mark.parametrize(("site", "modality"), [("CTM-1", "corroborated"), ("CTM-4", "reported"), ("CTM-5", "alleged")])
def test_how_good_the_evidence_is_becomes_the_modality_of_where_it_lies(site: str, modality: str) -> None:
    found = [claim for claim in RECORDS if isinstance(claim, LocatedIn) and claim.start.id == site]
    assert {claim.modality for claim in found} == {modality}
    assert {claim.end.cls for claim in found} == {Area, State}


def test_the_state_is_the_one_that_the_source_names_whatever_side_of_the_river_the_point_is() -> None:
    states = {c.start.id: c.end.id for c in RECORDS if isinstance(c, LocatedIn) and c.end.cls is State}
    assert states["CTM-1"] == "MMR"
    assert Counter(states[f"CTM-{n}"] for n in range(1, 8)) == {"MMR": 1, "KHM": 6}


@pytest.mark.parametrize(
    ("event", "when"), [("30", "2008"), ("101", "2016-12"), ("21", "2019-06-22"), ("38", "2025-12"), ("62", "2021")]
)
def test_a_date_is_as_exact_as_the_source_gives_it(event: str, when: str) -> None:
    found = EVENTS[f"CTM-EVENT-{event}"].when
    assert found is not None
    assert found.text == when


def test_eight_events_name_no_place_and_keep_the_states_that_acted_as_their_parties() -> None:
    placed = {claim.start.id for claim in RECORDS if isinstance(claim, At)}
    assert sorted(set(EVENTS) - placed) == [f"CTM-EVENT-{n}" for n in (1, 12, 2, 3, 4, 5, 6, 7)]
    states = {
        (c.start.id, c.end.id) for c in RECORDS if isinstance(c, By) and c.end.cls is State and c.start.id not in placed
    }
    assert states == {
        ("CTM-EVENT-3", "THA"),
        ("CTM-EVENT-3", "KHM"),
        ("CTM-EVENT-4", "THA"),
        ("CTM-EVENT-5", "THA"),
        ("CTM-EVENT-6", "KHM"),
    }


def test_every_claim_about_an_event_cites_its_page_and_says_whose_words_it_quotes() -> None:
    pages = {record.id for record in RECORDS if isinstance(record, Document)}
    for claim in (record for record in RECORDS if isinstance(record, At | By)):
        assert claim.document in pages
        assert "in its editor's words" in claim.locator
    read_in = [link for link in RECORDS if isinstance(link, DerivesFrom)]
    assert {link.start.id for link in read_in} == {"CTM"}
    assert {link.end.id for link in read_in} == pages - {"CTM"}


def test_each_party_is_in_the_words_of_the_summary() -> None:
    with (OURS / "parties.csv").open(encoding="utf-8") as file:
        for party in csv.DictReader(file):
            summary = ROWS[party["event"]]["summary"]
            assert not summary or party["as_written"] in summary, party


def test_only_persons_whom_an_authority_lists_are_named_and_under_ids_of_this_source() -> None:
    people = {record.id: record.name for record in RECORDS if isinstance(record, Person)}
    assert people == {
        "CTM-chen-zhi": "Chen Zhi",
        "CTM-kok-an": "Kok An",
        "CTM-ly-yong-phat": "Ly Yong Phat",
        "CTM-saw-chit-thu": "Saw Chit Thu",
        "CTM-she-zhijiang": "She Zhijiang",
    }
    listed = {c.end.id for c in RECORDS if isinstance(c, By) and c.as_ in ("listed", "assets frozen")}
    assert set(people) <= listed


def test_a_state_is_called_as_the_law_calls_it() -> None:
    with (OURS / "parties.csv").open(encoding="utf-8") as file:
        states = {row["party"]: row["name"] for row in csv.DictReader(file) if row["class"] == "State"}
    known = every_state()
    assert states == {code: known[code].name for code in states}


def test_the_source_has_no_python_of_its_own() -> None:
    assert [path.name for path in OURS.glob("*.py")] == ["__init__.py"]


def test_the_age_of_the_copy_is_counted_from_its_date() -> None:
    assert CARD.age(date(2026, 5, 30)) == 10
    assert CARD.model_copy(update={"dated": None}).age(date(2026, 5, 30)) is None


GEOJSON = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [98.544, 16.71]},
            "properties": {"label": "KK Park", "status": "corroborated", "uncertainty_m": 800, "country": "MM"}
            | {"admin1": "Kayin", "aliases": ["KK园区"], "kind": "scam"},
        }
    ],
}
KML = """<kml><Placemark><name>KK Park</name><description>who was held there</description>
<ExtendedData><Data name="country"><value>MMR</value></Data><Data name="area"><value>Kayin</value></Data>
<Data name="aliases"><value>KK园区</value></Data><Data name="status"><value>raided</value></Data></ExtendedData>
<Point><coordinates>98.544,16.71</coordinates></Point></Placemark></kml>"""
TABLE = "name,latitude,longitude,country,area,aliases,precision_m\nKK Park,16.71,98.544,Myanmar,Kayin,KK园区,500\n"


def own(path: Path, content: str | bytes) -> Delivery:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return source("compounds").deliver(path)


@pytest.mark.parametrize(
    ("name", "content", "precision", "status", "modality"),
    [
        ("a.geojson", json.dumps(GEOJSON), 800, None, "corroborated"),
        ("a.kml", KML, 1000, "raided", "alleged"),
        ("a.csv", TABLE, 500, None, "alleged"),
        ("a.csv", TABLE.encode("utf-16"), 500, None, "alleged"),
    ],
)
def test_a_file_of_the_users_own_gives_the_same_place_in_any_format(
    tmp_path: Path, name: str, content: str | bytes, precision: float, status: str | None, modality: str
) -> None:
    delivery = own(tmp_path / name, content)
    records = list(delivery.records)
    (site,) = [record for record in records if isinstance(record, Compound)]
    assert delivery.rejects == ()
    assert delivery.scope == f"compounds/{name}"
    assert (site.id, site.name, site.names) == ("SITE-KK Park", "KK Park", ["KK园区"])
    assert site.location is not None
    assert (site.location.latitude, site.location.longitude) == (16.71, 98.544)
    assert (site.precision_m, site.status) == (precision, status)
    where = [record for record in records if isinstance(record, LocatedIn) and record.start.id == site.id]
    assert {(claim.end.id, claim.modality) for claim in where} >= {("MMR", modality)}
    assert {claim.document for claim in where} == {f"FILE-{name}"}
    assert "held there" not in str(records)


def test_a_thai_file_of_windows_gives_thai_names(tmp_path: Path) -> None:
    content = "name,latitude,longitude\nปอยเปต,13.6601,102.567\n".encode("cp874")
    (site,) = [record for record in own(tmp_path / "a.csv", content).records if isinstance(record, Compound)]
    assert site.name == "ปอยเปต"


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        ("KK Park,98.544,16.71,,,,", "location", "the latitude 98.544 is not between -90 and 90; are the coordinates"),
        ("KK Park,16.71,198.5,,,,", "location", "the longitude 198.5 is not between -180 and 180"),
        ("KK Park,north,98.5,,,,", "location", "'north' is no number of degrees"),
        ("KK Park,nan,98.5,,,,", "location", "the latitude nan is not between"),
        (",16.71,98.544,,,,", "name", "required"),
        ("KK Park,16.71,98.544,Atlantis,,,", "id", "'Atlantis' is not among the values"),
        ("KK Park,16.71,98.544,,,,0", "precision_m", "greater than 0"),
    ],
)
def test_a_row_that_cannot_be_true_is_refused_and_the_others_are_taken(
    tmp_path: Path, row: str, field: str, reason: str
) -> None:
    delivery = own(tmp_path / "a.csv", TABLE + row + "\n")
    assert [record.id for record in delivery.records if isinstance(record, Compound)] == ["SITE-KK Park"]
    (reject,) = delivery.rejects
    assert (reject.row, reject.field) == ("line 3", field)
    assert reason in reject.reason


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match=r"a\.txt is none of the files that compounds takes"):
        own(tmp_path / "a.txt", "x")


def test_the_published_events_with_their_words_about_victims_are_not_taken(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="reads a column 'latitude' that the table has not"):
        own(tmp_path / "events.csv", "id,kind,happened_on,resolution,compound,summary,source_url\n1,a,b,c,d,e,f\n")


def test_a_map_of_outlines_only_says_so_of_each(tmp_path: Path) -> None:
    delivery = own(tmp_path / "a.kml", "<kml><Placemark><name>A</name><Polygon/></Placemark></kml>")
    assert [reject.field for reject in delivery.rejects] == ["geometry"]


def test_compounds_of_the_source_and_of_a_file_stand_side_by_side_in_the_store(
    empty_store: Store, settings: Settings, tmp_path: Path
) -> None:
    loader = Loader(empty_store, settings)
    assert [report.source for report in loader.load("compounds")] == ["law", "compounds"]
    broken = [*GEOJSON["features"], {"type": "Feature", "geometry": {"type": "Polygon"}, "properties": {"name": "B"}}]
    (tmp_path / "a.geojson").write_text(json.dumps(GEOJSON | {"features": broken}), encoding="utf-8")
    (report,) = loader.load("compounds", tmp_path / "a.geojson")
    assert [(reject.row, reject.field) for reject in report.rejects] == [("feature 2", "geometry")]
    assert report.rejects_file is not None
    assert 'feature 2,geometry,"is a Polygon' in report.rejects_file.read_text(encoding="utf-8")

    where = "MATCH (p:Compound)-[c:LOCATED_IN]->(s:State) WHERE any(n IN p.names + p.name WHERE n = 'KK园区') "
    answer = empty_store.read(where + "RETURN p.id AS id, s.name AS state, c.document AS document ORDER BY id").rows
    assert answer == [
        {"id": "CTM-1", "state": "Myanmar", "document": "CTM"},
        {"id": "SITE-KK Park", "state": "Myanmar", "document": "FILE-a.geojson"},
    ]
    events = "MATCH (e:Event)-[a:AT]->(:Compound {id: 'CTM-1'}) RETURN count(e) AS events, count(a.quote) AS quoted"
    assert empty_store.read(events).rows == [{"events": 42, "quoted": 35}]
    (again,) = loader.load("compounds")
    assert again.run.removed == 0
    assert empty_store.read("MATCH (p:Compound) RETURN count(p) AS n").rows == [{"n": 8}]
