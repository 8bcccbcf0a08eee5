"""Maps and timelines, in a real Chromium and as files."""

import math
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UsageError
from graph.model import When
from tests.viz.conftest import Visit
from tests.viz.test_network import ATTACKS
from viz.charts import empty, labels, map, timeline  # noqa: A004
from viz.charts.frame import Frame, Spot, groups
from viz.charts.outlines import outlines
from viz.charts.picture import Picture, as_page, as_sheet, write

PLACES = [
    ("C1", "KK Park", ["KK园区", "ရွှေကုက္ကိုလ်"], 16.71, 98.544, "raided", "Kayin"),
    ("C2", "Jin Bei compound (Sihanoukville)", ["金贝", "ជីនបី"], 10.6273, 103.5183, "operating", "Preah Sihanouk"),
    ("C3", "Chinatown compound (Otres)", ["中国城"], 10.6028, 103.5288, "closed", "Preah Sihanouk"),
    ("C4", "Dara Sakor", ["七星海", "ដារាសាគរ"], 10.9148, 103.2253, None, "Koh Kong"),
    ("C5", "O'Smach", ["អូរស្មាច់"], 14.3996, 103.9658, None, "Oddar Meanchey"),
    ("C6", "Poipet", ["波贝"], 13.6601, 102.567, "operating", "Banteay Meanchey"),
    ("C7", "Bavet", ["បាវិត"], 11.0892, 105.9921, "raided", "Svay Rieng"),
]


def place(id_: str, name: str, names: list[str], latitude: float | None, longitude: float | None, status: str | None,
          area: str, **more: Any) -> dict[str, Any]:  # fmt: skip
    claim = {"place": area, "name": area, "modality": "reported", "stance": "asserts", "document": "D", "locator": id_}
    row = {"place": id_, "canonical": id_, "class": "Compound", "name": name, "names": names, "latitude": latitude}
    row |= {"longitude": longitude, "precision_m": 800.0 if latitude else None, "status": status}
    return row | {"located_in": [{**claim, "quote": None}], "documents": ["D"], "loaded_from": ["compounds"]} | more


def seven() -> list[dict[str, Any]]:
    return [place(*values) for values in PLACES]


def entry(id_: str, when: str | None, **more: Any) -> dict[str, Any]:
    at = [{"id": "C1", "name": "KK Park", "why": "AT"}]
    row = {
        "type": "event",
        "id": id_,
        "kind": "raid",
        "title": f"Event {id_}",
        "when": when,
        "places": at,
        "parties": [],
    }
    return row | {"modality": "reported", "denials": 0, "evidence": [{"document": "D", "locator": id_}]} | more


def entries() -> list[dict[str, Any]]:
    return [
        entry("E1", "2017", kind="construction", modality="alleged"),
        entry("E2", "2024-05", modality=None, denials=1),
        entry("E3", "2025-10-21"),
        entry("E4", "2025-10-14", type="listing", kind="TCO", title="陈志", modality="designated"),
        entry("E5", None),
    ]


def drawn(picture: Picture) -> ElementTree.Element:
    return ElementTree.fromstring(as_sheet(picture))  # noqa: S314 - drawn by this program


def texts(picture: Picture) -> list[str]:
    return [element.text or "" for element in drawn(picture).iter() if element.tag.endswith("}text")]


PICTURES = {"map": map.picture(seven(), "Places"), "timeline": timeline.picture(entries(), "Events")}


@cache
def html_of(name: str) -> str:
    return as_page(PICTURES[name])


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light")])
def test_a_page_asks_nobody_runs_nothing_and_fits_the_screen(
    visit: Callable[..., Visit], name: str, width: int, scheme: str
) -> None:
    html = html_of(name)
    visited = visit(html, width=width, scheme=scheme, settles=False)
    assert [url for url in visited.requests if not url.startswith("file:")] == []
    assert (visited.errors, visited.dialogs) == ([], [])
    assert "<script" not in html
    assert "script-src &#39;none&#39;" in html
    assert visited.page.evaluate("document.documentElement.scrollWidth") <= width
    assert visited.page.locator(".drawing svg").count() == 1
    background = visited.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (background == "rgb(255, 255, 255)") == (scheme == "light")


