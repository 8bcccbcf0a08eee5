"""How a network is built: groups, whom others need, whom paths pass, and what is left without an origin."""

from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import UsageError
from queries.analysis import Asked, between, bridges, communities, robustness
from queries.analysis.backend import backend
from queries.analysis.between import _cut
from queries.analysis.communities import METHODS
from queries.analysis.cutting import articulations, passed, search
from queries.analysis.cutting import bridges as tie_bridges
from tests.queries.analysis.conftest import Load

TRIANGLES = [
    ("A", "B", "D1"), ("B", "C", "D1"), ("C", "A", "D1"), ("C", "X", "D2"), ("X", "Y", "D2"), ("Y", "Z", "D3"), ("Z", "X", "D2"),
]  # fmt: skip
"""A, B, C and X, Y, Z, joined by one tie from C to X."""


@st.composite
def graphs(draw: st.DrawFn) -> Any:
    n = draw(st.integers(1, 12))
    graph: Any = nx.Graph()
    graph.add_nodes_from(range(n))
    pairs = draw(st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=24))
    graph.add_edges_from(pair for pair in pairs if pair[0] != pair[1])
    return graph


def adjacency(graph: Any) -> Any:
    return backend.convert_from_nx(graph).columns().matrix(pattern=True)


@given(graph=graphs())
@settings(max_examples=200, deadline=None)
def test_cuts_are_those_of_networkx_and_leave_the_pieces_that_removal_leaves(graph: Any) -> None:
    found = search(adjacency(graph))
    nodes, ties = articulations(found), tie_bridges(found)
    assert {cut.node for cut in nodes} == set(nx.articulation_points(graph))
    assert {frozenset((cut.node, *cut.children)) for cut in ties} == set(map(frozenset, nx.bridges(graph)))
    for cut in (*nodes, *ties):
        part = set(nx.node_connected_component(graph, cut.node))
        left = graph.subgraph(part - {cut.node}).copy() if cut.other is None else graph.subgraph(part).copy()
        if cut.other is not None:
            left.remove_edge(cut.node, cut.other)
        assert {frozenset(piece) for piece in cut.pieces()} == set(map(frozenset, nx.connected_components(left)))
        assert cut.sizes() == [len(piece) for piece in cut.pieces()]


@given(graph=graphs(), data=st.data())
@settings(max_examples=200, deadline=None)
def test_whom_all_paths_pass_are_those_without_whom_there_is_none(graph: Any, data: st.DataObject) -> None:
    first, last = (data.draw(st.sampled_from(list(graph))) for _ in range(2))
    if first == last or graph.has_edge(first, last) or not nx.has_path(graph, first, last):
        return
    single = passed(search(adjacency(graph), [first]), last)
    expected = {node for node in set(graph) - {first, last} if not nx.has_path(_without(graph, [node]), first, last)}
    assert set(single) == expected
    assert single == sorted(single, key=lambda node: nx.shortest_path_length(graph, first, node))
    cut = _cut(adjacency(graph), first, last)
    assert len(cut) == len(nx.minimum_node_cut(graph, first, last))
    assert not nx.has_path(_without(graph, cut), first, last)


def _without(graph: Any, nodes: Any) -> Any:
    left = graph.copy()
    left.remove_nodes_from(nodes)
    return left


def test_two_groups_are_found_with_what_holds_them_and_on_what_they_rest(load: Load) -> None:
    store = load(TRIANGLES, alone=("E",))
    for method in METHODS:
        first, second = communities(store, method=method).rows
        assert (sorted(first["members"]), sorted(second["members"])) == (["A", "B", "C"], ["X", "Y", "Z"]), method
    assert first["what_holds_it"] == (
        "name of A is tied to everybody else; 3 ties inside, 100.0% of those possible; all rest on D1 alone"
    )
    assert second["what_holds_it"].endswith("they rest on D2, D3")
    assert (first["size"], first["ties"], first["ties_out"], second["origins"]) == (3, 3, 1, ["D2", "D3"])
    notes = " ".join(communities(store).notes)
    assert "1 node is tied to nobody" in notes
    assert "2 communities, modularity 0.3" in notes
    with pytest.raises(UsageError, match="Did you mean louvain"):
        communities(store, method="luovain")


