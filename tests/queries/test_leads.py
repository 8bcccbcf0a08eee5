"""From a lead to a compound: names in any script, the routes between two, and what is said of one."""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from click.testing import Result

import palermo
from graph import derived, write
from graph.connection import Store
from graph.errors import UsageError
from graph.loading.tables import tabulate
from graph.model import (
    Account,
    Area,
    Claim,
    Compound,
    Document,
    Funds,
    Guards,
    Leads,
    LocatedIn,
    Node,
    Operates,
    Organisation,
    Owns,
    Person,
    State,
    Uses,
)
from graph.settings import Settings
from queries import leads

Run = Callable[..., Result]

WALLET = Account(id="W1", name="bc1qeth6n6ryxexvkx34wnx3nuynun4474h3j0gkhw", kind="wallet")
OFAC, EU = Person(id="OFAC-1", name="Zhi CHEN", names=["陈志"]), Person(id="UN-1", name="Chen Zhi")
PRINCE, JINBEI = Organisation(id="O1", name="Prince Group"), Organisation(id="O2", name="Jin Bei Group")
KK = Compound(id="C1", name="KK Park", names=["KK园区", "ရွှေကုက္ကိုလ်", "Shwe Kokko"])
JINBEI_4 = Compound(id="C2", name="Jinbei 4")
TWIN = Compound(id="C3", name="Prince Group")
CAMBODIA, AREA = State(id="KHM", name="Cambodia"), Area(id="A1", name="Sihanoukville", names=["Jinbei 4"])
DOCUMENTS = [
    Document(id="D-OFAC", title="SDN list", origin="OFAC"),
    Document(id="D-COPY", title="A copy of it", origin="OFAC"),
    Document(id="D-EU", title="Regulation", origin="EU"),
    Document(id="D-NEWS", title="News"),
]


def says(kind: type[Claim[Any, Any]], start: Node, end: Node, document: str, **more: Any) -> Claim[Any, Any]:
    given = {"locator": "p. 1", "modality": "reported", "document": document} | more
    return kind.model_validate({"start": start.ref(start.id), "end": end.ref(end.id), **given})


CLAIMS = [
    says(Uses, OFAC, WALLET, "D-OFAC", quote="Digital Currency Address - XBT", as_of="2026-05-19"),
    says(Uses, OFAC, WALLET, "D-COPY"),
    says(Leads, EU, PRINCE, "D-EU", quote="Chen Zhi is the chairman", since="2015"),
    says(Leads, OFAC, PRINCE, "D-OFAC", since="2016"),
    says(Funds, PRINCE, JINBEI_4, "D-NEWS", modality="alleged", since="2024-03"),
    says(Owns, PRINCE, JINBEI, "D-EU", since="2017"),
    says(Owns, PRINCE, JINBEI, "D-NEWS", stance="denies", locator="p. 2"),
    says(Operates, JINBEI, JINBEI_4, "D-EU", modality="found", since="2019/2020"),
    says(Guards, PRINCE, KK, "D-NEWS", stance="denies"),
    says(LocatedIn, JINBEI_4, AREA, "D-EU"),
    says(LocatedIn, KK, AREA, "D-EU"),
]


@pytest.fixture(scope="module")
def loaded(store: Store) -> Store:
    store.write([("MATCH (n) DETACH DELETE n", {})])
    parties = [WALLET, OFAC, EU, PRINCE, JINBEI, KK, JINBEI_4, TWIN, CAMBODIA, AREA]
    _load(store, [*DOCUMENTS, *parties, *CLAIMS], "s")
    _load(store, [KK], "compounds")
    one = "MATCH (a:Entity {id: 'UN-1'}), (b:Entity {id: 'OFAC-1'}) "
    judged = "MERGE (a)-[:SAME_AS {id: 'x', by: 'test', at: '2026-01-01', why: 'one person'}]->(b)"
    store.write([(one + judged, {}), ("MATCH (n:Person) SET n.canonical = 'OFAC-1'", {})])
    derived.refresh(store)
    return store


def _load(store: Store, records: list[Any], scope: str) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    write.load(store, tabulate(records), source=scope, scope=scope, digest=repr(records), version="1", now=lambda: now)


def routes(store: Store, start: str = "W1", end: str = "C2", **more: Any) -> list[list[str]]:
    found: dict[int, list[str]] = {}
    for row in leads.path(store, start, end, **more).rows:
        found.setdefault(row["route"], [row["from"]]).append(row["to"])
    return list(found.values())


SHORT, LONG = ["W1", "OFAC-1", "O1", "C2"], ["W1", "OFAC-1", "O1", "O2", "C2"]


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({}, [SHORT, LONG]),
        ({"k": 1}, [SHORT]),
        ({"hops": 3}, [SHORT]),
        ({"hops": 2}, []),
        ({"not_through": ["Jin Bei Group"]}, [SHORT]),
        ({"not_through": ["UN-1"]}, []),
        ({"modality": "reported"}, [LONG]),
        ({"modality": "found"}, []),
        ({"without": ["D-NEWS"]}, [LONG]),
        ({"without": ["EU"]}, [SHORT]),
        ({"without": ["OFAC"]}, []),
        ({"since": "2016-06-01"}, [SHORT, LONG]),  # led since 2016: that year may be before the day, or may not
        ({"since": "2017-01-01"}, []),
    ],
)
def test_the_routes_from_a_wallet_to_a_compound(
    loaded: Store, conditions: dict[str, Any], expected: list[list[str]]
) -> None:
    assert routes(loaded, **conditions) == expected


