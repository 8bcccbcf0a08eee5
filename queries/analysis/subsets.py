"""Who stands between two groups: the share of the shortest paths between them on which each node is.

After Brandes, "On variants of shortest-path betweenness centrality and their generic computation" (2008), for many
sources at once: a step is one product of the sparse adjacency with a block of columns, one column a source.
"""

from collections.abc import Collection
from typing import Any

import numpy as np

from queries.analysis.resting import symmetric

BLOCK = 32_000_000
"""Bytes of one block of columns."""


def betweenness_of_groups(graph: Any, group: Collection[str], other: Collection[str]) -> dict[str, float]:
    """Node -> mean over the pairs (one of each group, one can reach the other) of the share of their shortest paths
    that pass the node, 0 to 1; the ends of a pair are not on it. Empty where no pair reaches each other.

    Hops are steps, whatever the direction of the ties. Pairs of a node with itself do not count.
    """
    columns = graph.columns()
    few, many = sorted((sorted(group), sorted(other)), key=len)
    sources = np.array([columns.position[node] for node in few], dtype=np.int64)
    targets = np.zeros(len(columns.nodes), dtype=bool)
    targets[[columns.position[node] for node in many]] = True
    adjacency = symmetric(graph)
    total, pairs = np.zeros(len(columns.nodes)), 0.0
    width = max(1, BLOCK // (8 * max(1, len(columns.nodes))))
    for first in range(0, len(sources), width):
        through, reached = _through(adjacency, sources[first : first + width], targets)
        total += through
        pairs += reached
    if not pairs:
        return {}
    return {node: float(value) for node, value in zip(columns.nodes, total / pairs, strict=True)}


def _through(adjacency: Any, sources: Any, targets: Any) -> tuple[Any, float]:
    """For each node the sum over sources and targets of the share of paths through it, and how many pairs there are."""
    n, place = adjacency.shape[0], np.arange(len(sources))
    ways = np.zeros((n, len(sources)))
    ways[sources, place] = 1.0
    level = np.full(ways.shape, -1, np.int32)
    level[sources, place] = 0
    front, hops = ways.copy(), 0
    while front.any():
        hops += 1
        fresh = adjacency @ front
        fresh[level >= 0] = 0.0
        level[fresh > 0] = hops
        ways += fresh
        front = fresh
    ends = targets[:, None] & (level > 0)
    onward = np.zeros_like(ways)
    for step in range(hops - 1, 0, -1):
        beyond = level == step + 1
        share = np.zeros_like(ways)
        share[beyond] = (onward[beyond] + ends[beyond]) / ways[beyond]
        here = level == step
        onward[here] = ((adjacency @ share) * ways)[here]
    return onward.sum(axis=1), float(ends.sum())
