"""The commands on networks: rows on one stream and notes on the other, every form of output, and nothing that accuses."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import networkx as nx
import polars
import pytest

import palermo
from graph import read
from graph.connection import Store
from graph.settings import Settings
from queries import ask
from queries.analysis import Asked, central, communities
from queries.analysis.rankings import MEASURES
from tests.queries.analysis.conftest import Load, Run

ACCUSING = re.compile(r"guilt|breach|violat|crimin|offend|culprit|suspect", re.IGNORECASE)
TIES = [("A", "B", "D1"), ("B", "C", "D2"), ("O1", "K1", "D1"), ("A", "O1", "D2"), ("B", "O1", "D1")]
COMMANDS = (
    ("central",),
    ("central", "--by", "degree,pagerank"),
    ("central", "--compare", "2020-01-01", "2020-12-31"),
    ("communities",),
    ("bridges",),
    ("robustness",),
    ("between", "C", "name of A"),
)


@pytest.fixture
def net(load: Load) -> Store:
    more: list[Any] = [("R1", "O1", "D3", {"recruits": True}), ("A", "R1", "D3", {"since": "2020-05-05"})]
    return load(TIES, alone=("E",), more=more)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_rows_go_to_one_stream_and_notes_to_the_other(net: Store, run: Run, words: tuple[str, ...]) -> None:  # noqa: ARG001
    result = run(*words, "--network", "people-and-compounds", "--format", "json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)
    assert "network people-and-compounds has 7 nodes" in result.stderr or words[0] == "between"
    assert run(*words, "--network", "people-and-compounds").exit_code == 0


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_output_accuses_anybody(net: Store, run: Run, words: tuple[str, ...]) -> None:  # noqa: ARG001
    for more in ((), ("--format", "json"), ("--help",)):
        assert not ACCUSING.search(run(*words, *more).output)


@pytest.mark.parametrize("words", [*COMMANDS[:3], *COMMANDS[4:]], ids=" ".join)
def test_a_ranking_always_warns_that_documents_make_nodes_central(net: Store, run: Run, words: tuple[str, ...]) -> None:  # noqa: ARG001
    assert "A node can be central because it is well documented" in " ".join(run(*words).stderr.split())


def test_every_form_holds_the_same_rows(net: Store, run: Run, tmp_path: Path) -> None:  # noqa: ARG001
    rows = json.loads(run("central", "--by", "degree", "--format", "json").stdout)
    lines = list(csv.DictReader(io.StringIO(run("central", "--by", "degree", "--format", "csv").stdout)))
    assert [line["id"] for line in lines] == [row["id"] for row in rows]
    assert run("central", "--by", "degree", "--out", str(tmp_path / "a.parquet")).exit_code == 0
    assert polars.read_parquet(tmp_path / "a.parquet").to_dicts() == rows
    assert run("communities", "--out", str(tmp_path / "b.parquet")).exit_code == 0
    (first, *_) = polars.read_parquet(tmp_path / "b.parquet").to_dicts()
    assert "A" in first["members"]
    assert "B" in run("central", "--by", "degree").stdout


def test_the_network_itself_goes_to_other_programs_with_its_results(net: Store, run: Run, tmp_path: Path) -> None:  # noqa: ARG001
    for ending, reader in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        path = tmp_path / f"net.{ending}"
        result = run("central", "--by", "degree,core", "--out", str(path))
        assert result.exit_code == 0, result.output
        graph = reader(path)
        assert sorted(graph) == ["A", "B", "C", "E", "O1", "R1"]
        assert graph.nodes["B"]["degree"] == pytest.approx(0.6)
        assert graph.nodes["E"]["degree"] == 0
        assert "degree_rank" not in graph.nodes["E"]
        assert graph.edges["A", "B"]["origins"] == "D1"
        assert run("central", "--by", "degree,core", "--format", ending).stdout == path.read_text(encoding="utf-8")
        run("communities", "--out", str(path))
        assert reader(path).nodes["A"]["community"] == 1


def test_results_are_saved_with_their_run_and_are_no_part_of_what_sources_say(net: Store, run: Run) -> None:
    before = read.digest(net)
    result = run("central", "--by", "betweenness,degree", "--without", "D3", "--save")
    assert "Saved betweenness on 6 nodes as measured_betweenness" in " ".join(result.stderr.split())
    run("communities", "--save")
    (row,) = net.read(
        "MATCH (n:Entity {id: 'B'}) MATCH (run:Run {id: n.measured_betweenness_run}) "
        "RETURN n.measured_betweenness AS value, n.measured_betweenness_rank AS rank, n.measured_community AS community, "
        "run.asked AS asked, run.source AS source"
    ).rows
    (group,) = (row for row in communities(net).rows if "B" in row["members"])
    expected = {ranked["id"]: ranked for ranked in central(net, Asked("people-and-companies", ("D3",))).rows}["B"]
    assert (row["rank"], row["community"], row["source"]) == (expected["rank"], group["community"], "analysis")
    assert row["asked"].startswith("network people-and-companies; without D3; loads example@")
    assert net.read("MATCH (n:Entity {id: 'E'}) RETURN n.measured_degree, n.measured_degree_rank").values == (
        (0.0, None),
    )
    assert read.digest(net) == before
    found = read.subgraph(net, {"Entity": ["B"]})
    assert not [name for name in found.nodes[0].properties if name.startswith("measured")]
    central(net, "people-and-compounds", by=["degree"], keep=True)
    assert net.read("MATCH (n:Place {id: 'K1'}) RETURN n.measured_degree > 0 AS saved").values == ((True,),)
    central(net, "people-and-companies", by=["degree"], keep=True)
    assert net.read("MATCH (n:Place {id: 'K1'}) RETURN n.measured_degree").values == ((None,),)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("central", "--network", "people"), "There is no network"),
        (("central", "--by", "fame"), "There is no measure 'fame'"),
        (("central", "--by", ","), "no measure"),
        (("central", "--without", "D9"), "D9"),
        (("central", "--since", "2024-02-01", "--until", "2024-01-01"), "is after until"),
        (("central", "--format", "parquet"), "Parquet is no text"),
        (("central", "--compare", "2024-01-01", "2023-01-01"), "is after until"),
        (("central", "--compare", "2023-01-01", "2024-01-01", "--save"), "--compare takes one measure"),
        (("communities", "--method", "guess"), "There is no method"),
        (("between", "A", "nobody at all"), "There is no party or place"),
        (("between", "A", "A"), "are one"),
        (("robustness", "--by", "betweeness"), "Did you mean betweenness"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_asked_is_one_sentence(net: Store, run: Run, words: tuple[str, ...], said: str) -> None:  # noqa: ARG001
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_the_query_for_neo4j_browser_counts_what_the_command_counts(net: Store) -> None:
    counted = {(row["party"], row["class"]): (row["ties"], row["number"]) for row in ask(net, "degree", {}).rows}
    ranked = central(net, "everything", by=["degree"], top=None).rows
    assert counted == {(row["id"], row["class"]): (row["ties"], row["origins"]) for row in ranked}


def test_an_empty_store_says_what_to_load(empty_store: Store, run: Run) -> None:  # noqa: ARG001
    for words in (("central",), ("communities",), ("bridges",), ("robustness",)):
        result = run(*words)
        assert result.exit_code == 2, words
        assert "has no ties" in result.stderr


def test_python_asks_the_same(net: Store, settings: Settings) -> None:
    g = palermo.Palermo(net, settings)
    assert g.central("people-and-companies", by=["degree"], without=["D3"]).rows
    assert g.central() == central(net)
    assert g.communities() == communities(net)
    assert g.bridges(least=2).columns[0] == "kind"
    assert g.between("C", "A").rows[0]["id"] == "B"
    assert g.robustness(by="degree", since="2020-01-01").rows
    assert set(g.central(by=list(set(MEASURES) - {"recruitment"})).columns) >= {"rank", "why", "origins"}
