"""The page of figures, docs/measured.md: each section is written by the script that measured it, never by hand."""

import os
import platform
import re
from datetime import date
from pathlib import Path

import psutil

PAGE = Path(__file__).parents[1] / "docs" / "measured.md"


def machine() -> str:
    """The class of this machine, the day, and how busy it was: a figure means nothing without them."""
    gib = psutil.virtual_memory().total / 2**30
    return (
        f"{os.cpu_count()} cores, {gib:.0f} GiB, {platform.system()}, Python {platform.python_version()}, "
        f"{date.today().isoformat()}, load average at the end {os.getloadavg()[0]:.1f}"
    )


def table(headings: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (headings, ["---"] * len(headings), *rows))


def write_section(name: str, text: str, page: Path = PAGE) -> None:
    """Put text between the marks `<!-- name -->` and `<!-- /name -->` of the page, under a line about the machine.

    Raises KeyError where the page has no such marks: a section has a heading and a sentence, which people write.
    """
    before = page.read_text(encoding="utf-8")
    marks = re.compile(rf"(<!-- {re.escape(name)} -->\n).*?(<!-- /{re.escape(name)} -->)", re.DOTALL)
    if not marks.search(before):
        raise KeyError(name)
    page.write_text(marks.sub(lambda found: f"{found[1]}{machine()}\n\n{text.strip()}\n{found[2]}", before), "utf-8")
