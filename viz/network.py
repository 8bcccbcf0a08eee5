"""A subgraph as one offline page: pyvis with a template of ours.

What comes from a source is only ever text: nodes and edges get numbers of their own, their properties go as JSON into a
block that is not run, and the page sets textContent.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyvis
from jinja2 import Environment
from pyvis.network import Network

from graph.errors import UsageError
from graph.read import Subgraph
from viz.details import DOTS, dashes, details, edge_details, edge_label, label, name, words
from viz.emphasis import Emphasis, Mark
from viz.offline import environment, read
from viz.palette import palette

VIS = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2"

MOST = 2_000
"""Nodes that vis-network lays out in reasonable time."""
LARGEST = 50_000
"""Nodes that the explorer draws, above MOST by sigma."""
READABLE = 300
"""Nodes that a person can read."""
LABELLED = 120
"""Edges whose type is written on them, where there is room."""
ABOVE = 4
"""Sentences above the picture; on a small screen more would push it out of sight."""
UNTANGLED = 150
"""Nodes up to which vis-network looks for a good first placing; beyond, that takes longer than the layout itself."""
LINES: tuple[tuple[bool | list[int], str], ...] = (
    (True, "broken line: alleged"),
    (DOTS, "dotted line: denied or retracted"),
)

OPTIONS: dict[str, dict[str, Any]] = {
    "layout": {"randomSeed": 7},
    "nodes": {"size": 14, "font": {"size": 13, "strokeWidth": 3}},
    "edges": {
        "smooth": False,  # curved edges take 16 s instead of 1.3 s for 500 nodes
        "width": 1,
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.5}},
        "font": {"size": 9, "align": "middle", "strokeWidth": 3},
    },
    "physics": {"solver": "forceAtlas2Based", "stabilization": {"iterations": 150}},
    "interaction": {"hover": True, "keyboard": False, "navigationButtons": False},
}


def check(nodes: int, narrow: str) -> None:
    """Refuse what is too large to draw, and say how it gets smaller. Raises UsageError for more than 2,000 nodes."""
    if nodes > MOST:
        raise UsageError(
            f"The picture would have {nodes:,} nodes, and more than {MOST:,} cannot be drawn; "
            f"narrow it {narrow}, or open one part after another in palermo explore."
        )


def page(
    subgraph: Subgraph,
    *,
    title: str,
    notes: Sequence[str] = (),
    emphasis: Emphasis | None = None,
    narrow: str = "by the query's parameters or with --limit",
) -> str:
    """The picture, its legend and a table of the same nodes and edges, as one HTML document.

    Raises UsageError for more than 2,000 nodes.
    """
    check(len(subgraph.nodes), narrow)
    told = emphasis or Emphasis()
    numbers = {(node.base, node.id): number for number, node in enumerate(subgraph.nodes)}
    network = Network(directed=told.directed)
    for node in subgraph.nodes:
        key, look = (node.base, node.id), palette()[node.label]
        size = {} if told.size(key) is None else {"size": told.size(key)}
        colour = told.colour(key, look.colour)
        network.add_node(numbers[key], label=told.label(key, label(node)), shape=look.shape, color=colour, **size)
    between: Counter[tuple[int, int]] = Counter()
    for number, edge in enumerate(subgraph.edges):
        written = {"label": edge_label(edge)} if len(subgraph.edges) <= LABELLED else {}
        start, end = numbers[edge.start], numbers[edge.end]
        network.add_edge(start, end, id=number, dashes=dashes(edge.properties), **written, **_bent(between[start, end]))
        between[start, end] += 1
    layout = OPTIONS["layout"] | {"improvedLayout": len(subgraph.nodes) <= UNTANGLED}
    arrows = OPTIONS["edges"]["arrows"] if told.directed else {}
    network.set_options(json.dumps(OPTIONS | {"layout": layout, "edges": OPTIONS["edges"] | {"arrows": arrows}}))
    network.templateEnv, network.path = _environment(), "network.html"
    network.templateEnv.globals |= _told(subgraph, numbers, told) | {"title": title}
    network.templateEnv.globals |= _notes(subgraph, notes)
    return str(network.generate_html())


def _environment() -> Environment:
    """The template with our two scripts and style."""
    vis = (VIS / "vis-network.min.js").read_text(encoding="utf-8")
    return environment("network.css", scripts={"vis": vis, "ours": read("network.js")})


def _told(subgraph: Subgraph, numbers: Mapping[tuple[str, str], int], emphasis: Emphasis) -> dict[str, Any]:
    """What legend, panel and tables show, all of it text."""
    classes = {node.label for node in subgraph.nodes}
    types = sorted({words(edge.type) for edge in subgraph.edges})
    broken = [dashes(edge.properties) for edge in subgraph.edges]
    # where colour tells the group, only shape tells the class
    shapes = [
        Mark(look.path, "currentColor" if emphasis.groups else look.colour, one)
        for one, look in palette().items()
        if one in classes
    ]
    lines = [f"lines: {', '.join(types)}"] * bool(types) + [meaning for kind, meaning in LINES if kind in broken]
    return {
        "legend": [*shapes, *emphasis.legend()],
        "lines": [*lines, *emphasis.meanings],
        "details": [details(node, name(node)) for node in subgraph.nodes],
        "edge_details": [edge_details(edge, numbers[edge.start], numbers[edge.end]) for edge in subgraph.edges],
    }


def _bent(before: int) -> dict[str, Any]:
    """How a line is drawn that joins two nodes after so many others did: beside them, so that each is seen."""
    return {"smooth": {"enabled": True, "type": "curvedCW", "roundness": 0.25 * before}} if before else {}


def _notes(subgraph: Subgraph, more: Sequence[str]) -> dict[str, list[str]]:
    """What is said above the picture, and what below it."""
    notes = [f"{len(subgraph.nodes)} nodes, {len(subgraph.edges)} relationships."]
    if len(subgraph.nodes) > READABLE:
        notes.append(f"More than {READABLE} nodes are hard to read as a picture; the table below holds all of them.")
    notes += more
    return {"notes": notes[:ABOVE], "more_notes": notes[ABOVE:]}
