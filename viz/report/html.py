"""A dossier as one offline page with a style for paper: no script, nothing from any network."""

from collections.abc import Sequence
from typing import Any

from viz import offline
from viz.charts.drawing import svg
from viz.report.document import Document, Figure, Heading
from viz.report.language import _


def as_html(document: Document) -> str:
    """The page."""
    made = offline.environment("chart.css", "report.css")
    made.globals |= {"_": _}
    headings = [(number, one) for number, one in enumerate(document.blocks) if isinstance(one, Heading)]
    blocks = [
        {"kind": type(one).__name__, "is": one, "number": number, "drawn": _drawn(one, number)}
        for number, one in enumerate(document.blocks)
    ]
    text: str = made.get_template("report.html").render(
        document=document,
        title=document.title,
        lang=document.language,
        notes=[],
        blocks=blocks,
        contents=[(number, one.words) for number, one in headings if one.level == 1],
    )
    return text


def _drawn(block: Any, number: int) -> Sequence[Any]:
    """The drawings of a figure, each with its title; ids of its own, so that several live in one page."""
    if not isinstance(block, Figure):
        return ()
    picture = block.picture
    charts = [("", picture.main)] if picture.main is not None else []
    drawn = [{"title": title, "drawing": offline.trusted(svg(chart, f"picture-{number}"))} for title, chart in charts]
    details = [
        {"title": title, "drawing": offline.trusted(svg(chart, f"picture-{number}-{place}"))}
        for place, (title, chart) in enumerate(picture.details)
    ]
    return (*drawn, *details)
