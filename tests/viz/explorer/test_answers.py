"""What the explorer answers: what may be shown, what may not, and what goes wrong in one sentence."""

import csv
import io
from copy import copy
from typing import Any
from xml.etree import ElementTree

import neo4j
import pytest
from starlette.testclient import TestClient

from graph.connection import Store
from graph.disclosure import audit
from tests.viz.explorer.conftest import ATTACK, FORMULA, ORIGIN, PORT, QUOTE, Visitor, desk
from viz.explorer.replies import on_the_page
from viz.explorer.security import Keys
from viz.explorer.server import LOOPBACK, guarded
from viz.network import LARGEST

KK, GUARD = {"base": "Place", "id": "C1"}, {"base": "Entity", "id": "O1"}


def keys(found: Any) -> list[str]:
    return [node["key"] for node in found["nodes"]]


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("KK Pa", "Place:C1"),
        ("kk prak", "Place:C1"),
        ("园区", "Place:C1"),
        ("ရွှေ", "Place:C1"),
        ("secur", "Entity:O2"),
        ("t-1", "Law:T-1"),
        ("A1", "Statement:AL_X/A1"),
        ("AL X 1", "Source:AL_X"),
        ("myan", "Place:MMR"),
    ],
)
def test_suggestions_come_in_every_script_and_for_every_kind(visitor: Visitor, written: str, first: str) -> None:
    found = [one["key"] for one in visitor.get("search", q=written)]
    assert first in found[:2]


@pytest.mark.parametrize("written", ["", "   ", "*", '"', "a AND (", "\\", "x" * 999, "+-&|!(){}[]^~?:/"])
def test_what_is_written_is_never_syntax(visitor: Visitor, written: str) -> None:
    assert isinstance(visitor.get("search", q=written), list)


def test_all_of_a_place_is_told(visitor: Visitor) -> None:
    about = visitor.get("about", **KK)
    assert about["states"] == [{"id": "MMR", "name": "Myanmar"}]
    assert [(one["type"], one["forward"], one["count"]) for one in about["kinds"]] == [
        ("ABOUT", False, 1), ("GUARDS", False, 1), ("LOCATED_IN", True, 1),
    ]  # fmt: skip
    claims = visitor.get("kind", **KK, type="GUARDS", forward=False)
    (claim,) = claims["edges"]
    assert (claim["modality"], claim["document"], claim["locator"], claim["quote"], claim["dates"]) == (
        "reported", "D-NEWS", "p. 1", QUOTE, ["2023-01-01", None],
    )  # fmt: skip
    assert keys(claims) == ["Entity:O1", "Place:C1"]


def test_a_sentence_comes_with_its_passage_and_those_around_it(visitor: Visitor) -> None:
    (passage,) = visitor.get("about", base="Statement", id="AL_X/A1")["passages"]
    assert (passage["document"], passage["locator"], passage["before"], passage["after"]) == (
        "AL_X",
        "L2",
        "Before it.",
        None,
    )
    assert "often held" in passage["text"]
    (document,) = visitor.get("where", document="D-NEWS", locator="p. 1")
    assert (document["title"], document["text"]) == ("News", None)


def test_a_case_is_nowhere(visitor: Visitor) -> None:
    for written in ("CASE-1", "CASE", "own"):
        assert all(one["base"] != "Case" for one in visitor.get("search", q=written))
    assert all(one["type"] != "HELD_AT" for one in visitor.get("about", **KK)["kinds"])
    for name, asked in (
        ("open", {"nodes": [{"base": "Case", "id": "CASE-1"}]}),
        ("export", {"form": "nodes", "nodes": [{"base": "Case", "id": "CASE-1"}], "edges": []}),
        ("view", {"palermo_view": 1, "nodes": [{"base": "Case", "id": "CASE-1"}]}),
    ):
        reply = visitor.post(name, asked)
        assert reply.status_code == 400
        assert "purpose" in reply.json()["error"]
    assert visitor.client.get("/api/about?base=Case&id=CASE-1").status_code == 400
    assert visitor.client.get("/api/kind?base=Place&id=C1&type=HELD_AT&forward=false").json()["edges"] == []


