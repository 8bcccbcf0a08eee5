"""Shortest paths: betweenness, closeness, harmonic centrality, and distances in hops."""

import math
import random
from collections.abc import Collection, Iterator
from typing import Any

import numpy as np
from scipy.sparse.csgraph import connected_components

from queries.analysis import distances
from queries.analysis.dependency import TooLong, betweenness, dependencies
from queries.analysis.fallback import written_by_networkx
from queries.analysis.graphs import Columns
from queries.analysis.kit import chance, is_small, networkit, simple_graph

__all__ = [
    "all_pairs_shortest_path_length",
    "betweenness_centrality",
    "closeness_centrality",
    "harmonic_centrality",
    "single_source_shortest_path_length",
]


def betweenness_centrality(
    G: Any,  # noqa: N803
    k: int | None = None,
    normalized: bool = True,
    weight: Any = None,
    endpoints: bool = False,
    seed: Any = None,
) -> dict[Any, float]:
    """Share of shortest paths through each node, exact or of k sampled sources, which are those of networkx's sample."""
    columns: Columns = G.columns()
    n = len(columns.nodes)
    if k == n:
        k = None
    plain = written_by_networkx("betweenness_centrality")
    if weight is not None or n < 3 or (k is not None and not 2 <= k <= n):
        return plain(G, k=k, normalized=normalized, weight=weight, endpoints=endpoints, seed=chance(seed))  # type: ignore[no-any-return]
    chosen = np.arange(n) if k is None else np.array(chance(seed).sample(range(n), k))
    try:
        if k is None and not endpoints:
            return columns.by_node(_all_pairs(columns) * _scale(n, normalized, columns.directed))
        sums = dependencies(columns.simple(), chosen, ends=endpoints)
    except TooLong:
        drawn = _Drawn([columns.nodes[place] for place in chosen.tolist()])
        return plain(G, k=k, normalized=normalized, endpoints=endpoints, seed=drawn)  # type: ignore[no-any-return]
    if endpoints:
        found = (sums.total + sums.ends) * _scale(n + 1, normalized, columns.directed) * (n / len(chosen))
        return columns.by_node(found)
    found = sums.total * (_scale(n, normalized, columns.directed) * (n - 1) / len(chosen))
    # a sampled node is the source of no path that passes it
    found[chosen] *= len(chosen) / (len(chosen) - 1)
    return columns.by_node(found)


class _Drawn(random.Random):
    """A sample that is drawn already: a generator that drew it would draw another."""

    def __init__(self, nodes: list[Any]) -> None:
        super().__init__()
        self._nodes = nodes

    def sample(self, *_: Any, **__: Any) -> list[Any]:
        """What was drawn."""
        return self._nodes


def sampled_betweenness(graph: Any, k: int, seed: int) -> dict[Any, tuple[float, float]]:
    """Normalized betweenness from k sampled sources, and its standard error (one sigma, for sampling without return).

    The error is that of nodes on many paths; where few sources have a path through a node it is too small. The sources
    are networkx's for the same k and seed. Raises ValueError for a k that is not from 2 to the nodes, and
    TooLong for a graph in which shortest paths have more than 80 steps.
    """
    columns = graph.columns()
    n = len(columns.nodes)
    if not 2 <= k <= n or n < 3:
        raise ValueError(f"a sample has 2 to {n} nodes, not {k}")
    sums = dependencies(columns.simple(), np.array(chance(seed).sample(range(n), k)), squares=True)
    mean = sums.total / k
    variance = np.maximum(sums.squares / k - mean * mean, 0) * (k / (k - 1))
    error = np.sqrt(variance / k * (1 - k / n)) * n * _scale(n, True, columns.directed)
    values = mean * n * _scale(n, True, columns.directed)
    return dict(zip(columns.nodes, zip(values.tolist(), error.tolist(), strict=True), strict=True))


