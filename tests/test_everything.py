"""Every canned query on all that ships, the EU's acts, and a sheet of recruiters' accounts: one graph, as a user has it."""

import re
from pathlib import Path
from typing import Any

import pytest

import palermo
import queries
from graph.connection import Store
from graph.settings import Settings
from loaders.identity import Identity

HERE = Path(__file__).parent
ACTS = HERE / "real" / "eu_sanctions_scam_centres"
EMPTY = {"law-and-practice", "letter-replies", "recommendations-without-follow-up", "self-reported-only"}
"""Nobody replied to the letter, and it names no law that a practice could contradict."""
EMPTY |= {"ratification-gaps", "displacement", "money-to-compound", "new-since", "perhaps-a-victim", "who-else"}
EMPTY |= {"recruiters-by-compound"}
"""No source here says of an alleged recruiter that they were held, who pays for a compound, or that two share an account;
no party is seen at a second compound after a raid, no two recruit for one compound, and nothing was loaded twice. Each has its worked example."""
EMPTY |= {query.id for query in queries.catalogue().values() if query.folder == "cases"}
"""No case ships."""
ASKED: dict[str, dict[str, str]] = {
    "money-to-compound": {"compound": "Jinbei Compound"},
    "organisation-structure": {"organisation": "Prince Holding Group"},
    "recruiter-to-compound": {"compound": "KK Park"},
}
VERDICT = re.compile(r"breach|violat|guilt", re.I)


@pytest.fixture(scope="module")
def opened(store: Store, settings: Settings) -> palermo.Palermo:
    store.write([("MATCH (n) DETACH DELETE n", {})])
    g = palermo.Palermo(store, settings)
    for source in ("letter", "compounds", "designations"):
        g.load(source)
    for act in sorted(ACTS.glob("*.csv")):
        g.load("designations", act)
    g.load("identities", HERE / "loaders" / "data" / "made_up" / "recruiters.csv")
    one, other = "OFAC-55505", "EU-32020R1998-I.A-147"
    Identity(store).decide(one, other, "same", by="a tester", why="both are the chairman of the Prince Group")
    return g


def test_a_wallet_leads_to_a_compound_each_step_with_its_source(opened: palermo.Palermo) -> None:
    route = opened.path("bc1qeth6n6ryxexvkx34wnx3nuynun4474h3j0gkhw", "Jinbei Compound")
    assert [row["to_name"] for row in route.rows] == ["Chen ZHI", "Prince Holding Group", "Jinbei Compound"]
    for row in route.rows:
        assert row["modality"] in ("alleged", "reported")
        assert all(claim["document"] and claim["locator"] for claim in row["claims"])
    assert route.rows[2]["denials"] == 1, "the group's own denial is shown beside the claim"


def answers(g: palermo.Palermo, query: str) -> list[dict[str, Any]]:
    parameters = queries.find(query).parameters
    given = {name: one.example for name, one in parameters.items() if one.required}
    given |= ASKED.get(query, {})
    if query == "new-since":  # a run is named by a digest of its input
        given["run"] = g.store.read("MATCH (run:Run {source: 'compounds'}) RETURN run.id AS id").values[0][0]
    return g.ask(query, purpose="to test every query", **given).rows


@pytest.mark.parametrize("query", sorted(queries.catalogue()))
def test_every_query_answers_and_gives_no_verdict_of_its_own(opened: palermo.Palermo, query: str) -> None:
    rows = answers(opened, query)
    assert rows or query in EMPTY
    for text in texts(rows):
        assert not VERDICT.search(text) or text in quoted(opened.store), text


def texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in texts(one)]
    return [value] if isinstance(value, str) else []


def quoted(store: Store) -> set[str]:
    """The words of sources: of claims, statements, passages, questions and titles."""
    (claims,) = store.read("MATCH ()-[r]->() RETURN collect(DISTINCT r.quote), collect(DISTINCT r.as)").values
    (nodes,) = store.read(
        "MATCH (n) RETURN collect(DISTINCT n.quote), collect(DISTINCT n.text), collect(DISTINCT n.title), "
        "collect(DISTINCT n.summary), collect(DISTINCT n.hedge)"
    ).values
    return {text for column in (*claims, *nodes) for text in column}
