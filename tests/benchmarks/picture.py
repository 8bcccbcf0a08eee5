"""Time from click to picture: the explorer, a plain pyvis page and a plain sigma page, in one real Chromium.

python -m tests.benchmarks.picture [--sizes 100 1000 10000 50000] [--write]

Of the explorer the time runs from the click on Open it to the frame in which all nodes are drawn: reading from Neo4j,
placing and drawing. The peers are given the same nodes and lines as a file and read no store: pyvis with its default options
(until vis-network says that it has settled), sigma with places drawn by lot (until its first frame).
"""

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from pyvis.network import Network

from graph.connection import connect
from graph.server import embedded
from graph.settings import Settings
from tests.benchmarks.made_network import ends, load
from tests.measured import table, write_section
from tests.viz.conftest import ARGUMENTS, CHROMIUM
from tests.viz.explorer.serving import serving
from viz.explorer import app
from viz.explorer.desk import Desk
from viz.explorer.security import Keys

SIZES = (100, 1_000, 10_000, 50_000)
CAP = 120.0
"""Seconds after which a page is given up."""
RUNS, QUICK = 3, 20.0
"""A median of so many, where the first took less than QUICK seconds."""
SIGMA = """<!doctype html><body style="margin:0"><div id="at" style="width:1200px;height:800px"></div>
<script>{graphology}</script><script>{sigma}</script><script>
const begun = performance.now(), graph = new graphology.MultiGraph();
for (const [id, x, y] of {nodes}) graph.addNode(id, {{ x, y, size: 3, label: "Company " + id }});
for (const [a, b] of {lines}) graph.addEdge(a, b);
const renderer = new Sigma(graph, document.getElementById("at"));
requestAnimationFrame(() => requestAnimationFrame(() => {{ window.took = performance.now() - begun; }}));
</script>"""


def taken(page: Page, done: str, begun: float) -> float:
    """Seconds since `begun` until the expression is true; CAP where it never is."""
    while time.monotonic() - begun < CAP:
        if page.evaluate(done):
            return time.monotonic() - begun
        page.wait_for_timeout(10)
    return CAP


def several(measure: Callable[[], float]) -> float:
    """The median of some runs, or the one of a slow one."""
    first = measure()
    return first if first >= QUICK else statistics.median([first, *(measure() for _ in range(RUNS - 1))])


def explorer(browser: Browser, address: str, keys: Keys) -> float:
    context = browser.new_context(viewport={"width": 1600, "height": 1000})
    keys.start = "start"
    page = context.new_page()
    page.goto(f"{address}?t=start")
    taken(page, "document.body.dataset.ready === 'yes'", time.monotonic())
    page.click("#whole > summary")
    page.select_option("#whole-network", "people-and-companies")
    begun = time.monotonic()
    page.click("#whole-form button")
    took = taken(
        page,
        "document.body.dataset.busy !== 'yes' && document.body.dataset.settled === 'yes' "
        "&& document.getElementById('counts').textContent.length > 0",
        begun,
    )
    context.close()
    return took


def pyvis(browser: Browser, count: int, folder: Path) -> float:
    network = Network(cdn_resources="in_line")
    for number in range(count):
        network.add_node(number, label=f"Company {number}")
    for start, end in ends(count):
        network.add_edge(start, end)
    path = folder / "pyvis.html"
    settled = "window.done = false; network.once('stabilizationIterationsDone', () => { window.done = true; });"
    html = network.generate_html().replace("return network;", f"{settled} return network;")
    path.write_text(html, encoding="utf-8")
    return opened(browser, path, "window.done === true")


def sigma(browser: Browser, count: int, folder: Path) -> float:
    chance = random.Random(1)
    path = folder / "sigma.html"
    scripts = {
        name: (app.HERE / "borrowed" / f"{name}.min.js").read_text("utf-8") for name in ("graphology.umd", "sigma")
    }
    nodes = [[str(number), chance.random(), chance.random()] for number in range(count)]
    lines = [[str(start), str(end)] for start, end in ends(count)]
    text = SIGMA.format(
        graphology=scripts["graphology.umd"], sigma=scripts["sigma"], nodes=json.dumps(nodes), lines=json.dumps(lines)
    )
    path.write_text(text, encoding="utf-8")
    return opened(browser, path, "window.took > 0")


def opened(browser: Browser, path: Path, done: str) -> float:
    page = browser.new_page(viewport={"width": 1200, "height": 800})
    begun = time.monotonic()
    page.goto(path.as_uri(), wait_until="commit")
    took = taken(page, done, begun)
    page.close()
    return took


def measure(sizes: list[int]) -> Iterator[list[str]]:
    """A row a size."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        settings = Settings(home=Path(folder) / "home")
        try:
            for count in sizes:
                with connect(settings) as store:
                    load(store, count)
                    with serving(Desk(store)) as (address, keys):
                        ours = several(lambda: explorer(browser, address, keys))
                plain = several(lambda: pyvis(browser, count, Path(folder)))
                drawn = several(lambda: sigma(browser, count, Path(folder)))
                yield [f"{count:,}", f"{len(ends(count)):,}", *told(ours, plain, drawn)]
        finally:
            embedded.down(settings)


def told(ours: float, plain: float, drawn: float) -> list[str]:
    """Seconds, and how many times as long pyvis took."""
    more = "over " if plain >= CAP else ""
    return [f"{ours:.2f} s", f"{more}{plain:.2f} s", f"{more}{plain / ours:.1f}×", f"{drawn:.2f} s"]


def main() -> None:
    """Take the sizes, and print the table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    arguments.add_argument("--write", action="store_true", help="into docs/measured.md")
    given = arguments.parse_args()
    rows = []
    for row in measure(given.sizes):
        print(" | ".join(row), flush=True)
        rows.append(row)
    text = table(
        ["nodes", "lines", "explorer", "pyvis", "pyvis beside the explorer", "sigma, no store, placed by lot"], rows
    )
    if given.write:
        write_section("picture", text)


if __name__ == "__main__":
    main()
