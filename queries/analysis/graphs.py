"""Graphs that are columns: a networkx graph whose adjacency is made only when somebody walks it in Python.

The columns (positions of the ends, attributes) are what the store gives and what scipy takes; a graph of a million
edges is 36 MB so, and 340 MB as dictionaries. A graph that is changed is an ordinary networkx graph from then on, and
its columns are read again from it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import networkx as nx
import numpy as np
import scipy.sparse as sp

BACKEND = "palermo"


@dataclass(eq=False)
class Columns:
    """Nodes, and edges as two arrays of positions (int64, one entry an edge) with attributes of the same length."""

    nodes: Sequence[Any]
    start: Any
    end: Any
    attributes: Mapping[str, Any] = field(default_factory=dict)
    """Name -> one value an edge; None where an edge has none. A float array where it is a weight."""
    node_attributes: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    directed: bool = False
    _position: dict[Any, int] | None = None
    _matrices: dict[Any, Any] = field(default_factory=dict)

    @property
    def position(self) -> dict[Any, int]:
        """Node -> its position."""
        if self._position is None:
            self._position = {node: place for place, node in enumerate(self.nodes)}
        return self._position

    def weights(self, name: str | None) -> Any:
        """One float an edge, 1 where it has none. Raises NotImplementedError for what is no column of numbers."""
        if name is None or name not in self.attributes:
            return np.ones(len(self.start))
        column = self.attributes[name]
        if not isinstance(column, np.ndarray):
            if not all(value is None or (isinstance(value, int | float)) for value in column):
                raise NotImplementedError(f"{name} is not a number on every edge")
            column = np.array([1.0 if value is None else value for value in column], dtype=float)
        return column

    def matrix(self, weight: str | None = None, *, pattern: bool = False) -> Any:
        """The n x n adjacency (CSR, float): parallel edges summed, a self-loop once; with `pattern` only ones.

        Made once and not to be changed. Row: where an edge begins.
        """
        key = ("pattern",) if pattern else ("weight", weight)
        if key not in self._matrices:
            self._matrices[key] = self._matrix(weight, pattern)
        return self._matrices[key]

    def simple(self) -> Any:
        """The pattern without self-loops."""
        if ("simple",) not in self._matrices:
            found = self.matrix(pattern=True)
            if found.diagonal().any():
                found = sp.csr_array(found - sp.diags_array(found.diagonal(), format="csr"))
                found.eliminate_zeros()
            self._matrices["simple",] = found
        return self._matrices["simple",]

    def by_node(self, values: Any) -> dict[Any, Any]:
        """A result of networkx from one value a node."""
        found: dict[Any, Any] = dict(zip(self.nodes, values.tolist(), strict=True))
        return found

    def _matrix(self, weight: str | None, pattern: bool) -> Any:
        n = len(self.nodes)
        start, end, value = self.start, self.end, self.weights(None if pattern else weight)
        if not self.directed:
            loop = start == end
            start, end, value = (
                np.concatenate((start, end[~loop])),
                np.concatenate((end, start[~loop])),
                np.concatenate((value, value[~loop])),
            )
        found = sp.csr_array((value, (start, end)), shape=(n, n))
        found.sum_duplicates()
        found.sort_indices()
        if pattern:
            found.data[:] = 1.0
        return found


class _Unfolded:
    """An attribute of networkx that is made from the columns when it is first asked for."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, graph: Any, owner: type) -> Any:
        if graph is None:
            return self
        if self.name not in graph.__dict__:
            graph._unfold()
        return graph.__dict__[self.name]

    def __set__(self, graph: Any, value: Any) -> None:
        graph.__dict__[self.name] = value
        if self.name in ("_adj", "_succ") and graph.is_directed():  # networkx has two names for one thing
            graph.__dict__["_adj"] = graph.__dict__["_succ"] = value
        for view in ("adj", "succ", "pred", "nodes", "edges", "degree", "in_degree", "out_degree"):
            graph.__dict__.pop(view, None)


