import re
from collections.abc import Callable

import pytest

from graph.errors import UsageError
from graph.model import node_classes
from graph.read import GraphEdge, GraphNode, Subgraph
from tests.viz.conftest import Visit, drawn
from viz.network import MOST, page
from viz.palette import palette

ATTACKS = [
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(2)</script>",
    "<a href=javascript:alert(3)>x</a>",
    "{{ 7*7 }}",
    "'\"><svg onload=alert(4)>",
    "javascript:alert(5)",
]


def node(label: str, id_: str, base: str | None = None, **properties: object) -> GraphNode:
    bases = {cls.label(): cls.base().label() for cls in node_classes()}
    return GraphNode(base or bases[label], label, id_, {"id": id_, **properties})


def letter() -> Subgraph:
    """A sentence, what it says, and what that touches."""
    nodes = (
        node("Provision", "ACTIP-14(8)", title="Protection of victims", strength="qualified"),
        node("Passage", "L/L38", text="They are often held.", locator="L38"),
        node("Allegation", "L/A33", code="A33", quote="They are often held.", modality="reported", hedge="often"),
        node("State", "MYS", name="Malaysia"),
    )
    edges = (
        GraphEdge("STATED_IN", ("Statement", "L/A33"), ("Source", "L/L38"), {"id": "1", "locator": "L38"}),
        GraphEdge(
            "WEIGHS_AGAINST",
            ("Statement", "L/A33"),
            ("Law", "ACTIP-14(8)"),
            {"id": "2", "why": "only for identified victims", "asserted_by": "coder", "locator": "L38", "state": "MYS"},
        ),
    )
    return Subgraph(nodes, edges)


def star(size: int) -> Subgraph:
    nodes = tuple(node("Provision", f"P-{number}", title="t") for number in range(size))
    edges = tuple(
        GraphEdge("CONTAINS", ("Law", f"P-{number // 4}"), ("Law", f"P-{number}"), {"id": str(number)})
        for number in range(1, size)
    )
    return Subgraph(nodes, edges)


def claim(modality: str, stance: str = "asserts") -> Subgraph:
    nodes = (node("Organisation", "O", name="Security Ltd"), node("Compound", "C", name="The yard"))
    said = {"id": "1", "document": "D", "locator": "p. 4", "quote": "guards it", "modality": modality, "stance": stance}
    return Subgraph(nodes, (GraphEdge("GUARDS", ("Entity", "O"), ("Place", "C"), said),))


def panel(visited: Visit) -> str:
    return visited.page.inner_text("#panel")


def test_it_asks_nobody_and_fails_nowhere(visit: Callable[..., Visit]) -> None:
    visited = visit(page(letter(), title="From the sentence to the treaty"))
    assert [url for url in visited.requests if not url.startswith(("file:", "data:", "blob:"))] == []
    assert visited.errors == []
    assert visited.page.evaluate("document.body.dataset.settled") == "yes"


def test_a_click_on_a_node_shows_what_is_said_and_how_surely(visit: Callable[..., Visit]) -> None:
    visited = visit(page(letter(), title="x"))
    place = visited.page.evaluate("network.canvasToDOM(network.getPosition(2))")
    visited.page.click("#network", position={"x": place["x"], "y": place["y"]})
    shown = panel(visited)
    assert "A33" in shown
    assert "They are often held." in shown
    assert "reported" in shown


def test_a_click_on_a_line_shows_who_reads_it_so_and_why(visit: Callable[..., Visit]) -> None:
    visited = visit(page(letter(), title="x"))
    places = visited.page.evaluate("[2, 0].map(n => network.canvasToDOM(network.getPosition(n)))")
    x, y = (sum(place[axis] for place in places) / 2 for axis in ("x", "y"))
    visited.page.click("#network", position={"x": x, "y": y})
    shown = panel(visited)
    assert "weighs against" in shown
    assert "only for identified victims" in shown
    assert "coder" in shown
    assert "L38" in shown


def test_a_reading_is_never_shown_without_the_statement_and_its_modality(visit: Callable[..., Visit]) -> None:
    visited = visit(page(letter(), title="x"))
    visited.page.click("button[data-edge='1']")
    shown = panel(visited)
    assert "A33 (reported) weighs against ACTIP-14(8) (qualified)" in shown
    assert "They are often held." in shown


def test_a_click_on_a_claim_shows_quote_document_and_place(visit: Callable[..., Visit]) -> None:
    visited = visit(page(claim("alleged"), title="x"))
    visited.page.click("button[data-edge='0']")
    shown = panel(visited)
    for said in ("modality: alleged", "guards it", "document\nD", "locator\np. 4"):
        assert said in shown


def test_the_picture_says_how_sure_a_statement_and_how_hard_a_duty_is() -> None:
    labels = [one["label"] for one in drawn(page(letter(), title="x"))["nodes"]]
    assert labels == ["ACTIP-14(8)\nqualified", "L38", "A33\nreported", "Malaysia"]


def test_what_would_be_is_drawn_as_conditional() -> None:
    only = node("Conclusion", "L/L52", code="L52", modality="alleged", conditional=True)
    assert drawn(page(Subgraph((only,), ()), title="x"))["nodes"][0]["label"] == "L52\nalleged, conditional"


@pytest.mark.parametrize(
    ("modality", "stance", "dashes", "label"),
    [
        ("alleged", "asserts", True, "guards, alleged"),
        ("reported", "asserts", False, "guards, reported"),
        ("reported", "denies", [2, 6], "guards, reported, denies"),
    ],
)
def test_a_line_says_how_sure_its_claim_is(modality: str, stance: str, dashes: object, label: str) -> None:
    (edge,) = drawn(page(claim(modality, stance), title="x"))["edges"]
    assert (edge["dashes"], edge["label"]) == (dashes, label)