def test_who_falls_apart_without_whom_is_named(load: Load) -> None:
    answer = bridges(load(TRIANGLES))
    told = [(row["kind"], row["id"], row["other"], row["members"], row["origins"]) for row in answer.rows]
    assert told == [
        ("node", "C", None, ["A", "B"], ["D1", "D2"]),
        ("node", "X", None, ["Y", "Z"], ["D2"]),
        ("tie", "C", "X", ["X", "Y", "Z"], ["D2"]),
    ]
    assert answer.rows[0]["says"] == (
        "without name of C, 2 (name of A, name of B) lose every way to the 3 nodes of the largest piece left"
    )
    assert answer.rows[2]["says"] == (
        "without this tie, 3 (name of X, name of Y, name of Z) lose every way to name of C"
    )
    assert "Of these 1 tie, 1 rests on one origin alone." in answer.notes


def test_where_there_is_always_a_second_way_it_says_so(load: Load) -> None:
    answer = bridges(load(TRIANGLES[:3]))
    assert answer.rows == []
    assert "No single node or tie holds anybody to the rest." in answer.notes


def test_every_path_passes_those_who_stand_alone_between_two_in_their_order(load: Load) -> None:
    store = load(TRIANGLES)
    answer = between(store, "name of A", "Y")
    assert [(row["set"], row["of"], row["id"], row["origins"]) for row in answer.rows] == [
        (1, 1, "C", ["D1", "D2"]),
        (2, 1, "X", ["D2"]),
    ]
    assert answer.rows[0]["says"] == "every path from name of A to name of Y passes name of C"
    assert "Without D1, D2 alone no path is left." in answer.notes


def test_where_nobody_stands_alone_the_fewest_together_are_shown(load: Load) -> None:
    square = [("A", "B", "D1"), ("B", "Y", "D1"), ("A", "C", "D2"), ("C", "Y", "D2")]
    answer = between(load(square), "A", "Y")
    assert [(row["set"], row["of"], row["id"]) for row in answer.rows] == [(1, 2, "B"), (1, 2, "C")]
    assert answer.rows[0]["says"] == "without name of B and name of C no path from name of A to name of Y is left"
    assert "A path is left whichever single origin is taken away." in answer.notes


def test_a_direct_tie_is_said_and_left_aside(load: Load) -> None:
    answer = between(load(TRIANGLES), "A", "C")
    assert any("tied directly (by D1); what follows is about every other path" in note for note in answer.notes)
    assert [row["id"] for row in answer.rows] == ["B"]


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("A", "name of A", "are one"),
        ("A", "Q", "There is no party or place 'Q'"),
        ("A", "K1", "is not in the network people-and-companies"),
    ],
)
def test_ends_that_cannot_be_are_refused(load: Load, start: str, end: str, said: str) -> None:
    store = load([*TRIANGLES, ("O1", "K1", "D1")])
    with pytest.raises(UsageError, match=said):
        between(store, start, end)


def test_no_path_is_an_answer_that_says_so(load: Load) -> None:
    answer = between(load(TRIANGLES, alone=("E",)), "A", "E")
    assert answer.rows == []
    assert "No path joins name of A and name of E in the network people-and-companies." in answer.notes


def test_without_an_origin_the_first_fall_rise_or_go_and_who_rests_on_one_alone_is_said(load: Load) -> None:
    chain = [("A", "B", "D1"), ("B", "C", "D1"), ("B", "C", "D2"), ("C", "D", "D1"), ("C", "E", "D2"), ("X", "Y", "D3")]
    answer = robustness(load(chain), by="degree", top=3)
    told = [(row["without"], row["id"], row["rank"], row["rank_without"], row["says"]) for row in answer.rows]
    assert told == [
        ("D1", "C", 1, 1, "stays at 1; 1 of 3 ties lost"),
        ("D1", "B", 2, 2, "stays at 2; 1 of 2 ties lost"),
        ("D1", "A", 3, None, "rests on this origin alone: without it, tied to nobody"),
        ("D2", "C", 1, 1, "stays at 1; 1 of 3 ties lost"),
        ("D2", "B", 2, 1, "rises from 2 to 1; 0 of 2 ties lost"),
        ("D2", "A", 3, 3, "unchanged"),
        ("D3", "C", 1, 1, "unchanged"),
        ("D3", "B", 2, 2, "unchanged"),
        ("D3", "A", 3, 3, "unchanged"),
    ]
    assert "4 of 5 ties rest on one origin alone." in answer.notes
    assert "degree: 1 of the first 3 rest on one origin alone: name of A." in answer.notes


def test_robustness_of_a_network_of_one_origin_leaves_nobody(load: Load) -> None:
    answer = robustness(load(TRIANGLES[:3]), Asked("people-and-companies"), by="closeness", top=1)
    assert [(row["rank_without"], row["value_without"], row["ties_without"]) for row in answer.rows] == [(None, 0.0, 0)]
