"""The chart of States and provisions: four standings told apart without colour."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element

import defusedxml.ElementTree
import pytest
from click.testing import Result

import palermo
from graph.connection import Store
from graph.errors import UsageError
from graph.read import GraphEdge, GraphNode, Subgraph
from graph.settings import Settings
from queries.obligations.dates import period
from queries.obligations.reading import read_subjects
from queries.standing import standings
from viz.charts import matrix, network
from viz.charts.picture import as_sheet

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def loaded(store: Store, settings: Settings) -> Store:
    store.write([("MATCH (n) DETACH DELETE n", {})])
    palermo.Palermo(store, settings).load("letters")
    return store


@pytest.fixture
def run(loaded: Store, run: Callable[..., Result]) -> Callable[..., Result]:  # noqa: ARG001
    return run


def told(root: Element) -> dict[str, Element]:
    """The marks by what they tell."""
    return {label: one for one in root.iter() if (label := one.get("aria-label"))}


def test_each_standing_has_a_pattern_and_a_sign_of_its_own(run: Callable[..., Result], tmp_path: Path) -> None:
    out = tmp_path / "matrix.svg"
    result = run("matrix", "--states", "MYS,THA", "--instrument", "ACTIP", "--on", "2025-03-10", "--out", str(out))
    assert result.exit_code == 0, result.output
    root = defusedxml.ElementTree.fromstring(out.read_text(encoding="utf-8"))
    marks = told(root)
    (challenged,) = [
        words for words in marks if words.startswith("Malaysia, ACTIP-14(8): law silent, practice challenged")
    ]
    assert "reported" in challenged
    assert "bound: throughout [date unverified, reservations not checked]" in challenged
    assert any(words.startswith("Malaysia, ACTIP-14(7): silent") for words in marks)
    texts = [one.text for one in root.iter(f"{SVG}text")]
    assert {"consider", "firm", "−", "±", "reported; bound: yes dr"} <= set(texts)
    assert len(set(matrix.PATTERNS.values())) == 4
    assert {one.get("fill") for one in marks.values()} <= {"none", "transparent", None}


def test_other_endings_go_on_as_before(run: Callable[..., Result], tmp_path: Path) -> None:
    out = tmp_path / "matrix.html"
    result = run("matrix", "--states", "MYS", "--instrument", "ACTIP", "--on", "2025-03-10", "--out", str(out))
    assert result.exit_code == 0, result.output
    assert "Provisions down, States across" in out.read_text(encoding="utf-8")


def test_a_chart_too_large_says_how_to_narrow_it(loaded: Store) -> None:
    subjects = [one for one in read_subjects(loaded).values() if one.state]
    found = standings(loaded, subjects[:13], ["PALERMO"], period("2025-03-10", today=date(2025, 3, 10)))
    with pytest.raises(UsageError, match="13 States"):
        matrix.picture(found, "")


def test_a_network_on_paper_shows_modality_and_leaves_the_rest_to_the_text() -> None:
    nodes = [GraphNode("Entity", "Organisation", f"O{number}", {"name": f"Firm {number}"}) for number in range(60)]
    nodes.append(GraphNode("Statement", "Allegation", "A", {"code": "A1", "modality": "alleged"}))
    edges = [
        GraphEdge("OWNS", ("Entity", "O0"), ("Entity", f"O{number}"), {"id": str(number), "modality": "alleged"})
        for number in range(1, 55)
    ]
    edges.append(GraphEdge("BY", ("Statement", "A"), ("Entity", "O0"), {"id": "b"}))
    drawn = network.picture(Subgraph(tuple(nodes), tuple(edges)), "")
    assert drawn.notes == [
        "40 nodes, 39 relationships.",
        "21 more nodes are not drawn: the text has what is said of them.",
    ]
    sheet = as_sheet(drawn)
    assert 'stroke-dasharray="5,3"' in sheet
    assert sheet == as_sheet(network.picture(Subgraph(tuple(nodes), tuple(edges)), ""))
    assert "no relationship among these is loaded" in network.picture(Subgraph(tuple(nodes), ()), "").notes[0]