def test_a_query_about_single_people_needs_a_purpose_is_written_down_and_never_drawn(
    visitor: Visitor, explored: Store
) -> None:
    asked = {"query": "elements-of-case", "parameters": {"case": "CASE-1"}}
    for purpose in (None, "", "because"):
        reply = visitor.post("ask", {**asked, "purpose": purpose})
        assert reply.status_code == 400
        assert "purpose" in reply.json()["error"]
    before = len(audit.read(explored.home).lines)
    answer = visitor.told("ask", {**asked, "purpose": "to prepare a referral"})
    assert answer["picture"] is None
    assert "not drawn" in answer["note"]
    lines = audit.read(explored.home).lines[before:]
    assert [(line.did, line.why) for line in lines] == [("ask", "to prepare a referral")]
    assert "CASE-1" not in str(lines)


def test_a_path_through_few_cases_needs_a_purpose_and_is_not_drawn(explored: Store, visitor: Visitor) -> None:
    asked = {"start": "P2", "end": "C1", "through_cases": True}
    assert "purpose" in visitor.post("path", asked).json()["error"]
    before = len(audit.read(explored.home).lines)
    found = visitor.told("path", {**asked, "purpose": "to find who recruited"})
    assert found["picture"] is None
    assert "written to the audit log" in found["note"]
    assert len(audit.read(explored.home).lines) == before + 1


@pytest.mark.parametrize(
    ("of_a_command", "of_the_page"),
    [
        ("A decision needs its author and its reason; give --by and --why.", "give your name and a reason."),
        ("needs --param state=MYS.", "needs the field state."),
        ("swap --since and --until.", "swap the first day and the last day."),
        ("give another --not-through.", "give another place or party to avoid."),
        ("an em-dash -- and a-b stay", "an em-dash -- and a-b stay"),
    ],
)
def test_what_goes_wrong_is_told_in_the_words_of_the_page(of_a_command: str, of_the_page: str) -> None:
    assert on_the_page(of_a_command).endswith(of_the_page)


def test_counts_of_people_are_rounded_and_say_so_where_they_are_not_told(visitor: Visitor) -> None:
    answer = visitor.told("ask", {"query": "trend"})
    assert answer["rows"] == []
    assert "under 11" in answer["note"]
    assert "rounded down to a multiple of 11" in answer["note"]
    assert "the same people may be in both" in answer["note"]


def test_the_picture_gains_what_is_new_and_how_it_is_joined(visitor: Visitor) -> None:
    gained = visitor.told("open", {"nodes": [GUARD], "present": [KK]})
    assert keys(gained) == ["Entity:O1"]
    assert [(one["from"], one["type"], one["to"]) for one in gained["edges"]] == [("Entity:O1", "GUARDS", "Place:C1")]


def test_too_large_a_picture_says_how_to_narrow_it(visitor: Visitor) -> None:
    many = [{"base": "Place", "id": f"P{number}"} for number in range(LARGEST)]
    reply = visitor.post("open", {"nodes": [KK], "present": many})
    assert reply.status_code == 400
    assert "narrow the question" in reply.json()["error"]
    answer = visitor.told("ask", {"query": "compounds-in-state", "parameters": {"state": "MMR"}, "present": many})
    assert answer["rows"]
    assert answer["picture"] is None
    assert "narrow" in answer["note"]


def test_a_canned_query_is_a_form_and_an_answer(visitor: Visitor) -> None:
    forms = {one["id"]: one for one in visitor.get("queries")}
    assert [one["name"] for one in forms["compounds-in-state"]["parameters"]] == ["state", "on"] or forms[
        "compounds-in-state"
    ]
    answer = visitor.told("ask", {"query": "compounds-in-state", "parameters": {"state": "Myanmar"}})
    assert "Place:C1" in keys(answer["picture"])
    assert "MATCH" in answer["query"]
    rows = list(csv.reader(io.StringIO(visitor.post("ask-csv", {"query": "place-names"}).text)))
    assert rows[0] == ["place", "class", "name", "names"]


