"""The networkx backend `palermo`: networkx's functions on graphs that are columns, with networkx's results.

What is not here runs as networkx wrote it, on the same graph. `pagerank` and `hits` are networkx's own: they ask for a
sparse matrix, which is here at no cost. Each function takes what networkx documents for its name; for arguments that it
does not do it hands over to networkx.
"""

import math
from collections.abc import Callable, Iterator
from typing import Any

import networkx as nx
import numpy as np
import scipy.sparse as sp
from scipy.sparse.csgraph import connected_components as components

from queries.analysis import distances
from queries.analysis.graphs import Columns, fill, folded, plain_class, read_columns

LARGE = 200
"""Nodes from which loading networkit (0.3 s, once) pays."""


def written_by_networkx(name: str) -> Callable[..., Any]:
    """The function of that name as networkx wrote it."""
    return nx.utils.backends._registered_algorithms[name].orig_func  # type: ignore[attr-defined, no-any-return]


def networkit() -> Any:
    """The library, with one thread: two on a busy machine were 400 times slower (measured), and results keep their order."""
    import networkit

    networkit.setNumberOfThreads(1)
    return networkit


def _small(columns: Columns) -> bool:
    """Whether networkx is as fast. networkit ends the process on a graph without nodes."""
    return len(columns.nodes) < max(LARGE, 3) or len(columns.start) == 0


def _simple(columns: Columns) -> Any:
    """The graph for networkit: no weights, no loops, no parallel edges."""
    found = columns.matrix(pattern=True).tocoo()
    keep = found.row != found.col if columns.directed else found.row < found.col
    rows, cols = found.row[keep].astype(np.uint64), found.col[keep].astype(np.uint64)
    return networkit().GraphFromCoo((rows, cols), n=len(columns.nodes), directed=columns.directed)


def _told(columns: Columns, values: Any) -> dict[Any, Any]:
    return dict(zip(columns.nodes, values.tolist(), strict=True))


def _degrees(columns: Columns) -> tuple[Any, Any]:
    n = len(columns.nodes)
    return np.bincount(columns.end, minlength=n), np.bincount(columns.start, minlength=n)


def _share(columns: Columns, degrees: Any) -> dict[Any, Any]:
    n = len(columns.nodes)
    if n <= 1:
        return dict.fromkeys(columns.nodes, 1)
    return _told(columns, degrees * (1.0 / (n - 1.0)))


def degree_centrality(G: Any) -> dict[Any, Any]:  # noqa: N803 - networkx calls its graphs G
    """Degree / (n - 1); a self-loop counts twice, parallel edges each."""
    columns = G.columns()
    return _share(columns, sum(_degrees(columns)))


def in_degree_centrality(G: Any) -> dict[Any, Any]:  # noqa: N803
    """In-degree / (n - 1)."""
    columns = G.columns()
    return _share(columns, _degrees(columns)[0])


def out_degree_centrality(G: Any) -> dict[Any, Any]:  # noqa: N803
    """Out-degree / (n - 1)."""
    columns = G.columns()
    return _share(columns, _degrees(columns)[1])


def to_scipy_sparse_array(
    G: Any,  # noqa: N803
    nodelist: Any = None,
    dtype: Any = None,
    weight: Any = "weight",
    format: str = "csr",  # noqa: A002
) -> Any:
    """The adjacency; also what PageRank and HITS are computed on."""
    columns = G.columns()
    if len(columns.nodes) == 0 or nodelist is not None or not (weight is None or isinstance(weight, str)):
        return written_by_networkx("to_scipy_sparse_array")(G, nodelist, dtype, weight, format)
    try:
        found = columns.matrix(weight)
    except NotImplementedError:
        return written_by_networkx("to_scipy_sparse_array")(G, nodelist, dtype, weight, format)
    whole = weight is None or weight not in columns.attributes or _is_whole(columns.attributes[weight])
    found = found.astype(dtype if dtype is not None else (np.int64 if whole else float))
    try:
        return found.asformat(format)
    except ValueError as error:
        raise nx.NetworkXError(f"Unknown sparse matrix format: {format}") from error


