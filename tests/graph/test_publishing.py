"""A copy for others holds what the model lets them see and nothing above it, and opens in another store."""

import json
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.connection import Store
from graph.disclosure import publication, publishing
from graph.disclosure.publishing import Audience
from graph.errors import InputRefused
from graph.model import (
    Account,
    Allegation,
    Area,
    Case,
    CitizenOf,
    Compound,
    Document,
    ExploitedIn,
    HasPassage,
    HeldAt,
    Indicator,
    LocatedIn,
    Node,
    Organisation,
    OwnsLandOf,
    Passage,
    Person,
    Recruited,
    RecruitedFor,
    Relationship,
    SameAs,
    Shows,
    State,
    StatedIn,
    Uses,
    Visibility,
    node_classes,
    said_classes,
)
from graph.schema import LEVELS, properties
from graph.settings import Settings
from loaders.loading import Loader
from tests.queries.test_disclosure import cases, load

TODAY = date(2026, 1, 1)
SAID: dict[str, Any] = {"document": "D", "locator": "sealed planted-locator", "modality": "reported"}
OPEN: dict[str, Any] = {
    "document": "D",
    "locator": "p. 1",
    "quote": "as they say",
    "modality": "alleged",
    "since": "2023-05",
}
BECAUSE = {"asserted_by": "coder", "why": "so it is coded", "locator": "row 1"}


def planted() -> list[Node | Relationship[Any, Any]]:
    many = [*cases(23, 7000, year=2021, gender="Feminine"), *cases(9, 7100, year=2022, gender="Masculine")]
    return [
        Document(id="D", title="A report"),
        Document(id="L", title="planted-letter", public_from="2026-03"),
        Passage(id="L/1", text="planted-passage", locator="1", order=0),
        Allegation(
            id="L/A1",
            code="A1",
            summary="planted-summary",
            quote="planted-quote",
            modality="alleged",
            category="x",
            speaker="A",
            origin="L",
        ),
        HasPassage(start=Document.ref("L"), end=Passage.ref("L/1")),
        StatedIn(start=Allegation.ref("L/A1"), end=Passage.ref("L/1")),
        Person(id="P1", name="Listed One", born="1970-01-02", identifiers=["ofac:planted"]),
        Person(id="P2", name="One LISTED", identifiers=["ofac:planted"]),
        Organisation(id="O1", name="A company"),
        Account(id="A1", name="@planted-handle", kind="handle"),
        State(id="MYS", name="Malaysia"),
        Area(id="J", name="Johor"),
        Compound.model_validate({"id": "C1", "name": "KK Park", "location": "16.7, 98.5", "precision_m": 800}),
        Indicator(id="I1", kind="means", title="Debt"),
        *many,
        LocatedIn(start=Compound.ref("C1"), end=State.ref("MYS"), **OPEN),
        OwnsLandOf(start=Organisation.ref("O1"), end=Compound.ref("C1"), **OPEN),
        RecruitedFor(start=Person.ref("P1"), end=Compound.ref("C1"), **OPEN),
        Uses(start=Person.ref("P1"), end=Account.ref("A1"), **OPEN),
        HeldAt(start=Person.ref("P2"), end=Compound.ref("C1"), **SAID),
        OwnsLandOf(
            start=Organisation.ref("O1"), end=Compound.ref("C1"), **OPEN | {"document": "L", "quote": "planted-q"}
        ),
        SameAs(start=Person.ref("P1"), end=Person.ref("P2"), by="planted-decider", at="2025", why="planted-why"),
        *(link for case in many for link in of(case)),
    ]


def of(case: Case) -> list[Relationship[Any, Any]]:
    return [
        CitizenOf(start=case.ref(case.id), end=State.ref("MYS"), **SAID),
        ExploitedIn(start=case.ref(case.id), end=Area.ref("J"), **SAID),
        HeldAt(start=case.ref(case.id), end=Compound.ref("C1"), **SAID),
        Recruited(start=Person.ref("P1"), end=case.ref(case.id), **SAID),
        Shows(start=case.ref(case.id), end=Indicator.ref("I1"), **BECAUSE),
    ]


@pytest.fixture
def full(empty_store: Store) -> Store:
    records = planted()
    letter = [one for one in records if isinstance(one, Document | Passage | Allegation) and one.id.startswith("L")]
    letter_links = [one for one in records if isinstance(one, HasPassage | StatedIn)]
    of_cases: list[Node | Relationship[Any, Any]] = [
        one for one in records if isinstance(one, Case) or (isinstance(one, Relationship) and Case in ends(one))
    ]
    of_cases.append(Account(id="A2", name="@planted-dropped", kind="handle"))
    load(empty_store, [one for one in records if one not in (*letter, *letter_links, *of_cases)], scope="world")
    load(empty_store, of_cases)
    load(empty_store, [*letter, *letter_links], scope="letters/L")
    return empty_store


def ends(link: Relationship[Any, Any]) -> set[type[Node]]:
    return {link.start.cls, link.end.cls}


def published(store: Store, path: Path, audience: Audience) -> Path:
    publication.write(path, publishing.copy(store, audience, TODAY), {"audience": audience})
    return path


def rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    with zipfile.ZipFile(path) as opened:
        for name in opened.namelist():
            for line in opened.read(name).decode().splitlines() if name != publication.MANIFEST else ():
                yield name.removesuffix(".jsonl").rpartition("/")[2], json.loads(line)


CLASSES = {cls.label(): cls for cls in node_classes()} | {cls.type_name(): cls for cls in said_classes()}


@pytest.mark.parametrize("audience", ["partner", "public"])
def test_nothing_above_the_level_is_in_the_copy(full: Store, tmp_path: Path, audience: Audience) -> None:
    path = published(full, tmp_path / "copy.zip", audience)
    found = list(rows(path))
    for name, row in found:
        if row.get("document") == publishing.COUNTS or name in ("Case", "Decision"):
            continue
        cls = CLASSES[name]
        seen = {one.name: one.visible for one in properties(cls)}
        for level in (cls.visible, *(seen[field] for field in row if field in seen)):
            assert LEVELS.index(level) <= LEVELS.index(audience), (name, row)
        assert set(row) <= {"id", "start", "end", *seen}
    text = "".join(json.dumps([name, row]) for name, row in found)
    for hidden in (
        "CASE-7",
        "sealed",
        "planted-l",
        "planted-p",
        "planted-s",
        "planted-q",
        "planted-d",
        "dropped",
        "planted-w",
    ):
        assert hidden not in text, hidden
    assert ("planted-handle" in text) == ("ofac:planted" in text) == ("1970" in text) == (audience == "partner")
    assert "HELD_AT" not in {name for name, _ in found}


def test_of_cases_a_copy_tells_counts_of_eleven_and_more(full: Store, tmp_path: Path) -> None:
    found = list(rows(published(full, tmp_path / "copy.zip", "public")))
    assert [row for name, row in found if name == "Case"] == [
        {"id": "CASES-2021/Feminine/any//MYS/any", "kind": "statistic", "people": 22, "document": "CASES-COUNTED",
         "standard": "counted, k = 11", "year": 2021, "gender": "Feminine"}
    ]  # fmt: skip
    assert [row["end"] for name, row in found if name == "CITIZEN_OF"] == [["State", "MYS"]]


def test_it_opens_in_another_store_where_what_was_one_is_one(full: Store, settings: Settings, tmp_path: Path) -> None:
    path = published(full, tmp_path / "copy.zip", "public")
    full.write([("MATCH (n) DETACH DELETE n", {})])
    (report,) = Loader(full, settings).load("published", path)
    assert report.rejects == ()
    assert full.read("MATCH (p:Person) RETURN p.id, p.canonical ORDER BY p.id").values == (("P1", "P1"), ("P2", "P1"))
    assert full.read("MATCH (c:Compound) RETURN c.location.latitude, c.precision_m").values == ((16.7, 800.0),)
    assert full.read("MATCH ()-[r:RECRUITED_FOR]->() RETURN toString(r.since), toString(r.since_latest)").values == (
        ("2023-05-01", "2023-05-31"),
    )
    assert full.read("MATCH (c:Case) RETURN sum(c.people)").values == ((22,),)
    (again,) = Loader(full, settings).load("published", path)
    assert again.run.removed == 0


def test_the_same_graph_on_the_same_day_gives_the_same_bytes(full: Store, tmp_path: Path) -> None:
    one, other = (published(full, tmp_path / name, "partner").read_bytes() for name in ("one.zip", "other.zip"))
    assert one == other


def test_a_copy_that_was_changed_or_is_none_is_refused(full: Store, tmp_path: Path) -> None:
    path = published(full, tmp_path / "copy.zip", "public")
    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(changed, "w") as archived:
        for name in whole.namelist():
            archived.writestr(name, whole.read(name).replace(b"A company", b"B company"))
    with pytest.raises(InputRefused, match=r"changed.zip was changed: nodes/Organisation.jsonl has another digest"):
        list(publication.read(changed))
    (tmp_path / "other.zip").write_bytes(path.read_bytes()[:300])
    with pytest.raises(InputRefused, match="is no copy made by palermo publish, or is damaged"):
        list(publication.read(tmp_path / "other.zip"))
    with pytest.raises(InputRefused, match="is no copy"):
        list(publication.read(tmp_path / "nowhere.zip"))


def test_everything_of_a_case_is_for_the_case_team_and_what_leads_to_a_person_for_nobody() -> None:
    for cls in said_classes():
        ends = {end for side in cls.ends() for end in side}
        if Case in ends and cls is not Shows:
            assert cls.visible == "case team", cls
            assert {row.name: row.visible for row in properties(cls)}["locator"] == "sealed"
    assert Case.visible == "case team"


def test_no_required_property_is_hidden_where_its_class_is_seen() -> None:
    audiences: tuple[Visibility, ...] = ("public", "partner")
    for audience in audiences:
        for cls in (*node_classes(), *said_classes()):
            if LEVELS.index(cls.visible) <= LEVELS.index(audience):  # type: ignore[attr-defined]
                hidden = [row for row in properties(cls) if LEVELS.index(row.visible) > LEVELS.index(audience)]  # type: ignore[arg-type]
                assert not any(row.required for row in hidden), cls
