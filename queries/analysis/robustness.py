"""Robustness: each origin taken away in turn, what becomes of those who rank first, and who rests on one origin alone."""

from typing import Any

from graph.answer import Answer
from graph.connection import Store
from graph.errors import UsageError
from queries.analysis.central import WARNING, Ranked, measured, ranking
from queries.analysis.rankings import Measure, Measured, measure
from queries.analysis.resting import DEFAULT, Asked, by_node, counted, listed, names, origins, said, shape
from queries.analysis.undecided import undecided

COLUMNS = (
    "without",
    "ties_lost",
    "id",
    "name",
    "rank",
    "rank_without",
    "change",
    "value",
    "value_without",
    "ties",
    "ties_without",
    "says",
)


def robustness(store: Store, asked: Asked | str = DEFAULT, *, by: str = "betweenness", top: int = 10) -> Answer:
    """For each origin and each of the first `top`: rank and value with the origin and without it.

    `rank_without` is none where the value is 0 without the origin. `change` counts the places gained (+) or lost.
    Raises UsageError as `central` does.
    """
    one = measure(by)
    asked = Asked.of(asked)
    graph = asked.read(store)
    before = ranking(one.values(measured(store, graph, asked)))
    first = before[:top]
    called, (resting, ties) = names(graph), by_node(graph)
    position = graph.columns().position
    alone = {ranked.node for ranked in first if len(resting[position[ranked.node]]) == 1}
    rows: list[tuple[Any, ...]] = []
    for origin in origins(graph):
        left = asked.project(store, without=[origin])
        lost = graph.number_of_edges() - left.number_of_edges()
        after = _after(one, measured(store, left, asked, without=[origin]))
        ties_left = dict(zip(left.columns().nodes, by_node(left)[1], strict=True))
        for ranked in first:
            now, before_, now_ = after.get(ranked.node), ties[position[ranked.node]], ties_left.get(ranked.node, 0)
            ranks = (ranked.rank, now.rank if now else None, ranked.rank - now.rank if now else None)
            values = (ranked.value, now.value if now else 0.0, before_, now_)
            says = _says(ranked, now, before_, now_)
            rows.append((origin, lost, ranked.node, called[ranked.node], *ranks, *values, says))
    return Answer(
        COLUMNS,
        tuple(rows),
        notes=(*_notes(graph, by, first, alone, called), *undecided(store, graph, {one.node for one in first})),
    )


def _after(one: Measure, net: Measured) -> dict[str, Ranked]:
    if not net.graph.number_of_edges():
        return {}
    try:
        return {ranked.node: ranked for ranked in ranking(one.values(net))}
    except UsageError:  # without this origin there is nothing left that the measure could measure
        return {}


def _says(before: Ranked, now: Ranked | None, ties: int, ties_left: int) -> str:
    if ties_left == 0:
        return "rests on this origin alone: without it, tied to nobody"
    lost = f"{ties - ties_left} of {counted(ties, 'tie')} lost"
    if now is None:
        return f"no longer ranked: its value is 0; {lost}"
    if ties == ties_left and before.value == now.value and before.rank == now.rank:
        return "unchanged"
    if now.rank == before.rank:
        return f"stays at {now.rank}; {lost}"
    return f"{'rises' if now.rank < before.rank else 'falls'} from {before.rank} to {now.rank}; {lost}"


def _notes(graph: Any, by: str, first: list[Ranked], alone: set[str], called: dict[str, str]) -> list[str]:
    single = sum(len(one) == 1 for one in said(graph))
    ties = graph.number_of_edges()
    notes = [WARNING, shape(graph)]
    if not first:
        return [*notes, f"{by}: nobody has a value above 0."]
    notes.append(f"{single:,} of {counted(ties, 'tie')} rest on one origin alone.")
    held = [called[ranked.node] for ranked in first if ranked.node in alone]
    if held:
        notes.append(f"{by}: {len(held)} of the first {len(first)} rest on one origin alone: {listed(held)}.")
    else:
        notes.append(f"{by}: each of the first {len(first)} rests on two origins or more.")
    return notes
