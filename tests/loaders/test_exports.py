"""The graph in the forms of others: nothing that a copy would not hold, and what can be read back is the same."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import networkx
import polars
import pytest
import rdflib
from click.testing import Result

from graph import write
from graph.connection import Store
from graph.disclosure import publishing
from graph.errors import UsageError
from graph.loading.tables import tabulate
from graph.model import (
    Account,
    Case,
    Compound,
    Document,
    LinkedTo,
    ListedIn,
    Node,
    Operates,
    Organisation,
    Owns,
    Person,
    Recruited,
    Relationship,
)
from loaders import Loader, exports
from loaders.exports.networks import graph as network
from loaders.exports.turtle import graph as triples

DAY = date(2026, 1, 1)


def now() -> datetime:
    return datetime(2026, 1, 1, tzinfo=UTC)


SAID = {"document": "D1", "locator": "p. 1", "modality": "alleged"}


@pytest.fixture
def parts(empty_store: Store) -> list[publishing.Part]:
    company, person = Organisation.ref("O1"), Person.ref("P1")
    records: list[Node | Relationship[Any, Any]] = [
        Document(id="D1", title="A list", publisher="An authority"),
        Person(id="P1", name="Listed Person", names=["陳志"]),
        Person(id="P2", name="Not Listed"),
        Organisation(id="O1", name="=HYPERLINK(1)", country=["KHM"]),
        Account(id="W1", name="bc1q", kind="wallet"),
        Compound(id="C1", name="A Compound"),
        ListedIn.model_validate(
            {**SAID, "modality": "designated", "start": person, "end": Document.ref("D1"), "programme": "X"}
        ),
        Owns.model_validate({**SAID, "start": person, "end": company, "since": "2020-03", "quote": "he owns it"}),
        LinkedTo.model_validate({**SAID, "start": company, "end": person, "as": "office"}),
        Owns.model_validate({**SAID, "start": Person.ref("P2"), "end": company, "stance": "denies"}),
        Operates.model_validate({**SAID, "start": company, "end": Compound.ref("C1")}),
    ]
    cases: list[Node | Relationship[Any, Any]] = [
        Case(id="CASE-1", document="D1", standard="HTCDS 2.0"),
        Recruited.model_validate({**SAID, "start": Account.ref("W1"), "end": Case.ref("CASE-1")}),
    ]
    write.load(empty_store, tabulate(records), source="made up", scope="made up", digest="1", version="1", now=now)
    write.load(empty_store, tabulate(cases), source="cases", scope="cases", digest="2", version="1", now=now)
    return list(publishing.copy(empty_store, "partner", DAY))


@pytest.mark.parametrize("form", exports.FORMS)
def test_no_form_holds_a_case(parts: list[publishing.Part], tmp_path: Path, form: str) -> None:
    path = tmp_path / f"out.{form}"
    assert exports.write(form, parts, path) > 0
    files = list(path.iterdir()) if path.is_dir() else [path]
    assert all(b"CASE-1" not in file.read_bytes() for file in files)
    assert not any("RECRUITED" in file.name for file in files)


def test_no_cell_of_a_csv_runs_as_a_formula(parts: list[publishing.Part], tmp_path: Path) -> None:
    exports.write("csv", parts, tmp_path / "out")
    assert "'=HYPERLINK(1)" in (tmp_path / "out" / "Organisation.csv").read_text(encoding="utf-8")


def test_parquet_keeps_lists_and_both_ends(parts: list[publishing.Part], tmp_path: Path) -> None:
    exports.write("parquet", parts, tmp_path / "out")
    assert polars.read_parquet(tmp_path / "out" / "Person.parquet")["names"].to_list()[0] == ["陳志"]
    (row,) = polars.read_parquet(tmp_path / "out" / "LINKED_TO.parquet").to_dicts()
    assert (row["start_class"], row["start_id"], row["end_id"], row["as"]) == ("Organisation", "O1", "P1", "office")


@pytest.mark.parametrize(("form", "reader"), [("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)])
def test_a_network_is_read_back_with_its_claims(
    parts: list[publishing.Part],
    tmp_path: Path,
    form: str,
    reader: Callable[[Path], networkx.MultiDiGraph],  # type: ignore[type-arg]
) -> None:
    exports.write(form, parts, tmp_path / "out")
    found = reader(tmp_path / "out")
    assert set(found.nodes) == set(network(parts).nodes)
    told = [said for one, other, said in found.edges(data=True) if (one, other) == ("Entity:P1", "Entity:O1")]
    assert {(said["cls"], said["modality"], said["document"]) for said in told} == {("OWNS", "alleged", "D1")}


def test_every_claim_in_turtle_has_its_source_and_none_is_a_bare_triple(parts: list[publishing.Part]) -> None:
    made = triples(parts)
    owns = rdflib.URIRef("urn:palermo:schema:OWNS")
    assert not list(made.triples((None, owns, None)))
    claims = list(made.subjects(rdflib.RDF.predicate, owns))
    assert len(claims) == 2
    derived = rdflib.URIRef("http://www.w3.org/ns/prov#wasDerivedFrom")
    assert {str(made.value(claim, derived)) for claim in claims} == {"urn:palermo:Source:D1"}
    assert {str(made.value(claim, rdflib.URIRef("urn:palermo:schema:modality"))) for claim in claims} == {"alleged"}


def test_followthemoney_leaves_out_what_is_denied_and_goes_back_in(
    parts: list[publishing.Part], store: Store, settings: object, tmp_path: Path
) -> None:
    path = tmp_path / "out.ftm.json"
    exports.write("ftm", parts, path)
    entities = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert sorted(entity["schema"] for entity in entities) == [
        "CryptoWallet", "Organization", "Ownership", "Person", "Person", "Sanction", "UnknownLink"
    ]  # fmt: skip
    topics = {entity["id"]: entity["properties"].get("topics") for entity in entities if entity["schema"] == "Person"}
    assert topics == {"P1": ["sanction"], "P2": None}
    store.write([("MATCH (n) DETACH DELETE n", {})])
    (report,) = Loader(store, settings).load("followthemoney", path)  # type: ignore[arg-type]
    found = store.read("MATCH (:Person)-[r:OWNS]->(o:Organisation) RETURN o.name, toString(r.since), r.quote").values
    assert found == (("=HYPERLINK(1)", "2020-03-01", "he owns it"),)
    assert report.refused == 1, "a person whom no public source lists"


def test_a_path_that_is_taken_and_an_export_that_fails_leave_what_was_there(
    parts: list[publishing.Part], tmp_path: Path
) -> None:
    (tmp_path / "there").write_text("mine")
    with pytest.raises(UsageError, match="is there already"):
        exports.write("ftm", parts, tmp_path / "there")
    with pytest.raises(TypeError):
        exports.write("gexf", [publishing.Part(Person, ({"id": "X", "names": [object()]},))], tmp_path / "new")
    assert [path.name for path in tmp_path.iterdir()] == ["there"]


def test_the_command_says_what_it_wrote_and_for_whom(
    parts: list[publishing.Part],  # noqa: ARG001 - there has to be something
    run: Callable[..., Result],
    tmp_path: Path,
) -> None:
    result = run("export", str(tmp_path / "out.ttl"), "--as", "turtle", "--audience", "public")
    assert result.exit_code == 0, result.output
    assert "for public" in result.output
    refused = run("export", str(tmp_path / "other"), "--as", "gexf", "--purpose", "to look at it")
    assert refused.exit_code == 2
