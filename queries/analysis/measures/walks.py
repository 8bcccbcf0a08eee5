"""Walks: PageRank, eigenvector and Katz centrality by power iteration, hubs and authorities."""

import math
from typing import Any

import networkx as nx
import numpy as np

from queries.analysis.fallback import written_by_networkx
from queries.analysis.graphs import Columns

__all__ = ["eigenvector_centrality", "hits", "katz_centrality", "pagerank", "to_scipy_sparse_array"]


def to_scipy_sparse_array(
    G: Any,  # noqa: N803
    nodelist: Any = None,
    dtype: Any = None,
    weight: Any = "weight",
    format: str = "csr",  # noqa: A002
) -> Any:
    """The adjacency; also what HITS and networkx's other functions on matrices are computed on."""
    columns: Columns = G.columns()
    names = weight is None or isinstance(weight, str)
    if len(columns.nodes) == 0 or not names or not (nodelist is None or list(nodelist) == list(columns.nodes)):
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


def pagerank(
    G: Any,  # noqa: N803
    alpha: float = 0.85,
    personalization: Any = None,
    max_iter: int = 100,
    tol: float = 1e-6,
    nstart: Any = None,
    weight: Any = "weight",
    dangling: Any = None,
) -> dict[Any, float]:
    """The share of its time that a random walk spends at each node; from one without edges it jumps anywhere."""
    columns: Columns = G.columns()
    n = len(columns.nodes)
    given = (personalization, nstart, dangling)
    if n == 0 or any(one is not None for one in given) or not _is_named(columns, weight):
        plain = written_by_networkx("pagerank")
        return plain(G, alpha, personalization, max_iter, tol, nstart, weight, dangling)  # type: ignore[no-any-return]
    matrix = columns.matrix(weight)
    out = matrix.sum(axis=1)
    ends = out == 0
    share = np.divide(1.0, out, out=np.zeros(n), where=~ends)
    inward = _inward(columns, weight)
    found = np.full(n, 1.0 / n)
    for _ in range(max_iter):
        last = found
        found = alpha * (inward @ (last * share) + last[ends].sum() / n) + (1 - alpha) / n
        if np.abs(found - last).sum() < n * tol:
            return columns.by_node(found)
    raise nx.PowerIterationFailedConvergence(max_iter)


def eigenvector_centrality(
    G: Any,  # noqa: N803
    max_iter: int = 100,
    tol: float = 1e-6,
    nstart: Any = None,
    weight: Any = None,
) -> dict[Any, float]:
    """Power iteration with A + I, as networkx does it."""
    columns: Columns = G.columns()
    n = len(columns.nodes)
    if n == 0 or nstart is not None or not _is_named(columns, weight):
        return written_by_networkx("eigenvector_centrality")(G, max_iter, tol, nstart, weight)  # type: ignore[no-any-return]
    inward = _inward(columns, weight)
    found = np.full(n, 1 / n)
    for _ in range(max_iter):
        last = found
        found = last + inward @ last
        found = found / (np.linalg.norm(found) or 1)
        if np.abs(found - last).sum() < n * tol:
            return columns.by_node(found)
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
    columns: Columns = G.columns()
    n = len(columns.nodes)
    if n == 0 or nstart is not None or not isinstance(beta, int | float) or not _is_named(columns, weight):
        plain = written_by_networkx("katz_centrality")
        return plain(G, alpha, beta, max_iter, tol, nstart, normalized, weight)  # type: ignore[no-any-return]
    inward = _inward(columns, weight)
    found = np.zeros(n)
    with np.errstate(over="ignore", invalid="ignore"):  # too large an alpha: it does not converge, and that is said
        for _ in range(max_iter):
            last = found
            found = alpha * (inward @ last) + beta
            if np.abs(found - last).sum() < n * tol:
                scale = 1.0 / (math.hypot(*found.tolist()) or 1) if normalized else 1
                return columns.by_node(found * scale)
            if not np.isfinite(found).all():
                break
    raise nx.PowerIterationFailedConvergence(max_iter)


def hits(
    G: Any,  # noqa: N803
    max_iter: int = 100,
    tol: float = 1e-8,
    nstart: Any = None,
    normalized: bool = True,
) -> Any:
    """Hubs and authorities by networkx, on the matrix from here; it would begin at random, here always at ones."""
    begin = dict.fromkeys(G, 1.0) if nstart is None else nstart
    return written_by_networkx("hits")(G, max_iter, tol, begin, normalized)


def _inward(columns: Columns, weight: Any) -> Any:
    """Row v: the weights of the edges to v."""
    found = columns.matrix(weight)
    return found.T.tocsr() if columns.directed else found


def _is_named(columns: Columns, weight: Any) -> bool:
    """Whether the weight is the name of a column of numbers."""
    if weight is not None and not isinstance(weight, str):
        return False
    try:
        columns.weights(weight)
    except NotImplementedError:
        return False
    return True
