"""A ranking says why, shares ranks, leaves nobody out silently, and says on what it rests."""

from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import UsageError
from graph.model import Person, PossiblySameAs
from queries.analysis import Asked, central, periods, rankings
from queries.analysis.backend import backend
from queries.analysis.central import ranking
from queries.analysis.rankings import MEASURES
from queries.analysis.subsets import betweenness_of_groups
from tests.queries.analysis.conftest import Load

STAR = [("A", "B", "D1"), ("A", "B", "D2"), ("A", "C", "D3"), ("A", "D", "D3")]
"""A in the middle of B, C and D; D1 and D2 are of one origin."""


def rows(answer: Any, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in answer.rows]


def test_the_middle_of_a_star_is_on_all_its_paths_and_says_on_how_many_origins_it_rests(load: Load) -> None:
    answer = central(load(STAR, alone=("E", "F"), origins={"D1": "O", "D2": "O"}))
    assert rows(answer, "rank", "id", "origins", "documents", "ties", "ties_per_document") == [(1, "A", 2, 3, 3, 1.0)]
    assert answer.rows[0]["why"] == "on 100.0% of the shortest paths between the others that reach each other"
    notes = " ".join(answer.notes)
    assert "well documented" in notes
    assert "6 nodes and 3 ties; 2 nodes are tied to nobody" in notes
    assert "5 of 6 nodes have the value 0 and are not ranked" in notes
    assert "come from 2 origins (D3, O); 0 of 1 rest on one origin alone" in notes


def test_equal_values_share_a_rank_and_the_cut_through_them_is_said(load: Load) -> None:
    answer = central(load(STAR), by=["degree"], top=2)
    assert rows(answer, "rank", "id") == [(1, "A"), (2, "B")]
    assert any("3 nodes share rank 2; 1 of them shown" in note for note in answer.notes)


def test_parts_that_no_tie_joins_are_said(load: Load) -> None:
    answer = central(load([*STAR, ("X", "Y", "D1")]), by=["degree"])
    assert any("in 2 parts that no tie joins (of 4, 2 nodes)" in note for note in answer.notes)


@pytest.mark.parametrize(
    ("measure", "why"),
    [
        ("degree", "tied to 3 others, 100.0% of the network"),
        ("strength", "4 assertions by independent origins on its ties to 3 others"),
        ("ties-per-document", "tied to 3 others by 3 documents"),
        ("closeness", "1.0 steps on average from the 3 others in its part"),
        ("harmonic", "as if tied to 3.0 others: each counts for one divided by its steps"),
        ("pagerank", "a walk along the ties is here 48.0% of the time"),
        ("eigenvector", "0.707 by the centrality of those it is tied to (all squares add up to 1)"),
        ("core", "in a group of which everybody is tied to at least 1 other of the group"),
    ],
)
def test_each_measure_says_in_words_what_its_value_means(load: Load, measure: str, why: str) -> None:
    (first,) = central(load(STAR), by=[measure], top=1).rows
    assert (first["id"], first["why"]) == ("A", why)


def test_who_stands_between_compounds_and_recruiters_is_said_by_their_paths(load: Load) -> None:
    """Two recruiters, two compounds: three of the four pairs are joined only by O1, one recruiter also by O2."""
    store = load(
        [("O1", "K1", "D1"), ("O1", "K2", "D1"), ("O2", "K2", "D2")],
        more=[("R1", "O1", "D1", {"recruits": True}), ("R2", "O2", "D1", {"recruits": True})],
    )
    answer = central(store, "people-and-compounds", by=["recruitment"])
    assert rows(answer, "rank", "id", "value") == [(1, "O1", 0.75), (2, "O2", 0.5), (3, "K2", 0.25)]
    assert answer.rows[0]["why"] == "on 75.0% of the shortest paths between compounds and recruiters"
    (first, *_) = central(store, "people-and-compounds").rows
    assert first["why"].endswith("on 75.0% of the shortest paths between compounds and recruiters")


def test_a_network_without_recruiters_or_compounds_says_so(load: Load) -> None:
    store = load([("O1", "K1", "D1"), ("A", "O1", "D1")])
    with pytest.raises(UsageError, match="Nobody in the network people-and-compounds is said to recruit"):
        central(store, "people-and-compounds", by=["recruitment"])
    with pytest.raises(UsageError, match="has no compounds"):
        central(store, by=["recruitment"])