def test_nothing_that_a_source_says_runs(visit: Callable[..., Visit]) -> None:
    places = [place(one, one, [one], 10.0 + 0.1 * number, 100.0, None, one) for number, one in enumerate(ATTACKS)]
    events = [entry(one, "2025", title=one, kind=one, places=[{"id": one, "name": one, "why": one}]) for one in ATTACKS]
    title = " ".join(ATTACKS)
    for picture in (map.picture(places, title, ATTACKS), timeline.picture(events, title, ATTACKS)):
        visited = visit(as_page(picture), settles=False)
        assert (visited.errors, visited.dialogs) == ([], [])
        assert [url for url in visited.requests if not url.startswith("file:")] == []
        for attack in ATTACKS:
            assert attack in visited.page.inner_text("h1")
            assert attack in visited.page.inner_text("tbody")
        assert visited.page.locator("main img, main script, main [onload], main [onerror]").count() == 0
        assert visited.page.locator("main a:not([href^='#row-'])").count() == 0
        ElementTree.fromstring(as_sheet(picture))  # noqa: S314


def test_a_control_character_is_shown_as_replaced() -> None:
    assert "a\N{REPLACEMENT CHARACTER}b" in texts(map.picture([place("C", "a\x00b", [], 10.0, 100.0, None, "x")], "x"))


def test_a_mark_leads_to_its_row_and_tells_how_surely(visit: Callable[..., Visit]) -> None:
    visited = visit(html_of("map"), settles=False)
    assert visited.page.locator("tbody tr").count() == 7
    mark = visited.page.locator(".drawing a[href='#row-1']")
    told = mark.locator("title").text_content() or ""
    assert told == "1. KK Park: Compound, raided, 16.71 N, 98.54 E, within 800 m, Kayin (reported)"
    mark.focus()
    visited.page.keyboard.press("Enter")
    assert visited.page.url.endswith("#row-1")
    row = visited.page.inner_text("#row-1")
    for said in ("KK Park", "KK园区", "ရွှေကုက္ကိုလ်", "Kayin (reported)", "raided", "D, C1", "compounds"):
        assert said in row


def test_no_two_names_of_the_seven_places_cover_each_other(visit: Callable[..., Visit]) -> None:
    visited = visit(html_of("map"), settles=False)
    boxes = visited.page.evaluate(
        "[...document.querySelectorAll('.drawing, .details figure')].map(one =>"
        " [...one.querySelectorAll('text')].filter(t => t.textContent.trim().length > 1).map(t => {"
        " const {left, right, top, bottom} = t.getBoundingClientRect(); return [left, right, top + 3, bottom - 3]; }))"
    )
    assert len(boxes[0]) == 7 + 1  # and the scale
    for panel in boxes:
        for number, (left, right, top, bottom) in enumerate(panel):
            for other in panel[number + 1 :]:
                assert left >= other[1] or other[0] >= right or top >= other[3] or other[2] >= bottom


def test_a_circle_is_true_to_the_scale_of_the_picture() -> None:
    jin_bei, chinatown = (Spot(*values[3:5], 800) for values in PLACES[1:3])
    frame = Frame.around([jin_bei, chinatown], 290, (240, 240), least_m=8000, margin=60)
    pixels = math.dist(frame.pixel(jin_bei), frame.pixel(chinatown))
    assert frame.radius(jin_bei) / pixels == pytest.approx(800 / jin_bei.distance_m(chinatown), rel=1e-3)


@given(st.floats(-70, 70), st.floats(-175, 175), st.floats(1, 50_000))
def test_the_whole_circle_of_a_place_is_in_its_frame(latitude: float, longitude: float, precision: float) -> None:
    spot = Spot(latitude, longitude, precision)
    frame = Frame.around([spot], 290, (240, 240), least_m=2000, margin=40)
    x, y = frame.pixel(spot)
    radius = frame.radius(spot)
    assert radius <= x + 1e-6
    assert x <= 290 - radius + 1e-6
    assert radius <= y + 1e-6
    assert y <= 240 - radius + 1e-6


