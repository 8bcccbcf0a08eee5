"""Corridors as a flow: from which States people are said to come, through which, and to which, as wide as they are many.

It draws what the query corridors lets out: counts are rounded down, and ways of too few people are not among them.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, cast

import altair as alt

from graph.errors import UsageError
from viz.charts.drawing import colour, rows, said
from viz.charts.picture import WIDTH, Picture, Table
from viz.charts.sheet import Mark
from viz.palette import palette

Row = Mapping[str, Any]

MOST = 60
"""Ways that a picture can hold."""
BAR = 12
"""Pixels of width of a State's bar."""
SIDE = 150
"""Pixels at each side for the names."""
APART = 22
"""Pixels between two States of a column."""
FULL = 420
"""Pixels of height that all people of a column take."""
LEAST = 2
"""Pixels of the thinnest band."""
UNKNOWN = "not known"

CAPTION = (
    "A band is as wide as the people are many. Counts are rounded down and ways of too few people are left out, so every "
    "number is a least one, and the picture is no measure of what is not loaded.",
    "From citizenship, through the States of transit in their order, to where the exploitation is said to have been. Being "
    "on a way attributes nothing to a State.",
)


@dataclass(frozen=True, slots=True)
class Step:
    """A State in a column: 0 is the origin."""

    column: int
    state: str


def picture(found: Sequence[Row], names: Mapping[str, str], title: str, notes: Sequence[str] = ()) -> Picture:
    """The chart of the answer of corridors. `names` has the names of States by id. Raises UsageError for over 60 ways."""
    if len(found) > MOST:
        raise UsageError(
            f"The chart would have {len(found)} ways, and more than {MOST} cannot be told apart; narrow it with --year or --form."
        )
    if not found:
        why = "There is nothing to draw: no cases are loaded, or no way has enough people to be shown."
        return Picture(title, [*notes, why], (), [], None, [])
    told = [f"{len(found)} ways, at least {sum(row['people'] for row in found)} people.", *notes]
    chart = _chart(found, names)
    look = palette()["State"].colour
    legend = [Mark("M-1,-.5H1V.5H-1Z", "people on a way", look, look)]
    return Picture(title, told, CAPTION, legend, chart, [_table(found, names)])


def _chart(found: Sequence[Row], names: Mapping[str, str]) -> alt.LayerChart:
    last = 1 + max(len(row["through"]) for row in found)
    ways = [(_steps(row, last), row["people"]) for row in found]
    people: dict[Step, int] = defaultdict(int)
    bands: dict[tuple[Step, Step], int] = defaultdict(int)
    for steps, count in ways:
        for step in steps:
            people[step] += count
        for pair in pairwise(steps):
            bands[pair] += count
    scale = FULL / sum(count for _, count in ways)
    tops, height = _tops(people, scale)
    room = (WIDTH - 2 * SIDE - BAR) / last

    def left(step: Step) -> float:
        return SIDE + room * step.column

    used: dict[tuple[Step, str], float] = defaultdict(float)
    drawn = []
    for (start, end), count in sorted(
        bands.items(), key=lambda item: (item[0][0].column, tops[item[0][0]], tops[item[0][1]])
    ):
        wide = max(LEAST, count * scale)
        y, y2 = tops[start] + used[start, "out"], tops[end] + used[end, "in"]
        used[start, "out"] += count * scale
        used[end, "in"] += count * scale
        words = f"{_name(start, names)} to {_name(end, names)}: at least {count} people"
        drawn.append({"x": 0, "y": 0, "path": _band(left(start) + BAR, y, left(end), y2, wide), "told": said(words)})
    bars = [
        {"x": left(step), "x2": left(step) + BAR, "y": tops[step], "y2": tops[step] + max(LEAST, count * scale)}
        for step, count in people.items()
    ]
    texts = [
        {"x": left(step) - 5 if step.column == 0 else left(step) + BAR + 5, "y": tops[step] + max(LEAST, count * scale) / 2,
         "text": f"{_name(step, names)}, {count}", "side": "right" if step.column == 0 else "left"}
        for step, count in people.items()
    ]  # fmt: skip
    return _layers(drawn, bars, texts, round(height))


