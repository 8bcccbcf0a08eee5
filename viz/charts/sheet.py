"""A sheet of paper: texts, a legend and drawings one under another, as one SVG document."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from viz.charts.drawing import FONT, PAPER, SVG, coloured, family, said
from viz.charts.labels import SIZE, width

GAP = 15
"""Pixels between two drawings, and around the whole."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign of the legend: an SVG path in a box from -1 to 1, and what it means."""

    path: str
    meaning: str
    fill: str
    stroke: str
    glyph: str = ""
    ink: str = "#ffffff"
    """The colour of the glyph."""
    dash: str = ""
    """As SVG has it, in pixels; empty is a whole line."""


class Sheet:
    """Is filled from the top."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._y = float(GAP)
        self._root = ElementTree.Element(f"{{{SVG}}}svg", {"version": "1.1"})
        self._add("rect", {"width": "100%", "height": "100%", "fill": PAPER["paper"]})

    def text(self, texts: Iterable[str], *, size: int = SIZE, bold: bool = False) -> None:
        """Paragraphs, folded at the width of the sheet."""
        for line in (line for text in texts for line in _folded(said(text), self._width * SIZE / size)):
            self._y += size * 1.35
            self._letters(line, GAP, self._y, size, PAPER["ink"], bold=bold)
        self._y += size * 0.6

    def legend(self, marks: Sequence[Mark]) -> None:
        """Marks with their meanings, as many in a line as find room."""
        x, self._y = float(GAP), self._y + 14
        for mark in marks:
            needed = width(mark.meaning) + 40
            if x > GAP and x + needed > self._width:
                x, self._y = float(GAP), self._y + 22
            place = f"translate({x + 9:g},{self._y:g}) scale(9)"
            look = {"fill": coloured(mark.fill), "stroke": coloured(mark.stroke), "stroke-width": "0.18"}
            dash = (
                {"stroke-dasharray": " ".join(f"{float(one) / 9:g}" for one in mark.dash.split())} if mark.dash else {}
            )
            self._add("path", {"d": mark.path, "transform": place, **look, **dash})
            if mark.glyph:
                self._letters(mark.glyph, x + 9, self._y + 3.3, 10, coloured(mark.ink), bold=True, anchor="middle")
            self._letters(mark.meaning, x + 23, self._y + 4, SIZE, PAPER["ink"])
            x += needed
        self._y += 20

    def row(self, drawings: Sequence[tuple[str, str]]) -> None:
        """Drawings side by side, each with its title over it where it has one."""
        x, tallest = float(GAP), 0.0
        titled = 18.0 if any(title for title, _ in drawings) else 0.0
        for title, drawn in drawings:
            inner = ElementTree.fromstring(drawn)  # noqa: S314 - drawn by this program
            wide, high = float(inner.attrib["width"]), float(inner.attrib["height"])
            if title:
                self._letters(_folded(said(title), wide)[0], x, self._y + 12, SIZE, PAPER["ink"], bold=True)
            inner.attrib |= {"x": f"{x:g}", "y": f"{self._y + titled:g}"}
            for element in inner.iter():
                element.attrib |= {
                    key: coloured(element.attrib[key]) for key in ("fill", "stroke") if key in element.attrib
                }
            self._root.append(inner)
            x, tallest = x + wide + GAP, max(tallest, high)
        self._y += titled + tallest + GAP

    def done(self) -> str:
        """The document."""
        wide, high = self._width + 2 * GAP, self._y + GAP
        self._root.attrib |= {"width": f"{wide:g}", "height": f"{high:g}", "viewBox": f"0 0 {wide:g} {high:g}"}
        return ElementTree.tostring(self._root, encoding="unicode")

    def _letters(
        self, text: str, x: float, y: float, size: int, fill: str, *, bold: bool = False, anchor: str = "start"
    ) -> None:
        look = {
            "font-family": family(text) or FONT,
            "font-size": f"{size}px",
            "font-weight": "bold" if bold else "normal",
        }
        self._add("text", {"x": f"{x:g}", "y": f"{y:g}", "fill": fill, "text-anchor": anchor, **look}).text = text

    def _add(self, tag: str, attributes: dict[str, str]) -> ElementTree.Element:
        return ElementTree.SubElement(self._root, f"{{{SVG}}}{tag}", attributes)


def _folded(text: str, room: float) -> list[str]:
    """Lines of at most so many pixels."""
    lines = [""]
    for word in text.split():
        if lines[-1] and width(f"{lines[-1]} {word}") > room:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