def test_pairs_that_may_be_one_are_said_since_they_could_join_what_is_apart(load: Load) -> None:
    store = load([*STAR, ("X", "Y", "D1")])
    ends = {"start": Person.ref("A"), "end": Person.ref("X")}
    one = PossiblySameAs.model_validate({"by": "a rule", "at": "2026", "why": "alike", **ends})
    store.write(
        [
            (
                "MATCH (a:Entity {id: 'A'}), (b:Entity {id: 'X'}) CREATE (a)-[:POSSIBLY_SAME_AS {id: $id}]->(b)",
                {"id": one.id},
            )
        ]
    )
    notes = central(store, by=["betweenness"]).notes
    assert any("1 pair of the network may each be one and is not decided" in note for note in notes)
    assert any("name of A (A) and name of X (X)" in note for note in notes)


@pytest.mark.parametrize(
    ("network", "by", "without", "said"),
    [
        ("people-and-company", "degree", (), "Did you mean people-and-companies"),
        ("people-and-companies", "betweeness", (), "Did you mean betweenness"),
        ("people-and-companies", "degree", ("D33",), "Did you mean D3"),
        ("people-and-companies", "degree", ("D1", "D2", "D3"), "has no ties"),
    ],
)
def test_what_cannot_be_asked_is_said_with_the_nearest(
    load: Load, network: str, by: str, without: tuple[str, ...], said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        central(load(STAR), Asked(network, without), by=[by])


def test_two_periods_show_who_rose_and_count_the_undated_in_both(load: Load) -> None:
    dated = [
        ("A", "B", "D1", {"since": "2020-03-01"}),
        ("A", "C", "D1", {"since": "2020-03-02"}),
        ("B", "D", "D2", {"since": "2024-01-01"}),
        ("B", "E", "D2", {"since": "2024-02"}),
        ("C", "F", "D3", {}),
    ]
    store = load([], more=dated)
    asked = Asked.given("people-and-companies", since="2024-01-01")
    then = Asked.given("people-and-companies", since="2020-01-01", until="2020-12-31")
    assert then.since is not None
    assert then.until is not None
    answer = periods(store, asked, then=(then.since, then.until), by="degree", top=2)
    assert rows(answer, "id", "rank_then", "rank", "change", "says") == [
        ("B", 3, 1, 2, "rises from 3 to 1"),
        ("C", 1, 2, -1, "falls from 1 to 2"),
        ("A", 1, None, None, "1 then, not ranked now"),
    ]
    assert "1 claim without a date counts in both periods." in answer.notes
    with pytest.raises(UsageError, match="Both periods are the same"):
        periods(store, then, then=(then.since, then.until))


@given(
    edges=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30),
    groups=st.lists(st.integers(0, 2), min_size=10, max_size=10),
)
@settings(max_examples=150, deadline=None)
def test_who_stands_between_two_groups_is_as_networkx_counts_it(
    edges: list[tuple[int, int]], groups: list[int]
) -> None:
    graph: Any = nx.Graph()
    graph.add_nodes_from(map(str, range(10)))
    graph.add_edges_from((str(one), str(other)) for one, other in edges if one != other)
    group, other = ([str(place) for place, mine in enumerate(groups) if mine == side] for side in (0, 1))
    expected = nx.betweenness_centrality_subset(graph, group, other, normalized=False)
    pairs = sum(nx.has_path(graph, one, two) for one in group for two in other)
    found = betweenness_of_groups(backend.convert_from_nx(graph), group, other)
    if not pairs:
        assert found == {}
    else:  # networkx halves undirected values, as if each pair were counted from both of its ends
        assert found == pytest.approx({node: 2 * value / pairs for node, value in expected.items()}, abs=1e-12)


@given(st.dictionaries(st.text("abc", min_size=1, max_size=3), st.integers(0, 4).map(float)))
def test_a_rank_is_one_more_than_the_number_of_higher_values(values: dict[str, float]) -> None:
    for one in ranking(values):
        assert one.rank == 1 + sum(value > one.value for value in values.values())
    assert {one.node for one in ranking(values)} == {node for node, value in values.items() if value > 0}


def test_a_network_too_large_for_every_path_is_sampled_and_says_with_what_error(
    load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rankings, "STEPS", 1)
    monkeypatch.setattr(rankings, "FEWEST", 3)
    answer = central(load([*STAR, ("D", "E", "D1")]))
    assert any("betweenness is estimated" in note and "is at most 0." in note for note in answer.notes)
    assert answer.rows[0]["id"] in ("A", "D")


def test_every_measure_has_words(load: Load) -> None:
    store = load([("O1", "K1", "D1"), ("A", "O1", "D1")], more=[("R1", "O1", "D1", {"recruits": True})])
    answer = central(store, "people-and-compounds", by=list(MEASURES))
    assert {row["measure"] for row in answer.rows} == set(MEASURES)
    assert all(row["why"] for row in answer.rows)