def test_the_program_adds_no_word_of_judgement() -> None:
    program = page(letter(), title="x").split("<script>")[0]
    assert not re.search(r"violat|breach|guilt", program, re.IGNORECASE)


def test_the_details_stay_in_sight_on_a_small_screen(visit: Callable[..., Visit]) -> None:
    visited = visit(page(star(60), title="x"), width=390, height=800)
    visited.page.click("button[data-edge='40']")
    box = visited.page.locator("#panel-heading").bounding_box()
    assert box
    assert 0 < box["y"] < 800


def test_the_tables_do_the_same_by_keyboard(visit: Callable[..., Visit]) -> None:
    visited = visit(page(letter(), title="x"))
    assert visited.page.locator("tbody tr").count() == 4 + 2
    visited.page.focus("button[data-edge='0']")
    visited.page.keyboard.press("Enter")
    assert "STATED IN".lower() in panel(visited).lower()


def test_the_legend_names_the_classes_that_are_there(visit: Callable[..., Visit]) -> None:
    visited = visit(page(letter(), title="x"))
    legend = [line.strip() for line in visited.page.inner_text(".legend").split("\n")]
    assert legend == ["Allegation", "Provision", "State", "Passage", "lines: stated in, weighs against"]


def test_the_legend_explains_a_broken_line_where_there_is_one(visit: Callable[..., Visit]) -> None:
    assert "broken line: alleged" in visit(page(claim("alleged"), title="x")).page.inner_text(".legend")


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_a_source_says_runs(visit: Callable[..., Visit], attack: str) -> None:
    nodes = (
        node("Platform", attack, name=attack, names=[attack]),
        node("Allegation", "A", code=attack, quote=attack, modality=attack, summary=attack),
    )
    edge = GraphEdge("ABOUT", ("Statement", "A"), ("Entity", attack), {"id": attack, "why": attack, attack: attack})
    visited = visit(page(Subgraph(nodes, (edge,)), title=attack, notes=[attack]))
    for place in range(visited.page.locator("tbody button").count()):
        visited.page.locator("tbody button").nth(place).click()
        visited.page.locator("#panel button").first.click()
    assert visited.dialogs == []
    assert visited.errors == []
    assert [url for url in visited.requests if not url.startswith(("file:", "data:", "blob:"))] == []
    assert attack in visited.page.inner_text("h1")
    assert attack in panel(visited)
    assert visited.page.locator("main img, main a, main [onload], main [onerror]").count() == 0


def test_the_same_subgraph_gives_the_same_bytes() -> None:
    assert page(letter(), title="x") == page(letter(), title="x")


def test_every_class_has_a_look_of_its_own() -> None:
    labels = {cls.label() for cls in node_classes()}
    assert set(palette()) == labels
    assert len({(look.colour, look.shape) for look in palette().values()}) == len(labels)


def test_the_label_of_a_class_is_a_property_that_it_has() -> None:
    for cls in node_classes():
        assert palette()[cls.label()].label in cls.model_fields


def test_too_large_a_picture_says_how_to_narrow_it() -> None:
    with pytest.raises(UsageError, match="--limit, or open one part after another in palermo explore"):
        page(star(MOST + 1), title="x")


def test_names_that_would_hide_others_are_left_out_and_counted_until_one_comes_closer(
    visit: Callable[..., Visit],
) -> None:
    firms = tuple(node("Organisation", f"O-{number:03}", name=f"The {number}th firm of many") for number in range(100))
    edges = tuple(GraphEdge("OWNS", ("Entity", "O-000"), ("Entity", one.id), {"id": one.id}) for one in firms[1:])
    visited = visit(page(Subgraph(firms, edges), title="x"))
    written = "nodes.get().filter(({ label }) => label.trim()).length"
    few = visited.page.evaluate(written)
    assert 0 < few < 100
    assert re.match(r"\d+ names of nodes or lines", visited.page.inner_text("#unwritten"))
    visited.page.mouse.move(500, 400)
    for _ in range(8):
        visited.page.mouse.wheel(0, -300)
    visited.page.wait_for_timeout(400)
    assert visited.page.evaluate(written) > few


def test_parallel_claims_are_drawn_beside_one_another() -> None:
    ends = ("Entity", "O"), ("Place", "C")
    (one,) = claim("alleged").edges
    two = GraphEdge("GUARDS", *ends, {**one.properties, "id": "2", "stance": "denies"})
    edges = drawn(page(Subgraph(claim("alleged").nodes, (one, two)), title="x"))["edges"]
    assert ["smooth" in edge for edge in edges] == [False, True]


def test_no_line_is_level_so_that_its_name_is_written_on_it(visit: Callable[..., Visit]) -> None:
    visited = visit(page(star(60), title="x"))
    heights = visited.page.evaluate("Object.values(network.getPositions()).map(at => at.y)")
    assert len(set(heights)) == 60


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light")])
def test_it_fits_the_screen(visit: Callable[..., Visit], width: int, scheme: str) -> None:
    visited = visit(page(star(60), title="x"), width=width, scheme=scheme)
    assert visited.page.evaluate("document.documentElement.scrollWidth") <= width
    background = visited.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (background == "rgb(255, 255, 255)") == (scheme == "light")


def test_it_carries_the_licence_of_the_drawing_library() -> None:
    html = page(letter(), title="x")
    assert "vis.js is dual licensed" in html
    assert "https://" not in html.split("<script>")[0]