def _is_whole(column: Any) -> bool:
    if isinstance(column, np.ndarray):
        return bool(np.issubdtype(column.dtype, np.integer))
    return all(value is None or isinstance(value, int) for value in column)


def betweenness_centrality(
    G: Any,  # noqa: N803
    k: int | None = None,
    normalized: bool = True,
    weight: Any = None,
    endpoints: bool = False,
    seed: Any = None,
) -> dict[Any, float]:
    """Share of shortest paths through each node, by networkit; weights, end points and samples by networkx."""
    columns = G.columns()
    n = len(columns.nodes)
    if weight is not None or endpoints or (k is not None and k != n) or _small(columns):
        plain = written_by_networkx("betweenness_centrality")
        return plain(G, k=k, normalized=normalized, weight=weight, endpoints=endpoints, seed=seed)  # type: ignore[no-any-return]
    graph = _simple(columns)  # named: networkit does not hold the graph that it is given, and would read freed memory
    found = np.array(networkit().centrality.Betweenness(graph).run().scores())
    # networkit counts each unordered pair of an undirected graph twice, as networkx does before it rescales.
    return _told(columns, found * (_scale(n, normalized, columns.directed)))


def _scale(n: int, normalized: bool, directed: bool) -> float:
    if n <= 2:
        return 1.0
    return 1 / ((n - 1) * (n - 2)) if normalized else 1.0 if directed else 0.5


def closeness_centrality(G: Any, u: Any = None, distance: Any = None, wf_improved: bool = True) -> Any:  # noqa: N803
    """(Reaching nodes) / (sum of their distances to it), after Wasserman and Faust."""
    if distance is not None or u is not None:
        return written_by_networkx("closeness_centrality")(G, u, distance, wf_improved)
    columns = G.columns()
    n = len(columns.nodes)
    total, reached = distances.totals(_inward(columns), float, np.arange(n))
    with np.errstate(divide="ignore", invalid="ignore"):
        found = np.where(total > 0, reached / total, 0.0)
        if wf_improved and n > 1:
            found = found * (reached / (n - 1))
    return _told(columns, found)


def harmonic_centrality(G: Any, nbunch: Any = None, distance: Any = None, sources: Any = None) -> Any:  # noqa: N803
    """Sum of 1 / distance from every other node."""
    if distance is not None or nbunch is not None or sources is not None:
        return written_by_networkx("harmonic_centrality")(G, nbunch, distance, sources)
    columns = G.columns()
    total, _ = distances.totals(_inward(columns), lambda hops: 1 / hops, np.arange(len(columns.nodes)))
    return _told(columns, total)


def _inward(columns: Columns) -> Any:
    """Row v lists the nodes with an edge to v."""
    found = columns.matrix(pattern=True)
    return found.T.tocsr() if columns.directed else found


def eigenvector_centrality(
    G: Any,  # noqa: N803
    max_iter: int = 100,
    tol: float = 1e-6,
    nstart: Any = None,
    weight: Any = None,
) -> dict[Any, float]:
    """Power iteration with A + I, as networkx does it."""
    columns = G.columns()
    n = len(columns.nodes)
    if n == 0 or nstart is not None:
        return written_by_networkx("eigenvector_centrality")(G, max_iter, tol, nstart, weight)  # type: ignore[no-any-return]
    turned = columns.matrix(weight).T.tocsr()
    found = np.full(n, 1 / n)
    for _ in range(max_iter):
        last = found
        found = last + turned @ last
        found = found / (math.hypot(*found.tolist()) or 1)
        if np.abs(found - last).sum() < n * tol:
            return _told(columns, found)
    raise nx.PowerIterationFailedConvergence(max_iter)