def _all_pairs(columns: Columns) -> Any:
    """For each node the ordered pairs whose paths pass it."""
    matrix = columns.simple()
    try:
        _, part = connected_components(matrix, directed=False)
        return betweenness(matrix, directed=columns.directed, size=np.bincount(part)[part].astype(float))
    except TooLong:
        if is_small(columns):
            raise
        graph = simple_graph(columns)  # named: networkit does not hold the graph that it is given
        return np.array(networkit().centrality.Betweenness(graph).run().scores())


def _scale(n: int, normalized: bool, directed: bool) -> float:
    """What an ordered pair counts, where n - 1 nodes can be its ends."""
    return 1 / ((n - 1) * (n - 2)) if normalized else 1.0 if directed else 0.5


def closeness_centrality(G: Any, u: Any = None, distance: Any = None, wf_improved: bool = True) -> Any:  # noqa: N803
    """(Reaching nodes) / (sum of their distances to it), after Wasserman and Faust."""
    if distance is not None or u is not None:
        return written_by_networkx("closeness_centrality")(G, u, distance, wf_improved)
    columns: Columns = G.columns()
    n = len(columns.nodes)
    total, reached = distances.totals(_inward(columns), float, np.arange(n))
    with np.errstate(divide="ignore", invalid="ignore"):
        found = np.where(total > 0, reached / total, 0.0)
        if wf_improved and n > 1:
            found = found * (reached / (n - 1))
    return columns.by_node(found)


def harmonic_centrality(G: Any, nbunch: Any = None, distance: Any = None, sources: Any = None) -> Any:  # noqa: N803
    """Sum of 1 / distance from every other node, or from `sources`."""
    columns: Columns = G.columns()
    asked = None if sources is None else [node for node in dict.fromkeys(sources) if node in G]
    if distance is not None or nbunch is not None:
        return written_by_networkx("harmonic_centrality")(G, nbunch, distance, sources)
    places = np.arange(len(columns.nodes)) if asked is None else np.array([columns.position[one] for one in asked], int)
    total, _ = distances.totals(_inward(columns), lambda hops: 1 / hops, places)
    return columns.by_node(total)


def single_source_shortest_path_length(G: Any, source: Any, cutoff: Any = None) -> dict[Any, int]:  # noqa: N803
    """Hops from one node to all that it reaches, the nearest first."""
    columns: Columns = G.columns()
    if source not in G or is_small(columns):
        return written_by_networkx("single_source_shortest_path_length")(G, source, cutoff)  # type: ignore[no-any-return]
    ((_, found),) = _lengths(columns, [columns.position[source]], cutoff)
    return found


def all_pairs_shortest_path_length(G: Any, cutoff: Any = None) -> Iterator[tuple[Any, dict[Any, int]]]:  # noqa: N803
    """For each node the hops to all that it reaches, the nearest first."""
    columns: Columns = G.columns()
    for first in range(0, len(columns.nodes), 256):
        yield from _lengths(columns, range(first, min(first + 256, len(columns.nodes))), cutoff)


def hops(graph: Any, sources: Collection[Any], targets: Collection[Any]) -> Any:
    """Hops from each source to each target: int32 of shape (sources, targets), -1 where no path leads.

    Raises KeyError for what is no node of the graph.
    """
    columns = graph.columns()
    place = columns.position
    return distances.between(_inward(columns), [place[one] for one in sources], [place[one] for one in targets])


def _lengths(columns: Columns, places: Any, cutoff: Any) -> Iterator[tuple[Any, dict[Any, int]]]:
    n = len(columns.nodes)
    most = math.inf if cutoff is None else cutoff
    for place, found in zip(places, distances.between(_inward(columns), places, np.arange(n)), strict=True):
        order = np.argsort(found, kind="stable")
        kept = order[(found[order] >= 0) & (found[order] <= most)]
        lengths = zip(kept.tolist(), found[kept].tolist(), strict=True)
        yield columns.nodes[place], {columns.nodes[at]: far for at, far in lengths}


def _inward(columns: Columns) -> Any:
    """Row v lists the nodes with an edge to v."""
    found = columns.matrix(pattern=True)
    return found.T.tocsr() if columns.directed else found
