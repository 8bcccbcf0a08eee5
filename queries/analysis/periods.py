"""Two periods side by side: who ranks where in each, and who rose or fell."""

from dataclasses import replace
from datetime import date
from typing import Any

from graph.answer import Answer
from graph.connection import Store
from graph.errors import UsageError
from queries.analysis.central import WARNING, Ranked, measured, ranking
from queries.analysis.rankings import measure
from queries.analysis.resting import DEFAULT, Asked, by_node, counted, names, shape

COLUMNS = ("measure", "id", "name", "rank_then", "rank", "change", "value_then", "value", "ties_then", "ties", "says")


def periods(
    store: Store, asked: Asked | str = DEFAULT, *, then: tuple[date, date], by: str = "betweenness", top: int = 20
) -> Answer:
    """The first `top` of the period asked for and those of another period (`then`: first and last day), by a measure.

    `change` counts the places gained (+) or lost since then; none where a node is ranked in one period only. Undated
    claims count in both. Raises UsageError as `central` does, and where the two periods are one.
    """
    now_asked = Asked.of(asked)
    then_asked = replace(now_asked, since=then[0], until=then[1])
    if (now_asked.since, now_asked.until) == then:
        raise UsageError("Both periods are the same; give another --compare, or another --since and --until.")
    one = measure(by)
    sides = []
    for which in (then_asked, now_asked):
        graph = which.read(store)
        ranked = {found.node: found for found in ranking(one.values(measured(store, graph, which)))}
        ties = dict(zip(graph.columns().nodes, by_node(graph)[1], strict=True))
        sides.append((graph, ranked, ties))
    (before_graph, before, ties_then), (graph, now, ties) = sides
    called = names(before_graph) | names(graph)
    first = [*list(now)[:top], *(node for node in list(before)[:top] if node not in list(now)[:top])]
    rows = []
    for node in first:
        pair = before.get(node), now.get(node)
        rows.append((by, node, called[node], *_change(*pair), ties_then.get(node, 0), ties.get(node, 0), _says(*pair)))
    return Answer(COLUMNS, tuple(rows), notes=tuple(_notes(then_asked, before_graph, now_asked, graph)))


def _change(then: Ranked | None, now: Ranked | None) -> tuple[Any, ...]:
    ranks = (then.rank if then else None, now.rank if now else None)
    change = then.rank - now.rank if then and now else None
    return (*ranks, change, then.value if then else 0.0, now.value if now else 0.0)


def _says(then: Ranked | None, now: Ranked | None) -> str:
    if then is None and now is not None:
        return f"not ranked then, {now.rank} now"
    if now is None and then is not None:
        return f"{then.rank} then, not ranked now"
    if then is None or now is None or then.rank == now.rank:
        return "the same rank"
    return f"{'rises' if now.rank < then.rank else 'falls'} from {then.rank} to {now.rank}"


def _notes(then: Asked, before: Any, asked: Asked, graph: Any) -> list[str]:
    notes = [WARNING]
    for word, which, one in (("Then", then, before), ("Now", asked, graph)):
        notes.append(f"{word} ({_span(which)}): {shape(one)}")
    undated = graph.graph.get("undated", before.graph.get("undated", 0))
    if undated:
        notes.append(
            f"{counted(undated, 'claim')} without a date {'counts' if undated == 1 else 'count'} in both periods."
        )
    return notes


def _span(asked: Asked) -> str:
    if asked.since and asked.until:
        return f"{asked.since} to {asked.until}"
    return f"since {asked.since}" if asked.since else f"until {asked.until}" if asked.until else "all dates"
