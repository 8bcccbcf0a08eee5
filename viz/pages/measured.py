"""The pictures of whole networks: who holds one together, sized by the measure; its groups, coloured and numbered."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from graph.connection import Store
from graph.errors import UsageError
from graph.model import MEASURED, Tie
from graph.read import GraphEdge, GraphNode, Subgraph, subgraph
from queries import analysis
from queries.analysis import Asked
from queries.analysis.rankings import measure
from queries.analysis.resting import counted, listed, said
from queries.around import by_base
from viz.emphasis import Emphasis, Key
from viz.network import check
from viz.pages.drawing import Drawing

OPEN = "A line is a tie: all claims that join the two; palermo path A B --hops 1 shows each with its sentence."


def central(store: Store, asked: Asked, *, by: Sequence[str] = ("betweenness",), top: int | None = 20) -> Drawing:
    """The first `top` by one measure, as large as they rank high, with all to whom they are tied.

    Raises UsageError for more than one measure, and as `queries.analysis.central` does.
    """
    if len(by) != 1:
        raise UsageError(f"A picture has one size for each node; name one of {', '.join(by)} in --by.")
    (called,) = by
    answer = analysis.central(store, asked, by=by, top=top)
    graph = asked.read(store)
    ranked = {row["id"]: row for row in answer.rows}
    shown = set(ranked)
    for start, end in _ends(graph):
        if start in ranked or end in ranked:
            shown |= {start, end}
    most = max((row["value"] for row in ranked.values()), default=0.0)
    keys = _keys(graph)
    told = {
        node: {
            "summary": f"rank {row['rank']}: {row['why']}; {_rests(row)}",
            f"{MEASURED}{called}": f"{row['value']:.4g}",
            f"{MEASURED}rank": row["rank"],
        }
        for node, row in ranked.items()
    }
    narrow = "with --top, --without, --since or --until"
    emphasis = Emphasis(
        {keys[node]: row["value"] / most for node, row in ranked.items()},
        meanings=[
            f"larger, by area: {measure(called).means} ({called}, {most:.4g} at most)",
            f"smallest: tied to one of the first {len(ranked)}, and not among them",
        ],
        directed=graph.is_directed(),
    )
    title = f"Who holds the network {asked.name} together, by {called}"
    return Drawing(_drawn(store, graph, keys, shown, told, narrow), title, [*answer.notes, OPEN], narrow, emphasis)


def communities(store: Store, asked: Asked, *, method: str = "louvain", least: int = 2) -> Drawing:
    """The members of each group with their ties. Raises UsageError as `queries.analysis.communities` does."""
    answer = analysis.communities(store, asked, method=method, least=least)
    graph = asked.read(store)
    keys = _keys(graph)
    groups = {keys[member]: row["community"] for row in answer.rows for member in row["members"]}
    told = {
        member: {
            "summary": f"community {row['community']} of {counted(row['size'], 'member')}: {row['what_holds_it']}",
            f"{MEASURED}community": row["community"],
        }
        for row in answer.rows
        for member in row["members"]
    }
    narrow = "with --least, --without, --since or --until"
    emphasis = Emphasis(
        {keys[row["held_by"]]: 0.4 for row in answer.rows},
        groups,
        ["large: has the most ties within its community"],
        [f"{row['held_by_name']} and {counted(row['size'] - 1, 'other')}" for row in answer.rows],
        graph.is_directed(),
    )
    title = f"Communities of the network {asked.name}, by {method}"
    return Drawing(_drawn(store, graph, keys, set(told), told, narrow), title, [*answer.notes, OPEN], narrow, emphasis)


def _drawn(
    store: Store,
    graph: Any,
    keys: Mapping[str, Key],
    shown: Collection[str],
    told: Mapping[str, Mapping[str, Any]],
    narrow: str,
) -> Subgraph:
    """These nodes as the store has them, with what was measured, and every tie of the network among them."""
    check(len(shown), narrow)  # before thousands of nodes are read for nothing
    of = {keys[node]: told.get(node, {}) for node in shown}
    nodes = [
        GraphNode(one.base, one.label, one.id, {**one.properties, **of[one.base, one.id]})
        for one in subgraph(store, by_base(of)).nodes
    ]
    columns = graph.columns()
    ties = [
        GraphEdge(
            Tie.type_name(),
            keys[start],
            keys[end],
            {
                "id": f"{start} {end}",
                "modality": columns.attributes["modality"][place],
                "source": listed(origins),
                "claims": int(columns.attributes["claims"][place]),
                "origins": len(origins),
            },
        )
        for place, ((start, end), origins) in enumerate(zip(_ends(graph), said(graph), strict=True))
        if start in shown and end in shown
    ]
    return Subgraph(tuple(nodes), tuple(ties))


def _ends(graph: Any) -> list[tuple[str, str]]:
    columns = graph.columns()
    pairs = zip(columns.start.tolist(), columns.end.tolist(), strict=True)
    return [(columns.nodes[start], columns.nodes[end]) for start, end in pairs]


def _keys(graph: Any) -> dict[str, Key]:
    """What a node is called in the network -> its base label and id."""
    columns = graph.columns()
    told = columns.node_attributes
    return dict(zip(columns.nodes, zip(told["base"], told["id"], strict=True), strict=True))


def _rests(row: Mapping[str, Any]) -> str:
    return f"rests on {counted(row['origins'], 'origin')}, {counted(row['documents'], 'document')}"
