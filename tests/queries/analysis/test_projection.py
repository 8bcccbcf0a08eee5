"""A network is what its claims make it: who is one party, what is one edge, what it weighs, and when it is read again."""

import json
from typing import Any

import networkx as nx
import pytest

from graph.connection import Store
from graph.errors import PalermoError, UsageError
from queries.analysis import networks as declared
from queries.analysis import projection
from queries.analysis.networks import Network, checked, networks
from queries.analysis.projection import check_size, project, with_ties

PARTIES = [
    ("Entity:Person", "P1", "P1"),
    ("Entity:Person", "P2", "A1"),
    ("Entity:Account", "A1", "A1"),
    ("Entity:Platform", "F1", "F1"),
    ("Entity:Person", "P3", "F1"),
    ("Entity:Organisation", "X", "X"),
    ("Place:Compound", "X", "X"),
    ("Place:Compound", "C2", "C2"),
]
CLAIMS: list[tuple[Any, ...]] = [
    ("P1", "FUNDS", "Entity", "X", "D1", "alleged", "2020", None),
    ("P1", "FUNDS", "Entity", "X", "D2", "found", "2021", None),
    ("P1", "OWNS", "Entity", "X", "D3", "reported", None, None),
    ("X", "OWNS", "Entity", "P1", "D3", "reported", None, None),
    ("X", "FUNDS", "Place", "X", "D3", "reported", "2023", None),
    ("P2", "RECRUITED_FOR", "Place", "X", "D3", "reported", None, None),
    ("P3", "OWNS", "Entity", "X", "D3", "reported", None, None),
    ("X", "SUPPLIES", "Entity", "X", "D3", "reported", None, None),
]


@pytest.fixture
def told(empty_store: Store) -> Store:
    """P2 is A1; P3 is the platform F1; a company and a compound are both called X; D1 and D2 share an origin."""
    statements: list[Any] = [
        (f"CREATE (:{labels} {{id: $id, name: $id, canonical: $canonical}})", {"id": id_, "canonical": canonical})
        for labels, id_, canonical in PARTIES
    ]
    statements.append(("CREATE (:Document {id: 'D1', origin: 'O'}), (:Document {id: 'D2', origin: 'O'})", {}))
    for a, type_, base, b, document, modality, since, _ in CLAIMS:
        statements.append(
            (
                f"MATCH (a:Entity {{id: $a}}), (b:{base} {{id: $b}}) CREATE (a)-[:{type_} {{stance: 'asserts', "
                "document: $document, modality: $modality, since: date($since), since_latest: date($latest)}]->(b)",
                {
                    "a": a,
                    "b": b,
                    "document": document,
                    "modality": modality,
                    "since": since and f"{since}-01-01",
                    "latest": since and f"{since}-12-31",
                },
            )
        )
    empty_store.write(statements)
    return empty_store


def edges(graph: Any, data: str = "weight") -> dict[tuple[str, str], Any]:
    return {(one, other): value for one, other, value in graph.edges(data=data)}


def test_a_company_and_a_compound_of_one_id_are_two(told: Store) -> None:
    graph = project(told, "money")
    assert list(graph) == ["P1", "Entity:X", "Place:X"]
    assert [graph.nodes[node]["base"] for node in graph] == ["Entity", "Entity", "Place"]
    assert ("Entity:X", "Place:X") in edges(graph)


def test_a_record_whose_canonical_is_of_another_class_stays_and_one_that_is_a_platform_does_not(told: Store) -> None:
    graph = project(told, "recruiters-and-compounds")
    assert edges(graph) == {("A1", "Place:X"): 1.0}
    assert [graph.nodes[node]["bipartite"] for node in graph] == [0, 1]
    assert "F1" not in project(told, "everything")
    assert "P3" not in project(told, "everything")


def test_the_surest_modality_of_each_origin_weighs_and_direction_stays(told: Store) -> None:
    graph = project(told, "money")
    assert edges(graph) == {("P1", "Entity:X"): 4.0 + 2.0, ("Entity:X", "P1"): 2.0, ("Entity:X", "Place:X"): 2.0}
    assert edges(graph, "modality")["P1", "Entity:X"] == "found"
    assert edges(graph, "claims")["P1", "Entity:X"] == 3
    assert edges(graph, "origins")["P1", "Entity:X"] == "D3\nO"


