"""One directed multigraph for Gephi, yEd, Cytoscape: nodes named by base label and id, every relationship an edge."""

import json
from pathlib import Path
from typing import Any

import networkx

from graph.disclosure.publishing import Part
from loaders.exports.records import links, nodes

_RESERVED = {
    "id": "claim",
    "type": "kind_of",
    "start": "from",
    "end": "to",
    "weight": "weight_said",
    "label": "label_said",
}
"""Names that GEXF keeps for itself, and what ours are called instead."""


def write_graphml(parts: list[Part], file: Path) -> int:
    """GraphML; returns the number of nodes and edges."""
    made = graph(parts)
    networkx.write_graphml(made, file)
    return made.number_of_nodes() + made.number_of_edges()


def write_gexf(parts: list[Part], file: Path) -> int:
    """GEXF 1.2; returns the number of nodes and edges."""
    made = graph(parts)
    networkx.write_gexf(made, file, version="1.2draft")
    return made.number_of_nodes() + made.number_of_edges()


def graph(parts: list[Part]) -> "networkx.MultiDiGraph[str]":
    """The parts as a graph. Lists and places are JSON: neither form has them."""
    made: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for node in nodes(parts):
        made.add_node(_name(node.key), label=node.caption, cls=node.cls.label(), **_plain(node.said))
    for link in links(parts):
        if made.has_node(_name(link.start)) and made.has_node(_name(link.end)):
            key = link.id
            made.add_edge(_name(link.start), _name(link.end), key=key, cls=link.cls.type_name(), **_plain(link.said))
    return made


def _name(key: tuple[str, str]) -> str:
    return ":".join(key)


def _plain(said: Any) -> dict[str, Any]:
    return {
        _RESERVED.get(name, name.rstrip("_")): value
        if isinstance(value, bool | int | float | str)
        else json.dumps(value, ensure_ascii=False)
        for name, value in said.items()
    }
