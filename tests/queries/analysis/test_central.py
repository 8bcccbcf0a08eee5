"""A network is what the claims make it, and a ranking says on what it rests."""

import pytest

from graph.connection import Store
from graph.errors import UsageError
from queries.analysis.central import central
from queries.analysis.projection import project


@pytest.fixture
def star(empty_store: Store) -> Store:
    """A (and A2, which is A) tied to B and C; D alone; D1 and D2 are of one origin; a State beside them."""
    empty_store.write(
        [
            (
                "UNWIND [['A','A'],['A2','A'],['B','B'],['C','C'],['D','D']] AS p "
                "CREATE (:Entity:Person {id: p[0], name: p[0], canonical: p[1]})",
                {},
            ),
            ("CREATE (:Document {id: 'D1', origin: 'O'}), (:Document {id: 'D2', origin: 'O'})", {}),
            ("CREATE (:Place:State {id: 'MYS', canonical: 'MYS', name: 'Malaysia'})", {}),
            (
                "UNWIND [['A','B','D1'],['A','B','D2'],['A2','C','D3'],['B','A','D1']] AS c "
                "MATCH (a:Entity {id: c[0]}), (b:Entity {id: c[1]}) "
                "CREATE (a)-[:LINKED_TO {document: c[2], stance: 'asserts'}]->(b)",
                {},
            ),
            ("MATCH (a:Entity), (s:State) CREATE (a)-[:NATIONAL_OF {document: 'D1', stance: 'asserts'}]->(s)", {}),
            (
                "MATCH (a:Entity {id: 'C'}), (b:Entity {id: 'D'}) "
                "CREATE (a)-[:LINKED_TO {document: 'D1', stance: 'denies'}]->(b)",
                {},
            ),
        ]
    )
    return empty_store


def test_identities_join_copies_count_once_and_nobody_is_joined_by_a_state_or_a_denial(star: Store) -> None:
    graph = project(star, "people-and-companies")
    assert sorted(graph) == ["A", "B", "C", "D"]
    assert sorted(graph.edges(data="weight")) == [("A", "B", 1.0), ("A", "C", 1.0)]


def test_the_middle_of_a_star_is_on_all_its_paths_and_says_on_how_many_origins_it_rests(star: Store) -> None:
    (first, *_) = central(star, "people-and-companies", by=["betweenness"]).rows
    assert (first["id"], first["origins"], first["documents"]) == ("A", 2, 3)
    assert first["why"] == "on 33.3% of the shortest paths between the others"


def test_a_source_left_out_takes_its_ties_along(star: Store) -> None:
    assert sorted(project(star, "people-and-companies", without=["O"]).edges) == [("A", "C")]


@pytest.mark.parametrize(
    ("network", "by", "hint"),
    [("people-and-company", "degree", "people-and-companies"), ("people-and-companies", "betweeness", "betweenness")],
)
def test_a_misspelt_name_gets_the_nearest(star: Store, network: str, by: str, hint: str) -> None:
    with pytest.raises(UsageError, match=f"Did you mean {hint}"):
        central(star, network, by=[by])


def test_a_network_without_ties_says_so(empty_store: Store) -> None:
    with pytest.raises(UsageError, match="has no ties"):
        central(empty_store, "people-and-companies")
