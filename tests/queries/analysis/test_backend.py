"""The backend gives what networkx gives, on graphs of every kind."""

from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.analysis import backend as module
from queries.analysis.backend import HERE, backend
from queries.analysis.backend_info import FUNCTIONS

KINDS = (nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph)
MEASURES = [name for name in FUNCTIONS if name not in ("to_scipy_sparse_array", "single_source_shortest_path_length")]


@st.composite
def graphs(draw: st.DrawFn) -> Any:
    n = draw(st.sampled_from([0, 1, 2, 5, 12, 30]))
    graph: Any = draw(st.sampled_from(KINDS))()
    graph.add_nodes_from(range(n))
    if n:
        node = st.integers(0, n - 1)
        for start, end, weight in draw(st.lists(st.tuples(node, node, st.none() | st.integers(1, 5)), max_size=60)):
            graph.add_edge(start, end, **({} if weight is None else {"weight": weight}))
    return graph


def outcome(function: Any, graph: Any) -> Any:
    try:
        found = function(graph)
        if isinstance(found, dict | int):
            return found
        return sorted(sorted(part) if isinstance(part, set | tuple) else [part] for part in found)
    except Exception as error:
        return type(error).__name__


@given(graph=graphs())
@settings(max_examples=200, deadline=None)
def test_every_measure_is_that_of_networkx(graph: Any) -> None:
    small, module.LARGE = module.LARGE, 0  # the libraries for large graphs, on small ones
    try:
        columns = backend.convert_from_nx(graph)
        for name in MEASURES:
            expected = outcome(getattr(nx, name), graph)
            if expected == "NetworkXNotImplemented":
                continue  # networkx says so before it asks a backend
            found = outcome(HERE[name], columns)
            if isinstance(expected, dict) and isinstance(found, dict):
                assert list(found) == list(expected), name
                assert list(found.values()) == pytest.approx(list(expected.values()), rel=1e-9, abs=1e-12), name
            else:
                assert found == expected, name
    finally:
        module.LARGE = small


def test_the_list_that_networkx_reads_is_what_there_is() -> None:
    assert sorted(HERE) == list(FUNCTIONS)


def test_a_graph_that_is_changed_is_read_again() -> None:
    graph = backend.convert_from_nx(nx.path_graph(3))
    graph.add_edge(2, 3)
    assert HERE["degree_centrality"](graph) == nx.degree_centrality(nx.path_graph(4))
