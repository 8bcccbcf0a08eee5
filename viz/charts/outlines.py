"""Country outlines for a frame: Natural Earth's, as world-atlas publishes them, and no statement on sovereignty.

`viz/data` holds them as TopoJSON: the world at 1:50 million, and South-East Asia with its neighbours at 1:10 million,
because near the Moei the two differ by kilometres. tests/viz/make_outlines.py makes both files.
"""

import json
from collections.abc import Callable, Mapping
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent.parent / "data"
FINE_SPAN = 6.0
"""Degrees of longitude below which a frame shows more than the coarse outlines know."""

Topology = dict[str, Any]
Country = Mapping[str, Any]
Polygon = list[list[int]]
"""Rings of numbers of arcs, the outer ring first."""
Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""


def outlines(frame: Box) -> Topology:
    """The land that may reach into the frame: fine where the frame is small and the fine file has all countries of it."""
    coarse = _within("countries-50m.json", frame)
    if frame[2] - frame[0] < FINE_SPAN:
        fine = _within("countries-10m.json", frame)
        if _ids(coarse) <= _ids(fine):
            return fine
    return coarse


def subset(topology: Topology, keep: Callable[[Country, Polygon], bool]) -> Topology:
    """The polygons that `keep` says yes to, with the arcs that they are made of and no others."""
    kept = [
        (country, polygons)
        for country in topology["objects"]["countries"]["geometries"]
        if (polygons := [polygon for polygon in _polygons(country) if keep(country, polygon)])
    ]
    used = sorted({_place(arc) for _, polygons in kept for polygon in polygons for ring in polygon for arc in ring})
    number = {arc: place for place, arc in enumerate(used)}
    countries = [
        {
            "type": "MultiPolygon",
            "id": country.get("id"),
            "properties": country["properties"],
            "arcs": [[[_renumbered(arc, number) for arc in ring] for ring in polygon] for polygon in polygons],
        }
        for country, polygons in kept
    ]
    return {
        "type": "Topology",
        "transform": topology["transform"],
        "arcs": [topology["arcs"][arc] for arc in used],
        "objects": {"countries": {"type": "GeometryCollection", "geometries": countries}},
    }


@cache
def _read(name: str) -> Topology:
    topology: Topology = json.loads((DATA / name).read_text(encoding="utf-8"))
    return topology


@cache
def _boxes(name: str) -> list[Box]:
    topology = _read(name)
    return [_arc_box(arc, topology["transform"]) for arc in topology["arcs"]]


def _within(name: str, frame: Box) -> Topology:
    boxes = _boxes(name)
    return subset(_read(name), lambda _, polygon: _meet(_around([boxes[_place(arc)] for arc in polygon[0]]), frame))


def _ids(topology: Topology) -> set[str]:
    return {str(country["id"]) for country in topology["objects"]["countries"]["geometries"]}


def _polygons(country: Country) -> list[Polygon]:
    arcs: list[Any] = country["arcs"]
    return arcs if country["type"] == "MultiPolygon" else [arcs]


def _place(arc: int) -> int:
    """TopoJSON names an arc that is walked backwards by the complement of its number."""
    return arc if arc >= 0 else ~arc


def _renumbered(arc: int, number: Mapping[int, int]) -> int:
    return number[arc] if arc >= 0 else ~number[~arc]


def _arc_box(arc: list[list[int]], transform: Mapping[str, list[float]]) -> Box:
    """Points are steps from one to the next, on a grid."""
    (scale_x, scale_y), (west, south) = transform["scale"], transform["translate"]
    xs = [x * scale_x + west for x in accumulate(point[0] for point in arc)]
    ys = [y * scale_y + south for y in accumulate(point[1] for point in arc)]
    return min(xs), min(ys), max(xs), max(ys)


def _around(boxes: list[Box]) -> Box:
    wests, souths, easts, norths = zip(*boxes, strict=True)
    return min(wests), min(souths), max(easts), max(norths)


def _meet(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
