"""The pictures of leads: the claims on which a route rests, and the claims around one party or place."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from graph.connection import Store
from graph.derived.through_cases import KIND
from graph.model import Entity, Place, SameAs
from graph.read import GraphEdge, Subgraph, subgraph
from queries import leads
from queries.around import JOINED, Key, by_base, ends_of
from viz.emphasis import Emphasis
from viz.pages.drawing import Drawing

LARGE = 0.25
"""Of the largest size: enough to see where a picture begins."""
Row = Mapping[str, Any]


def path(store: Store, start: str, end: str, **which: Any) -> Drawing:
    """The claims of the shortest routes between two; `which` as in `queries.leads.path`. Raises UsageError as that does."""
    ends = [leads.end_of(store, name) for name in (start, end)]
    answer = leads.path(store, *ends, **which)
    claims = [claim for row in answer.rows for claim in row["claims"]]
    keys = [(one.base, one.canonical) for one in ends]
    drawn = _claimed(store, claims, keys)
    hops = which.get("hops", leads.MOST_HOPS)
    empty = None
    notes = []
    if claims:
        routes = len({row["route"] for row in answer.rows})
        told = f"{routes} shortest route{'s' * (routes != 1)} of at most {hops} hops."
        notes = [f"{told} {_resting(claims, 'origin')}", *_lost(answer.rows)]
    else:
        empty = f"No route of at most {hops} hops joins {ends[0].name} and {ends[1].name} under these conditions."
    notes += [one.joined for one in ends if one.joined]
    return Drawing(
        drawn,
        f"From {ends[0].name} to {ends[1].name}",
        notes,
        "with --k or --hops",
        Emphasis(dict.fromkeys(keys, LARGE), meanings=["large: the two ends"]),
        empty,
    )


def neighbours(store: Store, of: str, **which: Any) -> Drawing:
    """What sources say of one; `which` as in `queries.leads.neighbours`. Raises UsageError as that does."""
    who = leads.party(store, of)
    answer = leads.neighbours(store, who, **which)
    key = who.base, who.canonical
    drawn = _claimed(store, answer.rows, [key])
    empty = None
    notes = [who.joined] if who.joined else []
    if answer.values:
        more = f" The first {len(answer.values)} claims; there are more." if answer.truncated else ""
        notes = [f"What sources say of {who.name}. {_resting(answer.rows, 'document')}{more}", *notes]
    elif every := len(leads.neighbours(store, who).values):
        empty = f"There is nothing to draw: none of the {every} claims on {who.name} meets the conditions."
    else:
        empty = f"There is nothing to draw: no loaded source makes a claim on {who.name}."
    return Drawing(
        drawn,
        f"Around {who.name}",
        notes,
        "with --kind, --modality, --since or --limit",
        Emphasis({key: LARGE}, meanings=[f"large: {who.name}"]),
        empty,
    )


def _claimed(store: Store, claims: Sequence[Row], more: Collection[Key]) -> Subgraph:
    """The nodes at the ends of these claims, these claims and no others, and which of the records are one."""
    keys = {*more, *ends_of(store, [(one["type"], one["claim"]) for one in claims if one["claim"]])}
    carried = carried_by_cases(claims)
    keys |= {end for edge in carried for end in (edge.start, edge.end)}
    whole = subgraph(store, by_base(keys | _joined(store, keys)))
    wanted = {one["claim"] for one in claims}
    edges = [edge for edge in whole.edges if edge.properties["id"] in wanted or edge.type == SameAs.type_name()]
    return Subgraph(whole.nodes, (*edges, *carried))


def _joined(store: Store, keys: Collection[Key]) -> set[Key]:
    """Every record that is one with these, so that no route seems to break where records meet."""
    return {
        (base, id_)
        for base, ids in by_base(keys).items()
        if base in JOINED
        for (id_,) in store.read(
            f"UNWIND $ids AS id MATCH (asked:{base} {{id: id}}) "
            f"MATCH (one:{base} {{canonical: asked.canonical}}) RETURN DISTINCT one.id AS id",
            {"ids": sorted(ids)},
        ).values
    }


def carried_by_cases(claims: Sequence[Row]) -> list[GraphEdge]:
    """The hops that only cases join, as lines: how many people, and nothing that leads to any of them."""
    found = {(one["start"], one["end"]): one for one in claims if one["type"] == KIND}
    return [
        GraphEdge(
            KIND,
            (Entity.label(), start),
            (Place.label(), end),
            {"id": f"{start} {end}", "modality": one["modality"], "people": one["people"]},
        )
        for (start, end), one in sorted(found.items())
    ]


def _resting(claims: Sequence[Row], what: str) -> str:
    """On how many sources it rests."""
    every = {one["claim"] for one in claims}
    sources = sorted({one[what] for one in claims if one[what]})
    return f"{len(every)} claim{'s' * (len(every) != 1)} from {len(sources)} {what}{'s' * (len(sources) != 1)}."


def _lost(rows: Sequence[Row]) -> list[str]:
    """The origins without which no route is left."""
    alone = sorted({one["origin"] for row in rows for one in row["without"] if one["leaves"] == "none"})
    return [f"Without {' or without '.join(alone)} no route is left."] if alone else []