def katz_centrality(
    G: Any,  # noqa: N803
    alpha: float = 0.1,
    beta: Any = 1.0,
    max_iter: int = 1000,
    tol: float = 1e-6,
    nstart: Any = None,
    normalized: bool = True,
    weight: Any = None,
) -> dict[Any, float]:
    """Power iteration of alpha A x + beta, as networkx does it."""
    columns = G.columns()
    n = len(columns.nodes)
    if n == 0 or nstart is not None or not isinstance(beta, int | float):
        plain = written_by_networkx("katz_centrality")
        return plain(G, alpha, beta, max_iter, tol, nstart, normalized, weight)  # type: ignore[no-any-return]
    turned = columns.matrix(weight).T.tocsr()
    found = np.zeros(n)
    for _ in range(max_iter):
        last = found
        found = alpha * (turned @ last) + beta
        if np.abs(found - last).sum() < n * tol:
            scale = 1.0 / (math.hypot(*found.tolist()) or 1) if normalized else 1
            return _told(columns, found * scale)
    raise nx.PowerIterationFailedConvergence(max_iter)


def core_number(G: Any) -> dict[Any, int]:  # noqa: N803
    """The largest k for which a node is in a k-core; in- and out-degree together."""
    columns = G.columns()
    if _small(columns) or columns.directed or (columns.start == columns.end).any():
        return written_by_networkx("core_number")(G)  # type: ignore[no-any-return]
    graph = _simple(columns)
    return _told(columns, np.array(networkit().centrality.CoreDecomposition(graph).run().scores(), np.int64))


def _parts(columns: Columns, *, strong: bool) -> list[set[Any]]:
    """Components, the one with the first node first."""
    if not len(columns.nodes):
        return []
    n = len(columns.nodes)
    plain = sp.csr_array((np.ones(len(columns.start)), (columns.start, columns.end)), shape=(n, n))
    _, label = components(plain, directed=True, connection="strong" if strong else "weak")
    found: dict[int, set[Any]] = {}
    for node, part in zip(columns.nodes, label.tolist(), strict=True):
        found.setdefault(part, set()).add(node)
    return list(found.values())


def connected_components(G: Any) -> Iterator[set[Any]]:  # noqa: N803
    """Sets of nodes, in the order of their first nodes."""
    yield from _parts(G.columns(), strong=False)


def weakly_connected_components(G: Any) -> Iterator[set[Any]]:  # noqa: N803
    """Sets of nodes that are joined whatever the direction."""
    yield from _parts(G.columns(), strong=False)


def strongly_connected_components(G: Any) -> Iterator[set[Any]]:  # noqa: N803
    """Sets of nodes that reach each other."""
    yield from _parts(G.columns(), strong=True)


def number_connected_components(G: Any) -> int:  # noqa: N803
    """How many components."""
    return len(_parts(G.columns(), strong=False))


def _biconnected(columns: Columns) -> list[list[int]]:
    graph = _simple(columns)
    search = networkit().components.BiconnectedComponents(graph)
    search.run()
    return search.getComponents()  # type: ignore[no-any-return]


def articulation_points(G: Any) -> Iterator[Any]:  # noqa: N803
    """Nodes without which a component falls apart: those that lie in several biconnected components."""
    columns = G.columns()
    if _small(columns):
        yield from written_by_networkx("articulation_points")(G)
        return
    parts = _biconnected(columns)
    places = [place for part in parts for place in part]
    within = np.bincount(np.array(places, dtype=np.int64), minlength=1)
    yield from (columns.nodes[place] for place in np.flatnonzero(within > 1).tolist())


def bridges(G: Any, root: Any = None) -> Iterator[tuple[Any, Any]]:  # noqa: N803
    """Edges without which a component falls apart: biconnected components of two nodes joined by one edge."""
    columns = G.columns()
    if _small(columns) or root is not None:
        yield from written_by_networkx("bridges")(G, root)
        return
    parts = _biconnected(columns)
    count = columns.matrix(None)
    for one, other in sorted(sorted(part) for part in parts if len(part) == 2):
        if count[one, other] == 1:
            yield columns.nodes[one], columns.nodes[other]


def triangles(G: Any, nodes: Any = None) -> Any:  # noqa: N803
    """Triangles through each node; self-loops are ignored."""
    if nodes is not None:
        return written_by_networkx("triangles")(G, nodes)
    columns = G.columns()
    return _told(columns, _triangles(columns)[0])