class _Folded:
    """What is the same for the four kinds of graph."""

    __networkx_backend__ = BACKEND
    _adj = _Unfolded()
    _node = _Unfolded()
    _columns: Columns | None = None

    def columns(self: Any) -> Columns:
        """The graph as columns; kept until it is changed."""
        if self._columns is not None:
            return self._columns  # type: ignore[no-any-return]
        cache = None if hasattr(self, "_graph") else self.__networkx_cache__  # a view changes with what it shows
        if cache is None:
            return read_columns(self)
        if BACKEND not in cache:
            cache[BACKEND] = read_columns(self)
        return cache[BACKEND]  # type: ignore[no-any-return]

    def _unfold(self: Any) -> None:
        columns = self._columns
        plain = plain_class(self)()
        fill(plain, columns)
        self._columns = None
        for name in ("_node", "_adj", "_succ", "_pred"):
            if name in plain.__dict__:
                self.__dict__[name] = plain.__dict__[name]
        self.__networkx_cache__[BACKEND] = columns

    def __len__(self: Any) -> int:
        return len(self._columns.nodes if self._columns is not None else self._node)

    def __iter__(self: Any) -> Iterator[Any]:
        return iter(self._columns.nodes if self._columns is not None else self._node)

    def __contains__(self: Any, node: Any) -> bool:
        try:
            return node in (self._columns.position if self._columns is not None else self._node)
        except TypeError:
            return False

    def number_of_nodes(self) -> int:
        """How many nodes."""
        return len(self)

    order = number_of_nodes

    def number_of_edges(self: Any, u: Any = None, v: Any = None) -> int:
        """How many edges, or how many between two nodes."""
        if u is None and self._columns is not None:
            return len(self._columns.start)
        return super().number_of_edges(u, v)  # type: ignore[misc, no-any-return]


class Graph(_Folded, nx.Graph):  # type: ignore[type-arg]
    """Undirected, one edge a pair."""


class MultiGraph(_Folded, nx.MultiGraph):  # type: ignore[type-arg]
    """Undirected, parallel edges."""


class DiGraph(_Folded, nx.DiGraph):  # type: ignore[type-arg]
    """Directed, one edge a pair and direction."""

    _succ = _Unfolded()
    _pred = _Unfolded()


class MultiDiGraph(_Folded, nx.MultiDiGraph):  # type: ignore[type-arg]
    """Directed, parallel edges."""

    _succ = _Unfolded()
    _pred = _Unfolded()


_KINDS: dict[tuple[bool, bool], Any] = {
    (False, False): Graph,
    (False, True): MultiGraph,
    (True, False): DiGraph,
    (True, True): MultiDiGraph,
}
_PLAIN: dict[tuple[bool, bool], Any] = {
    (False, False): nx.Graph,
    (False, True): nx.MultiGraph,
    (True, False): nx.DiGraph,
    (True, True): nx.MultiDiGraph,
}


def plain_class(graph: Any) -> Any:
    """The class of networkx that is like this graph."""
    return _PLAIN[graph.is_directed(), graph.is_multigraph()]


def folded(columns: Columns, *, multi: bool = False, attributes: Mapping[str, Any] | None = None) -> Any:
    """A graph of these columns. Without `multi` each pair (and direction) is expected at most once."""
    cls = _KINDS[columns.directed, multi]
    graph = cls.__new__(cls)
    graph.__dict__.update(graph=dict(attributes or {}), __networkx_cache__={}, _columns=columns)
    return graph


def fill(graph: Any, columns: Columns) -> None:
    """Put nodes and edges of columns into an empty networkx graph."""
    nodes = columns.nodes
    told = [
        dict(zip(columns.node_attributes, row, strict=True))
        for row in zip(*columns.node_attributes.values(), strict=True)
    ]
    graph.add_nodes_from(zip(nodes, told, strict=True) if told else nodes)
    keys = columns.attributes.get("__key__")
    names = [name for name in columns.attributes if name != "__key__"]
    values = [_listed(columns.attributes[name]) for name in names]
    ends = zip(columns.start.tolist(), columns.end.tolist(), strict=True)
    rows = zip(*values, strict=True) if values else iter(lambda: (), None)
    for place, ((start, end), row) in enumerate(zip(ends, rows, strict=False)):
        said = {name: value for name, value in zip(names, row, strict=True) if value is not None}
        if keys is not None:
            graph.add_edge(nodes[start], nodes[end], key=keys[place], **said)
        else:
            graph.add_edges_from([(nodes[start], nodes[end], said)])


def read_columns(graph: Any) -> Columns:
    """The columns of any networkx graph."""
    nodes = list(graph)
    position = {node: place for place, node in enumerate(nodes)}
    multi = graph.is_multigraph()
    rows = list(graph.edges(keys=True, data=True) if multi else graph.edges(data=True))
    count = len(rows)
    start = np.fromiter((position[row[0]] for row in rows), np.int64, count)
    end = np.fromiter((position[row[1]] for row in rows), np.int64, count)
    names = dict.fromkeys(name for row in rows for name in row[-1])
    attributes: dict[str, Any] = {name: [row[-1].get(name) for row in rows] for name in names}
    if multi:
        attributes["__key__"] = [row[2] for row in rows]
    return Columns(nodes, start, end, attributes, {}, graph.is_directed(), position)


def _listed(column: Any) -> Sequence[Any]:
    return column.tolist() if isinstance(column, np.ndarray) else column  # type: ignore[no-any-return]
