"""A real Chromium that can reach nothing but files and this machine."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
ARGUMENTS = [
    "--no-sandbox",
    "--use-angle=swiftshader",  # WebGL without a graphics card
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
"""A browser that reaches nothing but files and this machine."""


@dataclass
class Visit:
    """A page that was opened, and what it did."""

    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    assert CHROMIUM, "the page tests need Chromium; make test installs it"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Visit]]:
    """Open a page from its HTML and wait until its picture has settled."""
    pages: list[Page] = []

    def open_page(
        html: str, *, width: int = 1280, height: int = 900, scheme: str = "light", settles: bool = True
    ) -> Visit:
        path = tmp_path / f"{len(pages)}.html"
        path.write_text(html, encoding="utf-8")
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
        pages.append(page)
        visited = Visit(page)
        page.on("request", lambda request: visited.requests.append(request.url))
        page.on("pageerror", lambda error: visited.errors.append(str(error)))
        page.on("console", lambda message: visited.errors.append(message.text) if message.type == "error" else None)

        def dismiss(dialog: object) -> None:
            visited.dialogs.append(str(dialog))
            dialog.dismiss()  # type: ignore[attr-defined]

        page.on("dialog", dismiss)
        page.goto(path.as_uri())
        for _ in range(200 if settles else 0):  # a page without a script is done when it is loaded
            if page.evaluate("document.body.dataset.settled === 'yes'"):
                break
            page.wait_for_timeout(50)
        return visited

    yield open_page
    for page in pages:
        page.close()


def drawn(html: str) -> dict[str, Any]:
    """What the page hands to the drawing library."""
    found = re.search(r'<script type="application/json" id="graph">(.*?)</script>', html, re.DOTALL)
    assert found
    graph: dict[str, Any] = json.loads(found[1])
    return graph
