"""Parts: components, and the nodes and edges without which one falls apart."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import scipy.sparse as sp
from scipy.sparse.csgraph import connected_components as components

from queries.analysis.fallback import written_by_networkx
from queries.analysis.graphs import Columns
from queries.analysis.kit import is_small, networkit, simple_graph

__all__ = [
    "articulation_points",
    "biconnected_components",
    "bridges",
    "connected_components",
    "is_connected",
    "is_strongly_connected",
    "is_weakly_connected",
    "number_connected_components",
    "number_strongly_connected_components",
    "number_weakly_connected_components",
    "strongly_connected_components",
    "weakly_connected_components",
]


def connected_components(G: Any) -> Iterator[set[Any]]:  # noqa: N803
    """Sets of nodes, in the order of their first nodes."""
    yield from _parts(G.columns(), strong=False)


def weakly_connected_components(G: Any) -> Iterator[set[Any]]:  # noqa: N803
    """Sets of nodes that are joined whatever the direction."""
    yield from _parts(G.columns(), strong=False)


def strongly_connected_components(G: Any) -> Iterator[set[Any]]:  # noqa: N803
    """Sets of nodes that reach each other, each after those that it leads to, as networkx's condensation expects."""
    yield from _parts(G.columns(), strong=True)


def number_connected_components(G: Any) -> int:  # noqa: N803
    """How many components."""
    return _label(G.columns(), strong=False)[0]


def number_weakly_connected_components(G: Any) -> int:  # noqa: N803
    """How many components whatever the direction."""
    return _label(G.columns(), strong=False)[0]


def number_strongly_connected_components(G: Any) -> int:  # noqa: N803
    """How many sets of nodes that reach each other."""
    return _label(G.columns(), strong=True)[0]


def is_connected(G: Any) -> bool:  # noqa: N803
    """Whether there is one component."""
    return _one(G, "is_connected", strong=False)


def is_weakly_connected(G: Any) -> bool:  # noqa: N803
    """Whether there is one component, whatever the direction."""
    return _one(G, "is_weakly_connected", strong=False)


def is_strongly_connected(G: Any) -> bool:  # noqa: N803
    """Whether all nodes reach each other."""
    return _one(G, "is_strongly_connected", strong=True)


def _one(graph: Any, name: str, *, strong: bool) -> bool:
    if not len(graph):
        return bool(written_by_networkx(name)(graph))  # which says why it cannot be asked
    return _label(graph.columns(), strong=strong)[0] == 1


def _label(columns: Columns, *, strong: bool) -> tuple[int, Any]:
    """How many components, and for each node the number of its own."""
    n = len(columns.nodes)
    if not n:
        return 0, np.zeros(0, int)
    plain = sp.csr_array((np.ones(len(columns.start)), (columns.start, columns.end)), shape=(n, n))
    count, label = components(plain, directed=True, connection="strong" if strong else "weak")
    return int(count), label


def _parts(columns: Columns, *, strong: bool) -> list[set[Any]]:
    """Components in the order in which a search in depth completes them; weak ones by their first nodes."""
    count, label = _label(columns, strong=strong)
    found: list[set[Any]] = [set() for _ in range(count)]
    for node, part in zip(columns.nodes, label.tolist(), strict=True):
        found[part].add(node)
    return found


def biconnected_components(G: Any) -> Iterator[set[Any]]:  # noqa: N803
    """Sets of nodes that stay joined without any one of them; isolated nodes are in none."""
    columns: Columns = G.columns()
    if is_small(columns):
        yield from written_by_networkx("biconnected_components")(G)
        return
    for part in _biconnected(columns):
        yield {columns.nodes[place] for place in part}


def articulation_points(G: Any) -> Iterator[Any]:  # noqa: N803
    """Nodes without which a component falls apart: those that lie in several biconnected components."""
    columns: Columns = G.columns()
    if is_small(columns):
        yield from written_by_networkx("articulation_points")(G)
        return
    places = [place for part in _biconnected(columns) for place in part]
    within = np.bincount(np.array(places, dtype=np.int64), minlength=1)
    yield from (columns.nodes[place] for place in np.flatnonzero(within > 1).tolist())


def bridges(G: Any, root: Any = None) -> Iterator[tuple[Any, Any]]:  # noqa: N803
    """Edges without which a component falls apart: biconnected components of two nodes joined by one edge."""
    columns: Columns = G.columns()
    if is_small(columns) or root is not None:
        yield from written_by_networkx("bridges")(G, root)
        return
    pairs = np.array(sorted(sorted(part) for part in _biconnected(columns) if len(part) == 2), dtype=np.int64)
    if not len(pairs):
        return
    count = columns.matrix(None)[pairs[:, 0], pairs[:, 1]]
    for one, other in pairs[np.asarray(count).ravel() == 1].tolist():
        yield columns.nodes[one], columns.nodes[other]


def _biconnected(columns: Columns) -> list[list[int]]:
    graph = simple_graph(columns)
    search = networkit().components.BiconnectedComponents(graph)
    search.run()
    return [part for part in search.getComponents() if len(part) > 1]
