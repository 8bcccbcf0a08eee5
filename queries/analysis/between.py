"""Between: whom every path from one party to another passes, and the fewest whose loss would leave no path."""

from collections.abc import Collection
from typing import Any

from graph.answer import Answer
from graph.connection import Store
from graph.errors import UsageError
from queries.analysis.central import WARNING
from queries.analysis.cutting import passed, search
from queries.analysis.resting import DEFAULT, Asked, by_node, counted, listed, origins, said, symmetric
from queries.analysis.undecided import undecided
from queries.leads import Party, end_of

COLUMNS = ("set", "of", "step", "id", "name", "class", "origins", "documents", "says")


def between(store: Store, start: str | Party, end: str | Party, asked: Asked | str = DEFAULT) -> Answer:
    """Whom all paths from one to the other pass, in their order; or else one smallest set that they cannot avoid.

    Ends are ids or names, in any script. `set` numbers the sets and `of` is their size: 1 where everybody passes this
    one. A direct tie between the two is left aside, and the notes say so. Directions do not count. Raises UsageError
    for an end that is nobody, several, or not in the network, and as `central` does.
    """
    ends = [end_of(store, one) for one in (start, end)]
    asked = Asked.of(asked)
    graph = asked.read(store)
    first, last = (_place(graph, one) for one in ends)
    if first == last:
        raise UsageError(f"{ends[0].asked} and {ends[1].asked} are one: {ends[0].name}; give two different ones.")
    a, b = ends[0].name, ends[1].name
    adjacency, direct = _without_direct(symmetric(graph), first, last)
    found = search(adjacency, [first])
    notes = [WARNING, *_direct(graph, first, last, a, b)]
    if found.number[last] < 0:
        other = " other than that tie" if direct else ""
        notes.append(f"No path{other} joins {a} and {b} in the network {asked.name}.")
        notes += undecided(store, graph, {graph.columns().nodes[place] for place in found.order})
        return Answer(COLUMNS, (), notes=tuple(notes))
    single = passed(found, last)
    sets = [[place] for place in single] or [_cut(adjacency, first, last)]
    notes.append(
        f"Every path from {a} to {b} passes {counted(len(single), 'node')}."
        if single
        else f"No single node is on every path from {a} to {b}; it takes {len(sets[0])} together, and there may be other "
        "sets as small."
    )
    notes += _fragile(store, graph, asked, ends, direct=direct)
    rows = [row for number, those in enumerate(sets, start=1) for row in _rows(graph, number, those, a, b)]
    return Answer(COLUMNS, tuple(rows), notes=tuple(notes))


def _place(graph: Any, who: Party) -> int:
    columns = graph.columns()
    for key in (who.canonical, f"{who.base}:{who.canonical}"):
        if key in columns.position:
            return int(columns.position[key])
    raise UsageError(
        f"{who.name} ({who.label} {who.canonical}) is not in the network {graph.graph['name']}; give --network another "
        "one, such as people-and-compounds."
    )


def _without_direct(adjacency: Any, first: int, last: int) -> tuple[Any, bool]:
    direct = bool(adjacency[first, last])
    if direct:
        adjacency = adjacency.tolil()
        adjacency[first, last] = adjacency[last, first] = 0
        adjacency = adjacency.tocsr()
        adjacency.eliminate_zeros()
    return adjacency, direct


def _direct(graph: Any, first: int, last: int, a: str, b: str) -> list[str]:
    columns = graph.columns()
    on = {
        origin
        for start, end, those in zip(columns.start.tolist(), columns.end.tolist(), said(graph), strict=True)
        if {start, end} == {first, last}
        for origin in those
    }
    if not on:
        return []
    return [f"{a} and {b} are tied directly (by {listed(sorted(on))}); what follows is about every other path."]


def _cut(adjacency: Any, first: int, last: int) -> list[int]:
    """The smallest set of nodes without which no path is left, the one nearest to `first`, by a maximal flow.

    Each node is two, joined by an arc that takes one unit; a cut arc of that kind is a node of the set (Menger).
    """
    import numpy as np
    import scipy.sparse as sp
    from scipy.sparse.csgraph import breadth_first_order, maximum_flow

    n = adjacency.shape[0]
    pairs = adjacency.tocoo()
    much = np.int32(n + 1)
    inner = np.ones(n, np.int32)
    inner[[first, last]] = much
    start = np.concatenate((np.arange(n), pairs.row + n))
    end = np.concatenate((np.arange(n) + n, pairs.col))
    most = np.concatenate((inner, np.full(len(pairs.row), much, np.int32)))
    capacity = sp.csr_array((most, (start, end)), shape=(2 * n, 2 * n), dtype=np.int32)
    left = capacity - maximum_flow(sp.csr_matrix(capacity), first + n, last).flow
    left.eliminate_zeros()
    reached = np.zeros(2 * n, dtype=bool)
    reached[breadth_first_order(sp.csr_matrix(left > 0), first + n, return_predecessors=False)] = True
    return np.flatnonzero(reached[:n] & ~reached[n:]).tolist()


def _rows(graph: Any, number: int, places: Collection[int], a: str, b: str) -> list[tuple[Any, ...]]:
    columns, resting = graph.columns(), by_node(graph)[0]
    told = columns.node_attributes
    rows = []
    for step, place in enumerate(places, start=1):
        name, others = told["name"][place], [told["name"][other] for other in places if other != place]
        says = (
            f"without {name} and {listed(others)} no path from {a} to {b} is left"
            if others
            else f"every path from {a} to {b} passes {name}"
        )
        who = (columns.nodes[place], name, told["class"][place])
        rows.append((number, len(places), step, *who, sorted(resting[place]), told["documents"][place], says))
    return rows


def _fragile(store: Store, graph: Any, asked: Asked, ends: list[Party], *, direct: bool) -> list[str]:
    """The origins without which no path is left at all."""
    breaking = []
    for origin in origins(graph):
        left = asked.project(store, without=[origin])
        try:
            first, last = (_place(left, one) for one in ends)
        except UsageError:  # in a network without isolated nodes an end may go with its last tie
            breaking.append(origin)
            continue
        if search(symmetric(left), [first]).number[last] < 0:
            breaking.append(origin)
    if not breaking:
        return ["A path is left whichever single origin is taken away."]
    return [f"Without {listed(breaking)} alone no path is left{', not even the direct tie' if direct else ''}."]
