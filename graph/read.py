"""Subgraphs and digests: what is read from the store beside plain answers."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.connection import Store
from graph.model import MEASURED, Node, base_classes, closed_types, derived_types
from graph.schema import node_label

if TYPE_CHECKING:
    import networkx


RUN_MARKS = ("runs", "first_run")
"""The properties that say which loads brought a node or relationship, and nothing about the world."""


FEW = 1_000
"""Nodes up to which the server picks the relationships among them."""


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A node: its base label (within which the id is unique), its own label, and its properties."""

    base: str
    label: str
    id: str
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """A relationship between two nodes, each named by base label and id."""

    type: str
    start: tuple[str, str]
    end: tuple[str, str]
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Subgraph:
    """Nodes, and relationships among them; both sorted."""

    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]

    def to_networkx(self) -> "networkx.MultiDiGraph[tuple[str, str]]":
        """A networkx graph whose nodes are (base label, id) and whose edge keys are claim ids."""
        import networkx

        graph: networkx.MultiDiGraph[tuple[str, str]] = networkx.MultiDiGraph()
        for node in self.nodes:
            graph.add_node((node.base, node.id), label=node.label, **node.properties)
        for edge in self.edges:
            graph.add_edge(edge.start, edge.end, key=edge.properties["id"], type=edge.type, **edge.properties)
        return graph


def subgraph(store: Store, ids: Mapping[str, Collection[str]]) -> Subgraph:
    """The nodes with these ids (by base label) and all that is said among them. Unknown ids are passed over.

    That a party was held or moved is left out: it makes of it a possible victim, and needs a purpose.
    """
    nodes: list[GraphNode] = []
    keys: list[str] = []
    for base in sorted(ids):
        found = store.read(
            f"UNWIND $ids AS id MATCH (n:{node_label(base)} {{id: id}}) "
            "RETURN labels(n) AS labels, properties(n) AS properties, elementId(n) AS key",
            {"ids": sorted(ids[base])},
        )
        for labels, properties, key in found.values:
            (label,) = set(labels) - {base} or {base}
            said = {name: value for name, value in properties.items() if not name.startswith(MEASURED)}
            nodes.append(GraphNode(base, label, properties["id"], said))
            keys.append(key)
    there = set(keys)
    # Whether the other end is inside is asked of the server while the list is short; it looks through it one by one.
    inside = "AND elementId(b) IN $keys " if len(keys) <= FEW else ""
    edges = store.read(
        f"MATCH (a)-[r]->(b) WHERE elementId(a) IN $keys {inside}AND NOT type(r) IN $derived "
        "RETURN type(r), labels(a), a.id, labels(b), b.id, properties(r), elementId(b)",
        {"keys": keys, "derived": [*derived_types(), *closed_types()]},
    )
    bases = {cls.label() for cls in base_classes()}
    found_edges = [
        GraphEdge(type_, (_base(a, bases), start), (_base(b, bases), end), properties)
        for type_, a, start, b, end, properties, other in edges.values
        if other in there
    ]
    return Subgraph(
        tuple(sorted(nodes, key=lambda node: (node.base, node.id))),
        tuple(sorted(found_edges, key=lambda edge: (edge.type, edge.start, edge.end, edge.properties["id"]))),
    )


def place_names(store: Store) -> list[dict[str, Any]]:
    """Every place: its label, id, canonical id, name and other names."""
    query = (
        "MATCH (p:Place) RETURN [l IN labels(p) WHERE l <> 'Place'][0] AS label, p.id AS id, p.canonical AS canonical, "
        "p.name AS name, p.names AS names ORDER BY label, id"
    )
    return store.read(query).rows


def ids_beginning(store: Store, cls: type[Node], begun: str) -> list[str]:
    """The ids of a class that begin so, sorted."""
    found = store.read(
        f"MATCH (n:{cls.base().label()}) WHERE n:{cls.label()} AND n.id STARTS WITH $begun RETURN n.id ORDER BY n.id",
        {"begun": begun},
    )
    return [id_ for (id_,) in found.values]


def digest(store: Store) -> str:
    """SHA-256 over all that sources say: every node and relationship, without the runs that brought them."""
    sha = hashlib.sha256()
    for query in (
        "MATCH (n) WHERE NOT n:Run AND NOT n:Withdrawal AND NOT n:SchemaVersion RETURN labels(n) AS labels, properties(n) AS properties",
        "MATCH ()-[r]->() WHERE NOT type(r) IN $derived RETURN [type(r)] AS labels, properties(r) AS properties",
    ):
        lines = []
        for labels, properties in store.read(query, {"derived": derived_types()}).values:
            said = {name: value for name, value in properties.items() if _is_said(name)}
            lines.append(json.dumps([sorted(labels), said], sort_keys=True, ensure_ascii=False))
        sha.update("\n".join(sorted(lines)).encode())
    return sha.hexdigest()


def _is_said(name: str) -> bool:
    return name not in RUN_MARKS and not name.startswith(MEASURED)


def _base(labels: Collection[str], bases: Collection[str]) -> str:
    return next(label for label in labels if label in bases)