@pytest.mark.parametrize(
    ("precision", "text"),
    [
        (5, "16.7123 N, 98.5441 E, within 5 m"),
        (800, "16.71 N, 98.54 E, within 800 m"),
        (30_000, "17 N, 99 E, within 30 km"),
    ],
)
def test_a_point_has_no_more_digits_than_its_precision_allows(precision: float, text: str) -> None:
    assert map.point({"latitude": 16.71234, "longitude": 98.54412, "precision_m": precision}) == text


@given(st.lists(st.tuples(st.floats(-60, 60), st.floats(-170, 170)), max_size=25))
def test_groups_are_the_places_that_a_chain_of_short_steps_joins(points: list[tuple[float, float]]) -> None:
    spots = [Spot(latitude, longitude, 1) for latitude, longitude in points]
    found = groups(spots, 300_000)
    assert sorted(number for group in found for number in group) == list(range(len(spots)))
    for group in found:
        outside = [number for number in range(len(spots)) if number not in group]
        assert all(spots[one].distance_m(spots[other]) > 300_000 for one in group for other in outside)


@given(
    st.lists(
        st.tuples(st.integers(0, 400), st.integers(0, 300), st.text("ab園က ", min_size=1, max_size=20)), max_size=15
    )
)
def test_labels_never_overlap_nor_leave_the_paper(given_: list[tuple[int, int, str]]) -> None:
    anchors = [labels.Anchor(x, y, 5, (text,)) for x, y, text in given_]
    boxes = [
        (one.x, one.y - labels.LINE / 2, one.x + labels.width(anchors[one.number].lines[0]), one.y + labels.LINE / 2)
        for one in labels.place(anchors, (400, 300))
    ]
    for number, (left, top, right, bottom) in enumerate(boxes):
        assert left >= 0
        assert top >= 0
        assert right <= 400
        assert bottom <= 300
        for other in boxes[number + 1 :]:
            assert left >= other[2] or other[0] >= right or top >= other[3] or other[1] >= bottom


def test_outlines_are_fine_near_the_moei_and_there_everywhere() -> None:
    names = [
        country["properties"]["name"]
        for country in outlines((98.4, 16.6, 98.6, 16.8))["objects"]["countries"]["geometries"]
    ]
    assert set(names) == {"Myanmar", "Thailand"}
    assert len(outlines((98.4, 16.6, 98.6, 16.8))["arcs"]) > len(outlines((92, 5, 110, 28))["arcs"]) / 10
    assert outlines((55, 25, 56, 26))["objects"]["countries"]["geometries"]


def test_the_caption_says_whose_the_borders_are_and_what_a_circle_is() -> None:
    caption = " ".join(map.CAPTION)
    assert "no statement on sovereignty" in caption
    assert "no finer than it" in caption
    assert all(line in html_of("map") for line in ("Natural Earth", "no finer than it"))
    assert "sovereignty" in " ".join(texts(PICTURES["map"]))


def test_a_place_without_a_point_is_told_beside_the_map() -> None:
    picture = map.picture([*seven(), place("C8", "Nowhere", [], None, None, None, "Johor")], "x")
    assert picture.notes[0] == "7 on the map, 1 without a point."
    assert [row[0] for row in picture.tables[1].rows] == ["Nowhere"]


def test_status_is_told_by_a_sign_and_not_by_colour_alone() -> None:
    signs = {(mark.glyph, mark.fill == mark.stroke) for mark in PICTURES["map"].legend[:-1]}
    assert len(signs) == 4


def bars(picture: Picture) -> dict[str, float]:
    """The width in pixels of each bar by the number of its row."""
    page = ElementTree.fromstring(as_page(picture).split('class="drawing"', 1)[1].split(">", 1)[1].split("</div>")[0])  # noqa: S314
    found = {}
    for link in page.iter("{http://www.w3.org/2000/svg}a"):
        shape = link[0].get("d") or ""
        match = re.search(r"h(-?[\d.]+)", shape)
        assert match
        found[link.attrib["href"]] = abs(float(match[1]))
    return found


