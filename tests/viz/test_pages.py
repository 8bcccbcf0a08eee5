"""Answers as pictures: path, neighbours, central, communities and canned queries, on a small real store."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import palermo
from graph.connection import Store
from graph.errors import UsageError
from graph.settings import Settings
from loaders.identity import Identity
from tests.viz.conftest import Visit, drawn
from tests.viz.explorer.conftest import ATTACK, QUOTE, tell
from viz import network

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def g(store: Store, settings: Settings) -> palermo.Palermo:
    tell(store)
    return palermo.Palermo(store, settings)


def test_a_path_is_drawn_claim_by_claim_with_its_sources(g: palermo.Palermo) -> None:
    made = g.draw.path("P1", "KK园区")
    assert ("GUARDS", QUOTE) in [(edge.type, edge.properties["quote"]) for edge in made.subgraph.edges]
    assert made.told == "3 nodes, 2 relationships."
    assert made.notes == [
        "1 shortest route of at most 6 hops. 2 claims from 1 origin.",
        "Without D-NEWS no route is left.",
    ]
    graph = drawn(made.html)
    assert {edge["label"] for edge in graph["edges"]} == {"leads, reported", "guards, reported"}
    by_name = {one["name"]: node["size"] for one, node in zip(graph["details"], graph["nodes"], strict=True)}
    assert by_name["KK Park"] > by_name["Security Ltd"], "the ends are larger"


def test_neighbours_are_drawn_and_a_case_is_none(g: palermo.Palermo) -> None:
    made = g.draw.neighbours("C1")
    assert {node.id for node in made.subgraph.nodes} == {"C1", "O1", "MMR"}
    assert "CASE" not in made.html
    assert g.draw.neighbours("C1", kind=["GUARDS"]).told == "2 nodes, 1 relationships."


def test_records_that_are_one_are_joined_in_the_picture(g: palermo.Palermo) -> None:
    identity = Identity(g.store)
    identity.decide("O1", "O2", "same", by="a tester", why="the same firm")
    try:
        made = g.draw.path("P1", "C2")
        assert {edge.type for edge in made.subgraph.edges} == {"LEADS", "OPERATES", "SAME_AS"}
    finally:
        identity.decide("O1", "O2", "undo", by="a tester", why="only for this test")


def test_who_is_central_is_larger_and_the_legend_says_by_what(g: palermo.Palermo) -> None:
    made = g.draw.central("people-and-compounds")
    graph = drawn(made.html)
    size = {one["name"]: node["size"] for one, node in zip(graph["details"], graph["nodes"], strict=True)}
    assert size["Security Ltd"] == max(size.values())
    assert len(set(size.values())) == 2, "only one stands between others"
    assert "larger, by area: stands between others (betweenness," in made.html
    (chief,) = (one for one in graph["details"] if one["name"] == "Security Ltd")
    assert "rank 1: on 50.0% of the shortest paths" in chief["says"]
    assert "rests on 1 origin, 1 document" in chief["says"]
    assert {edge["how"] for edge in graph["edgeDetails"]} == {"modality: reported"}
    assert {edge["where"] for edge in graph["edgeDetails"]} == {"D-NEWS"}
    assert "arrows" not in graph["edges"][0], "a tie has no direction"


def test_communities_are_told_apart_by_number_as_well_as_by_colour(g: palermo.Palermo) -> None:
    graph = drawn(g.draw.communities("people-and-compounds").html)
    groups = {(node["label"][:3], node["color"]) for node in graph["nodes"]}
    assert {label for label, _ in groups} == {"[1]", "[2]"}
    assert len({colour for _, colour in groups}) == 2
    assert all(one["says"].startswith("community ") for one in graph["details"])


def test_what_cannot_be_drawn_says_how_to_ask_for_less(g: palermo.Palermo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "MOST", 2)
    with pytest.raises(UsageError, match=r"3 nodes.*narrow it with --k or --hops, or open one part .*palermo explore"):
        _ = g.draw.path("P1", "C1").html
    with pytest.raises(UsageError, match="with --top, --without"):
        g.draw.central("people-and-compounds")


def test_names_that_are_attacks_are_only_text(g: palermo.Palermo, visit: Callable[..., Visit]) -> None:
    visited = visit(g.draw.communities("people-and-compounds").html)
    assert (visited.errors, visited.dialogs) == ([], [])
    assert ATTACK in visited.page.inner_text("main")
    assert [url for url in visited.requests if not url.startswith(("file:", "data:", "blob:"))] == []


def test_an_empty_picture_says_why(g: palermo.Palermo) -> None:
    for made, why in (
        (g.draw.path("C1", "C2"), "No route of at most 6 hops joins KK Park and"),
        (g.draw.neighbours("C1", modality="found"), "none of the 2 claims on KK Park meets the conditions"),
        (g.draw.neighbours("P2"), "no loaded source makes a claim on Zaw Min Tun"),
        (g.draw.show("recruitment-platforms"), "none of the loaded sources (example) says this"),
    ):
        assert why in made.told, made.told
        assert made.told.replace("<", "&lt;").split("<")[0][:40] in made.html


def test_each_command_draws_where_the_file_is_a_page(g: palermo.Palermo, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "x.html"
    for words, told in (
        (("path", "P1", "C1"), "3 nodes, 2 relationships."),
        (("neighbours", "C1"), "3 nodes, 2 relationships."),
        (("central", "--network", "people-and-compounds"), "3 nodes, 2 relationships."),
        (("communities", "--network", "people-and-compounds"), "5 nodes, 3 relationships."),
        (("show", "compounds-in-state", "-p", "state=MMR"), "2 nodes, 1 relationships."),
    ):
        result = run(*words, "--out", str(out))
        assert result.exit_code == 0, result.output
        assert told in " ".join(result.output.split()), result.output
        assert out.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert g.path("P1", "C1").values, "and still answers"
    assert json.loads(run("path", "P1", "C1", "--format", "json").stdout)
    result = run("path", "P1", "C1", "--format", "json", "--out", str(out))
    assert json.loads(out.read_text(encoding="utf-8")), "a form that is asked for wins"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("path", "KK Prak", "P1"), "did you mean KK Park"),
        (("neighbours", "KK Prak"), "did you mean KK Park"),
        (("central", "--by", "degree,closeness"), "one size for each node"),
        (("central", "--by", "betweeness"), "Did you mean betweenness?"),
        (("central", "--save"), "neither --compare nor --save"),
        (("communities", "--network", "peple"), "no network"),
        (("show", "compound-in-state"), "Did you mean compounds-in-state?"),
    ],
)
def test_wrong_use_is_one_sentence(
    g: palermo.Palermo, run: Run, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    assert g
    result = run(*words, "--out", str(tmp_path / "x.html"))
    assert result.exit_code == 2
    assert sentence in " ".join(result.output.split())


def test_a_notebook_shows_each_picture_in_a_frame_that_asks_nobody(
    g: palermo.Palermo, visit: Callable[..., Visit]
) -> None:
    for made in (
        g.draw.path("P1", "C1"),
        g.draw.map(),
        g.draw.timeline(),
        g.draw.corridors(),
        g.draw.matrix("MMR", "T", on="2026-01-01"),
    ):
        shown = made._repr_mimebundle_()
        visited = visit(f"<!doctype html><body>{shown['text/html']}", settles=False)
        inside = visited.page.frames[1]
        inside.wait_for_selector("h1")
        assert inside.inner_text("h1") == made.title
        assert shown["text/plain"].startswith(made.title)
        assert (visited.errors, visited.dialogs) == ([], [])
        assert [url for url in visited.requests if not url.startswith(("file:", "data:", "about:"))] == []
    assert g.draw.timeline()._repr_mimebundle_()["image/svg+xml"].startswith("<svg")
