"""A map of places: each with the circle within which its source puts it, true to scale, and a mark that stays visible.

A place lies where its source says: neither State nor area is ever worked out from the drawing.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any, cast

import altair as alt

from graph.errors import UsageError
from viz.charts import labels
from viz.charts.drawing import colour, rows, said
from viz.charts.frame import Frame, Spot, groups
from viz.charts.outlines import outlines
from viz.charts.picture import DETAIL, WIDTH, Picture, Table
from viz.charts.sheet import Mark
from viz.palette import palette

Row = Mapping[str, Any]

MOST = 2_000
"""Places that a picture can hold."""
NAMED = 150
"""Places up to which names are written beside them: beyond, hardly one finds room."""
DETAILS = 12
"""Details that are drawn, the fullest first."""
TOGETHER_M = 30_000.0
"""Places that are nearer than this share a detail."""
SEEN = 12
"""Pixels of radius at which a circle can be told from its mark."""
LARGE, SMALL = 11, 9
"""Pixels of radius of a mark, in a detail and in the whole."""
LINES = 5
"""Names of a place that a detail writes."""
SHORT = 34
"""Letters of a name beside its mark."""

STATUS: Mapping[str | None, tuple[bool, str]] = {
    "operating": (True, ""),
    "raided": (True, "×"),
    "closed": (False, "–"),
    None: (False, "?"),
}
"""Whether the mark is full, and the sign in it."""

CAPTION = (
    "A circle has the radius within which the source puts the place, true to scale; the point is no finer than it. "
    "Marks have one size at every scale.",
    "Outlines: Natural Earth (public domain) by way of world-atlas (ISC). Borders are Natural Earth's: they are no "
    "statement on sovereignty, nor on which side of a border a place lies. State and area are as the source gives them. The outlines are a kilometre or more off where a detail is small.",
)


def picture(places: Sequence[Row], title: str, notes: Sequence[str] = ()) -> Picture:
    """The map of the answer of places-on-map. Raises UsageError for more than 2,000 places.

    Places without a point are in a table of their own.
    """
    drawn = [row for row in places if row["latitude"] is not None]
    rest = [row for row in places if row["latitude"] is None]
    if len(drawn) > MOST:
        raise UsageError(
            f"The map would have {len(drawn)} places, and more than {MOST} cannot be told apart; "
            "narrow it with --state or --compound."
        )
    told = [f"{len(drawn)} on the map{f', {len(rest)} without a point' if rest else ''}.", *notes]
    tables = [_table("Places on the map", drawn, numbered=True)] * bool(drawn)
    tables += [_table("Not on the map: no source gives a point", rest)] * bool(rest)
    if not drawn:
        return Picture(title, told, (), [], None, tables)
    spots = [Spot(row["latitude"], row["longitude"], row["precision_m"]) for row in drawn]
    whole = Frame.around(spots, WIDTH, (300, 620), least_m=60_000, margin=50)
    details, left = _details(drawn, spots, whole)
    chart, unnamed = _chart(drawn, spots, list(range(len(drawn))), whole, SMALL, 1)
    if unnamed:
        told.append(f"{unnamed} names find no room in the whole; details, tooltips and the table have them.")
    if left:
        told.append(
            f"{left} more groups of places have no detail of their own; narrow the map with --state or --compound."
        )
    return Picture(title, told, CAPTION, _legend(drawn), chart, tables, details)


def point(row: Row) -> str:
    """The point as text, with no more digits than its precision allows: 16.71 N, 98.54 E, within 800 m."""
    digits = max(0, math.floor(-math.log10(row["precision_m"] / 111_000)))
    north, east = row["latitude"], row["longitude"]
    return (
        f"{abs(north):.{digits}f} {'N' if north >= 0 else 'S'}, {abs(east):.{digits}f} {'E' if east >= 0 else 'W'}, "
        f"within {distance(row['precision_m'])}"
    )


def distance(metres: float) -> str:
    """800 m, 5 km."""
    return f"{metres:g} m" if metres < 1000 else f"{metres / 1000:g} km"


def lies_in(row: Row) -> str:
    """State or area as the sources give it, each with how surely."""
    return "; ".join(
        f"{one['name'] or one['place']} ({one['modality']}{'' if one['stance'] == 'asserts' else ', ' + one['stance']})"
        for one in row["located_in"]
    )


def _details(drawn: Sequence[Row], spots: list[Spot], whole: Frame) -> tuple[list[tuple[str, alt.LayerChart]], int]:
    """A detail of each group whose circles or marks the whole cannot show, and how many groups are left without."""
    near = min(TOGETHER_M, 3 * SMALL * whole.metres(whole.latitude))
    wanted = [numbers for numbers in groups(spots, near) if len(numbers) > 1 or whole.radius(spots[numbers[0]]) < SEEN]
    shown = sorted(sorted(wanted, key=lambda numbers: -len(numbers))[:DETAILS])
    made = []
    for numbers in shown:
        here = [spots[number] for number in numbers]
        frame = Frame.around(here, DETAIL, (240, 240), least_m=10 * max(spot.precision_m for spot in here), margin=60)
        made.append(
            (_title([drawn[number] for number in numbers]), _chart(drawn, spots, numbers, frame, LARGE, LINES)[0])
        )
    return made, len(wanted) - len(shown)


def _title(group: Sequence[Row]) -> str:
    areas = dict.fromkeys(
        one["name"] or one["place"] for row in group for one in row["located_in"] if one["stance"] == "asserts"
    )
    return ", ".join(areas) or "no State or area given"


def _chart(
    drawn: Sequence[Row], spots: Sequence[Spot], numbers: list[int], frame: Frame, size: int, most: int
) -> tuple[alt.LayerChart, int]:
    """The places of these numbers in a frame, and how many of them have no name beside them."""
    marks = [_mark(drawn[number], number, spots[number], frame) for number in numbers]
    anchors = [
        labels.Anchor(
            mark["x"], mark["y"], max(size, min(mark["radius"], 3 * size)), _lines(drawn[mark["number"]], most)
        )
        for mark in marks
    ]
    placed = labels.place(anchors, (frame.width, frame.height)) if len(anchors) <= NAMED else []
    at = {"x": alt.X("x:Q", scale=None, axis=None), "y": alt.Y("y:Q", scale=None, axis=None)}
    fill, stroke = alt.Fill("fill:N", scale=None), alt.Stroke("stroke:N", scale=None)
    circles = alt.Chart(rows([mark for mark in marks if mark["radius"] > 1]))
    points = alt.Chart(rows(marks))
    layers = [
        _land(frame),
        circles.mark_point(shape="circle", fillOpacity=0.16, strokeWidth=1.2, opacity=1, aria=False).encode(
            **at, size=alt.Size("area:Q", scale=None), fill=alt.Fill("stroke:N", scale=None), stroke=stroke
        ),
        *_leaders(anchors, placed, at),
        points.mark_point(size=(2 * size) ** 2, strokeWidth=1.8, opacity=1).encode(
            **at, shape=alt.Shape("path:N", scale=None), fill=fill, stroke=stroke, description="told:N"
        ),
        points.mark_text(fontSize=size, fontWeight="bold", baseline="middle", dy=0.5, aria=False).encode(
            **at, text="glyph:N", color=alt.Color("ink:N", scale=None)
        ),
        *_names(anchors, placed, at),
        *_scale_bar(frame, at),
    ]
    view = alt.ViewBackground(fill=colour("sea"), stroke=colour("line"))
    # layers of charts without facets are one chart, which the types of Altair do not know
    chart = cast(alt.LayerChart, alt.layer(*layers))
    return chart.properties(width=frame.width, height=frame.height, view=view), len(anchors) - len(placed)


def _land(frame: Frame) -> alt.Chart:
    data = alt.InlineData(values=outlines(frame.box), format=alt.TopoDataFormat(type="topojson", feature="countries"))
    shape = alt.Chart(data).mark_geoshape(
        fill=colour("land"), stroke=colour("border"), strokeWidth=0.8, clip=True, aria=False
    )
    beyond = [[-3, -3], [frame.width + 3, frame.height + 3]]  # d3 closes what it cuts: the cut lies outside
    translate = list(frame.translate)
    chart: alt.Chart = shape.project(
        "mercator", scale=frame.scale, translate=translate, center=[0, 0], clipExtent=beyond
    )
    return chart


def _mark(row: Row, number: int, spot: Spot, frame: Frame) -> dict[str, Any]:
    x, y = frame.pixel(spot)
    look = palette()[row["class"]]
    full, glyph = _sign(row)
    radius = frame.radius(spot)
    parts = [
        row["class"],
        *([row["status"] or "status not reported"] if row["class"] == "Compound" else []),
        point(row),
    ]
    return {
        "number": number,
        "x": round(x, 2),
        "y": round(y, 2),
        "radius": radius,
        "area": round((2 * radius) ** 2, 2),
        "path": look.path,
        "stroke": look.colour,
        "fill": look.colour if full else colour("paper"),
        "glyph": glyph,
        "ink": "#ffffff" if full else colour("ink"),
        "told": said(f"{number + 1}. {row['name']}: {', '.join([*parts, lies_in(row) or 'no State or area given'])}"),
    }


def _sign(row: Row) -> tuple[bool, str]:
    return STATUS[row["status"]] if row["class"] == "Compound" else (True, "")


def _lines(row: Row, most: int) -> tuple[str, ...]:
    """The name and other names, a line each: a text in one script finds one font."""
    names = [said(name) for name in (row["name"], *row["names"])]
    shown = [name if len(name) <= SHORT else f"{name[: SHORT - 1]}…" for name in names[:most]]
    return (*shown, *([f"and {len(names) - most} more"] if 1 < most < len(names) else []))


def _names(anchors: Sequence[labels.Anchor], placed: Sequence[labels.Label], at: Mapping[str, Any]) -> list[alt.Chart]:
    written = [
        {"x": label.x, "y": label.y + labels.LINE * place, "text": line}
        for label in placed
        for place, line in enumerate(anchors[label.number].lines)
    ]
    chart = alt.Chart(rows(written))
    look: dict[str, Any] = {"align": "left", "baseline": "middle", "fontSize": labels.SIZE, "aria": False}
    look |= {"color": colour("ink"), "stroke": colour("land"), "strokeWidth": 3}
    return [chart.mark_text(**look).encode(**at, text="text:N")]


def _leaders(
    anchors: Sequence[labels.Anchor], placed: Sequence[labels.Label], at: Mapping[str, Any]
) -> list[alt.Chart]:
    led = []
    for label in placed:
        anchor = anchors[label.number]
        if label.led:
            right = label.x + max(map(labels.width, anchor.lines))
            end = label.x if label.x > anchor.x else right if right < anchor.x else anchor.x
            led.append(
                {"x": anchor.x, "y": anchor.y, "x2": end, "y2": label.y + labels.LINE * (len(anchor.lines) - 1) / 2}
            )
    rule = alt.Chart(rows(led)).mark_rule(color=colour("ink"), strokeWidth=0.8, aria=False)
    return [rule.encode(**at, x2="x2:Q", y2="y2:Q")] * bool(led)


def _scale_bar(frame: Frame, at: Mapping[str, Any]) -> list[alt.Chart]:
    """A bar of a round length, at most a quarter of the width, true in the middle of the frame."""
    metres = frame.metres(frame.latitude)
    most = frame.width / 4 * metres
    step = 10.0 ** math.floor(math.log10(most))
    length = next(step * factor for factor in (5, 2, 1) if step * factor <= most)
    x, y = 12, frame.height - 12
    bar = rows([{"x": x, "y": y, "x2": x + length / metres, "y2": y, "text": distance(length)}])
    rule = alt.Chart(bar).mark_rule(color=colour("ink"), strokeWidth=2, aria=False).encode(**at, x2="x2:Q", y2="y2:Q")
    text = alt.Chart(bar).mark_text(align="left", dy=-8, fontSize=10, color=colour("ink"), aria=False)
    return [rule, text.encode(**at, text="text:N")]


def _legend(drawn: Sequence[Row]) -> list[Mark]:
    classes = sorted({row["class"] for row in drawn})
    marks = [
        Mark(palette()[name].path, name, palette()[name].colour, palette()[name].colour)
        for name in classes
        if name != "Compound"
    ]
    look = palette()["Compound"]
    there = {row["status"] for row in drawn if row["class"] == "Compound"}
    for status, (full, glyph) in STATUS.items():
        if status in there:
            meaning = f"Compound, last reported {status}" if status else "Compound, status not reported"
            fill, ink = (look.colour, "#ffffff") if full else (colour("paper"), colour("ink"))
            marks.append(Mark(look.path, meaning, fill, look.colour, glyph, ink))
    circle = "M.95,0A.95,.95,0,1,1-.95,0A.95,.95,0,1,1,.95,0Z"
    return [*marks, Mark(circle, "within this radius, as the source says", "none", look.colour)]


def _table(heading: str, found: Sequence[Row], *, numbered: bool = False) -> Table:
    columns = (
        "Name",
        "Other names",
        "Class",
        "State or area, as the source gives it",
        "Status",
        "Point",
        "Sources",
        "Id",
    )
    cells: list[tuple[str, ...]] = [
        (
            row["name"],
            "; ".join(row["names"]),
            row["class"],
            lies_in(row),
            row["status"] or ("not reported" if row["class"] == "Compound" else ""),
            point(row) if row["latitude"] is not None else "none",
            _sources(row),
            row["place"],
        )
        for row in found
    ]
    return Table(heading, columns, cells, numbered)


def _sources(row: Row) -> str:
    """Where it is said in which State it lies, and from where point and status were loaded."""
    claims = dict.fromkeys(f"{one['document']}, {one['locator']}" for one in row["located_in"])
    loaded = f"point and status: {', '.join(row['loaded_from'])}" if row["loaded_from"] else ""
    return "; ".join(part for part in (*claims, loaded) if part)
