"""Take the pictures of docs/pictures in a real Chromium, of what palermo demo loads: `python -m tests.pictures`.

`python -m tests.pictures NAME ...` takes only these. docs/pictures.md is made from the same list, tests/pictures.yaml.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import yaml
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from pydantic import BaseModel, ConfigDict

from tests.pages import DOCS, Run, own_demo
from tests.viz.conftest import ARGUMENTS, CHROMIUM
from tests.viz.explorer.conftest import Window

FOLDER = DOCS / "pictures"
PAGE = DOCS / "pictures.md"
COLOURS = 128
MOST = 3_000_000
"""Bytes of all of them together."""
DECIDED = ("OFAC-55505", "EU-32020R1998-I.A-147", "--same", "--by", "a reader",
           "--why", "both are the chairman of the Prince Group")  # fmt: skip
HEAD = """# Pictures

Taken by `make pictures` in Chromium of what `palermo demo` loads, with the two records of one man decided to be one
(`palermo decide`, as in [the tutorial](tutorial.md)); not to be edited.
"""


class View(BaseModel):
    """A screen."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    scheme: Literal["light", "dark"]
    width: int
    height: int


class Picture(BaseModel):
    """What is shown, how one comes to it, and on which screens."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    shows: str
    views: tuple[str, ...] = ()
    command: tuple[str, ...] = ()
    explore: tuple[Mapping[str, Any], ...] = ()
    file: Literal["html", "png"] = "html"
    """What the command writes; a drawing needs no browser."""

    @property
    def files(self) -> dict[str, str]:
        """View -> name of the file."""
        return {"": f"{self.name}.png"} if self.file == "png" else {one: f"{self.name}-{one}.png" for one in self.views}

    @property
    def way(self) -> str:
        """The command with which anybody gets there."""
        words = [f'"{word}"' if " " in word else word for word in self.command]
        return " ".join(["palermo", *words, "--out", f"{self.name}.{self.file}"]) if words else "palermo explore"


_READ = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
VIEWS = {name: View.model_validate(one) for name, one in _READ["views"].items()}
PICTURES = [Picture.model_validate(one) for one in _READ["pictures"]]


def page() -> str:
    """docs/pictures.md."""
    parts = [HEAD]
    for one in PICTURES:
        parts.append(f"## {one.shows}\n\n`{one.way}`\n")
        parts += [f"![{one.shows}{f', {view}' if view else ''}](pictures/{file})\n" for view, file in one.files.items()]
    return "\n".join(parts)


def take(browser: Browser, run: Run, folder: Path, home: Path, wanted: list[Picture]) -> None:
    """Take these."""
    with explorer(home) as start:
        address, cookies = _entered(browser, start)
        for one in wanted:
            if not one.explore:
                result = run(*one.command, "--out", str(folder / f"{one.name}.{one.file}"))
                if result.exit_code:
                    raise ValueError(result.output)
            for view, file in one.files.items():
                if one.file == "png":
                    (FOLDER / file).write_bytes((folder / file).read_bytes())
                elif one.explore:
                    _explored(browser, address, cookies, one, VIEWS[view], FOLDER / file)
                else:
                    _opened(browser, folder / f"{one.name}.html", VIEWS[view], FOLDER / file)
                _shrink(FOLDER / file)
                sys.stdout.write(f"{FOLDER / file}\n")


def _shrink(file: Path) -> None:
    """A page has few colours: a palette takes a third of the bytes, and is not seen."""
    with Image.open(file) as taken:
        small = taken.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(file, optimize=True)


def _screen(browser: Browser, view: View) -> Page:
    size = {"width": view.width, "height": view.height}
    return browser.new_page(viewport=size, color_scheme=view.scheme, reduced_motion="reduce")  # type: ignore[arg-type]


def _opened(browser: Browser, path: Path, view: View, file: Path) -> None:
    shown = _screen(browser, view)
    shown.goto(path.as_uri())
    if shown.query_selector("#network"):
        shown.wait_for_selector("body[data-settled=yes]", timeout=60_000)
    shown.screenshot(path=file)
    shown.close()


def _explored(browser: Browser, address: str, cookies: list[Any], one: Picture, view: View, file: Path) -> None:
    shown = _screen(browser, view)
    shown.context.add_cookies(cookies)
    shown.goto(address)
    window = Window(shown, address)
    window.ready()
    for step in one.explore:
        for action, given in step.items():
            _step(window, action, given)
    window.ready()
    shown.mouse.move(0, 0)
    shown.screenshot(path=file)
    shown.close()


def _step(window: Window, action: str, given: Any) -> None:
    match action:
        case "find":
            window.find(given)
        case "click":
            window.click(given)
        case "open":
            window.click(f"nav a[href='#{given}']")
        case "fill":
            window.page.fill(*given)
        case "select":
            window.page.select_option(*given)
        case _:
            raise ValueError(action)


@contextmanager
def explorer(home: Path) -> Iterator[str]:
    """The explorer as somebody starts it: the address that it prints, which is good once."""
    words = [sys.executable, "-c", "import palermo; palermo.main()", "explore", "--no-browser", "--port", "0"]
    environment = {**os.environ, "PALERMO_HOME": str(home), "PYTHONPATH": str(DOCS.parent), "PYTHONUNBUFFERED": "1"}
    running = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        assert running.stdout
        yield running.stdout.readline().removeprefix("Open ").strip()
    finally:
        running.terminate()
        running.wait(30)


def _entered(browser: Browser, start: str) -> tuple[str, list[Any]]:
    """The address without its token, and the cookie that the browser was given for it."""
    context = browser.new_context()
    context.new_page().goto(start)
    cookies: list[Any] = list(context.cookies())
    context.close()
    return start.partition("?")[0], cookies


def main() -> None:
    """Take them, and write the page that lists them."""
    wanted = [one for one in PICTURES if one.name in sys.argv[1:]] if sys.argv[1:] else PICTURES
    FOLDER.mkdir(exist_ok=True)
    with own_demo() as (run, folder, settings), sync_playwright() as playwright:
        decided = run("decide", *DECIDED)
        if decided.exit_code:
            raise ValueError(decided.output)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        take(browser, run, folder, settings.home, wanted)
        browser.close()
    PAGE.write_text(page(), encoding="utf-8")
    every = {file for one in PICTURES for file in one.files.values()}
    for old in FOLDER.glob("*.png"):
        if old.name not in every:
            old.unlink()
    size = sum(one.stat().st_size for one in FOLDER.glob("*.png"))
    sys.stdout.write(f"{PAGE}: {len(every)} pictures, {size:,} bytes\n")
    if size > MOST:
        sys.exit(f"The pictures have more than {MOST:,} bytes; take fewer, or smaller ones.")


if __name__ == "__main__":
    main()
