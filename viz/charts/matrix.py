"""States and provisions as a chart: the four standings by sign, pattern and word, with modality and whether bound.

No cell is told by colour alone: law and practice are a sign and a pattern each, and the words stand beside.
"""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import altair as alt

from graph.errors import UsageError
from queries.obligations.cell import Cell
from queries.obligations.sides import SIGNS, bound_in_letters, bound_in_words, in_words, marks_in_words
from queries.standing import Standings
from viz.charts.drawing import colour, rows, said
from viz.charts.picture import WIDTH, Picture, Table
from viz.charts.sheet import Mark

SIDE = 270
"""Pixels for the names of the provisions."""
ROW, TOP = 34, 26
MOST_STATES, MOST_ROWS = 12, 120
HALF = 15
"""Pixels of the side of a sign's box."""

PATTERNS: Mapping[str | None, str] = {
    "silent": "M-1,-1H1V1H-1Z",
    "supported": "M-1,-1H1V1H-1ZM-1,0H1M0,-1V1",
    "challenged": "M-1,-1H1V1H-1ZM-1,0L0,-1M-1,1L1,-1M0,1L1,0",
    "contested": "M-1,-1H1V1H-1ZM-1,0L0,-1M-1,1L1,-1M0,1L1,0M-1,0L0,1M-1,-1L1,1M0,-1L1,0",
}
"""Empty, a cross of lines, lines aslant, lines aslant both ways."""

CAPTION = (
    "Provisions down, States across; in each cell the law, then the practice, then the surest modality of what counts and "
    "whether the State was bound. A standing says what was said, not what is so.",
    f"Bound: yes or no as read in a source; behind it {marks_in_words()}.",
)


def picture(found: Standings, title: str, notes: Sequence[str] = ()) -> Picture:
    """The chart of cells with a standing. Raises UsageError for more than 12 States or 120 provisions."""
    provisions = [one for one in found.provisions if any(_tells(found.cells[s.id, one.id]) for s in found.subjects)]
    if len(found.subjects) > MOST_STATES or len(provisions) > MOST_ROWS:
        raise UsageError(
            f"The chart would have {len(found.subjects)} States and {len(provisions)} provisions, and {MOST_STATES} and "
            f"{MOST_ROWS} are what can be read; ask for fewer, or write .html or .xlsx."
        )
    told = [f"{len(found.subjects)} States, {len(provisions)} provisions with a standing; {found.period.text}.", *notes]
    if not provisions:
        return Picture(title, [*told, "There is nothing to draw: no provision has a standing."], (), [], None, [])
    step = (WIDTH - SIDE) / len(found.subjects)
    marks, texts = _cells(found, [one.id for one in provisions], step)
    texts += [
        {"x": 0, "y": TOP + ROW * (place + 0.35), "text": _short(f"{one.id}  {one.title}", 44)}
        for place, one in enumerate(provisions)
    ]
    small = [
        {"x": 0, "y": TOP + ROW * (place + 0.75), "text": one.strength or "strength not known here"}
        for place, one in enumerate(provisions)
    ]
    heads = [
        {"x": SIDE + step * place, "y": TOP / 2, "text": _short(one.name, int(step / 7))}
        for place, one in enumerate(found.subjects)
    ]
    chart = _chart(
        marks, [*texts, *heads], small + _beneath(found, [one.id for one in provisions], step), len(provisions)
    )
    table = Table(
        "Standings",
        ("State", "Provision", "Strength", "Standing", "Bound", "The State says"),
        _rows(found, [one.id for one in provisions]),
    )
    return Picture(title, told, CAPTION, _legend(), chart, [table])


def _tells(cell: Cell) -> bool:
    """An article without words of its own has a row only where something is said on it as a whole."""
    return cell.has_standing and (cell.provision.listed or bool(cell.counted or cell.engaged))


def _cells(found: Standings, ids: Sequence[str], step: float) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    marks, texts = [], []
    for column, subject in enumerate(found.subjects):
        for place, id_ in enumerate(ids):
            cell = found.cells[subject.id, id_]
            x, y = SIDE + step * column + HALF / 2, TOP + ROW * (place + 0.3)
            told = said(f"{subject.name}, {id_}: {in_words(cell)}; bound: {bound_in_words(cell)}")
            if not cell.has_standing:
                texts.append({"x": x, "y": y, "text": SIGNS[None]})
                continue
            for number, aspect in enumerate((cell.law, cell.practice)):
                at = x + number * (HALF + 22)
                marks.append({"x": at, "y": y, "path": PATTERNS[aspect.standing], "told": told})
                texts.append({"x": at + HALF / 2 + 4, "y": y, "text": SIGNS[aspect.standing]})
    return marks, texts


def _beneath(found: Standings, ids: Sequence[str], step: float) -> list[dict[str, Any]]:
    """Modality and whether bound, under the signs."""
    return [
        {
            "x": SIDE + step * column,
            "y": TOP + ROW * (place + 0.78),
            "text": _short(_small(found.cells[subject.id, id_]), int(step / 5)),
        }
        for column, subject in enumerate(found.subjects)
        for place, id_ in enumerate(ids)
    ]


def _small(cell: Cell) -> str:
    bound = f"bound: {bound_in_letters(cell)}"
    return f"{cell.modality}; {bound}" if cell.modality else bound


def _chart(
    marks: list[dict[str, Any]], texts: list[dict[str, Any]], small: list[dict[str, Any]], count: int
) -> alt.LayerChart:
    xy = {"x": alt.X("x:Q", scale=None, axis=None), "y": alt.Y("y:Q", scale=None, axis=None)}
    lines = [{"x": 0, "y": TOP + ROW * place, "x2": WIDTH} for place in range(count + 1)]
    look: dict[str, Any] = {"align": "left", "baseline": "middle", "color": colour("ink"), "aria": False}
    layers = [
        alt.Chart(rows(lines)).mark_rule(color=colour("line"), aria=False).encode(**xy, x2="x2:Q"),
        alt.Chart(rows(marks))
        .mark_point(size=HALF**2, filled=False, stroke=colour("ink"), strokeWidth=1, opacity=1)
        .encode(**xy, shape=alt.Shape("path:N", scale=None), description="told:N"),
        alt.Chart(rows(texts)).mark_text(**look, fontSize=11).encode(**xy, text="text:N"),
        alt.Chart(rows(small)).mark_text(**look, fontSize=9).encode(**xy, text="text:N"),
    ]
    view = alt.ViewBackground(fill=colour("paper"), stroke=None)
    chart = cast(alt.LayerChart, alt.layer(*layers))  # layers without facets are one chart
    return chart.properties(width=WIDTH, height=TOP + ROW * count, view=view)


def _rows(found: Standings, ids: Sequence[str]) -> list[tuple[str, ...]]:
    return [
        (
            subject.name,
            id_,
            cell.provision.strength or "not known",
            in_words(cell),
            bound_in_words(cell),
            cell.state_says.says,
        )
        for subject in found.subjects
        for id_ in ids
        for cell in (found.cells[subject.id, id_],)
    ]


def _legend() -> list[Mark]:
    return [
        Mark(path, str(standing), "none", colour("ink"), SIGNS[standing], colour("ink"))
        for standing, path in PATTERNS.items()
    ]


def _short(text: str, most: int) -> str:
    text = said(text)
    return text if len(text) <= most else f"{text[: max(1, most - 1)]}…"
