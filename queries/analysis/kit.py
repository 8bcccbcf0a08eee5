"""networkit, pinned to one thread: two on a busy machine were 400 times slower (measured), and one keeps results in order."""

import random
from typing import Any

import numpy as np

from queries.analysis.graphs import Columns

LARGE = 200
"""Nodes from which loading networkit (0.3 s, once) pays."""


def networkit() -> Any:
    """The library."""
    import networkit

    networkit.setNumberOfThreads(1)
    return networkit


def chance(seed: Any) -> Any:
    """A generator of Python from what networkx takes as a seed: a number, a generator, or none."""
    if seed is None:
        return random
    return seed if hasattr(seed, "getrandbits") else random.Random(seed)  # noqa: S311 - a sample, not a secret


def seeded(seed: Any) -> Any:
    """The library with its chance set by a seed."""
    library = networkit()
    library.setSeed(chance(seed).getrandbits(31), False)
    return library


def is_small(columns: Columns) -> bool:
    """Whether networkx is as fast. networkit ends the process on a graph without nodes."""
    return len(columns.nodes) < max(LARGE, 3) or len(columns.start) == 0


def simple_graph(columns: Columns) -> Any:
    """The graph for networkit: no weights, no loops, no parallel edges. Keep it: networkit's algorithms do not."""
    found = columns.simple().tocoo()
    keep = slice(None) if columns.directed else found.row < found.col
    rows, cols = found.row[keep].astype(np.uint64), found.col[keep].astype(np.uint64)
    return networkit().GraphFromCoo((rows, cols), n=len(columns.nodes), directed=columns.directed)


def weighted_graph(columns: Columns, weight: str | None) -> Any:
    """The undirected graph for networkit, parallel edges summed, with its loops."""
    found = columns.matrix(weight).tocoo()
    keep = found.row <= found.col
    rows, cols = found.row[keep].astype(np.uint64), found.col[keep].astype(np.uint64)
    return networkit().GraphFromCoo((found.data[keep], (rows, cols)), n=len(columns.nodes), weighted=True)
