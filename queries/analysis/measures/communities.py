"""Communities: Louvain and Leiden by networkit, each the same for the same seed; label propagation as networkx does it."""

from collections.abc import Iterable
from typing import Any

import networkx as nx
import numpy as np

from queries.analysis.fallback import written_by_networkx
from queries.analysis.graphs import Columns
from queries.analysis.kit import is_small, seeded, weighted_graph

__all__ = ["label_propagation_communities", "leiden_communities", "louvain_communities"]


def louvain_communities(
    G: Any,  # noqa: N803
    weight: Any = "weight",
    resolution: float = 1,
    threshold: float = 1e-7,
    max_level: int | None = None,
    seed: Any = None,
) -> list[set[Any]]:
    """A partition of high modularity; from 200 nodes on networkit's, which differs from networkx's as two seeds differ."""
    columns: Columns = G.columns()
    usual = max_level is None and threshold == 1e-7
    if is_small(columns) or columns.directed or not usual or not _weighs(columns, weight):
        plain = written_by_networkx("louvain_communities")
        return plain(G, weight, resolution, threshold, max_level, seed)  # type: ignore[no-any-return]
    library = seeded(seed)
    graph = weighted_graph(columns, weight)
    search = library.community.PLM(graph, refine=True, gamma=resolution, par="none", maxIter=32)
    return _sets(columns, search.run().getPartition().getVector())


def leiden_communities(
    G: Any,  # noqa: N803
    weight: Any = "weight",
    resolution: float = 1,
    max_level: int | None = None,
    seed: Any = None,
) -> list[set[Any]]:
    """A partition of high modularity into communities that are connected. networkx has none of its own."""
    columns: Columns = G.columns()
    if columns.directed or not _weighs(columns, weight):
        raise nx.NetworkXNotImplemented("Leiden takes undirected graphs whose weights are numbers from 0")
    if not len(columns.start):
        return [{node} for node in columns.nodes]
    library = seeded(seed)
    graph = weighted_graph(columns, weight)
    rounds = (
        3 if max_level is None else max_level
    )  # more changed nothing on the networks that were tried, and take long
    search = library.community.ParallelLeiden(graph, iterations=rounds, randomize=True, gamma=resolution)
    return _sets(columns, search.run().getPartition().getVector())


def label_propagation_communities(G: Any) -> Iterable[set[Any]]:  # noqa: N803
    """Each node takes the label that most of its neighbours have, colour by colour, until none changes."""
    columns: Columns = G.columns()
    matrix = columns.matrix(pattern=True)
    label = np.arange(len(columns.nodes))
    shades = [_rows(matrix, places) for places in _colours(columns, matrix)]
    everybody = _rows(matrix, np.flatnonzero(np.diff(matrix.indptr) > 0))
    while (_most_frequent(label, *everybody) != label[everybody[0]]).any():
        for places, owners, ends in shades:
            label[places] = _most_frequent(label, places, owners, ends)
    return dict(enumerate(_sets(columns, label.tolist()))).values()


def _rows(matrix: Any, places: Any) -> tuple[Any, Any, Any]:
    """Nodes with neighbours; for each of their edges the number of the node among them, and the neighbour."""
    places = places[np.diff(matrix.indptr)[places] > 0]
    some = matrix[places]
    return places, np.repeat(np.arange(len(places)), np.diff(some.indptr)), some.indices


def _most_frequent(label: Any, places: Any, owners: Any, ends: Any) -> Any:
    """For each node its own label if no other is more frequent around it, else the highest of the most frequent."""
    if not len(places):
        return label[places]
    n = len(label)
    found, count = np.unique(owners * n + label[ends], return_counts=True)
    owner, seen = found // n, found % n
    first = np.flatnonzero(np.diff(owner, prepend=-1))
    most = np.maximum.reduceat(count, first)[owner] == count
    keeps = np.zeros(len(places), bool)
    keeps[owner[most & (seen == label[places][owner])]] = True
    return np.where(keeps, label[places], np.maximum.reduceat(np.where(most, seen, -1), first))


def _colours(columns: Columns, matrix: Any) -> list[Any]:
    """Nodes by colour, the largest degrees coloured first, each with the first colour that no neighbour has."""
    n = len(columns.nodes)
    degree = np.bincount(columns.start, minlength=n) + np.bincount(columns.end, minlength=n)
    starts, ends = matrix.indptr.tolist(), matrix.indices.tolist()
    colour = [-1] * n
    for place in np.argsort(-degree, kind="stable").tolist():
        taken = {colour[other] for other in ends[starts[place] : starts[place + 1]]}
        mine = 0
        while mine in taken:
            mine += 1
        colour[place] = mine
    of = np.array(colour, dtype=np.int64)
    return [np.flatnonzero(of == one) for one in range(max(colour, default=-1) + 1)]


def _weighs(columns: Columns, weight: Any) -> bool:
    """Whether the weight is the name of a column of numbers from 0."""
    try:
        return (weight is None or isinstance(weight, str)) and bool((columns.weights(weight) >= 0).all())
    except NotImplementedError:
        return False


def _sets(columns: Columns, label: Iterable[int]) -> list[set[Any]]:
    """Communities, the one with the first node first."""
    found: dict[int, set[Any]] = {}
    for node, part in zip(columns.nodes, label, strict=True):
        found.setdefault(part, set()).add(node)
    return list(found.values())
