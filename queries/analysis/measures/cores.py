"""Cores: how densely a node's surroundings hold together: core numbers, triangles, clustering."""

from typing import Any

import numpy as np
import scipy.sparse as sp

from queries.analysis.fallback import written_by_networkx
from queries.analysis.graphs import Columns
from queries.analysis.kit import is_small, networkit, simple_graph

__all__ = ["clustering", "core_number", "transitivity", "triangles"]

WEDGES = 20_000_000
"""Pairs of neighbours that are looked at in one product: more would not fit into memory at a million edges."""


def core_number(G: Any) -> dict[Any, int]:  # noqa: N803
    """The largest k for which a node is in a k-core; in- and out-degree together."""
    columns: Columns = G.columns()
    if is_small(columns) or columns.directed or (columns.start == columns.end).any():
        return written_by_networkx("core_number")(G)  # type: ignore[no-any-return]
    graph = simple_graph(columns)
    return columns.by_node(np.array(networkit().centrality.CoreDecomposition(graph).run().scores(), np.int64))


def triangles(G: Any, nodes: Any = None) -> Any:  # noqa: N803
    """Triangles through each node; self-loops are ignored."""
    if nodes is not None:
        return written_by_networkx("triangles")(G, nodes)
    columns: Columns = G.columns()
    return columns.by_node(_triangles(columns))


def clustering(G: Any, nodes: Any = None, weight: Any = None) -> Any:  # noqa: N803
    """Share of the pairs of neighbours that are neighbours."""
    if nodes is not None or weight is not None or G.is_directed() or G.is_multigraph():
        return written_by_networkx("clustering")(G, nodes, weight)
    columns: Columns = G.columns()
    degree = np.diff(columns.simple().indptr)
    return {
        node: 0 if not t else 2 * t / (d * (d - 1))
        for node, t, d in zip(columns.nodes, _triangles(columns).tolist(), degree.tolist(), strict=True)
    }


def transitivity(G: Any) -> float:  # noqa: N803
    """Share of all pairs of neighbours that are neighbours."""
    if G.is_directed() or G.is_multigraph():
        return written_by_networkx("transitivity")(G)  # type: ignore[no-any-return]
    columns: Columns = G.columns()
    degree = np.diff(columns.simple().indptr).astype(np.int64)
    closed = int(2 * _triangles(columns).sum())
    return 0 if closed == 0 else closed / int((degree * (degree - 1)).sum())


def _triangles(columns: Columns) -> Any:
    """Triangles through each node, as whole numbers."""
    plain = columns.simple()
    n, degree = plain.shape[0], np.diff(plain.indptr)
    # Each edge only from the lower to the higher degree: few pairs of neighbours, also around the hubs.
    rank = np.argsort(np.argsort(degree, kind="stable"), kind="stable")
    coo = plain.tocoo()
    up = rank[coo.row] < rank[coo.col]
    row, col = coo.row[up].astype(np.int64), coo.col[up].astype(np.int64)
    higher = sp.csr_array((np.ones(len(row)), (row, col)), shape=(n, n))
    count = np.zeros(n)
    wedges = np.concatenate(([0], np.cumsum(np.diff(higher.indptr)[col])))
    first = 0
    while first < len(row):
        last = max(first + 1, int(np.searchsorted(wedges, wedges[first] + WEDGES, side="right")) - 1)
        some = slice(first, last)
        # edge (a, b): the c with a -> b -> c and a -> c
        shared = higher[row[some]].multiply(higher[col[some]]).tocsr()
        found = np.diff(shared.indptr)
        count += np.bincount(row[some], found, n) + np.bincount(col[some], found, n)
        count += np.bincount(shared.indices, minlength=n)
        first = last
    return np.rint(count).astype(np.int64)