def _steps(row: Row, last: int) -> list[Step]:
    """A way through the columns; where it has fewer stages than the longest it goes straight on."""
    middle = [Step(number, state) for number, state in enumerate(row["through"], start=1)]
    return [Step(0, row["origin"] or UNKNOWN), *middle, Step(last, row["destination"] or UNKNOWN)]


def _tops(people: Mapping[Step, int], scale: float) -> tuple[dict[Step, float], float]:
    """Where each bar begins, the largest of a column first, and the height of all."""
    tops: dict[Step, float] = {}
    below: dict[int, float] = defaultdict(lambda: float(APART))
    for step, count in sorted(people.items(), key=lambda item: (item[0].column, -item[1], item[0].state)):
        tops[step] = below[step.column]
        below[step.column] += max(LEAST, count * scale) + APART
    return tops, max(below.values())


def _band(x: float, y: float, x2: float, y2: float, wide: float) -> str:
    """A band from one bar to the next, as an SVG path in pixels."""
    middle = (x + x2) / 2
    return (
        f"M{x:.1f},{y:.1f}C{middle:.1f},{y:.1f} {middle:.1f},{y2:.1f} {x2:.1f},{y2:.1f}V{y2 + wide:.1f}"
        f"C{middle:.1f},{y2 + wide:.1f} {middle:.1f},{y + wide:.1f} {x:.1f},{y + wide:.1f}Z"
    )


def _layers(
    bands: list[dict[str, Any]], bars: list[dict[str, Any]], texts: list[dict[str, Any]], height: int
) -> alt.LayerChart:
    look = palette()["State"].colour
    at = {"x": alt.X("x:Q", scale=None, axis=None), "y": alt.Y("y:Q", scale=None, axis=None)}
    sides = [
        alt.Chart(rows([one for one in texts if one["side"] == side]))
        .mark_text(
            align=side,
            baseline="middle",
            fontSize=11,
            color=colour("ink"),
            stroke=colour("paper"),
            strokeWidth=3,
            aria=False,
        )
        .encode(**at, text="text:N")
        for side in ("left", "right")
    ]
    layers = [
        # a symbol of size 4 is drawn as its path says, in pixels
        alt.Chart(rows(bands))
        .mark_point(size=4, filled=True, fill=look, fillOpacity=0.35, stroke=look, strokeWidth=0.6, opacity=1)
        .encode(**at, shape=alt.Shape("path:N", scale=None), description="told:N"),
        alt.Chart(rows(bars)).mark_rect(color=look, aria=False).encode(**at, x2="x2:Q", y2="y2:Q"),
        *sides,
    ]
    view = alt.ViewBackground(fill=colour("paper"), stroke=colour("line"))
    chart = cast(alt.LayerChart, alt.layer(*layers))  # layers without facets are one chart
    return chart.properties(width=WIDTH, height=height, view=view)


def _name(step: Step, names: Mapping[str, str]) -> str:
    return said(names.get(step.state, step.state))


def _table(found: Sequence[Row], names: Mapping[str, str]) -> Table:
    def named(ids: Sequence[str]) -> str:
        return ", ".join(names.get(id_, id_) for id_ in ids) or UNKNOWN

    cells: list[tuple[str, ...]] = [
        (
            named([row["origin"]] if row["origin"] else []),
            named(row["recruited_in"]),
            named(row["through"]),
            named([row["destination"]] if row["destination"] else []),
            str(row["people"]),
        )
        for row in found
    ]
    return Table("Ways", ("Citizen of", "Recruited in", "Through", "Exploited in", "People, at least"), cells)