def _triangles(columns: Columns) -> tuple[Any, Any]:
    """Triangles through each node, and its degree without loops."""
    plain = columns.matrix(pattern=True)
    plain.setdiag(0)
    plain.eliminate_zeros()
    degree = np.diff(plain.indptr)
    # Each edge only from the lower to the higher degree: the product stays small around the hubs.
    rank = np.argsort(np.argsort(degree, kind="stable"), kind="stable")
    coo = plain.tocoo()
    up = rank[coo.row] < rank[coo.col]
    lower = sp.csr_array((np.ones(up.sum()), (coo.row[up], coo.col[up])), shape=plain.shape)
    closing = (lower @ lower).multiply(lower).tocsr()  # a -> b -> c with a -> c: counted at (a, c)
    middle = (lower.T @ lower).multiply(lower).tocsr() if closing.nnz else closing
    count = closing.sum(axis=1) + closing.sum(axis=0)
    # at each edge (b, c) the a with a -> b and a -> c: b is the middle one
    count = count + (middle.sum(axis=1) if closing.nnz else 0)
    return np.rint(count).astype(np.int64), degree


def clustering(G: Any, nodes: Any = None, weight: Any = None) -> Any:  # noqa: N803
    """Share of the pairs of neighbours that are neighbours."""
    if nodes is not None or weight is not None or G.is_directed() or G.is_multigraph():
        return written_by_networkx("clustering")(G, nodes, weight)
    columns = G.columns()
    count, degree = _triangles(columns)
    return {
        node: 0 if not t else 2 * t / (d * (d - 1))
        for node, t, d in zip(columns.nodes, count.tolist(), degree.tolist(), strict=True)
    }


def single_source_shortest_path_length(G: Any, source: Any, cutoff: Any = None) -> dict[Any, int]:  # noqa: N803
    """Hops from one node to all that it reaches, the nearest first."""
    columns = G.columns()
    if source not in G or _small(columns):
        return written_by_networkx("single_source_shortest_path_length")(G, source, cutoff)  # type: ignore[no-any-return]
    place = columns.position[source]
    (found,) = distances.between(_inward(columns), [place], np.arange(len(columns.nodes)))
    order = np.argsort(found, kind="stable")
    kept = order[(found[order] >= 0) & (found[order] <= (math.inf if cutoff is None else cutoff))]
    return {columns.nodes[at]: int(found[at]) for at in kept.tolist()}


HERE = {
    name: function
    for name, function in globals().items()
    if getattr(function, "__module__", None) == __name__ and not name.startswith("_") and name[0].islower()
    if name not in ("written_by_networkx", "networkit")
}
"""Name -> function, of what is done here."""


class _Backend:
    """What networkx asks of a backend."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name in HERE:
            return HERE[name]  # type: ignore[no-any-return]
        if name.startswith("_") or name not in nx.utils.backends._registered_algorithms:  # type: ignore[attr-defined]
            raise AttributeError(name)
        return written_by_networkx(name)

    @staticmethod
    def can_run(*_: Any) -> bool:
        """Everything: what is not done here, networkx does."""
        return True

    @staticmethod
    def should_run(name: str, *_: Any) -> bool:
        """Whether it pays to convert an ordinary graph."""
        return name in HERE

    @staticmethod
    def convert_from_nx(graph: Any, **_: Any) -> Any:
        """A graph of columns from an ordinary one."""
        columns = read_columns(graph)
        names = dict.fromkeys(name for _, said in graph.nodes(data=True) for name in said)
        if names or graph.number_of_edges() == 0:
            made = folded(columns, multi=graph.is_multigraph(), attributes=graph.graph)
            made._node.update({node: dict(said) for node, said in graph.nodes(data=True)})
            return made
        return folded(columns, multi=graph.is_multigraph(), attributes=graph.graph)

    @staticmethod
    def convert_to_nx(graph: Any, **_: Any) -> Any:
        """An ordinary graph from one of columns; any other result is as networkx gives it."""
        if not hasattr(graph, "columns"):
            return graph
        if graph._columns is None:
            return plain_class(graph)(graph)
        plain = plain_class(graph)(**graph.graph)
        fill(plain, graph._columns)
        return plain


backend = _Backend()
