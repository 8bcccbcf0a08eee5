"""The picture as files for other programs: nodes or relationships as CSV, both as GEXF. PNG and SVG are made by the page."""

import io
import re
from typing import Any, Literal

import networkx
from pydantic import Field
from starlette.responses import PlainTextResponse, Response

from graph.answer import Answer
from graph.printing import as_csv
from graph.read import Subgraph
from queries import around
from viz.details import name, scopes
from viz.explorer.desk import Desk
from viz.explorer.items import edge, key, node
from viz.explorer.replies import Question
from viz.explorer.views import Placed
from viz.network import LARGEST
from viz.palette import palette

NODES = ("id", "class", "name", "says", "quote", "modality", "from", "to", "sources")
EDGES = (
    "start", "start_name", "relationship", "end", "end_name", "modality", "stance", "document", "locator", "quote",
    "asserted_by", "why", "from", "to", "sources",
)  # fmt: skip
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Export(Question):
    """What is seen, with where it stands, and the form that is wanted."""

    form: Literal["nodes", "edges", "gexf"]
    nodes: list[Placed] = Field(max_length=LARGEST)
    edges: list[str]
    """Keys of the relationships that are seen."""


def export(desk: Desk, asked: Export) -> Response:
    """The file, made anew from the store."""
    whole = around.added(desk.store, [], [one.key for one in asked.nodes])
    seen = set(asked.edges)
    found = Subgraph(whole.nodes, tuple(one for one in whole.edges if f"{one.type}:{one.properties['id']}" in seen))
    if asked.form == "gexf":
        places = {one.key: (one.x, one.y) for one in asked.nodes if one.x is not None and one.y is not None}
        return PlainTextResponse(as_gexf(found, places), media_type="application/gexf+xml")
    return PlainTextResponse(as_csv(nodes(found) if asked.form == "nodes" else edges(found)), media_type="text/csv")


def nodes(found: Subgraph) -> Answer:
    """One row a node."""
    rows = []
    for one in found.nodes:
        told = node(one)
        since, until = told["dates"] or (None, None)
        rows.append(
            (one.id, one.label, told["name"], told["says"], told["quote"], told["modality"], since, until,
             "; ".join(told["sources"]))
        )  # fmt: skip
    return Answer(NODES, tuple(rows))


def edges(found: Subgraph) -> Answer:
    """One row a relationship, with who says so and where."""
    called = {(one.base, one.id): name(one) for one in found.nodes}
    rows = []
    for one in found.edges:
        said = one.properties
        since, until = edge(one)["dates"] or (None, None)
        rows.append(
            (one.start[1], called[one.start], one.type, one.end[1], called[one.end], said.get("modality"),
             said.get("stance"), said.get("document") or said.get("source"), said.get("locator"), said.get("quote"),
             said.get("asserted_by"), said.get("why"), since, until, "; ".join(scopes(said)))
        )  # fmt: skip
    return Answer(EDGES, tuple(rows))


def as_gexf(found: Subgraph, places: dict[around.Key, tuple[float, float]]) -> str:
    """GEXF 1.2, with the colours and places of the picture."""
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    told = nodes(found).rows
    for one, row in zip(found.nodes, told, strict=True):
        x, y = places.get((one.base, one.id), (0.0, 0.0))
        red, green, blue = bytes.fromhex(palette()[one.label].colour[1:])
        look = {"color": {"r": red, "g": green, "b": blue, "a": 1.0}, "position": {"x": x, "y": -y, "z": 0.0}}
        graph.add_node(_text(key(one.base, one.id)), label=_text(row.pop("name")), viz=look, **_texts(row))
    for edge_, row in zip(found.edges, edges(found).rows, strict=True):
        ends = (_text(key(*edge_.start)), _text(key(*edge_.end)))
        graph.add_edge(*ends, key=edge_.properties["id"], label=edge_.type, **_texts(row))
    text = io.BytesIO()
    networkx.write_gexf(graph, text, version="1.2draft")
    return text.getvalue().decode()


def _texts(row: dict[str, Any]) -> dict[str, str]:
    """What is known, as text; `id`, `start` and `end` are GEXF's own words."""
    own = {"id": "palermo_id", "start": "from_id", "end": "to_id"}
    return {own.get(name, name): _text(value) for name, value in row.items() if value is not None}


def _text(value: object) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", str(value))
