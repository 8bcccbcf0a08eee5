"""Central: who holds a network together by a measure, in words why, and on how many origins it rests."""

from collections.abc import Sequence
from typing import Any

from graph.answer import Answer
from graph.connection import Store
from graph.errors import UsageError, nearest
from queries.analysis.projection import project

COLUMNS = ("measure", "rank", "id", "name", "class", "value", "why", "origins", "documents", "ties_per_document")
WHY = {
    "betweenness": "on {share:.1%} of the shortest paths between the others",
    "degree": "tied to {share:.1%} of the others",
    "closeness": "closeness {value:.3g} (1: one step from everybody; parts that it does not reach count against it)",
    "pagerank": "a walk along the ties is here {share:.1%} of the time",
}
"""Measure -> what its value says."""
WARNING = (
    "A node can be central because it is well documented: ties_per_document sets its ties against its documents. "
    "A rank says nothing of guilt."
)


def central(
    store: Store, network: str, *, by: Sequence[str] = ("betweenness",), top: int = 20, without: Sequence[str] = ()
) -> Answer:
    """The first `top` of each measure, equal values in the order of ids.

    `origins` counts the independent origins of the ties of a node, `documents` their documents. Raises UsageError for
    an unknown measure or network, and for a network without ties.
    """
    for measure in by:
        if measure not in WHY:
            raise UsageError(f"There is no measure {measure!r}.{nearest(measure, list(WHY))}")
    graph = project(store, network, without=without)
    columns = graph.columns()
    if not len(columns.start):
        raise UsageError(
            f"The network {network} has no ties; load a source that joins its parties, or leave fewer origins out."
        )
    origins: list[set[str]] = [set() for _ in columns.nodes]
    ties = [0] * len(columns.nodes)
    for start, end, said in zip(
        columns.start.tolist(), columns.end.tolist(), columns.attributes["origins"], strict=True
    ):
        for place in (start, end):
            ties[place] += 1
            origins[place].update(said.split("\n"))
    rows: list[tuple[Any, ...]] = []
    for measure in by:
        # 12 digits: what differs only by the order of additions is equal, and ranks by id
        values = {node: float(f"{value:.12g}") for node, value in _measured(graph, measure).items()}
        ranked = sorted(values, key=lambda node: (-values[node], node))[:top]
        for rank, node in enumerate(ranked, start=1):
            place, value = columns.position[node], values[node]
            told = {name: column[place] for name, column in columns.node_attributes.items()}
            documents = told["documents"]
            why = WHY[measure].format(share=value, value=value)
            per = round(ties[place] / documents, 2) if documents else None
            rows.append(
                (measure, rank, node, told["name"], told["class"], value, why, len(origins[place]), documents, per)
            )
    return Answer(COLUMNS, tuple(rows))


def _measured(graph: Any, measure: str) -> dict[str, float]:
    from queries.analysis.backend import HERE, written_by_networkx

    if measure == "pagerank":
        return written_by_networkx("pagerank")(graph)  # type: ignore[no-any-return]
    return HERE[f"{measure}_centrality"](graph)  # type: ignore[no-any-return]
