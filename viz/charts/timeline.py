"""A timeline: what the sources date, as exactly as they date it. A year is a bar of a year, a day is a tick.

What has no date is listed beneath the picture, not dropped.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any, Literal

import altair as alt

from graph.errors import UsageError
from graph.model import When
from viz.charts import labels
from viz.charts.drawing import colour, rows, said
from viz.charts.picture import WIDTH, Picture, Table
from viz.charts.sheet import Mark
from viz.palette import palette

Row = Mapping[str, Any]
Lanes = Literal["kind", "place"]

MOST = 3_000
"""Rows that a picture can hold."""
WRITTEN = 60
"""Rows up to which each has its title beside it."""
SIDE = 190
"""Pixels for the names of the lanes."""
BAR = 9
"""Pixels of height of a bar."""
STEP = 14
"""Pixels from one line of bars to the next."""
LEAST = 3
"""Pixels that the shortest bar has: a day is a tick of this width."""
APART = 4
"""Pixels between a bar and its title."""
SHORT = 60
"""Letters of a title beside its bar."""

CLASSES: Mapping[str, str] = {"event": "Event", "listing": "Person", "letter": "Document"}
"""By whose colour of the palette a row is drawn."""
MEANINGS: Mapping[str, str] = {
    "event": "event",
    "listing": "listing by an authority, which is no finding",
    "letter": "letter or reply",
}
DASHES: Mapping[str, list[int]] = {"alleged": [3, 2], "denied": [1, 2]}
"""How the edge of an empty bar is broken; in any other case it is whole, and the bar is full."""

CAPTION = (
    "A bar is as long as the date is inexact: a year is a bar of a year, a month of a month, and a day is a tick. It says "
    "nothing on how long the event lasted.",
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A row of the answer with the pixels of its interval, and the line in its lane."""

    row: Row
    number: int
    left: float
    right: float
    line: int
    title: str
    after: bool
    """Whether the title stands after the bar, or before it."""


def picture(found: Sequence[Row], title: str, notes: Sequence[str] = (), *, lanes: Lanes = "kind") -> Picture:
    """The timeline of the answer of timeline, in lanes by kind or by place. Raises UsageError for more than 3,000 rows."""
    dated = [row for row in found if row["when"] is not None]
    rest = [row for row in found if row["when"] is None]
    if len(dated) > MOST:
        raise UsageError(
            f"The timeline would have {len(dated)} entries, and more than {MOST} cannot be told apart; "
            "narrow it with --place, --since or --until."
        )
    told = [f"{len(dated)} with a date{f', {len(rest)} without' if rest else ''}.", *notes]
    tables = [_table("With a date", dated, numbered=True)] * bool(dated)
    tables += [_table("No source gives a date", rest)] * bool(rest)
    if not dated:
        return Picture(title, told, (), [], None, tables)
    return Picture(title, told, CAPTION, _legend(dated), _chart(dated, lanes), tables)


def _chart(found: Sequence[Row], lanes: Lanes) -> alt.LayerChart:
    first, last = _span(found)
    room = WIDTH - SIDE
    scale = room / ((last - first).days)
    written = len(found) <= WRITTEN
    bars: list[dict[str, Any]] = []
    bands: list[dict[str, Any]] = []
    y = 6
    for lane, members in _lanes(found, lanes):
        placed = _packed(members, first, scale, room if written else 0)
        lines = 1 + max(one.line for one in placed)
        bands.append(
            {"name": _short(lane, 26), "y": y - 3, "y2": y + lines * STEP + 1, "middle": y - 1 + lines * STEP / 2}
        )
        bars += [_bar(one, y) for one in placed]
        y += lines * STEP + 8
    return _layers(bars, bands, first, last, y)