def test_undirected_networks_join_both_directions_and_no_party_to_itself(told: Store) -> None:
    assert edges(project(told, "everything")) == {
        ("P1", "Entity:X"): 2.0,
        ("Entity:X", "Place:X"): 1.0,
        ("A1", "Place:X"): 1.0,
    }


@pytest.mark.parametrize(
    ("window", "weight"),
    [
        ({}, 6.0),
        ({"since": "2021-06-01"}, 6.0),  # D2 may have begun after that day
        ({"since": "2022-01-01"}, 2.0),  # only what is undated
        ({"until": "2020-12-31"}, 3.0),
        ({"without": ["O"]}, 2.0),
        ({"without": ["D2"]}, 3.0),  # a document, where its origin has others
    ],
)
def test_a_window_keeps_what_may_have_begun_in_it(told: Store, window: Any, weight: float) -> None:
    graph = project(told, "money", **window)
    assert edges(graph)["P1", "Entity:X"] == weight
    assert graph.graph.get("undated") == (2 if window.keys() & {"since", "until"} else None)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"without": ["D9"]}, "There are: D1, D2, D3, O"),
        ({"since": "2021"}, "is not a day such as"),
        ({"since": "2022-01-01", "until": "2021-01-01"}, "swap the two"),
    ],
)
def test_what_cannot_be_asked_is_said(told: Store, asked: Any, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        project(told, "money", **asked)


def test_a_network_without_ties_says_what_to_do(told: Store) -> None:
    graph = project(told, "money", without=["O", "D3"])
    with pytest.raises(UsageError, match="money has no ties with this without"):
        with_ties(graph)
    assert with_ties(project(told, "money")).number_of_edges() == 3


def test_a_network_too_large_for_memory_says_how_large_and_what_to_narrow() -> None:
    check_size("money", 1000, {"OWNS": 1000}, 8_000_000_000)
    with pytest.raises(PalermoError, match=r"2,000,000 parties and 90,000,000 claims, about 46.8 GB .* OWNS \(80,"):
        check_size("money", 2_000_000, {"FUNDS": 10_000_000, "OWNS": 80_000_000}, 8_000_000_000)


def test_a_network_is_read_once_until_the_store_changes(told: Store) -> None:
    told.write([("CREATE (:Run {id: 'a@1', state: 'complete', finished: '2026', started: '2026', batches: 1})", {})])
    projection._kept.clear()
    first = project(told, "money")
    assert len(projection._kept) == 1
    first.remove_node("P1")  # a graph is the caller's own
    assert "P1" in project(told, "money", without=["D3"])
    assert len(projection._kept) == 1
    told.write(
        [
            ("MATCH (run:Run) SET run.state = 'superseded'", {}),
            ("MATCH (:Entity)-[r:FUNDS]->(:Place) DELETE r", {}),
        ]
    )
    assert "Place:X" not in project(told, "money")


def test_nothing_is_kept_of_a_store_that_somebody_else_writes(told: Store) -> None:
    projection._kept.clear()
    project(told, "money")
    assert not projection._kept


def test_pages_give_what_one_reading_gives(told: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = nx.to_dict_of_dicts(project(told, "everything"))
    monkeypatch.setattr("graph.columns.PAGE", 1)
    assert nx.to_dict_of_dicts(project(told, "everything")) == whole


def test_every_declared_network_can_be_read(told: Store) -> None:
    for name in networks():
        json.dumps([dict(said) for _, said in project(told, name).nodes(data=True)])


@pytest.mark.parametrize("label", ["State", "Platform", "Case", "Document"])
def test_a_network_takes_no_case_and_nothing_that_joins_everybody(label: str) -> None:
    with pytest.raises(PalermoError, match="Cases never enter"):
        checked("mine", Network(title="mine", nodes=("Person", label), claims=("OWNS",)))


def test_no_class_of_another_base_enters_even_all() -> None:
    assert declared._open_classes() == {"Account", "Compound", "Organisation", "Person", "Vessel"}


@pytest.mark.parametrize(
    ("told_", "sentence"),
    [
        ({"claims": ("AT",)}, "along which no path leads"),
        ({"second": ("Compound",)}, "second side"),
        ({"weight": {"alleged": 1.0}}, "must weigh each of"),
    ],
)
def test_a_wrong_declaration_is_refused(told_: dict[str, Any], sentence: str) -> None:
    with pytest.raises(PalermoError, match=sentence):
        checked("mine", Network(**({"title": "mine", "nodes": ("Person",), "claims": ("OWNS",)} | told_)))
