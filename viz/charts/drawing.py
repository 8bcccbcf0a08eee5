"""How a chart leaves the program: as SVG inside a page, as an SVG or PNG file. Nothing here asks a network.

A page gets the drawing and no script that draws it: there is nothing to run, and what a name says cannot run either.
"""

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import altair as alt
import vl_convert

from graph.errors import UsageError

SVG = "http://www.w3.org/2000/svg"
ElementTree.register_namespace("", SVG)
FORMS = (".html", ".svg", ".png")
PIXELS = 2
"""Pixels of a PNG for each of the drawing's."""
FONT = "Noto Sans, DejaVu Sans, sans-serif"
"""A text has one font where pixels are made: a name of another script is a text of its own, never part of a line."""

SCRIPTS: Mapping[str, str] = {"CJK": "CJK SC", "HIRAGANA": "CJK JP", "KATAKANA": "CJK JP", "HANGUL": "CJK KR"}
"""Scripts whose font is not called after them."""

PAPER: Mapping[str, str] = {
    "ink": "#1a1a1a",
    "paper": "#ffffff",
    "line": "#c8c8c8",
    "land": "#f1efe8",
    "sea": "#dfe8ee",
    "border": "#8a8580",
}
"""The colours of a file; a page has its own under the same names, light and dark."""

_COLOUR = re.compile(r"var\(--(\w+)\)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")


def colour(name: str) -> str:
    """A colour of PAPER as charts name it."""
    return f"var(--{name})"


def said(text: str) -> str:
    """Text of a source as a drawing can hold it: letters that XML refuses are shown as replaced."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def coloured(value: str) -> str:
    """A colour as a file has it."""
    return _COLOUR.sub(lambda match: PAPER[match[1]], value)


def family(text: str) -> str | None:
    """The fonts for a text that is not Latin: Noto has one for each script. None where FONT will do."""
    scripts = {unicodedata.name(letter, "").split(" ")[0] for letter in text if letter.isalpha()} - {"LATIN", ""}
    return f"Noto Sans {SCRIPTS.get(script := min(scripts), script.title())}, {FONT}" if scripts else None


def form(path: Path) -> str:
    """The ending by which a file is drawn. Raises UsageError for another than those of FORMS."""
    ending = path.suffix.lower()
    if ending not in FORMS:
        raise UsageError(f"{path.name} does not end in {', '.join(FORMS[:-1])} or {FORMS[-1]}; name the file so.")
    return ending


def svg(chart: alt.LayerChart, name: str, *, linked: bool = False) -> str:
    """The drawing. What a mark is told by becomes its title, which browsers show as a tooltip.

    `name` keeps ids of several drawings in one page apart. With `linked`, a mark whose words begin with a number leads
    to the row of that number.
    """
    configured = chart.configure(font=FONT, background="transparent", padding=1).configure_view(stroke=None)
    drawn = vl_convert.vegalite_to_svg(configured.to_dict(validate=False))
    root = ElementTree.fromstring(drawn)  # noqa: S314 - drawn by this program
    _rename(root, name)
    for text in root.iter(f"{{{SVG}}}text"):
        if own := family(text.text or ""):
            text.set("font-family", own)
        if text.get("stroke"):
            text.set("paint-order", "stroke")  # a halo, not an outline
    for parent in list(root.iter()):
        for place, child in enumerate(list(parent)):
            if label := child.get("aria-label"):
                ElementTree.SubElement(child, f"{{{SVG}}}title").text = label
                number = re.match(r"(\d+)\. ", label)
                if linked and number:
                    parent[place] = _link(child, f"#row-{number[1]}")
    return ElementTree.tostring(root, encoding="unicode")


def png(drawn: str) -> bytes:
    """The file's drawing as pixels, with the fonts of this machine: a script that none of them has comes out as boxes."""
    return bytes(vl_convert.svg_to_png(drawn, scale=PIXELS))


def rows(values: list[dict[str, Any]]) -> alt.InlineData:
    """Rows for a chart."""
    return alt.InlineData(values=values)


def _link(element: ElementTree.Element, target: str) -> ElementTree.Element:
    link = ElementTree.Element(f"{{{SVG}}}a", {"href": target})
    link.append(element)
    return link


def _rename(root: ElementTree.Element, name: str) -> None:
    """Ids of this drawing's own: Vega counts on from one drawing to the next, and the same rows must give the same bytes."""
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    own = {id_: f"{name}-{number}" for number, id_ in enumerate(ids)}
    for element in root.iter():
        for key, value in element.attrib.items():
            if key == "id":
                element.set(key, own[value])
            elif value.startswith("url(#"):
                element.set(key, f"url(#{own[value.removeprefix('url(#').removesuffix(')')]})")
