"""Two EU acts as OpenSanctions transcribes them: what their reasons say of scam centres, with the sentence."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.connection import Store
from graph.errors import InputRefused
from graph.model import Compound, ListedIn, Person
from graph.settings import Settings
from loaders import Loader
from loaders.delivery import Delivery
from loaders.source import FOLDER, source

TABLES = Path(__file__).parent / "eu_sanctions_scam_centres"
MYANMAR, AMENDMENT = TABLES / "32013R0401.csv", TABLES / "32026R1895.csv"
DELIVERIES = {path.stem: source("designations").deliver(path) for path in (MYANMAR, AMENDMENT)}
ANNOTATION = yaml.safe_load((FOLDER / "designations" / "eu_reasons.yaml").read_text(encoding="utf-8"))


def records(*deliveries: Delivery) -> list[Any]:
    return [record for delivery in deliveries or DELIVERIES.values() for record in delivery.records]


def test_each_act_is_a_scope_of_its_own_and_its_rows_are_listings() -> None:
    assert {delivery.scope for delivery in DELIVERIES.values()} == {
        "designations/EU-32013R0401",
        "designations/EU-32026R1895",
    }
    listings = [record for record in records() if isinstance(record, ListedIn)]
    assert len(listings) == 127 + 10
    assert all(listing.since and listing.quote and listing.locator.startswith("Annex I") for listing in listings)
    (chen_zhi,) = [one for one in listings if one.start.id == "EU-32020R1998-I.A-147"]
    assert (chen_zhi.document, chen_zhi.programme, chen_zhi.locator) == ("EU-32026R1895", "EU-HR", "Annex I.A, no. 147")
    assert chen_zhi.since is not None
    assert chen_zhi.since.text == "2026-07-30"


def test_only_a_date_of_birth_that_no_pattern_reads_is_left_out_and_its_row_is_kept() -> None:
    rejects = [reject for delivery in DELIVERIES.values() for reject in delivery.rejects]
    assert [(reject.file, reject.field) for reject in rejects] == [("32013R0401.csv", "born")]
    assert "1960s-1970s" in rejects[0].reason


@pytest.mark.parametrize(
    ("id_", "born"),
    [
        ("EU-32020R1998-I.A-147", "1987-12-16"),
        ("EU-32020R1998-I.A-152", "1956"),
        ("EU-32013R0401-IV.A-2", "1964-03"),
    ],
)
def test_a_date_of_birth_is_as_exact_as_it_is_printed(id_: str, born: str) -> None:
    (found,) = [record for record in records() if isinstance(record, Person) and record.id == id_]
    assert found.born is not None
    assert found.born.text == born


def test_names_are_split_as_each_file_prints_them() -> None:
    names = {record.id: record.names for record in records() if isinstance(record, Person)}
    assert names["EU-32013R0401-IV.A-104"] == ["Saw San Myint", "Maung Chit Thu", "Chit Thu"]
    assert names["EU-32020R1998-I.A-147"] == ["Neak Oknha Chen Zhi", "陈志", "チェン・ジー"]
    assert not any("P’do" in found for found in names.values()), "a form of address between commas is no name"


def test_every_passage_of_the_annotation_stands_in_its_row_and_every_row_is_there() -> None:
    ids = {record.start.id for record in records() if isinstance(record, ListedIn)}
    assert {*ANNOTATION["rows"]} <= ids
    expected = sum(len(passage["claims"]) for passages in ANNOTATION["rows"].values() for passage in passages)
    claims = [one for one in records() if getattr(one, "quote", None) and not isinstance(one, ListedIn)]
    assert len(claims) == expected
    assert {claim.modality for claim in claims} == {"alleged", "reported"}, "reasons are assertions, never findings"
    assert {record.id for record in records() if isinstance(record, Compound)} == {
        id_ for id_, node in ANNOTATION["nodes"].items() if node.get("class") == "Compound"
    }


def test_a_quote_that_the_row_has_not_is_refused_and_the_rest_of_the_row_is_kept(tmp_path: Path) -> None:
    text = AMENDMENT.read_text(encoding="utf-8").replace("reported to be operating the Deeko", "said to run the Deeko")
    (tmp_path / AMENDMENT.name).write_text(text, encoding="utf-8")
    delivery = source("designations").deliver(tmp_path / AMENDMENT.name)
    (reject,) = delivery.rejects
    assert reject.field == "reason"
    assert "quotes words that the row has not: 'Saw Eh Le Htoo is reported to be operating" in reject.reason
    types = {
        type(one).__name__
        for one in delivery.records
        if getattr(getattr(one, "start", None), "id", "") == "EU-32020R1998-I.A-153"
    }
    assert types == {"ListedIn", "MemberOf"}


def test_rows_of_two_acts_in_one_file_are_refused(tmp_path: Path) -> None:
    text = AMENDMENT.read_text(encoding="utf-8")
    (tmp_path / "32099R0001.csv").write_text(text.replace("32026R1895,153", "32099R0001,153"), encoding="utf-8")
    (reject,) = source("designations").deliver(tmp_path / "32099R0001.csv").rejects
    assert (reject.field, "load each by itself" in reject.reason) == ("scope", True)


def test_a_file_that_is_no_act_says_what_it_lacks(tmp_path: Path) -> None:
    (tmp_path / "32099R0001.csv").write_text("name,alias\na,b\n", encoding="utf-8")
    with pytest.raises(InputRefused, match="that the table has not"):
        source("designations").deliver(tmp_path / "32099R0001.csv")


ROUTE = """
MATCH (wallet:Account {kind: 'wallet'})<-[uses:USES]-(listed:Entity {id: 'OFAC-55505'})
WITH listed, count(wallet) AS wallets, collect(uses.locator)[0] AS uses
MATCH (same:Entity {id: 'EU-32020R1998-I.A-147'})-[leads:LEADS]->(group)-[operates:OPERATES {stance: 'asserts'}]->(place:Compound)
RETURN wallets, uses, leads.quote AS leads, operates.quote AS operates, place.name AS place ORDER BY place, leads
"""


def test_from_a_wallet_to_a_named_compound_there_is_a_quote_at_each_hop_once_two_listings_are_one(
    empty_store: Store, settings: Settings
) -> None:
    for path in (None, MYANMAR, AMENDMENT):
        for report in Loader(empty_store, settings).load("designations", path):
            assert all(reject.field == "born" for reject in report.rejects), report.rejects
    rows = empty_store.read(ROUTE).rows
    assert {row["wallets"] for row in rows} == {29}
    assert sorted({row["place"] for row in rows}) == [
        "Golden Fortune Science Case and Technology Park",
        "Jinbei Compound",
        "Mango Park",
    ]
    for row in rows:
        assert "Chen Zhi" in row["leads"]
        assert "built and operated" in row["operates"]
    names = {"OFAC-55505": "Zhi CHEN", "EU-32020R1998-I.A-147": "Chen ZHI"}
    query = "MATCH (n:Entity) WHERE n.id IN $ids RETURN n.id AS id, n.name AS name"
    assert {row["id"]: row["name"] for row in empty_store.read(query, {"ids": [*names]}).rows} == names