def test_a_route_is_opened_into_its_claims(loaded: Store) -> None:
    rows = leads.path(loaded, "W1", "Jinbei 4").rows[:3]
    assert [(row["modality"], row["origins"], row["weakest"]) for row in rows] == [
        ("reported", 1, False),
        ("reported", 2, False),
        ("alleged", 1, True),
    ]
    led = rows[1]["claims"]
    assert [(claim["start"], claim["end"], claim["direction"], claim["document"]) for claim in led] == [
        ("UN-1", "O1", "forward", "D-EU"),
        ("OFAC-1", "O1", "forward", "D-OFAC"),
    ]
    assert [claim["direction"] for claim in rows[0]["claims"]] == ["backward", "backward"]
    quoted = led[0]
    assert (quoted["quote"], quoted["since"], quoted["locator"]) == ("Chen Zhi is the chairman", "2015", "p. 1")


def test_each_origin_says_which_route_is_left_without_it(loaded: Store) -> None:
    rows = leads.path(loaded, "W1", "C2", k=1).rows
    wallet, prince = WALLET.name, "Zhi CHEN – Prince Group"
    assert rows[0]["without"] == [{"origin": "OFAC", "leaves": "none"}]
    assert rows[1]["without"] == [
        {"origin": "EU", "leaves": f"{wallet} – {prince} – Jinbei 4"},
        {"origin": "OFAC", "leaves": "none"},
    ]
    assert rows[2]["without"] == [{"origin": "D-NEWS", "leaves": f"{wallet} – {prince} – Jin Bei Group – Jinbei 4"}]


def test_what_is_denied_is_shown_beside_and_alone_is_no_route(loaded: Store) -> None:
    owned = leads.path(loaded, "O1", "O2").rows[0]
    assert (owned["denials"], [claim["stance"] for claim in owned["claims"]]) == (1, ["asserts", "denies"])
    assert routes(loaded, "O1", "KK Park") == []


def test_a_compound_is_meant_where_an_area_has_its_name(loaded: Store) -> None:
    assert routes(loaded, "W1", "Jinbei 4") == [SHORT, LONG]
    with pytest.raises(UsageError, match="is the name of 2"):
        leads.neighbours(loaded, "Jinbei 4")


def test_a_claim_of_unknown_date_is_kept_and_said_to_be_uncertain(loaded: Store) -> None:
    rows = leads.path(loaded, "W1", "OFAC-1", since="2026-01-01").rows
    assert {claim["in_time"] for row in rows for claim in row["claims"]} == {"uncertain"}
    dated = leads.path(loaded, "O1", "C2", since="2024-01-01").rows
    assert [claim["in_time"] for row in dated for claim in row["claims"]] == ["yes"]


def test_the_same_question_gives_the_same_answer_from_either_end(loaded: Store) -> None:
    assert leads.path(loaded, "W1", "C2") == leads.path(loaded, "W1", "C2")
    assert routes(loaded, "C2", "W1") == [SHORT[::-1], LONG[::-1]]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (("W1", "Prince Group"), "is the name of 2 parties or places: Prince Group (Organisation O1); Prince"),
        (("W1", "Cambodia"), "Cambodia is a State, and everybody could be joined through one"),
        (("UN-1", "OFAC-1"), "are one: Zhi CHEN"),
        (("W1", "Jinbey 4"), "did you mean Jinbei 4 (C2)"),
        (("W1", "nobody at all"), "There is no party or place 'nobody at all'"),
        (("W1", " "), "There is no name to look for"),
    ],
)
def test_an_end_that_is_not_one_party_is_refused(loaded: Store, asked: tuple[str, str], sentence: str) -> None:
    with pytest.raises(UsageError) as refusal:
        leads.path(loaded, *asked)
    assert sentence in str(refusal.value)


@pytest.mark.parametrize(
    ("name", "how", "matched"),
    [
        ("KK Park", "exact", "KK Park"),
        ("kk  park", "exact", "KK Park"),
        ("C1", "id", "C1"),
        ("KK园区", "other script", "KK园区"),
        ("ရွှေကုက္ကိုလ်", "other script", "ရွှေကုက္ကိုလ်"),
        ("shwe kokko", "other name", "Shwe Kokko"),
        ("kk prak", "similar", "KK Park"),
        ("Shwe Koko", "similar", "Shwe Kokko"),
        ("Park", "part", "KK Park"),
    ],
)
def test_a_name_in_any_script_finds_the_compound(loaded: Store, name: str, how: str, matched: str) -> None:
    first = leads.find(loaded, name).rows[0]
    assert (first["id"], first["how"], first["matched"]) == ("C1", how, matched)
    assert first["sources"] == ["compounds", "s"]
    assert (first["class"], first["canonical"]) == ("Compound", "C1")


