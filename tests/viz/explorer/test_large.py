"""Pictures of thousands of nodes: drawn by WebGL, and used like any other."""

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image

from graph.connection import Store
from tests.benchmarks.made_network import ends, load
from tests.viz.explorer.conftest import Visitor, Window
from viz.network import LARGEST, MOST

Open = Callable[..., Window]
COUNT = MOST + 100
BLIND = "HTMLCanvasElement.prototype.getContext = (get => function (kind, ...more) { " \
    "return kind.startsWith('webgl') ? null : get.call(this, kind, ...more); })(HTMLCanvasElement.prototype.getContext);"  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _large(explored: Store) -> Iterator[None]:
    """The network beside the small graph of the other tests, and away again."""
    load(explored, COUNT)
    yield
    explored.write([("MATCH (n) WHERE n.runs = $runs DETACH DELETE n", {"runs": [f"made@{COUNT}"]})])


def opened(window: Open, **look: object) -> Window:
    shown = window(**look)
    shown.click("#whole > summary")
    shown.page.select_option("#whole-network", "people-and-companies")
    shown.click("#whole-form button")
    return shown


def number(shown: Window) -> tuple[int, int]:
    """Nodes and relationships that are seen."""
    nodes, edges, *_ = shown.text("#counts").replace(".", ",").split(", ")
    return int(nodes.split()[0]), int(edges.split()[0])


def saved(shown: Window, selector: str) -> bytes:
    with shown.page.expect_download() as download:
        shown.page.click(selector)
    return Path(download.value.path()).read_bytes()


def test_a_whole_network_is_drawn_and_a_node_of_it_told(window: Open) -> None:
    shown = opened(window)
    nodes, edges = number(shown)
    assert nodes > COUNT
    assert edges >= len(ends(COUNT))
    assert shown.page.is_visible("#large")
    assert not shown.page.is_visible("#network")
    at = shown.page.evaluate("import('/static/picture.js').then((picture) => picture.spot('Entity:M7'))")
    shown.page.locator("#large").click(position=at)
    shown.page.wait_for_selector("#panel-body dl")
    assert shown.text("#panel-heading").startswith("Company ")


def test_a_line_is_told_with_its_document_and_how_sure_it_is(window: Open) -> None:
    shown = opened(window)
    shown.page.click("[data-table=edges]")
    shown.click("#rows button[data-edge]:has-text('linked to') >> nth=0")
    told = shown.text("#panel")
    for said in ("linked to", "modality", "row "):
        assert said in told


def test_filters_bring_the_small_picture_back_where_things_stood(window: Open) -> None:
    shown = opened(window)
    stood = shown.page.evaluate("import('/static/picture.js').then((picture) => picture.positions()['Entity:M1'])")
    whole = number(shown)
    shown.click("#filters > summary")
    shown.click("[data-filter=modalities][value=alleged]")
    assert number(shown)[1] < whole[1]
    shown.click("[data-filter=modalities][value=alleged]")
    shown.click("[data-filter=classes][value=Organisation]")
    assert number(shown)[0] < MOST
    assert shown.page.is_visible("#network")
    shown.click("[data-filter=classes][value=Organisation]")
    assert number(shown) == whole
    again = shown.page.evaluate("import('/static/picture.js').then((picture) => picture.positions()['Entity:M1'])")
    assert again == stood


def test_the_table_and_the_text_are_shown_a_part_at_a_time(window: Open) -> None:
    shown = opened(window)
    assert shown.page.locator("#rows tbody tr").count() == 200
    assert shown.text("#more-rows").startswith("Show ")
    shown.click("#more-rows")
    assert 2_000 <= shown.page.locator("#rows tbody tr").count() <= 2_200
    assert shown.page.locator("#sentences li").count() == 100


def test_it_leaves_as_picture_and_as_files_but_not_as_svg(window: Open) -> None:
    shown = opened(window)
    shown.click("#files > summary")
    picture = Image.open(io.BytesIO(saved(shown, "[data-export=png]")))
    assert len(picture.convert("RGB").getcolors(1 << 24) or []) > 50
    tree = ElementTree.fromstring(saved(shown, "[data-export=gexf]"))  # noqa: S314 - written by the program
    assert len(tree.findall(".//{*}node")) == number(shown)[0]
    shown.page.click("[data-export=svg]")
    shown.ready()
    assert "are no SVG; filter, or take PNG, GEXF or CSV" in shown.text("#status")


def test_a_view_of_it_is_opened_where_it_stood(window: Open, tmp_path: Path) -> None:
    shown = opened(window)
    shown.click("#files > summary")
    view = saved(shown, "#save")
    places = {one["id"]: (one["x"], one["y"]) for one in json.loads(view)["nodes"]}
    (tmp_path / "view.json").write_bytes(view)
    other = window()
    other.click("#files > summary")
    other.page.set_input_files("#view-file", tmp_path / "view.json")
    for _ in range(200):
        if other.text("#counts"):
            break
        other.page.wait_for_timeout(50)
    other.ready()
    assert number(other) == number(shown)
    at = other.page.evaluate("import('/static/picture.js').then((picture) => picture.positions()['Entity:M1'])")
    assert (at["x"], at["y"]) == pytest.approx(places["M1"])


def test_a_browser_without_webgl_says_so_and_keeps_table_and_text(window: Open) -> None:
    shown = opened(window, first=BLIND)
    assert "draws no WebGL, which more than 2,000 nodes need" in shown.text("#large")
    assert shown.page.locator("#rows tbody tr").count() == 200


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_used_by_everybody(window: Open, scheme: str) -> None:
    shown = opened(window, scheme=scheme)
    found = Axe().run(shown.page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []


def test_what_is_too_large_is_refused_with_a_way_out(visitor: Visitor) -> None:
    many = [{"base": "Entity", "id": f"N{number}"} for number in range(LARGEST + 1)]
    reply = visitor.post("open", {"nodes": many})
    assert reply.status_code == 400
    assert "50,001 nodes, and more than 50,000 cannot be drawn: narrow the question" in reply.json()["error"]
    for lines in ({"count": 2, "start": [0], "end": [2]}, {"count": 2, "start": [0], "end": []}):
        assert visitor.post("places", lines).status_code == 400
