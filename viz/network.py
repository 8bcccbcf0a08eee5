"""A subgraph as one offline page: pyvis with a template of ours.

Everything is inside the file and it asks no network. What comes from a source is only ever text: nodes and edges get
numbers of their own, their properties go as JSON into a block that is not run, and the page sets textContent. A
Content-Security-Policy allows the two scripts of the page by their digest and nothing else.
"""

import base64
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pyvis
import yaml
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from pydantic import BaseModel, ConfigDict
from pyvis.network import Network

from graph.errors import UsageError
from graph.read import GraphEdge, GraphNode, Subgraph

TEMPLATES = Path(__file__).parent / "templates"
VIS = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2"

MOST = 2_000
"""Nodes that vis-network lays out in reasonable time."""
READABLE = 300
"""Nodes that a person can read."""
LABELLED = 120
"""Edges whose type is written on them; more hide one another."""
SHORT = 32
"""Characters of a label; the whole of it is in the panel and the table."""

OPTIONS: dict[str, dict[str, Any]] = {
    "layout": {"randomSeed": 7},
    "nodes": {"size": 14, "font": {"size": 13}},
    "edges": {
        "smooth": False,  # curved edges take 16 s instead of 1.3 s for 500 nodes
        "width": 1,
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.5}},
        "font": {"size": 9, "align": "middle", "strokeWidth": 0},
    },
    "physics": {"solver": "forceAtlas2Based", "stabilization": {"iterations": 150}},
    "interaction": {"hover": True, "keyboard": False, "navigationButtons": False},
}


class Look(BaseModel):
    """How a class of nodes is drawn."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    colour: str
    shape: str
    label: str


@cache
def palette() -> Mapping[str, Look]:
    """The looks of palette.yaml, by class."""
    entries = yaml.safe_load((Path(__file__).parent / "palette.yaml").read_text(encoding="utf-8"))
    return {label: Look.model_validate(entry) for label, entry in entries.items()}


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
        network.add_node(numbers[node.base, node.id], label=_short(_name(node)), shape=look.shape, color=look.colour)
    for number, edge in enumerate(subgraph.edges):
        written = {"label": _words(edge.type)} if len(subgraph.edges) <= LABELLED else {}
        network.add_edge(
            numbers[edge.start],
            numbers[edge.end],
            id=number,
            dashes=edge.properties.get("modality") == "alleged",
            **written,
        )
    network.set_options(
        json.dumps(OPTIONS | {"layout": OPTIONS["layout"] | {"improvedLayout": len(subgraph.nodes) <= 150}})
    )
    network.templateEnv, network.path = _environment(subgraph, numbers, title, _notes(subgraph, note)), "network.html"
    return str(network.generate_html())


def _environment(
    subgraph: Subgraph, numbers: Mapping[tuple[str, str], int], title: str, notes: list[str]
) -> Environment:
    environment = Environment(autoescape=True, loader=FileSystemLoader(TEMPLATES), trim_blocks=True, lstrip_blocks=True)
    scripts = {"vis": (VIS / "vis-network.min.js").read_text(encoding="utf-8"), "ours": _read("network.js")}
    names = [_name(node) for node in subgraph.nodes]
    environment.globals |= {
        "title": title,
        "notes": notes,
        "legend": {
            label: look for label, look in palette().items() if any(node.label == label for node in subgraph.nodes)
        },
        "details": [_node_details(node) for node in subgraph.nodes],
        "edge_details": [_edge_details(edge, names, numbers) for edge in subgraph.edges],
        "scripts": {name: Markup(text) for name, text in scripts.items()},  # noqa: S704 - files of this program
        "style": Markup(_read("network.css")),  # noqa: S704
        "script_digests": [_digest(text) for text in scripts.values()],
    }
    return environment


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


def _node_details(node: GraphNode) -> dict[str, Any]:
    return {"kind": node.label, "name": _name(node), "rows": _rows({"id": node.id, **node.properties})}


def _edge_details(edge: GraphEdge, names: list[str], numbers: Mapping[tuple[str, str], int]) -> dict[str, Any]:
    start, end = numbers[edge.start], numbers[edge.end]
    return {
        "kind": _words(edge.type),
        "name": f"{names[start]} {_words(edge.type)} {names[end]}",
        "from": names[start],
        "to": names[end],
        "rows": _rows({name: value for name, value in edge.properties.items() if name != "id"}),
    }


FIRST = (
    "id",
    "name",
    "title",
    "summary",
    "text",
    "quote",
    "hedge",
    "modality",
    "why",
    "asserted_by",
    "document",
    "locator",
)
"""What a reader wants first: what is said, how surely, by whom, and where."""


def _rows(properties: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Properties as text, the telling ones first; the two days of an interval as one line."""
    order = {name: place for place, name in enumerate(FIRST)}
    names = sorted(
        (name for name in properties if name != "runs"), key=lambda name: (order.get(name, len(order)), name)
    )
    rows = []
    for name in names:
        value = properties[name]
        if name.endswith("_latest") and name.removesuffix("_latest") in properties:
            continue
        latest = properties.get(f"{name}_latest", value)
        text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
        rows.append((_words(name), text if latest == value else f"{text} to {latest}"))
    return rows


def _name(node: GraphNode) -> str:
    value = node.properties.get(palette()[node.label].label, node.id)
    return f"Q{value}" if node.label == "Question" else str(value)


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"


def _words(name: str) -> str:
    return name.replace("_", " ").lower()


def _read(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _digest(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