def test_both_records_of_one_person_are_found_with_what_stands_for_them(loaded: Store) -> None:
    rows = leads.find(loaded, "chen zhi").rows
    assert [(row["id"], row["canonical"], row["how"]) for row in rows] == [
        ("UN-1", "OFAC-1", "exact"),
        ("OFAC-1", "OFAC-1", "part"),
    ]


def test_a_record_that_no_source_says_any_more_is_not_found(loaded: Store) -> None:
    _load(loaded, [Compound(id="C9", name="Golden Fortune")], "gone")
    loaded.write([("MATCH (n:Compound {id: 'C9'}) SET n.runs = []", {})])
    assert leads.find(loaded, "Golden Fortune").rows == []
    loaded.write([("MATCH (n:Compound {id: 'C9'}) DETACH DELETE n", {})])


@pytest.mark.parametrize(
    "name",
    ['foo" OR *:* (', "AND", "NOT OR", "name:*", "a\\", '"', "[a TO b]", "~", "KK*", "/.*/", "{}", "@#!", "^9", "\x00"],
)
def test_what_looks_like_syntax_is_data(loaded: Store, name: str) -> None:
    assert all(row["how"] in ("part", "similar") for row in leads.find(loaded, name).rows)


@pytest.mark.parametrize(("name", "sentence"), [("", "no name to look for"), ("x" * 10_000, "at most 300 characters")])
def test_a_name_that_is_none_is_refused(loaded: Store, name: str, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        leads.find(loaded, name)


def test_the_neighbours_of_a_joined_record_are_those_of_all(loaded: Store) -> None:
    rows = leads.neighbours(loaded, "UN-1").rows
    assert [(row["type"], row["direction"], row["record"], row["other"], row["document"]) for row in rows] == [
        ("LEADS", "forward", "UN-1", "O1", "D-EU"),
        ("LEADS", "forward", "OFAC-1", "O1", "D-OFAC"),
        ("USES", "forward", "OFAC-1", "W1", "D-COPY"),
        ("USES", "forward", "OFAC-1", "W1", "D-OFAC"),
    ]


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({"kind": ["owns"]}, ["D-EU", "D-NEWS"]),
        ({"kind": ["LEADS"], "since": "2016-01-01"}, ["D-OFAC"]),
        ({"modality": "found"}, []),
        ({"kind": ["FUNDS"]}, ["D-NEWS"]),
    ],
)
def test_neighbours_are_narrowed(loaded: Store, conditions: dict[str, Any], expected: list[str]) -> None:
    assert [row["document"] for row in leads.neighbours(loaded, "O1", **conditions).rows] == expected


def test_an_unknown_claim_type_names_the_nearest(loaded: Store) -> None:
    with pytest.raises(UsageError, match="Did you mean GUARDS"):
        leads.neighbours(loaded, "O1", kind=["GUARD"])


def test_the_commands_answer_in_every_form(loaded: Store, run: Run) -> None:  # noqa: ARG001
    found = run("path", "UN-1", "jinbei 4", "--k", "1", "--format", "json")
    assert found.exit_code == 0, found.output
    assert [row["to"] for row in json.loads(found.stdout)] == ["O1", "C2"]
    assert "UN-1 is one with OFAC-1" in found.stderr
    lines = list(csv.DictReader(io.StringIO(run("path", "W1", "C2", "--format", "csv").stdout)))
    assert [line["hop"] for line in lines] == ["1", "2", "3", "1", "2", "3", "4"]
    shown = run("path", "W1", "C2")
    assert "Chen Zhi is the chairman" in shown.stdout
    assert "Jinbei 4" in run("find", "jinbei 4").stdout
    assert len(json.loads(run("neighbours", "O1", "--format", "json", "--limit", "2").stdout)) == 2


def test_no_route_is_an_answer_that_says_so(loaded: Store, run: Run) -> None:  # noqa: ARG001
    result = run("path", "W1", "KK Park", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])
    assert "No route of at most 6 hops" in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("path", "W1", "Prince Group"),
        ("path", "W1", "C2", "--hops", "7"),
        ("path", "W1", "C2", "--modality", "proven"),
        ("path", "W1", "C2", "--not-through", "W1"),
        ("path", "W1", "C2", "--since", "2024-13-01"),
        ("find", ""),
        ("neighbours", "O1", "--kind", "BRIBES"),
    ],
)
def test_what_cannot_be_asked_is_refused(loaded: Store, run: Run, words: tuple[str, ...]) -> None:  # noqa: ARG001
    result = run(*words)
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output


def test_the_facade_asks_the_same(loaded: Store, settings: Settings) -> None:
    graph = palermo.Palermo(loaded, settings)
    assert graph.path("W1", "C2", k=1) == leads.path(loaded, "W1", "C2", k=1)
    assert graph.find("KK园区") == leads.find(loaded, "KK园区")
    assert graph.neighbours("O1") == leads.neighbours(loaded, "O1")
