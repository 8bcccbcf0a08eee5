"""The backend gives what networkx gives, on graphs of every kind."""

import inspect
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.analysis import dependency, kit
from queries.analysis.backend import HERE, backend
from queries.analysis.backend_info import FUNCTIONS
from queries.analysis.measures.degrees import strengths
from queries.analysis.measures.paths import hops, sampled_betweenness
from tests.benchmarks.analysis_agreement import ROOT, registered

KINDS = (nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph)
BY_CHANCE = ("louvain_communities", "leiden_communities")
MEASURES: list[tuple[str, dict[str, Any]]] = [
    (name, {})
    for name in FUNCTIONS
    if name not in (*BY_CHANCE, "hits", "to_scipy_sparse_array", "single_source_shortest_path_length")
]
MEASURES += [
    ("pagerank", {"weight": None}),
    ("katz_centrality", {"weight": "weight", "alpha": 0.01}),
    ("eigenvector_centrality", {"weight": "weight", "max_iter": 1000}),
    ("betweenness_centrality", {"normalized": False}),
    ("betweenness_centrality", {"endpoints": True}),
    ("betweenness_centrality", {"k": 5, "seed": 3}),
    ("betweenness_centrality", {"k": 2, "seed": 3, "normalized": False}),
    ("betweenness_centrality", {"k": 4, "seed": 3, "endpoints": True}),
    ("betweenness_centrality", {"weight": "weight"}),
    ("harmonic_centrality", {"sources": [0, 1, 1]}),
    ("closeness_centrality", {"wf_improved": False}),
]
PRECISION = {"pagerank": 1e-12, "eigenvector_centrality": 1e-9, "katz_centrality": 1e-9}
"""How near what is computed step by step must be, absolutely; all else is exact but for the order of additions."""


def weighted(weights: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    @st.composite
    def graphs(draw: st.DrawFn) -> Any:
        n = draw(st.sampled_from([0, 1, 2, 5, 12, 30]))
        graph: Any = draw(st.sampled_from(KINDS))()
        graph.add_nodes_from(range(n))
        if n:
            node = st.integers(0, n - 1)
            for start, end, weight in draw(st.lists(st.tuples(node, node, weights), max_size=60)):
                graph.add_edge(start, end, **({} if weight is None else {"weight": weight}))
        return graph

    return graphs()


def written(name: str) -> Any:
    return getattr(nx, name, None) or getattr(nx.community, name)


def outcome(function: Any, graph: Any, **asked: Any) -> Any:
    try:
        found = function(graph, **asked)
        if inspect.isgenerator(found) or not isinstance(found, dict | tuple | int | float):
            found = list(found)
            if found and isinstance(found[0], tuple) and isinstance(found[0][-1], dict):
                return dict(found)
            return sorted(sorted(part) if isinstance(part, set | tuple) else [part] for part in found)
        return found
    except Exception as error:
        return type(error).__name__


def near(found: Any, expected: Any, name: str) -> bool:
    if not isinstance(expected, dict) or not isinstance(found, dict) or isinstance(next(iter(found.values()), 0), dict):
        return bool(found == expected or (found, expected) == (pytest.approx(expected), pytest.approx(found)))
    given_, wanted = list(found.values()), list(expected.values())
    within = pytest.approx(wanted, abs=PRECISION.get(name, 1e-12), rel=0 if name in PRECISION else 1e-9, nan_ok=True)
    return list(found) == list(expected) and given_ == within


@given(graph=weighted(st.none() | st.integers(1, 5)))
@settings(max_examples=200, deadline=None)
def test_every_measure_is_that_of_networkx(graph: Any) -> None:
    small, kit.LARGE = kit.LARGE, 0  # the libraries for large graphs, on small ones
    try:
        columns = backend.convert_from_nx(graph)
        for name, asked in MEASURES:
            if asked.get("k", 0) > len(graph):
                continue
            expected = outcome(written(name), graph, **asked)
            if expected == "NetworkXNotImplemented":
                continue  # networkx says so before it asks a backend
            found = outcome(getattr(backend, name), columns, **asked)
            assert near(found, expected, name), (name, asked, found, expected)
    finally:
        kit.LARGE = small


@given(graph=weighted(st.integers(-2, 5) | st.just("much")))
@settings(max_examples=20, deadline=None)
def test_weights_that_are_negative_or_no_numbers_fail_as_networkx_fails(graph: Any) -> None:
    columns = backend.convert_from_nx(graph)
    for name in ("betweenness_centrality", "pagerank", "eigenvector_centrality"):
        expected = outcome(written(name), graph, weight="weight")
        if expected == "NetworkXNotImplemented":
            continue
        found = outcome(getattr(backend, name), columns, weight="weight")
        assert isinstance(found, str) == isinstance(expected, str), (name, found, expected)
        assert found == expected or not isinstance(found, str)


@pytest.mark.parametrize("name", BY_CHANCE)
def test_communities_are_the_same_for_a_seed_and_as_good_as_those_of_networkx(name: str) -> None:
    graph = nx.planted_partition_graph(8, 40, 0.3, 0.01, seed=1)
    graph.add_edge(0, 0)
    columns = backend.convert_from_nx(graph)
    found = getattr(backend, name)(columns, seed=7)
    assert found == getattr(backend, name)(columns, seed=7)
    assert nx.community.is_partition(graph, found)
    best = nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=7))
    assert nx.community.modularity(graph, found) > best - 0.01
    if name == "leiden_communities":
        assert all(nx.is_connected(graph.subgraph(part)) for part in found)


