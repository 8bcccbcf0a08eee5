"""A picture with its legend, its caption and the table of the same rows: arranged as a page, or as a sheet."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import altair as alt

from viz import offline
from viz.charts.drawing import form, png, svg
from viz.charts.sheet import GAP, Mark, Sheet
from viz.notebook import frame

WIDTH = 900
"""Pixels of a picture."""
HEIGHT = 640
"""Pixels of it in a notebook, where the rest is scrolled to."""
ABREAST = 3
"""Details side by side on a sheet."""
DETAIL = (WIDTH - (GAP + 2) * (ABREAST - 1)) // ABREAST


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as text. `numbered` rows are those that the picture leads to, from 1."""

    heading: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """What is to be seen and read; `main` is none where there is nothing to draw, and a note says why."""

    title: str
    notes: list[str]
    caption: Sequence[str]
    legend: list[Mark]
    main: alt.LayerChart | None
    tables: list[Table]
    details: list[tuple[str, alt.LayerChart]] = field(default_factory=list)

    @property
    def told(self) -> str:
        """In a line: how much is drawn, or why nothing is."""
        return self.notes[0] if self.main is not None else " ".join(dict.fromkeys((self.notes[0], self.notes[-1])))

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """A page with its tables where a notebook shows pages, else the picture alone."""
        return {
            "text/html": frame(as_page(self), self.title, height=HEIGHT),
            "image/svg+xml": as_sheet(self),
            "text/plain": f"{self.title}: {self.told}",
        }


def write(picture: Picture, path: Path) -> None:
    """Write it as its ending says: .html, .svg or .png. Raises UsageError for another ending."""
    ending = form(path)
    if ending == ".html":
        path.write_text(as_page(picture), encoding="utf-8")
    elif ending == ".svg":
        path.write_text(as_sheet(picture), encoding="utf-8")
    else:
        path.write_bytes(png(as_sheet(picture)))


def as_page(picture: Picture) -> str:
    """One offline HTML document without a script: the drawings are SVG, the tables below hold the same rows."""
    charts = [picture.main] if picture.main is not None else []
    details = [
        {"title": title, "drawing": offline.trusted(svg(chart, f"detail-{number}", linked=True))}
        for number, (title, chart) in enumerate(picture.details)
    ]
    text: str = (
        offline.environment("chart.css")
        .get_template("chart.html")
        .render(
            picture=picture,
            title=picture.title,
            notes=picture.notes,
            main=[offline.trusted(svg(chart, "main", linked=True)) for chart in charts],
            details=details,
        )
    )
    return text


def as_sheet(picture: Picture) -> str:
    """One SVG document: title, notes, legend, picture, details and caption one under another, on white."""
    sheet = Sheet(WIDTH + 2)  # an edge of one pixel on each side
    sheet.text([picture.title], size=17, bold=True)
    sheet.text(picture.notes)
    _draw(picture, sheet)
    sheet.text(picture.caption)
    return sheet.done()


def as_drawing(picture: Picture) -> str:
    """The same without title, notes and caption, for a file that has them as text."""
    sheet = Sheet(WIDTH + 2)
    _draw(picture, sheet)
    return sheet.done()


def _draw(picture: Picture, sheet: Sheet) -> None:
    if picture.main is not None:
        sheet.legend(picture.legend)
        sheet.row([("", svg(picture.main, "main"))])
    drawn = [(title, svg(chart, f"detail-{number}")) for number, (title, chart) in enumerate(picture.details)]
    for first in range(0, len(drawn), ABREAST):
        sheet.row(drawn[first : first + ABREAST])
