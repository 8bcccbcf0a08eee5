"""A subgraph as one offline page: pyvis with a template of ours.

What comes from a source is only ever text: nodes and edges get numbers of their own, their properties go as JSON into a
block that is not run, and the page sets textContent.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyvis
from jinja2 import Environment
from pyvis.network import Network

from graph.errors import UsageError
from graph.read import Subgraph
from viz.details import DOTS, dashes, details, edge_details, edge_label, label, name, words
from viz.offline import environment, read
from viz.palette import palette

VIS = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2"

MOST = 2_000
"""Nodes that vis-network lays out in reasonable time."""
LARGEST = 50_000
"""Nodes that the explorer draws, above MOST by sigma."""
READABLE = 300
"""Nodes that a person can read."""
LABELLED = 60
"""Edges whose type is written on them; more hide one another."""
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


def page(subgraph: Subgraph, *, title: str, note: str | None = None) -> str:
    """The picture, its legend and a table of the same nodes and edges, as one HTML document.

    Raises UsageError for more than 2,000 nodes.
    """
    if len(subgraph.nodes) > MOST:
        raise UsageError(
            f"The picture would have {len(subgraph.nodes)} nodes, and more than {MOST} cannot be drawn; "
            "narrow it by the query's parameters or with --limit."
        )
    numbers = {(node.base, node.id): number for number, node in enumerate(subgraph.nodes)}
    network = Network(directed=True)
    for node in subgraph.nodes:
        look = palette()[node.label]
        network.add_node(numbers[node.base, node.id], label=label(node), shape=look.shape, color=look.colour)
    for number, edge in enumerate(subgraph.edges):
        written = {"label": edge_label(edge)} if len(subgraph.edges) <= LABELLED else {}
        ends = numbers[edge.start], numbers[edge.end]
        network.add_edge(*ends, id=number, dashes=dashes(edge.properties), **written)
    layout = OPTIONS["layout"] | {"improvedLayout": len(subgraph.nodes) <= UNTANGLED}
    network.set_options(json.dumps(OPTIONS | {"layout": layout}))
    network.templateEnv, network.path = _environment(), "network.html"
    network.templateEnv.globals |= _told(subgraph, numbers) | {"title": title, "notes": _notes(subgraph, note)}
    return str(network.generate_html())


def _environment() -> Environment:
    """The template with our two scripts and style."""
    vis = (VIS / "vis-network.min.js").read_text(encoding="utf-8")
    return environment("network.css", scripts={"vis": vis, "ours": read("network.js")})


def _told(subgraph: Subgraph, numbers: Mapping[tuple[str, str], int]) -> dict[str, Any]:
    """What legend, panel and tables show, all of it text."""
    classes = {node.label for node in subgraph.nodes}
    types = sorted({words(edge.type) for edge in subgraph.edges})
    broken = [dashes(edge.properties) for edge in subgraph.edges]
    return {
        "legend": {one: look for one, look in palette().items() if one in classes},
        "lines": [f"lines: {', '.join(types)}"] * bool(types) + [meaning for kind, meaning in LINES if kind in broken],
        "details": [details(node, name(node)) for node in subgraph.nodes],
        "edge_details": [edge_details(edge, numbers[edge.start], numbers[edge.end]) for edge in subgraph.edges],
    }


def _notes(subgraph: Subgraph, note: str | None) -> list[str]:
    notes = [f"{len(subgraph.nodes)} nodes, {len(subgraph.edges)} relationships."]
    if not subgraph.nodes:
        notes.append(
            "There is nothing to draw: the answer is empty. Is the source loaded, and are the parameters right?"
        )
    if len(subgraph.nodes) > READABLE:
        notes.append(f"More than {READABLE} nodes are hard to read as a picture; the table below holds all of them.")
    if note:
        notes.append(note)
    return notes
