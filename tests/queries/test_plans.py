"""How the server would run each canned query: from an index where it begins at something named, never over every node.

Nothing is timed here; tests/benchmarks/growth.py does that.
"""

import pytest

from graph import schema
from graph.connection import Store
from queries.catalogue import Query, catalogue

READS_EVERYTHING = {
    "new-since": "counts whatever a load brought, of any kind",
    "undecided-identities": "the pairs that wait for a person are few",
}
QUERIES = list(catalogue().values())
NAMED = [
    query
    for query in QUERIES
    if query.narrowing and query.parameters[query.narrowing].type == "name" and query.id not in READS_EVERYTHING
]
PRODUCTS = {
    "cases-engaging": "the few indicators that engage one provision",
    "compound-operators": "two nodes, each by its id",
    "displacement": "two nodes, each by its id",
    "letter-addressees": "one letter with itself and its sisters",
    "same-facts-other-states": "one letter with itself and its sisters",
    "organisation-structure": "two nodes, each by its id",
    "resold-between-compounds": "two nodes, each by its id",
    "who-else": "two nodes, each by its id",
}


def steps(store: Store, query: Query, *, narrowed: bool) -> list[str]:
    """The steps of the plan; narrowed: with the first parameter that names where to begin."""
    schema.apply(store)
    given = {
        name: (["x"] if one.type == "name" else one.example)
        if one.required or (narrowed and name == query.narrowing)
        else one.default
        for name, one in query.parameters.items()
    }
    return [name for name, _ in store.plan(query.planned(given), {**given, "first": 100})]


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.id)
def test_a_query_neither_reads_every_node_nor_multiplies_without_a_reason(store: Store, query: Query) -> None:
    names = steps(store, query, narrowed=False) + steps(store, query, narrowed=True)
    if query.id not in READS_EVERYTHING:
        assert not [name for name in names if "AllNodes" in name or "AllRelationships" in name]
    if query.id not in PRODUCTS:
        assert not [name for name in names if "CartesianProduct" in name]


@pytest.mark.parametrize("query", NAMED, ids=lambda query: query.id)
def test_a_query_that_begins_at_something_named_finds_it_by_an_index(store: Store, query: Query) -> None:
    names = steps(store, query, narrowed=True)
    assert [name for name in names if "IndexSeek" in name]
    # On a store without ties a walk over all of them is the cheapest: of relationships this can say nothing.
    assert not [name for name in names if "LabelScan" in name]


def test_what_is_not_given_is_decided_before_the_query_is_planned() -> None:
    query = catalogue()["compound-operators"]
    assert "$compound IS NULL" in query.text
    assert "WHERE true OR" in query.planned({"compound": None})
    assert "WHERE false OR" in query.planned({"compound": ["x"]})
