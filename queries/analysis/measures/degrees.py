"""Degrees: how many edges a node has, and what they weigh."""

from typing import Any

import numpy as np

from queries.analysis.graphs import Columns

__all__ = ["degree_centrality", "in_degree_centrality", "out_degree_centrality"]


def degree_centrality(G: Any) -> dict[Any, Any]:  # noqa: N803 - networkx calls its graphs G
    """Degree / (n - 1); a self-loop counts twice, parallel edges each."""
    columns: Columns = G.columns()
    return _share(columns, _sums(columns, columns.end, None) + _sums(columns, columns.start, None))


def in_degree_centrality(G: Any) -> dict[Any, Any]:  # noqa: N803
    """In-degree / (n - 1)."""
    columns: Columns = G.columns()
    return _share(columns, _sums(columns, columns.end, None))


def out_degree_centrality(G: Any) -> dict[Any, Any]:  # noqa: N803
    """Out-degree / (n - 1)."""
    columns: Columns = G.columns()
    return _share(columns, _sums(columns, columns.start, None))


def strengths(graph: Any, weight: str | None = "weight") -> dict[str, dict[Any, float]]:
    """`in`, `out` and `all` -> node -> sum of the weights of its edges so; the three are one where there is no direction.

    networkx has these as `graph.in_degree(weight=...)`, which walks the graph edge by edge.
    """
    columns = graph.columns()
    inward, outward = _sums(columns, columns.end, weight), _sums(columns, columns.start, weight)
    whole = columns.by_node(inward + outward)
    if not columns.directed:
        return {"in": whole, "out": whole, "all": whole}
    return {"in": columns.by_node(inward), "out": columns.by_node(outward), "all": whole}


def _sums(columns: Columns, ends: Any, weight: str | None) -> Any:
    n = len(columns.nodes)
    return np.bincount(ends, None if weight is None else columns.weights(weight), minlength=n)


def _share(columns: Columns, degrees: Any) -> dict[Any, Any]:
    n = len(columns.nodes)
    if n <= 1:
        return dict.fromkeys(columns.nodes, 1)
    return columns.by_node(degrees * (1.0 / (n - 1.0)))