def _layers(
    bars: list[dict[str, Any]], bands: list[dict[str, Any]], first: date, last: date, height: int
) -> alt.LayerChart:
    x, y = alt.X("x:Q", scale=None, axis=None), alt.Y("y:Q", scale=None, axis=None)
    ink: dict[str, Any] = {"color": colour("ink"), "aria": False}
    axis = alt.Axis(
        orient="bottom", title=None, grid=True, gridColor=colour("line"), labelColor=colour("ink"), tickColor=colour("line"),
        domainColor=colour("line"), labelFontSize=labels.SIZE, tickCount=10, labelOverlap=True, zindex=0,
    )  # fmt: skip
    days = alt.Chart(rows([{"from": _milliseconds(first), "to": _milliseconds(last)}])).mark_rule(opacity=0, aria=False)
    time = alt.X(
        "from:T", axis=axis, scale=alt.Scale(type="utc", domain=[_milliseconds(first), _milliseconds(last)], nice=False)
    )
    layers = [
        alt.Chart(rows(bands)).mark_rule(color=colour("line"), aria=False).encode(
            x=alt.value(-SIDE), x2=alt.value(WIDTH - SIDE), y=alt.Y("y2:Q", scale=None, axis=None)
        ),
        alt.Chart(rows(bands)).mark_text(align="left", fontSize=labels.SIZE, baseline="middle", **ink).encode(
            x=alt.value(-SIDE), y=alt.Y("middle:Q", scale=None, axis=None), text="name:N"
        ),
        *(
            alt.Chart(rows(group)).mark_rect(fillOpacity=opacity, strokeWidth=1.2, opacity=1, strokeDash=dash).encode(
                x=x, x2="x2:Q", y=y, y2="y2:Q", fill=alt.Fill("colour:N", scale=None),
                stroke=alt.Stroke("colour:N", scale=None), description="told:N",
            )
            for (opacity, dash), group in _looks(bars)
        ),
        *(
            alt.Chart(rows(side)).mark_text(
                align="left" if after else "right", baseline="middle", fontSize=10, stroke=colour("paper"), strokeWidth=3, **ink
            ).encode(
                x=alt.X("beside:Q", scale=None, axis=None), y=alt.Y("middle:Q", scale=None, axis=None), text="title:N"
            )
            for after in (True, False)
            if (side := [bar for bar in bars if bar["after"] == after and bar["title"]])
        ),
    ]  # fmt: skip
    dates = alt.layer(days.encode(x=time))
    chart: alt.LayerChart = alt.layer(dates, *layers).resolve_scale(x="independent")
    return chart.properties(width=WIDTH - SIDE, height=height)


def _looks(bars: list[dict[str, Any]]) -> Iterable[tuple[tuple[float, list[int]], list[dict[str, Any]]]]:
    """Bars by how they are filled and edged, in one order."""

    def look(bar: dict[str, Any]) -> tuple[float, list[int]]:
        return bar["full"], DASHES.get(bar["edge"], [])

    yield from ((key, list(group)) for key, group in groupby(sorted(bars, key=look), key=look))


def _lanes(found: Sequence[Row], lanes: Lanes) -> list[tuple[str, list[tuple[int, Row]]]]:
    """The rows with their numbers by lane: events by kind, then listings and letters; or by the first place named."""
    by_lane: dict[tuple[int, str], list[tuple[int, Row]]] = {}
    for number, row in enumerate(found, start=1):
        if lanes == "place":
            key = (0, row["places"][0]["name"]) if row["places"] else (1, "no place named")
        else:
            key = (list(CLASSES).index(row["type"]), row["kind"] if row["type"] == "event" else f"{row['type']}s")
        by_lane.setdefault(key, []).append((number, row))
    return [(lane, by_lane[order, lane]) for order, lane in sorted(by_lane)]


def _packed(members: Sequence[tuple[int, Row]], first: date, scale: float, room: float) -> list[Dated]:
    """Each on the first line of the lane where nothing is in its way. With `room`, its title counts as well."""
    ends: list[float] = []
    found = []
    for number, row in members:
        when = When.parse(row["when"])
        left = (when.earliest - first).days * scale
        right = max(left + LEAST, ((when.latest - first).days + 1) * scale)
        title, after = _title(row["title"], left, right, room)
        wide = labels.width(title) + APART if title else 0
        start, end = (left, right + wide) if after else (left - wide, right)
        line = next((place for place, taken in enumerate(ends) if taken + 2 <= start), len(ends))
        ends[line : line + 1] = [end]
        found.append(Dated(row, number, left, right, line, title, after))
    return found


