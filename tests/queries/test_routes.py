"""Routes are real, the shortest, and never use what a condition excludes: checked against networkx on small graphs."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import islice, pairwise
from typing import Any

import networkx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import write
from graph.connection import Store
from graph.loading.tables import tabulate
from graph.model import Document, LinkedTo, Organisation
from queries import leads

LETTERS = "ABCDEFG"
PARTIES = [Organisation(id=letter, name=f"Party {letter}") for letter in LETTERS]
DOCUMENTS = [
    Document(id="D1", title="1", origin="X"),
    Document(id="D2", title="2", origin="X"),
    Document(id="D3", title="3"),
]
ORIGINS = {"D1": "X", "D2": "X", "D3": "D3"}


def linked(ends: tuple[str, str], document: str, modality: str, stance: str, since: str | None) -> LinkedTo:
    start, end = (Organisation.ref(letter) for letter in ends)
    more: dict[str, Any] = {"as": "linked", "modality": modality, "stance": stance, "since": since}
    return LinkedTo(start=start, end=end, document=document, locator=f"{modality} {stance}", **more)


CLAIMS = st.lists(
    st.builds(
        linked,
        st.tuples(st.sampled_from(LETTERS), st.sampled_from(LETTERS)),
        st.sampled_from(sorted(ORIGINS)),
        st.sampled_from(["alleged", "reported", "found"]),
        st.sampled_from(["asserts", "asserts", "asserts", "denies"]),
        st.sampled_from([None, "2019", "2020-06-01", "2021/2023"]),
    ),
    min_size=4,
    max_size=16,
    unique_by=lambda claim: claim.id,
)
CONDITIONS = st.fixed_dictionaries(
    {
        "k": st.integers(1, 6),
        "hops": st.integers(1, 6),
        "modality": st.sampled_from([None, "reported", "found"]),
        "since": st.sampled_from([None, "2020-01-01", "2022-01-01"]),
        "without": st.sampled_from([[], ["X"], ["D3"]]),
        "not_through": st.sampled_from([[], ["C"], ["C", "D"]]),
    }
)


def usable(claim: LinkedTo, asked: dict[str, Any]) -> bool:
    """Said again from the meaning of the options, not from the code under test."""
    sure = ["alleged", "reported", "corroborated", "found"]
    before = asked["since"] and claim.since and claim.since.latest < date.fromisoformat(asked["since"])
    return (
        claim.stance == "asserts"
        and sure.index(claim.modality) >= sure.index(asked["modality"] or "alleged")
        and not before
        and ORIGINS[claim.document] not in asked["without"]
        and not {claim.start.id, claim.end.id} & set(asked["not_through"])
    )


def simple_paths(graph: "networkx.Graph[str]", hops: int) -> Iterator[list[str]]:
    if "A" in graph and "B" in graph and networkx.has_path(graph, "A", "B"):
        yield from (path for path in networkx.shortest_simple_paths(graph, "A", "B") if len(path) - 1 <= hops)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(claims=CLAIMS, asked=CONDITIONS)
def test_routes_are_the_shortest_real_ones_under_the_conditions(
    empty_store: Store, claims: list[LinkedTo], asked: dict[str, Any]
) -> None:
    tables = tabulate([*DOCUMENTS, *PARTIES, *claims])
    now = datetime(2026, 1, 1, tzinfo=UTC)
    write.load(empty_store, tables, source="s", scope="s", digest=repr(claims), version="1", now=lambda: now)
    rows = leads.path(empty_store, "A", "B", **asked).rows
    found: dict[int, list[str]] = {}
    for row in rows:
        found.setdefault(row["route"], [row["from"]]).append(row["to"])
    routes = list(found.values())

    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_edges_from((one.start.id, one.end.id) for one in claims if usable(one, asked))
    expected = list(islice(simple_paths(graph, asked["hops"]), asked["k"]))
    assert [len(route) for route in routes] == [len(path) for path in expected]
    assert len({tuple(route) for route in routes}) == len(routes)
    assert all(graph.has_edge(*hop) for route in routes for hop in pairwise(route))
    assert all(len(set(route)) == len(route) for route in routes)

    by_id = {claim.id: claim for claim in claims}
    for row in rows:
        shown = [by_id[claim["claim"]] for claim in row["claims"]]
        assert {(one.start.id, one.end.id) for one in shown} <= {(row["from"], row["to"]), (row["to"], row["from"])}
        assert any(usable(one, asked) for one in shown)
        assert all(usable(one, asked) for one in shown if one.stance == "asserts")
        for left in row["without"]:
            fewer = asked | {"without": [*asked["without"], left["origin"]]}
            graph = networkx.Graph((one.start.id, one.end.id) for one in claims if usable(one, fewer))
            assert (left["leaves"] == "none") == (not list(islice(simple_paths(graph, asked["hops"]), 1)))
