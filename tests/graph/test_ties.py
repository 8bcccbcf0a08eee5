"""A tie is what the claims make it, after every load, withdrawal, decision and interruption."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import derived, write
from graph.connection import Store
from graph.loading.tables import tabulate
from graph.model import (
    Account,
    Area,
    Claim,
    Compound,
    Document,
    LinkedTo,
    MemberOf,
    NationalOf,
    Node,
    Operates,
    Organisation,
    OwnsLandOf,
    PartOf,
    Person,
    Relationship,
    State,
    Uses,
)
from graph.read import digest, subgraph

Said = Node | Relationship[Any, Any]

DOCUMENTS = [
    Document(id="D1", title="List", origin="OFAC"),
    Document(id="D2", title="Copy of the list", origin="OFAC"),
    Document(id="D3", title="Report"),
]
P1, P2 = Person(id="P1", name="Chen Zhi"), Person(id="P2", name="Zhi CHEN")
O1, O2 = Organisation(id="O1", name="Prince"), Organisation(id="O2", name="Jin Bei")
C1 = Compound(id="C1", name="Jinbei 4")
PARTIES: list[Said] = [*DOCUMENTS, P1, P2, O1, O2, C1]


def says(kind: type[Claim[Any, Any]], start: Node, end: Node, document: str = "D1", **more: Any) -> Claim[Any, Any]:
    given = {"locator": "p. 1", "modality": "reported", "document": document} | more
    return kind.model_validate({"start": start.ref(start.id), "end": end.ref(end.id), **given})


def load(store: Store, records: Iterable[Said], scope: str = "s", **more: Any) -> write.Loaded:
    records = list(records)
    return write.load(
        store,
        tabulate(records),
        source="s",
        scope=scope,
        digest=repr(records),
        version="1",
        now=lambda: datetime(2026, 1, 1, tzinfo=UTC),
        **more,
    )


def ties(store: Store) -> list[dict[str, Any]]:
    return store.read(
        "MATCH (a)-[t:TIE]->(b) RETURN a.id AS a, b.id AS b, t.kinds AS kinds, t.origins AS origins, "
        "t.modalities AS modalities, t.modality AS modality, size(t.claims) AS claims, t.denials AS denials, "
        "toString(t.since) AS since, toString(t.since_latest) AS since_latest ORDER BY a, b"
    ).rows


def pairs(store: Store) -> list[tuple[str, str]]:
    return [(row["a"], row["b"]) for row in ties(store)]


def test_parallel_claims_are_one_tie_that_counts_origins_and_keeps_the_surest_modality(empty_store: Store) -> None:
    said = [
        says(MemberOf, P1, O1, "D1", modality="alleged", since="2024"),
        says(LinkedTo, O1, P1, "D2", since="2023-11/2024-02", **{"as": "owner"}),
        says(MemberOf, P1, O1, "D3", modality="alleged"),
        says(MemberOf, P1, O1, "D3", stance="denies", locator="p. 2"),
    ]
    load(empty_store, [*PARTIES, *said])
    (tie,) = ties(empty_store)
    assert tie == {
        "a": "O1",
        "b": "P1",
        "kinds": ["LINKED_TO", "MEMBER_OF"],
        "origins": ["D3", "OFAC"],
        "modalities": ["alleged", "reported"],
        "modality": "reported",
        "claims": 3,
        "denials": 1,
        "since": "2023-11-01",
        "since_latest": "2024-02-29",
    }


def test_a_connection_that_is_only_denied_is_no_tie(empty_store: Store) -> None:
    load(empty_store, [*PARTIES, says(MemberOf, P1, O1, stance="denies"), says(MemberOf, P2, O1, stance="retracts")])
    assert ties(empty_store) == []


def test_no_tie_leads_through_a_state_an_area_or_a_claim_that_is_not_walked(empty_store: Store) -> None:
    area, state = Area(id="A1", name="Sihanoukville"), State(id="KHM", name="Cambodia")
    load(empty_store, [*PARTIES, area, state, says(NationalOf, P1, state), says(PartOf, C1, area)])
    assert ties(empty_store) == []


def test_records_that_are_one_share_their_ties_and_have_none_to_themselves(empty_store: Store) -> None:
    load(
        empty_store,
        [*PARTIES, says(MemberOf, P1, O1), says(LinkedTo, P1, P2, **{"as": "same"}), says(MemberOf, P2, O2)],
    )
    assert pairs(empty_store) == [("O1", "P1"), ("O2", "P2"), ("P1", "P2")]
    empty_store.write([("MATCH (a:Person {id: 'P1'}), (b:Person {id: 'P2'}) CREATE (a)-[:SAME_AS {id: 'x'}]->(b)", {})])
    derived.refresh(empty_store)
    assert pairs(empty_store) == [("O1", "P1"), ("O2", "P1")]
    empty_store.write([("MATCH ()-[r:SAME_AS]->() DELETE r", {}), ("MATCH (n:Person) SET n.canonical = n.id", {})])
    derived.refresh(empty_store)
    assert pairs(empty_store) == [("O1", "P1"), ("O2", "P2"), ("P1", "P2")]


def test_a_withdrawn_source_takes_its_ties_and_its_parties_along(empty_store: Store) -> None:
    load(empty_store, [*PARTIES, says(MemberOf, P1, O1)])
    load(empty_store, [DOCUMENTS[2], O1, C1, says(Operates, O1, C1, "D3")], scope="other")
    withdrawn = load(empty_store, [DOCUMENTS[0]])
    assert pairs(empty_store) == [("C1", "O1")]
    assert withdrawn.run.removed == 5  # D2, P1, P2, O2 and one claim; the tie was never said
    load(empty_store, [], scope="other")
    assert ties(empty_store) == []
    assert [
        row["id"]
        for row in empty_store.read(
            "MATCH (n) WHERE NOT n:Run AND NOT n:Withdrawal AND NOT n:SchemaVersion RETURN n.id AS id"
        ).rows
    ] == ["D1"]


def test_a_changed_origin_changes_the_tie(empty_store: Store) -> None:
    load(empty_store, [*PARTIES, says(MemberOf, P1, O1, "D3")])
    load(empty_store, [Document(id="D3", title="Report", origin="AP")], scope="other")
    assert ties(empty_store)[0]["origins"] == ["AP"]


def test_an_interruption_before_the_ties_is_mended_by_the_same_load(
    empty_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = [*PARTIES, says(MemberOf, P1, O1)]

    def interrupt(_store: Store) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(derived, "refresh", interrupt)
        with pytest.raises(KeyboardInterrupt):
            load(empty_store, records)
    assert empty_store.read("MATCH (r:Run) RETURN r.state AS state").rows == [{"state": "running"}]
    load(empty_store, records)
    assert pairs(empty_store) == [("O1", "P1")]


def test_a_refresh_that_finds_nothing_new_writes_nothing(empty_store: Store) -> None:
    load(empty_store, [*PARTIES, says(MemberOf, P1, O1, since="2024"), says(OwnsLandOf, O2, C1)])
    assert derived.refresh(empty_store) == 0


def test_ties_are_in_no_digest_and_in_no_picture(empty_store: Store) -> None:
    load(empty_store, [*PARTIES, says(MemberOf, P1, O1)])
    before = digest(empty_store)
    assert {edge.type for edge in subgraph(empty_store, {"Entity": ["P1", "O1"]}).edges} == {"MEMBER_OF"}
    empty_store.write([("MATCH ()-[t:TIE]->() DELETE t", {})])
    assert digest(empty_store) == before


def test_a_party_and_a_place_of_one_id_are_two(empty_store: Store) -> None:
    wallet, place = Account(id="X", name="x", kind="wallet"), Compound(id="X", name="X Park")
    load(empty_store, [*PARTIES, wallet, place, says(Uses, P1, wallet), says(Operates, P1, place)])
    found = empty_store.read("MATCH (a {id: 'X'})-[t:TIE]-() RETURN labels(a) AS labels, count(t) AS ties").rows
    assert sorted((row["labels"], row["ties"]) for row in found) == [
        (["Entity", "Account"], 1),
        (["Place", "Compound"], 1),
    ]


ENDS = st.sampled_from([P1, P2, O1, O2])
CLAIMS = st.lists(
    st.builds(
        lambda a, b, document, modality, stance, n: says(
            LinkedTo, a, b, document, modality=modality, stance=stance, locator=str(n), **{"as": "linked"}
        ),
        ENDS,
        ENDS,
        st.sampled_from(["D1", "D2", "D3"]),
        st.sampled_from(["alleged", "reported", "corroborated", "found"]),
        st.sampled_from(["asserts", "denies"]),
        st.integers(0, 99),
    ),
    max_size=8,
    unique_by=lambda claim: claim.id,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=CLAIMS, then=CLAIMS)
def test_ties_depend_on_what_is_said_now_and_not_on_what_was(empty_store: Store, first: Any, then: Any) -> None:
    empty_store.write([("MATCH (n) DETACH DELETE n", {})])
    load(empty_store, [*PARTIES, *first])
    load(empty_store, [*PARTIES, *then])
    after = ties(empty_store)
    asserted = {
        tuple(sorted((one.start.id, one.end.id)))
        for one in then
        if one.stance == "asserts" and one.start.id != one.end.id
    }
    assert {(row["a"], row["b"]) for row in after} == asserted
    empty_store.write([("MATCH ()-[t:TIE]->() DELETE t", {})])
    derived.refresh(empty_store)
    assert ties(empty_store) == after
