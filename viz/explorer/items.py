"""Nodes and relationships as the page holds them: everything about them is text, and a key tells them apart."""

from collections.abc import Mapping
from typing import Any

from graph.read import GraphEdge, GraphNode, Subgraph
from queries.around import SHOWN
from viz.details import dashes, details, edge_details, edge_label, label, name, scopes

POINTS = ("when", "date", "reported_on", "as_of", "due")
"""Dates at which something was; SPANS are what goes on between two."""
SPANS = (("since", "until"), ("conduct_since", "conduct_until"))


SENTENCES: Mapping[str, Any] = {"says": "", "quote": "", "rows": []}
"""What most of a large picture weighs; it is read when something is chosen."""


def shown(subgraph: Subgraph, *, brief: bool = False) -> dict[str, Any]:
    """A subgraph without what may not be shown here, whatever named it; `brief`: also without sentences and properties."""
    nodes = [one for one in subgraph.nodes if one.base in SHOWN]
    there = {(one.base, one.id) for one in nodes}
    outside = {(one.base, one.id) for one in subgraph.nodes} - there
    edges = [one for one in subgraph.edges if not {one.start, one.end} & outside]
    less = SENTENCES if brief else {}
    return {
        "nodes": [{**node(one), **less} for one in nodes],
        "edges": [{**edge(one), **less} for one in edges],
        "brief": brief,
    }


def key(base: str, id_: str) -> str:
    """A node's key on the page."""
    return f"{base}:{id_}"


def node(one: GraphNode) -> dict[str, Any]:
    """A node."""
    return {
        **details(one, name(one)),
        "key": key(one.base, one.id),
        "base": one.base,
        "id": one.id,
        "label": label(one),
        "sources": scopes(one.properties),
        "modality": one.properties.get("modality"),
        "dates": span(one.properties),
    }


def edge(one: GraphEdge) -> dict[str, Any]:
    """A relationship."""
    properties = one.properties
    return {
        **edge_details(one, key(*one.start), key(*one.end)),
        "key": f"{one.type}:{properties['id']}",
        "type": one.type,
        "label": edge_label(one),
        "dashes": dashes(properties),
        "sources": scopes(properties),
        "modality": properties.get("modality"),
        "dates": span(properties),
        "document": properties.get("document"),
        "locator": properties.get("locator"),
        "quote": str(properties.get("quote") or properties.get("why") or ""),
    }


def span(properties: Mapping[str, Any]) -> list[str | None] | None:
    """The first and the last day that something can have been; none where no source dates it, an open end where it may go on."""
    for since, until in SPANS:
        if properties.get(since) or properties.get(until):
            return [properties.get(since), properties.get(f"{until}_latest")]
    for point in POINTS:
        if properties.get(point):
            return [properties[point], properties.get(f"{point}_latest", properties[point])]
    return None
