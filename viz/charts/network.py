"""A subgraph as a drawing that stands still, for paper: marks by class, names beside them, lines broken where alleged.

For looking around there is the page of palermo show; a dossier needs the same picture in every format.
"""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import altair as alt
import networkx as nx

from graph.read import GraphEdge, GraphNode, Subgraph
from viz.charts import labels
from viz.charts.drawing import colour, rows, said
from viz.charts.picture import WIDTH, Picture
from viz.charts.sheet import Mark
from viz.details import mark, words
from viz.palette import palette

MOST = 40
"""Nodes that a page of paper holds with their names; of more, those with the most relationships."""
WRITTEN = 24
"""Lines up to which each bears its type."""
RADIUS = 9
SHORT = 30
"""Letters of a name."""
EDGE = 24
WHOLE = 12
"""Nodes of a part that takes the whole width; smaller ones stand side by side."""
ROUNDS = 200
SEED = 7

Key = tuple[str, str]


def picture(subgraph: Subgraph, title: str, notes: Sequence[str] = ()) -> Picture:
    """The drawing. Nodes without a relationship are left out, and it says how many; none where nothing is joined."""
    joined = {end for edge in subgraph.edges for end in (edge.start, edge.end)}
    nodes = [node for node in subgraph.nodes if (node.base, node.id) in joined]
    degree = {key: sum(key in (edge.start, edge.end) for edge in subgraph.edges) for key in joined}
    kept = sorted(nodes, key=lambda node: (-degree[node.base, node.id], node.base, node.id))[:MOST]
    keys = {(node.base, node.id) for node in kept}
    edges = [edge for edge in subgraph.edges if edge.start in keys and edge.end in keys and edge.start != edge.end]
    told = [f"{len(kept)} nodes, {len(edges)} relationships.", *notes]
    if len(kept) < len(subgraph.nodes):
        told.append(f"{len(subgraph.nodes) - len(kept)} more nodes are not drawn: the text has what is said of them.")
    if not kept:
        return Picture(title, ["There is nothing to draw: no relationship among these is loaded."], (), [], None, [])
    return Picture(title, told, CAPTION, _legend(kept, edges), _chart(kept, edges), [])


CAPTION = (
    "A line is a claim of a source or a reading of one, broken where it is only alleged, dotted where it is denied or "
    "retracted. Neither place nor distance means anything; a line whose words find no room bears none, and the text has them.",
)
DASHES: Mapping[str, list[int]] = {"alleged": [5, 3], "denied": [1, 3], "": [1, 0]}


def _chart(nodes: Sequence[GraphNode], edges: Sequence[GraphEdge]) -> alt.LayerChart:
    at, height = _places(nodes, edges)
    marks = [_mark(node, at[node.base, node.id]) for node in nodes]
    anchors = [labels.Anchor(one["x"], one["y"], RADIUS, one["lines"]) for one in marks]
    lines = [_line(edge, at) for edge in edges]
    middles = [_middle(line) for line in lines] if len(lines) <= WRITTEN else []
    wanted = [*anchors, *(labels.Anchor(one["x"], one["y"], 0, (one["text"],)) for one in middles)]
    found = labels.place(wanted, (WIDTH, height))
    placed = [one for one in found if one.number < len(anchors)]
    types = [
        {"x": one.x, "y": one.y, "text": wanted[one.number].lines[0]}
        for one in found
        if one.number >= len(anchors) and not one.led
    ]
    names = [
        {"x": one.x, "y": one.y + labels.LINE * place, "text": line}
        for one in placed
        for place, line in enumerate(anchors[one.number].lines)
    ]
    xy = {"x": alt.X("x:Q", scale=None, axis=None), "y": alt.Y("y:Q", scale=None, axis=None)}
    layers = [
        *(_lines(alike, xy, DASHES[kind]) for kind, alike in _by_kind(lines).items()),
        alt.Chart(rows(marks))
        .mark_point(size=(2 * RADIUS) ** 2, strokeWidth=1.5, opacity=1)
        .encode(
            **xy,
            shape=alt.Shape("path:N", scale=None),
            fill=alt.Fill("fill:N", scale=None),
            stroke=alt.Stroke("fill:N", scale=None),
            description="told:N",
        ),
        _texts(names, xy, colour("ink")),
        _texts(types, xy, colour("border")),
    ]
    view = alt.ViewBackground(fill=colour("paper"), stroke=colour("line"))
    chart = cast(alt.LayerChart, alt.layer(*layers))  # layers without facets are one chart
    return chart.properties(width=WIDTH, height=height, view=view)


