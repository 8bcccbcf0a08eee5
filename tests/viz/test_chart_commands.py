"""palermo map and palermo timeline on a real store that holds seven reported compounds."""

import csv
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result

from graph import write
from graph.connection import Store
from graph.loading.tables import tabulate
from graph.model import Node, Relationship, node_classes, relationship_classes

Run = Callable[..., Result]
NODES = {cls.label(): cls for cls in node_classes()}
TYPES = {cls.type_name(): cls for cls in relationship_classes()}
SEVEN = Path(__file__).parent / "data" / "seven_places.csv"


def records() -> list[Node | Relationship]:  # type: ignore[type-arg]
    states = [
        NODES["State"].model_validate({"id": id_, "name": name})
        for id_, name in (("MMR", "Myanmar"), ("KHM", "Cambodia"))
    ]
    found: list[Node | Relationship] = [*states]  # type: ignore[type-arg]
    claim = {"document": "D", "modality": "reported"}
    for row in csv.DictReader(SEVEN.read_text(encoding="utf-8").splitlines()):
        place = NODES["Compound"].model_validate(
            {"id": row["id"], "name": row["name"], "names": row["names"].split(";"), "status": row["status"] or None,
             "location": {"latitude": row["latitude"], "longitude": row["longitude"]}, "precision_m": row["precision_m"]}
        )  # fmt: skip
        (state,) = (state for state in states if state.id == row["state"])
        ends = {"start": place.ref(place.id), "end": state.ref(state.id)}
        found += [place, TYPES["LOCATED_IN"].model_validate({**claim, **ends, "locator": f"row {row['id']}"})]
    for id_, kind, title, when, at in (
        ("E1", "construction", "The towers are built", "2017", "P1"),
        ("E2", "raid", "The army announces that it holds the place", "2025-10-21", "P1"),
        ("E3", "power cut", "Power is cut off", None, "P6"),
    ):
        event = NODES["Event"].model_validate({"id": id_, "kind": kind, "title": title, "when": when})
        ends = {"start": event.ref(id_), "end": NODES["Compound"].ref(at)}
        found += [event, TYPES["AT"].model_validate({**claim, **ends, "locator": id_})]
    return found


@pytest.fixture(scope="module")
def run(store: Store, run: Run) -> Run:
    store.write([("MATCH (n) DETACH DELETE n", {})])
    loaded = write.load(
        store, tabulate(records()), source="seven", scope="seven", digest="seven", version="1",
        now=lambda: datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    assert not loaded.conflicts
    return run


def test_the_map_holds_the_seven_places_and_their_names(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "map.html"
    result = run("map", "--out", str(out))
    assert result.exit_code == 0, result.output
    assert "7 on the map." in result.output
    page = out.read_text(encoding="utf-8")
    assert all(name in page for name in ("ရွှေကုက္ကိုလ်", "金贝", "ប៉ោយប៉ែត", "Myanmar (reported)", "row P1", "seven"))


def test_a_map_of_a_state_or_a_compound_holds_no_more(run: Run, tmp_path: Path) -> None:
    for words, count in ((("--state", "KHM"), 6), (("--compound", "KK园区"), 1)):
        result = run("map", *words, "--out", str(tmp_path / "map.svg"))
        assert f"{count} on the map." in result.output, result.output


def test_the_timeline_of_a_compound_is_drawn_and_what_has_no_date_is_told(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "timeline.html"
    assert "2 with a date." in run("timeline", "--place", "KK园区", "--out", str(out)).output
    assert (
        "1 with a date, 1 without."
        in run("timeline", "--since", "2020-01-01", "--lanes", "place", "--out", str(out)).output
    )
    assert "not said" in out.read_text(encoding="utf-8")


def test_an_empty_answer_is_a_page_that_says_why(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "x.html"
    result = run("map", "--state", "VNM", "--out", str(out))
    assert result.exit_code == 0, result.output
    assert "no source puts any of the 7 places in the store in VNM" in result.output
    assert "no source puts any of the 7 places" in out.read_text(encoding="utf-8")
    result = run("timeline", "--place", "P7", "--out", str(out))
    assert "none of the 3 entries in the store is of that place and time" in result.output


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("map", "--compound", "KK Prak"), "Did you mean KK Park"),
        (("timeline", "--place", "Jin Bai"), "Did you mean Jin Bei"),
        (("map", "--out", "map.gif"), "does not end in .html, .svg or .png"),
        (("map", "--state", "Atlantis"), "is not a State by ISO 3166"),
        (("timeline", "--since", "2025-13-40"), "is not a day such as"),
    ],
)
def test_wrong_use_is_one_sentence(run: Run, words: tuple[str, ...], sentence: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert sentence in result.output
