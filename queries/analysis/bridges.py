"""Bridges: without whom, or without which tie, some lose every way to the rest, and who they are."""

from typing import Any

from graph.answer import Answer
from graph.connection import Store
from queries.analysis.central import WARNING
from queries.analysis.cutting import Cut, articulations, search
from queries.analysis.cutting import bridges as tie_bridges
from queries.analysis.resting import DEFAULT, Asked, by_node, counted, listed, said, shape, symmetric
from queries.analysis.undecided import undecided

COLUMNS = ("kind", "id", "name", "other", "other_name", "cut_off", "pieces", "members", "names", "origins", "says")


def bridges(store: Store, asked: Asked | str = DEFAULT, *, top: int = 20, least: int = 1) -> Answer:
    """The nodes, then the ties, without which most are cut off from the largest piece that is left, at least `least`.

    `members` are those cut off, `pieces` in how many pieces the part falls, `origins` on what the node or tie rests. A
    tie to somebody who has no other is a bridge, too. Directions do not count. Raises UsageError for an unknown network
    or origin, and for a network without ties.
    """
    graph = Asked.of(asked).read(store)
    columns = graph.columns()
    found = search(symmetric(graph))
    nodes = _first(graph, [cut for cut in articulations(found) if cut.away() >= least])
    ties = _first(graph, [cut for cut in tie_bridges(found) if cut.away() >= least])
    resting, on = by_node(graph)[0], _on(graph)
    rows = [_row(columns, cut, sorted(resting[cut.node])) for cut in nodes[:top]]
    rows += [_row(columns, cut, on[_ends(cut)]) for cut in ties[:top]]
    shown = {node for row in rows for node in (row[1], row[3]) if node}
    return Answer(COLUMNS, tuple(rows), notes=(*_notes(graph, nodes, ties, top, on), *undecided(store, graph, shown)))


def _first(graph: Any, cuts: list[Cut]) -> list[Cut]:
    """Those that cut off most first, then in the order of ids."""
    nodes = graph.columns().nodes
    return sorted(cuts, key=lambda cut: (-cut.away(), nodes[cut.node], *(nodes[child] for child in cut.children)))


def _ends(cut: Cut) -> frozenset[int]:
    return frozenset((cut.node, *cut.children))


def _on(graph: Any) -> dict[frozenset[int], list[str]]:
    """On which origins each tie rests, whatever its direction."""
    columns = graph.columns()
    found: dict[frozenset[int], list[str]] = {}
    for start, end, those in zip(columns.start.tolist(), columns.end.tolist(), said(graph), strict=True):
        pair = frozenset((start, end))
        found[pair] = sorted({*found.get(pair, ()), *those})
    return found


def _row(columns: Any, cut: Cut, origins: list[str]) -> tuple[Any, ...]:
    called = columns.node_attributes["name"]
    largest, *rest = cut.pieces()
    away = sorted((place for piece in rest for place in piece), key=lambda place: columns.nodes[place])
    names = [called[place] for place in away]
    kind, stays, goes = "node", cut.node, None
    if cut.other is not None:
        kind = "tie"
        stays, goes = (cut.other, cut.node) if cut.node in away else (cut.node, cut.other)
        says = f"without this tie, {_lose(names)} to {called[stays]}"
    else:
        says = f"without {called[cut.node]}, {_lose(names)} to the {counted(len(largest), 'node')} of the largest piece left"
        if len(largest) == 1:
            says = f"without {called[cut.node]}, all {1 + len(rest)} lose every way to each other"
    other = (None, None) if goes is None else (columns.nodes[goes], called[goes])
    who = (kind, columns.nodes[stays], called[stays], *other)
    return (*who, len(away), 1 + len(rest), [columns.nodes[place] for place in away], names, origins, says)


def _lose(names: list[str]) -> str:
    if len(names) == 1:
        return f"{names[0]} loses every way"
    return f"{len(names)} ({listed(sorted(names))}) lose every way"


def _notes(graph: Any, nodes: list[Cut], ties: list[Cut], top: int, on: dict[frozenset[int], list[str]]) -> list[str]:
    notes = [WARNING, shape(graph)]
    if not nodes and not ties:
        return [*notes, "No single node or tie holds anybody to the rest."]
    notes.append(f"{counted(len(nodes), 'node')} and {counted(len(ties), 'tie')} each hold others to the rest.")
    single = sum(len(on[_ends(cut)]) == 1 for cut in ties)
    if single:
        notes.append(
            f"Of these {counted(len(ties), 'tie')}, {single} {'rests' if single == 1 else 'rest'} on one origin alone."
        )
    if max(len(nodes), len(ties)) > top:
        notes.append(f"The first {top} of each are shown.")
    return notes