def test_an_empty_answer_says_why(visitor: Visitor) -> None:
    answer = visitor.told("ask", {"query": "designated-by-several"})
    assert answer["rows"] == []
    assert answer["note"].startswith("The answer is empty: none of the loaded sources (example)")


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"query": "compounds-in-stat"}, "Did you mean compounds-in-state?"),
        ({"query": "compounds-in-state", "parameters": {"state": "Atlantis"}}, "is not a State"),
        ({"query": "compounds-in-state"}, "needs"),
        ({"query": "compound-operators", "parameters": {"compound": "KK Prak"}}, "KK Park"),
    ],
)
def test_a_wrong_question_is_answered_by_a_hint(visitor: Visitor, asked: dict[str, Any], sentence: str) -> None:
    reply = visitor.post("ask", asked)
    assert reply.status_code == 400
    assert sentence in reply.json()["error"]


def test_a_path_is_drawn_with_the_records_on_it(visitor: Visitor) -> None:
    found = visitor.told("path", {"start": "P1", "end": "KK Park"})
    assert [(row[0], row[1], row[3], row[5]) for row in found["rows"]] == [(1, 1, "P1", "O1"), (1, 2, "O1", "C1")]
    assert keys(found["picture"]) == ["Entity:O1", "Entity:P1", "Place:C1"]
    nothing = visitor.told("path", {"start": "P1", "end": "C2"})
    assert "No route" in nothing["note"]


def test_a_hop_that_only_cases_join_is_a_line_with_a_rounded_number_and_no_case(visitor: Visitor) -> None:
    found = visitor.told("path", {"start": "P2", "end": "C1"})
    assert keys(found["picture"]) == ["Entity:P2", "Place:C1"]
    (line,) = found["picture"]["edges"]
    assert (line["from"], line["kind"], line["to"], line["modality"]) == (
        "Entity:P2",
        "through cases",
        "Place:C1",
        "alleged",
    )
    assert ["people", "11"] in line["rows"]
    assert "CASE-" not in str(found)
    assert "14" not in str(found["picture"]["edges"])


def test_a_view_is_told_from_the_store_and_nothing_of_it_from_the_file(visitor: Visitor) -> None:
    view = {
        "palermo_view": 1,
        "title": ATTACK,
        "nodes": [{**KK, "x": 1.5, "y": -2, "pinned": True}, {"base": "Place", "id": "GONE"}],
    }
    found = visitor.told("view", view)
    assert keys(found) == ["Place:C1"]
    assert found["missing"] == ["GONE"]
    assert found["view"]["nodes"][0]["pinned"] is True
    wrong: list[Any] = [
        {**view, "palermo_view": 2},
        {**view, "script": "x"},
        {**view, "nodes": [{**KK, "name": ATTACK}]},
        {**view, "nodes": [{**KK, "x": "left"}]},
        {**view, "filters": {"since": "<b>"}},
        {"nodes": []},
        [],
    ]
    for broken in wrong:
        assert visitor.post("view", broken).status_code == 400


def test_no_cell_of_a_file_is_a_formula(visitor: Visitor) -> None:
    nodes = [KK, GUARD, {"base": "Entity", "id": "P1"}]
    edges = [one["key"] for one in visitor.told("open", {"nodes": nodes})["edges"]]
    for form in ("nodes", "edges"):
        reply = visitor.post("export", {"form": form, "nodes": nodes, "edges": edges})
        cells = [cell for row in csv.reader(io.StringIO(reply.text)) for cell in row]
        assert f"'{FORMULA}" in cells
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
        assert reply.headers["content-type"].startswith("text/csv")
    assert QUOTE in visitor.post("export", {"form": "edges", "nodes": nodes, "edges": edges}).text.replace('""', '"')