def _places(nodes: Sequence[GraphNode], edges: Sequence[GraphEdge]) -> tuple[dict[Key, tuple[float, float]], int]:
    """Where each node stands, and the height of the whole: parts that nothing joins fill shelves, the largest first."""
    graph: nx.Graph[Key] = nx.Graph()
    graph.add_nodes_from(sorted((node.base, node.id) for node in nodes))
    graph.add_edges_from(sorted({(min(edge.start, edge.end), max(edge.start, edge.end)) for edge in edges}))
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    at: dict[Key, tuple[float, float]] = {}
    x = y = shelf = 0.0
    for part in parts:
        root = len(part) ** 0.5
        wide, high = (WIDTH, 160 + 14 * len(part)) if len(part) > WHOLE else (150 + 75 * root, 50 + 48 * root)
        if x and x + wide > WIDTH:
            x, y, shelf = 0.0, y + shelf, 0.0
        at |= _part(graph.subgraph(part), (x, y), (wide - 110, high))
        x, shelf = x + wide, max(shelf, high)
    return at, round(y + shelf)


def _part(
    graph: "nx.Graph[Key]", corner: tuple[float, float], room: tuple[float, float]
) -> dict[Key, tuple[float, float]]:
    """The places of one part within a box; the same for the same graph."""
    ordered: nx.Graph[Key] = nx.Graph()  # a view of a part is walked in no order of its own
    ordered.add_nodes_from(sorted(graph))
    ordered.add_edges_from(sorted((min(edge), max(edge)) for edge in graph.edges))
    found = nx.spring_layout(ordered, k=2.2 / len(ordered) ** 0.5, iterations=ROUNDS, seed=SEED)
    placed: dict[Key, tuple[float, float]] = {}
    for key, place in found.items():
        both = []
        for axis in (0, 1):
            values = [float(one[axis]) for one in found.values()]
            span = max(values) - min(values)
            share = (float(place[axis]) - min(values)) / span if span else 0.5
            both.append(round(corner[axis] + EDGE + share * (room[axis] - 2 * EDGE), 1))
        placed[key] = (both[0], both[1])
    return placed


def _mark(node: GraphNode, place: tuple[float, float]) -> dict[str, Any]:
    look = palette()[node.label]
    name = said(str(node.properties.get(look.label, node.id)))
    surely = mark(node.properties)
    told = f"{name} ({surely})" if surely else name
    short = name if len(name) <= SHORT else f"{name[: SHORT - 1]}…"
    lines = (
        short,
        *[surely] * bool(surely),
    )  # a statement is never without its modality, a duty never without its strength
    return {"x": place[0], "y": place[1], "path": look.path, "fill": look.colour, "lines": lines, "told": told}


def _line(edge: GraphEdge, at: Mapping[Key, tuple[float, float]]) -> dict[str, Any]:
    (x, y), (x2, y2) = at[edge.start], at[edge.end]
    stance = edge.properties.get("stance", "asserts")
    kind = "denied" if stance != "asserts" else "alleged" if edge.properties.get("modality") == "alleged" else ""
    surely = mark(edge.properties)
    return {
        "x": x, "y": y, "x2": x2, "y2": y2, "kind": kind, "told": said(f"{words(edge.type)}, {surely}".rstrip(", "))
    }  # fmt: skip


def _by_kind(lines: Sequence[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The lines of each kind that there is."""
    return {kind: found for kind in DASHES if (found := [line for line in lines if line["kind"] == kind])}


def _middle(line: Mapping[str, Any]) -> dict[str, Any]:
    return {"x": (line["x"] + line["x2"]) / 2, "y": (line["y"] + line["y2"]) / 2, "text": line["told"]}


def _lines(lines: list[dict[str, Any]], xy: Mapping[str, Any], dash: list[int]) -> alt.Chart:
    rule = alt.Chart(rows(lines)).mark_rule(color=colour("border"), strokeWidth=1.2, strokeDash=dash)
    chart: alt.Chart = rule.encode(**xy, x2="x2:Q", y2="y2:Q", description="told:N")
    return chart


def _texts(written: list[dict[str, Any]], xy: Mapping[str, Any], ink: str) -> alt.Chart:
    look: dict[str, Any] = {"align": "left", "baseline": "middle", "fontSize": labels.SIZE, "color": ink, "aria": False}
    look |= {"stroke": colour("paper"), "strokeWidth": 3}
    chart: alt.Chart = alt.Chart(rows(written)).mark_text(**look).encode(**xy, text="text:N")
    return chart


def _legend(nodes: Sequence[GraphNode], edges: Sequence[GraphEdge]) -> list[Mark]:
    there = sorted({node.label for node in nodes})
    marks = [Mark(palette()[label].path, label, palette()[label].colour, palette()[label].colour) for label in there]
    types = ", ".join(sorted({words(edge.type) for edge in edges}))
    return [*marks, Mark("M-1,0H1", f"lines: {types}", "none", colour("border"))]
