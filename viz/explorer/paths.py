"""Paths between two picked parties or compounds, hop by hop, and the picture of what lies on them."""

from typing import Any

from pydantic import Field

from queries import leads
from queries.around import ends_of
from viz.explorer.asking import SINGLE
from viz.explorer.desk import Desk
from viz.explorer.items import edge as edge_
from viz.explorer.opening import One, gained
from viz.explorer.replies import Question
from viz.pages.leads import carried_by_cases


class Ends(Question):
    """From where to where, under which conditions, and what is in the picture already."""

    start: str
    end: str
    k: int = Field(default=5, ge=1, le=20)
    hops: int = Field(default=leads.MOST_HOPS, ge=1, le=leads.MOST_HOPS)
    modality: str | None = None
    since: str | None = None
    not_through: list[str] = Field(default_factory=list)
    through_cases: bool = False
    """Also by what the cases of fewer than eleven people join; it needs a purpose."""
    purpose: str | None = Field(default=None, max_length=1_000)
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
        through_cases=asked.through_cases,
        purpose=asked.purpose or None,
    )
    none = f"No route of at most {asked.hops} hops joins {ends[0].name} and {ends[1].name} under these conditions."
    told = {
        "title": f"Paths from {ends[0].name} to {ends[1].name}",
        "columns": [{"name": name} for name in answer.columns],
        "rows": answer.values,
        "picture": None,
        "note": "" if answer.values else none,
    }
    if asked.through_cases:  # a picture can be kept and passed on
        return {**told, "note": f"{told['note']} {SINGLE}".strip()}
    claims = [claim for row in answer.rows for claim in row["claims"]]
    carried = carried_by_cases(claims)
    keys = {(one.base, one.canonical) for one in ends} | {end for edge in carried for end in (edge.start, edge.end)}
    keys |= ends_of(desk.store, [(claim["type"], claim["claim"]) for claim in claims if claim["claim"]])
    picture = gained(desk, [one.key for one in asked.present], sorted(keys))
    return {**told, "picture": {**picture, "edges": [*picture["edges"], *map(edge_, carried)]}}
