"""A network as a file for other programs: GraphML and GEXF, with what was measured on its nodes."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import networkx as nx

from graph.answer import Answer
from graph.connection import Store
from queries.analysis.resting import Asked, said

FORMATS = ("graphml", "gexf")
_UNFIT = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""


def as_file(store: Store, asked: Asked, answer: Answer, format_: str) -> str:
    """The network that an answer is about, each node with what the answer says of it. The same network gives the same text."""
    network = asked.read(store)
    graph = _plain(network, _results(answer, list(network)))
    if format_ == "graphml":
        return "\n".join(nx.generate_graphml(graph)) + "\n"
    # networkx writes the day into it, by which the same network would be another file tomorrow
    return re.sub(r' lastmodifieddate="[^"]*"', "", "\n".join(nx.generate_gexf(graph))) + "\n"


def _results(answer: Answer, nodes: Sequence[str]) -> Mapping[str, dict[str, Any]]:
    """Node -> what the answer says of it; who is in no ranking has the value 0 there, and no rank."""
    measures = {row["measure"] for row in answer.rows if "measure" in row}
    found: dict[str, dict[str, Any]] = {node: dict.fromkeys(sorted(measures), 0.0) for node in nodes}
    for row in answer.rows:
        if "measure" in row:
            found.setdefault(row["id"], {}).update(
                {row["measure"]: row["value"], f"{row['measure']}_rank": row["rank"]}
            )
        for member in row.get("members", ()):
            found.setdefault(member, {})["community"] = row["community"]
    return found


def _plain(network: Any, results: Mapping[str, dict[str, Any]]) -> Any:
    """An ordinary graph whose attributes are text and numbers, as XML takes them."""
    columns = network.columns()
    graph: Any = nx.DiGraph() if columns.directed else nx.Graph()
    for place, node in enumerate(columns.nodes):
        told = {name: column[place] for name, column in columns.node_attributes.items()} | results.get(node, {})
        graph.add_node(_fit(node), label=_fit(told["name"]), **{name: _fit(value) for name, value in told.items()})
    others = [name for name in columns.attributes if name not in ("weight", "origins")]
    weights = columns.attributes["weight"].tolist()
    for place, those in enumerate(said(network)):
        start, end = columns.nodes[columns.start[place]], columns.nodes[columns.end[place]]
        more = {name: _number(columns.attributes[name][place]) for name in others}
        graph.add_edge(_fit(start), _fit(end), weight=weights[place], origins=_fit("; ".join(those)), **more)
    return graph


def _number(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else _fit(value)


def _fit(value: Any) -> Any:
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", value) if isinstance(value, str) else value