def test_a_sample_says_how_far_it_may_be_off() -> None:
    graph = nx.barabasi_albert_graph(400, 2, seed=1)
    columns = backend.convert_from_nx(graph)
    exact, found = nx.betweenness_centrality(graph), sampled_betweenness(columns, 150, 5)
    top = sorted(graph, key=exact.__getitem__)[-40:]
    assert np.mean([abs(found[node][0] - exact[node]) <= 3 * found[node][1] for node in top]) > 0.9
    whole = sampled_betweenness(columns, 400, 5)
    assert {node: value for node, (value, _) in whole.items()} == pytest.approx(exact)
    assert not any(error for _, error in whole.values())
    with pytest.raises(ValueError, match="2 to 400 nodes"):
        sampled_betweenness(columns, 401, 5)


@pytest.mark.parametrize("asked", [{}, {"k": 10, "seed": 2}, {"endpoints": True}])
def test_a_long_chain_is_measured_another_way_with_the_same_result(asked: Any) -> None:
    graph = nx.cycle_graph(2 * dependency.LONGEST + 60)
    columns = backend.convert_from_nx(graph)
    assert nx.betweenness_centrality(columns, **asked) == pytest.approx(nx.betweenness_centrality(graph, **asked))


def test_hops_from_many_to_many_are_those_from_each_to_each() -> None:
    graph = nx.gnp_random_graph(300, 0.008, seed=3, directed=True)
    lengths = dict(nx.all_pairs_shortest_path_length(graph))
    found = hops(backend.convert_from_nx(graph), range(0, 300, 7), range(0, 300, 3))
    assert found.tolist() == [[lengths[one].get(other, -1) for other in range(0, 300, 3)] for one in range(0, 300, 7)]


@pytest.mark.parametrize("kind", KINDS)
def test_hubs_and_authorities_are_those_of_networkx_and_the_same_each_time(kind: Any) -> None:
    # on random graphs, whose largest singular value is often a double one, networkx itself gives one thing or another
    graph = kind(nx.gnp_random_graph(60, 0.1, seed=4, directed=True))
    columns = backend.convert_from_nx(graph)
    found = backend.hits(columns, max_iter=1000)
    assert found == backend.hits(columns, max_iter=1000)
    for one, other in zip(found, nx.hits(graph, max_iter=1000), strict=True):
        assert one == pytest.approx(other, abs=1e-6)


def test_strength_is_the_weighted_degree_of_networkx() -> None:
    graph: Any = nx.MultiDiGraph([(1, 2, {"weight": 2}), (1, 2, {"weight": 3}), (2, 2, {"weight": 5}), (3, 1)])
    found = strengths(backend.convert_from_nx(graph))
    assert found["in"] == dict(graph.in_degree(weight="weight"))
    assert found["out"] == dict(graph.out_degree(weight="weight"))
    assert found["all"] == dict(graph.degree(weight="weight"))


def test_what_is_not_done_here_networkx_does_on_the_same_graph() -> None:
    columns = backend.convert_from_nx(nx.cycle_graph(5))
    assert list(nx.shortest_simple_paths(columns, 0, 2)) == [[0, 1, 2], [0, 4, 3, 2]]
    assert nx.edge_betweenness_centrality(columns) == nx.edge_betweenness_centrality(nx.cycle_graph(5))
    with pytest.raises(AttributeError):
        _ = backend.no_such_function


def test_the_list_that_networkx_reads_is_what_there_is() -> None:
    assert sorted(HERE) == list(FUNCTIONS)


ASKED = """
import networkx as nx
from queries.analysis.graphs import Columns, folded
import numpy as np
graph = folded(Columns(list("abcd"), np.array([0, 1, 2]), np.array([1, 2, 3])))
print(nx.betweenness_centrality(graph)["b"], nx.community.leiden_communities(folded(graph.columns()), seed=1) != [])
print("_adj" in vars(graph))
"""


def test_networkx_finds_the_backend_by_itself_and_never_walks_the_graph(tmp_path: Path) -> None:
    registered(tmp_path)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])}
    done = subprocess.run([sys.executable, "-c", ASKED], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0.6666666666666666", "True", "False"]


def test_a_graph_that_is_changed_is_read_again() -> None:
    graph = backend.convert_from_nx(nx.path_graph(3))
    graph.add_edge(2, 3)
    assert nx.degree_centrality(graph) == nx.degree_centrality(nx.path_graph(4))