def test_gexf_holds_what_is_seen_and_where_it_stands(visitor: Visitor) -> None:
    nodes = [{**KK, "x": 10, "y": 20}, GUARD]
    edges = [one["key"] for one in visitor.told("open", {"nodes": [KK, GUARD]})["edges"]]
    text = visitor.post("export", {"form": "gexf", "nodes": nodes, "edges": edges}).text
    root = ElementTree.fromstring(text)  # noqa: S314 - made here
    space = {"g": "http://www.gexf.net/1.2draft", "v": "http://www.gexf.net/1.2draft/viz"}
    assert [one.get("label") for one in root.iterfind(".//g:node", space)] == ["Security Ltd", "KK Park"]
    assert [one.get("label") for one in root.iterfind(".//g:edge", space)] == ["GUARDS"]
    assert [one.get("x") for one in root.iterfind(".//v:position", space)] == ["0.0", "10.0"]
    assert visitor.post("export", {"form": "gexf", "nodes": nodes, "edges": []}).text.count("<edge ") == 0


def test_the_standing_of_a_state_is_told_step_by_step(visitor: Visitor) -> None:
    found = visitor.get("standings", state="Myanmar", on="2026-01-01")
    (row,) = [one for one in found["rows"] if one["provision"] == "T-1"]
    assert (row["practice"], row["sign"], row["strength"], row["bound"], row["spoken"]) == (
        "challenged", "·/−", "firm", "not checked", True,
    )  # fmt: skip
    cell = visitor.get("cell", state="MMR", provision="T-1", on="2026-01-01")
    assert cell["statements"] == ["AL_X/A1"]
    assert any("They are often held in KK Park." in line for line in cell["lines"])


def test_the_only_writes_need_an_author_and_a_reason(visitor: Visitor) -> None:
    decision = {"one": "O1", "other": "O2", "verdict": "different", "by": "", "why": "seen"}
    assert visitor.post("decide", decision).status_code == 400
    assert visitor.post("decide", {**decision, "by": "A. Reader", "why": " "}).status_code == 400
    (finding,) = [one for one in visitor.get("gaps", state="MMR")["rows"] if one["kind"] == "standing"]
    step = {"fingerprint": finding["fingerprint"], "by": "", "why": "looked at", "until": "2026-12-31"}
    assert visitor.post("dismiss", step).status_code == 400
    assert "until 2026-12-31" in visitor.told("dismiss", {**step, "by": "A. Reader"})["told"]
    (marked,) = [one for one in visitor.get("gaps", state="MMR")["rows"] if one["kind"] == "standing"]
    assert marked["dismissal"] == "dismissed: by A. Reader, until 2026-12-31: looked at"
    assert "Took back" in visitor.told("dismiss", {**step, "by": "A. Reader", "until": None})["told"]


def test_looking_changes_nothing(visitor: Visitor, explored: Store) -> None:
    from graph.read import digest

    before = digest(explored)
    for name in ("settings", "queries"):
        visitor.get(name)
    visitor.get("search", q="KK")
    visitor.told("open", {"nodes": [KK]})
    visitor.told("ask", {"query": "place-names"})
    visitor.get("review")
    assert digest(explored) == before


def test_a_store_that_is_down_is_one_sentence(explored: Store) -> None:
    gone = copy(explored)
    with neo4j.GraphDatabase.driver("bolt://127.0.0.1:1", auth=("neo4j", "x")) as gone._driver:
        keys = Keys()
        with TestClient(guarded(desk(gone), keys, LOOPBACK, PORT), base_url=ORIGIN, follow_redirects=False) as client:
            client.get(f"/?t={keys.start}")
            reply = client.get("/api/about?base=Place&id=C1")
    assert reply.status_code == 503
    assert reply.json() == {
        "error": f"No Neo4j answers at {explored.uri}; start it, or unset PALERMO_URI to use the embedded one."
    }
