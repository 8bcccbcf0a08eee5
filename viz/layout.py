"""Where the nodes of a large network stand: found at once, not by forces that settle.

Pivot multidimensional scaling (Brandes and Pich, "Eigensolver Methods for Progressive Multidimensional Scaling of Large
Data", 2007) of each component: distances in hops from some pivots, double-centred, and their two main directions. Nodes
with one neighbour, which it would put on one spot, are fanned out around that neighbour; components are packed in rows.
"""

from itertools import pairwise
from typing import Any

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components, dijkstra

PIVOTS = 40
GOLDEN = np.pi * (3 - np.sqrt(5))
"""The golden angle: turning by it spreads any number of nodes evenly."""


def layout(count: int, start: Any, end: Any) -> Any:
    """Places of `count` nodes, as an array of two columns, from the ends of the edges (arrays of positions)."""
    if not count:
        return np.zeros((0, 2))
    ends = np.concatenate([start, end]), np.concatenate([end, start])
    graph = csr_array(coo_array((np.ones(len(ends[0])), ends), shape=(count, count)))
    _, component = connected_components(graph, directed=False)
    order = np.argsort(component, kind="stable")
    bounds = np.searchsorted(component[order], np.arange(component.max() + 2))
    places = np.zeros((count, 2))
    pieces = [order[first:last] for first, last in pairwise(bounds)]
    for piece in pieces:
        places[piece] = _component(graph[piece][:, piece]) if len(piece) > 2 else _GRAIN[: len(piece)]
    return _packed(places, sorted(pieces, key=len, reverse=True))


_GRAIN = np.array([[0.0, 0.0], [1.0, 0.0]])


def _component(graph: Any) -> Any:
    """One connected component of three nodes or more, about as wide as the root of its nodes."""
    degree = np.diff(graph.indptr)
    leaf = degree == 1
    places = _scaled(graph, np.flatnonzero(~leaf))
    parent = graph.indices[graph.indptr[:-1]]
    leaves = np.flatnonzero(leaf)
    leaves = leaves[np.argsort(parent[leaves], kind="stable")]
    first = np.searchsorted(parent[leaves], parent[leaves])
    number = np.arange(len(leaves)) - first + 1
    reach = 0.35 * np.sqrt(number)
    angle = GOLDEN * number
    places[leaves] = places[parent[leaves]] + np.column_stack([reach * np.cos(angle), reach * np.sin(angle)])
    return places


def _scaled(graph: Any, inner: Any) -> Any:
    """Pivot scaling of the inner nodes; the others stand at the origin until they are fanned out."""
    places = np.zeros((graph.shape[0], 2))
    if len(inner) < 3:
        places[inner] = _GRAIN[: len(inner)]
        return places
    kept = graph[inner][:, inner]
    degree = np.diff(kept.indptr)
    pivots = np.unique(
        np.concatenate(
            [np.argsort(-degree, kind="stable")[: PIVOTS // 2], np.linspace(0, len(inner) - 1, PIVOTS // 2).astype(int)]
        )
    )
    squares = dijkstra(kept, unweighted=True, indices=pivots).T ** 2
    centred = -0.5 * (squares - squares.mean(0) - squares.mean(1)[:, None] + squares.mean())
    _, vectors = np.linalg.eigh(centred.T @ centred)
    flat = centred @ vectors[:, -2:]
    # those that the pivots cannot tell apart stand on one spot: each is moved a little, by its number
    number = np.arange(len(inner))
    spread = np.sqrt(len(inner))
    flat = flat / (flat.std(0) + 1e-9) * spread * 0.5
    flat = (
        flat
        + 0.05
        * spread
        * np.column_stack([np.cos(GOLDEN * number), np.sin(GOLDEN * number)])
        * ((number % 97) / 97)[:, None]
    )
    places[inner] = flat
    return places


def _packed(places: Any, pieces: list[Any]) -> Any:
    """Components beside each other in rows, the largest first, none over another."""
    sizes = [np.ptp(places[piece], axis=0) + 2 for piece in pieces]
    width = np.sqrt(sum(float(w * h) for w, h in sizes)) * 1.3
    x = y = row = 0.0
    for piece, (w, h) in zip(pieces, sizes, strict=True):
        if x and x + w > max(width, float(sizes[0][0])):
            x, y, row = 0.0, y + row, 0.0
        places[piece] += (x, y) - places[piece].min(0)
        x, row = x + float(w), max(row, float(h))
    return places