def test_a_year_is_a_bar_of_a_year_and_a_day_a_tick() -> None:
    picture = PICTURES["timeline"]
    widths = bars(picture)
    assert widths["#row-1"] / widths["#row-2"] == pytest.approx(365 / 31, rel=0.01)
    assert widths["#row-3"] == widths["#row-4"] == timeline.LEAST


def test_what_has_no_date_is_listed_beneath() -> None:
    picture = PICTURES["timeline"]
    assert picture.notes[0] == "4 with a date, 1 without."
    assert [row[-1] for row in picture.tables[1].rows] == ["E5"]


def test_a_listing_is_called_no_finding_and_a_denial_is_told() -> None:
    html = html_of("timeline")
    assert "listing by an authority, which is no finding" in html
    assert "denied or retracted 1 times" in html


@pytest.mark.parametrize(
    ("lanes", "expected"), [("kind", ["construction", "raid", "listings"]), ("place", ["KK Park"])]
)
def test_lanes_are_by_kind_or_by_place(lanes: timeline.Lanes, expected: list[str]) -> None:
    written = texts(timeline.picture(entries(), "x", lanes=lanes))
    assert [name for name in expected if name in written] == expected


@given(
    st.lists(
        st.tuples(st.dates(When.parse("1990").earliest, When.parse("2030").latest), st.integers(0, 900)),
        min_size=1,
        max_size=30,
    )
)
def test_no_two_bars_or_titles_of_a_lane_lie_on_each_other(days: list[tuple[Any, int]]) -> None:
    rows = [
        entry(str(number), f"{day}/{day.fromordinal(day.toordinal() + more)}")
        for number, (day, more) in enumerate(days)
    ]
    first, last = timeline._span(rows)
    scale = 700 / (last - first).days
    placed = timeline._packed(list(enumerate(rows)), first, scale, 700)
    for number, one in enumerate(placed):
        for other in placed[number + 1 :]:
            assert one.line != other.line or one.right <= other.left or other.right <= one.left


@pytest.mark.parametrize("ending", ["html", "svg", "png"])
def test_the_same_rows_give_the_same_bytes_in_every_form(tmp_path: Path, ending: str) -> None:
    files = tmp_path / f"1.{ending}", tmp_path / f"2.{ending}"
    for path in files:
        write(map.picture(seven()[:1], "Places"), path)
    first, second = (path.read_bytes() for path in files)
    assert first == second
    assert b"var(--" not in first or ending == "html"
    assert first.startswith(b"\x89PNG") == (ending == "png")


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.html, \.svg or \.png"):
        write(PICTURES["map"], tmp_path / "map.gif")


def test_too_many_places_say_how_to_narrow_it() -> None:
    with pytest.raises(UsageError, match="--state"):
        map.picture([place(str(number), "x", [], 10.0, 100.0, None, "x") for number in range(map.MOST + 1)], "x")


@pytest.mark.parametrize(
    ("found", "every", "sentence"),
    [
        ([], [], "is loaded"),
        ([], seven(), "no source puts any of the 7 places in the store in VNM"),
        ([place("C", "x", [], None, None, None, "x")], [], "no compound"),
        ([place("C", "x", [], None, None, None, "x")], seven(), "no source gives a point for any of the 1 places"),
    ],
)
def test_an_empty_map_says_why(found: list[dict[str, Any]], every: list[dict[str, Any]], sentence: str) -> None:
    assert sentence in (empty.why_no_place(found, every, "VNM") or "")


def test_an_empty_picture_is_a_page_and_a_file_that_say_so(visit: Callable[..., Visit], tmp_path: Path) -> None:
    picture = map.picture([], "Places", ["There is nothing to draw: nothing is loaded."])
    assert "nothing is loaded" in visit(as_page(picture), settles=False).page.inner_text("header")
    write(picture, tmp_path / "map.png")
    assert (tmp_path / "map.png").stat().st_size > 1000
