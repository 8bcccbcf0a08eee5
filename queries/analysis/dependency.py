"""Betweenness by Brandes' algorithm, many sources at once: each step of all of them is one product of sparse and dense.

After Brandes, "A faster algorithm for betweenness centrality" (2001), in the algebraic form of Buluc and Gilbert. Only
the rows that a step touches are kept and multiplied; no compiler is needed. Beside networkit, which follows one source
after another, it took a quarter of the time on 100,000 edges (tests/benchmarks/analysis.py).
"""

from typing import Any, NamedTuple

import numpy as np
import scipy.sparse as sp

CACHE = 2_500_000
"""Bytes of one number for each node and source of a batch: what a processor's cache holds (measured: 8 sources of 40,000
nodes took half the time of 32)."""
WIDTHS = (8, 64)
"""Fewest and most sources of a batch."""
LONGEST = 80
"""Steps after which a graph is too long for this: each costs as much as any, however few nodes it reaches."""
FEW = 0.3
"""Share of the edges up to which following them from few rows is cheaper than a product with all."""


class TooLong(Exception):
    """A shortest path has more than LONGEST steps: go another way."""


class Sums(NamedTuple):
    """For each node: the dependencies of the sources on it, their squares, and how often it is an end of their paths."""

    total: Any
    squares: Any
    ends: Any


def dependencies(outward: Any, sources: Any, weights: Any = None, *, squares: bool = False, ends: bool = False) -> Sums:
    """Sum over the sources of the share of shortest paths that a node lies on: ends are not counted in it.

    `outward` is the n x n CSR pattern (float ones, no diagonal). `weights` (n floats) stand for what was folded into
    each node: it is a source and an end so many times. Raises TooLong.
    """
    n = outward.shape[0]
    inward = outward.T.tocsr()
    found = Sums(np.zeros(n), np.zeros(n), np.zeros(n))
    width = max(WIDTHS[0], min(WIDTHS[1], CACHE // (8 * max(1, n))))
    worth = np.ones(n) if weights is None else weights
    for first in range(0, len(sources), width):
        batch = np.asarray(sources[first : first + width])
        levels = _forward(outward, inward, batch)
        if ends:
            for rows, paths in levels[1:]:
                there = paths != 0
                found.ends[rows] += there.sum(axis=1)
                np.add.at(found.ends, batch, there.sum(axis=0))
        times = worth[batch]
        for rows, share in _backward(outward, inward, levels, worth):
            found.total[rows] += share @ times
            if squares:
                found.squares[rows] += (share * share) @ times
    return found


def _forward(outward: Any, inward: Any, batch: Any) -> list[tuple[Any, Any]]:
    """Level by level the rows that some source of the batch reaches first there, and by how many paths each does."""
    n, width = outward.shape[0], len(batch)
    unseen = np.ones((n, width))
    unseen[batch, np.arange(width)] = 0
    rows, place = np.unique(batch, return_inverse=True)
    paths = np.zeros((len(rows), width))
    paths[place, np.arange(width)] = 1
    levels, one = [(rows, paths)], np.ones(width)
    while True:
        fresh = _spread(outward, inward, rows, paths)
        fresh *= unseen
        rows = np.flatnonzero(fresh @ one)
        if not len(rows):
            return levels
        paths = fresh[rows]
        unseen[rows] *= paths == 0
        levels.append((rows, paths))
        if len(levels) > LONGEST:
            raise TooLong


def _backward(outward: Any, inward: Any, levels: list[tuple[Any, Any]], worth: Any) -> Any:
    """From the last level to the first: the rows of a level and the dependency of each source on them."""
    share = np.zeros_like(levels[-1][1])
    for (before, paths_before), (rows, paths) in zip(levels[-2:0:-1], levels[:1:-1], strict=True):
        part = np.zeros_like(paths)
        np.divide(worth[rows, None] + share, paths, out=part, where=paths != 0)
        share = _spread(inward, outward, rows, part, to=before)
        share *= paths_before
        yield before, share


def _spread(along: Any, against: Any, rows: Any, values: Any, to: Any = None) -> Any:
    """What the rows hand on along their edges, for every node or for those of `to`."""
    n = along.shape[0]
    if _edges(along, rows) < FEW * (along.nnz if to is None else _edges(against, to)):
        found = along[rows].T @ values
        return found if to is None else found[to]
    whole = values
    if len(rows) < n:
        whole = np.zeros((n, values.shape[1]))
        whole[rows] = values
    return (against if to is None or len(to) == n else against[to]) @ whole


def _edges(matrix: Any, rows: Any) -> int:
    return int((matrix.indptr[rows + 1] - matrix.indptr[rows]).sum())


class Folded(NamedTuple):
    """An undirected graph without its trees."""

    kept: Any
    """Places of the nodes that stay."""
    weights: Any
    """For each node how many it stands for, itself counted."""
    total: Any
    """Unordered pairs whose paths pass each node, where one of the two was folded into another node."""


def fold(matrix: Any, size: Any) -> Folded:
    """Take off what hangs on one edge, again and again. `size`: nodes in the component of each node.

    After Baglioni et al., "Fast exact computation of betweenness centrality in social networks" (2012).
    """
    n = matrix.shape[0]
    weights, total, there = np.ones(n), np.zeros(n), np.ones(n, bool)
    left = matrix
    places = np.arange(n)
    while True:
        degree = np.diff(left.indptr)
        leaf = np.flatnonzero(degree == 1)
        parent = left.indices[left.indptr[leaf]]
        # of two that have only each other the first stays
        apart = (degree[parent] != 1) | (leaf > parent)
        leaf, parent = places[leaf[apart]], places[parent[apart]]
        if not len(leaf):
            break
        mine = weights[leaf]
        total[leaf] += (mine - 1) * (size[leaf] - mine)
        added, squares = np.bincount(parent, mine, n), np.bincount(parent, mine * mine, n)
        total += (weights - 1) * added + (added * added - squares) / 2
        weights += added
        there[leaf] = False
        stays = np.flatnonzero(there[places])
        left, places = left[stays][:, stays], places[stays]
    total[places] += (weights[places] - 1) * (size[places] - weights[places])
    return Folded(places, weights, total)


def betweenness(outward: Any, *, directed: bool, size: Any) -> Any:
    """For each node the ordered pairs (each unordered pair twice where undirected) whose paths pass it. Raises TooLong."""
    n = outward.shape[0]
    if directed:
        return dependencies(outward, np.arange(n)).total
    folded = fold(outward, size)
    core = folded.kept[np.diff(outward[folded.kept].indptr) > 0] if len(folded.kept) else folded.kept
    rest = sp.csr_array(outward[core][:, core])
    total = folded.total * 2
    if rest.nnz:
        total[core] += dependencies(rest, np.arange(len(core)), folded.weights[core]).total
    return total
