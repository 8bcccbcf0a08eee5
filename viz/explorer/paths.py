"""Paths between two picked parties or compounds, hop by hop, and the picture of what lies on them."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import Field

from graph.derived.through_cases import KIND
from graph.model import Entity, Place
from graph.read import GraphEdge
from queries import leads
from queries.around import ends_of
from viz.explorer.desk import Desk
from viz.explorer.items import edge as edge_
from viz.explorer.opening import One, gained
from viz.explorer.replies import Question


class Ends(Question):
    """From where to where, under which conditions, and what is in the picture already."""

    start: str
    end: str
    k: int = Field(default=5, ge=1, le=20)
    hops: int = Field(default=leads.MOST_HOPS, ge=1, le=leads.MOST_HOPS)
    modality: str | None = None
    since: str | None = None
    not_through: list[str] = Field(default_factory=list)
    present: list[One] = Field(default_factory=list)


def path(desk: Desk, asked: Ends) -> dict[str, Any]:
    """The routes, one row a hop with its claims, and what the picture gains."""
    ends = [leads.end_of(desk.store, one) for one in (asked.start, asked.end)]
    answer = leads.path(
        desk.store,
        *ends,
        k=asked.k,
        hops=asked.hops,
        modality=asked.modality or None,
        since=asked.since or None,
        not_through=asked.not_through,
    )
    claims = [claim for row in answer.rows for claim in row["claims"]]
    carried = _carried(claims)
    keys = {(one.base, one.canonical) for one in ends} | {end for edge in carried for end in (edge.start, edge.end)}
    keys |= ends_of(desk.store, [(claim["type"], claim["claim"]) for claim in claims if claim["claim"]])
    picture = gained(desk, [one.key for one in asked.present], sorted(keys))
    none = f"No route of at most {asked.hops} hops joins {ends[0].name} and {ends[1].name} under these conditions."
    return {
        "title": f"Paths from {ends[0].name} to {ends[1].name}",
        "columns": [{"name": name} for name in answer.columns],
        "rows": answer.values,
        "picture": {**picture, "edges": [*picture["edges"], *map(edge_, carried)]},
        "note": "" if answer.values else none,
    }


def _carried(claims: Sequence[Mapping[str, Any]]) -> list[GraphEdge]:
    """The hops that only cases join, as lines of the picture: how many people, and nothing that leads to any of them."""
    found = {(claim["start"], claim["end"]): claim for claim in claims if claim["type"] == KIND}
    return [
        GraphEdge(
            KIND,
            (Entity.label(), start),
            (Place.label(), end),
            {"id": f"{start} {end}", "modality": claim["modality"], "people": claim["people"]},
        )
        for (start, end), claim in sorted(found.items())
    ]