def _title(text: str, left: float, right: float, room: float) -> tuple[str, bool]:
    """The title as it is written, and whether it stands after the bar: before it where there is more room."""
    short = said(_short(text)) if room else ""
    after = right + APART + labels.width(short) <= room or room - right >= left
    free = (room - right if after else left) - APART
    while short and labels.width(short) > free:
        short = f"{short[:-2]}…" if len(short) > 2 else ""
    return short, after


def _bar(one: Dated, top: int) -> dict[str, Any]:
    row, y = one.row, top + one.line * STEP
    when = When.parse(row["when"])
    edge = "denied" if row["denials"] and not row["modality"] else row["modality"]
    return {
        "x": round(one.left, 2),
        "x2": round(one.right, 2),
        "y": y,
        "y2": y + BAR,
        "middle": y + BAR / 2,
        "beside": round(one.right + APART if one.after else one.left - APART, 2),
        "title": one.title,
        "after": one.after,
        "colour": palette()[CLASSES[row["type"]]].colour,
        "edge": edge,
        "full": 0.0 if edge in DASHES else 0.25 if when.earliest != when.latest else 0.95,
        "told": said(f"{one.number}. {row['when']}: {row['title']} ({'; '.join(_how(row))})"),
    }


def _how(row: Row) -> list[str]:
    places = [one["name"] or one["id"] for one in row["places"]]
    denied = [f"denied or retracted {row['denials']} times"] if row["denials"] else []
    return [part for part in (row["type"], row["kind"], row["modality"], ", ".join(places)) if part] + denied


def _span(found: Sequence[Row]) -> tuple[date, date]:
    """The days between which all of it lies, with a little room."""
    whens = [When.parse(row["when"]) for row in found]
    first, last = min(when.earliest for when in whens), max(when.latest for when in whens)
    room = timedelta(days=max(15, (last - first).days // 50))
    return first - min(room, first - date.min), last + min(room, date.max - last)


def _milliseconds(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)


def _short(text: str, most: int = SHORT) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _legend(found: Sequence[Row]) -> list[Mark]:
    bar = "M-1-.5H1V.5H-1Z"
    marks = [
        Mark(bar, MEANINGS[type_], palette()[name].colour, palette()[name].colour)
        for type_, name in CLASSES.items()
        if type_ in {row["type"] for row in found}
    ]
    plain = palette()["Event"].colour
    if any(row["modality"] == "alleged" for row in found):
        marks.append(Mark(bar, "broken edge: alleged", "none", plain, dash="3 2"))
    if any(row["denials"] and not row["modality"] for row in found):
        marks.append(Mark(bar, "dotted edge: denied or retracted", "none", plain, dash="1 2"))
    return marks


def _table(heading: str, found: Sequence[Row], *, numbered: bool = False) -> Table:
    columns = ("When", "What", "Type", "Kind", "How sure", "Places", "Parties", "Sources", "Id")
    cells: list[tuple[str, ...]] = [
        (
            row["when"] or "not said",
            row["title"],
            row["type"],
            row["kind"] or "",
            "; ".join(
                [row["modality"] or "", *([f"denied or retracted {row['denials']} times"] if row["denials"] else [])]
            ).strip("; "),
            "; ".join(
                f"{one['name'] or one['id']}{'' if one['why'] in ('AT', 'ABOUT') else ' (' + _words(one['why']) + ')'}"
                for one in row["places"]
            ),
            "; ".join(_party(one) for one in row["parties"]),
            "; ".join(dict.fromkeys(f"{one['document']}, {one['locator']}" for one in row["evidence"])),
            row["id"],
        )
        for row in found
    ]
    return Table(heading, columns, cells, numbered)


def _party(one: Row) -> str:
    how = [one["part"], one["modality"], None if one["stance"] in (None, "asserts") else one["stance"]]
    return f"{one['name'] or one['id']} ({', '.join(part for part in how if part)})"


def _words(tie: str) -> str:
    """OPERATES, alleged as a reader reads it."""
    return tie.replace("_", " ").lower()
