"""The explorer is safe and of use to everybody: attacks stay text, axe finds nothing, and it fits the screen."""

import json
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.viz.explorer.conftest import ATTACK, Window

Open = Callable[..., Window]


def test_nothing_that_a_source_says_runs(window: Open) -> None:
    opened = window()
    for name in ("C2", "P1", "AL_X", "Security Ltd"):
        opened.find(name)
    opened.rows("edges")
    for number in range(opened.page.locator("#rows button").count()):
        opened.click(f"#rows button >> nth={number}")
    opened.rows("nodes")
    opened.click(f"#rows button:has-text('{ATTACK}') >> nth=0")
    assert opened.text("#panel-heading") == ATTACK
    for summary in opened.page.locator("#panel details summary").all():
        summary.click()
        opened.ready()
    canvas = opened.page.locator("#network").bounding_box()
    assert canvas
    for part in range(1, 8):  # tooltips of the picture are text, too
        opened.page.mouse.move(canvas["x"] + canvas["width"] * part / 8, canvas["y"] + canvas["height"] / 2)
    assert opened.page.locator("main img, main [onerror], main [onload], main script").count() == 0
    assert ATTACK in opened.text("#sentences")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_used_by_everybody(window: Open, scheme: str) -> None:
    opened = window(scheme=scheme)
    found = {"start": violations(opened)}
    for name in ("KK Park", "Security Ltd"):
        opened.find(name)
    for part in ("paths", "filters", "files"):
        opened.click(f"#{part} > summary")
    opened.rows("edges")
    opened.click("#rows button >> nth=0")
    found["explore"] = violations(opened)
    opened.click("#panel li button >> text=KK Park")
    opened.click("#panel button >> text=Standings of Myanmar")
    opened.click("#standings-rows button >> nth=0")
    found["standings"] = violations(opened)
    opened.click("nav a[href='#identity']")
    opened.page.wait_for_selector(".pair-card")
    found["identity"] = violations(opened)
    opened.click("nav a[href='#gaps']")
    opened.page.fill("#gaps-state", "MMR")
    opened.click("#gaps-form button")
    opened.click("#gaps-rows summary >> nth=0")
    found["gaps"] = violations(opened)
    assert found == {part: [] for part in found}


def violations(opened: Window) -> list[str]:
    """What axe finds: rule, weight and the element."""
    response = Axe().run(opened.page).response
    return [
        f"{one['id']} ({one['impact']}): {json.dumps([node['target'] for node in one['nodes']][:3])}"
        for one in response["violations"]
    ]


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1000, 700), (390, 800)])
def test_it_fits_the_screen(window: Open, width: int, height: int) -> None:
    opened = window(width=width, height=height)
    opened.find("KK Park")
    for part in ("explore", "standings", "identity", "gaps"):
        opened.click(f"nav a[href='#{part}']")
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    opened.click("nav a[href='#explore']")
    box = opened.page.locator("#panel-heading").bounding_box()
    assert box
    assert 0 < box["y"] < height
