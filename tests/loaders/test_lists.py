"""Lists as their authorities publish them, on made-up parties in the true form."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from graph.connection import Store
from graph.errors import InputRefused, UsageError
from graph.model import Account, ListedIn, Organisation, Person, Uses, Vessel
from graph.settings import Settings
from loaders import Loader
from loaders.delivery import Delivery
from loaders.source import FOLDER, recognised, source

MADE_UP = Path(__file__).parent / "data" / "made_up"


def delivered(name: str, file: str) -> Delivery:
    return source(name).deliver(MADE_UP / file)


def by_id(delivery: Delivery) -> dict[str, Any]:
    return {record.id: record for record in delivery.records}


@pytest.mark.parametrize("file", ["sdn.xml", "sdn.csv"])
def test_both_forms_of_the_sdn_list_say_the_same_of_a_party(file: str) -> None:
    delivery = delivered("designations", file)
    found = by_id(delivery)
    assert delivery.scope == "designations/ofac-sdn"
    person, body, vessel = (found[f"OFAC-9000{number}"] for number in (1, 2, 3))
    assert (type(person), type(body), type(vessel)) == (Person, Organisation, Vessel)
    assert person.born.text == "1987-12-16"
    assert {*person.country} == {"China", "Cambodia"}
    assert person.identifiers[0] == "ofac:90001"
    assert person.identifiers[1].startswith("passport-sha256:KHM:")
    assert body.identifiers[:2] == ["ofac:90002", "reg:KHM:00012345"]
    assert vessel.identifiers == ["ofac:90003", "imo:9876543"]
    listings = [record for record in delivery.records if isinstance(record, ListedIn)]
    assert [listing.programme for listing in listings if listing.start.id == "OFAC-90001"] == ["TCO", "GLOMAG"]
    wallets = [record for record in delivery.records if isinstance(record, Account)]
    assert {wallet.id.rpartition("-")[0] for wallet in wallets} == {"WALLET-XBT", "WALLET-ETH"}
    assert {record.start.id for record in delivery.records if isinstance(record, Uses)} == {"OFAC-90001"}


def test_the_two_forms_give_a_passport_one_digest_and_never_its_number() -> None:
    digests = {by_id(delivered("designations", file))["OFAC-90001"].identifiers[1] for file in ("sdn.xml", "sdn.csv")}
    assert len(digests) == 1
    for file in ("sdn.xml", "sdn.csv"):
        assert "1234567" not in repr(delivered("designations", file).records)


def test_an_aircraft_is_no_party_and_is_counted() -> None:
    (reject,) = delivered("designations", "sdn.xml").rejects
    assert (reject.row, reject.field) == ("sdnEntry 4", "row")


def test_other_names_are_joined_from_their_parts_and_from_the_table_beside() -> None:
    assert by_id(delivered("designations", "sdn.xml"))["OFAC-90001"].names == ["Sample PERSON", "例子"]
    assert by_id(delivered("designations", "sdn.csv"))["OFAC-90001"].names == ["PERSON, Sample", "EXEMPLAR"]


def test_a_table_that_is_not_beside_the_list_is_reported_and_the_rest_is_taken(tmp_path: Path) -> None:
    shutil.copy(MADE_UP / "sdn.csv", tmp_path / "SDN.CSV")
    shutil.copy(MADE_UP / "add.csv", tmp_path / "ADD.CSV")
    delivery = source("designations").deliver(tmp_path / "SDN.CSV")
    assert {reject.field for reject in delivery.rejects} == {"other names", "more remarks", "row"}
    assert by_id(delivery)["OFAC-90002"].country == ["Cambodia"]


def test_the_list_of_the_security_council_is_read() -> None:
    delivery = delivered("designations", "un_consolidated.xml")
    found = by_id(delivery)
    assert delivery.rejects == ()
    person = found["UN-KPi.900"]
    assert (person.name, person.names) == ("EXAMPLE OF A PERSON", ["예시", "Sample Person"])
    assert person.born.text == "1964-01-01/1968-12-31", "an exact day, or about 1966: the interval that holds both"
    assert found["UN-QDi.900"].born.text == "1963-01-01/1968-12-31"
    assert isinstance(found["UN-KPe.900"], Organisation)
    listings = {record.start.id: record for record in delivery.records if isinstance(record, ListedIn)}
    listing = listings["UN-KPi.900"]
    assert (listing.programme, listing.locator, listing.since and listing.since.text) == (
        "DPRK",
        "KPi.900",
        "2016-11-30",
    )
    assert listing.as_of is not None
    assert listing.as_of.text == "2026-05-19"


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("sdn.xml", "designations"),
        ("sdn.csv", "designations"),
        ("un_consolidated.xml", "designations"),
        ("example.ftm.json", "followthemoney"),
        ("recruiters.csv", "identities"),
    ],
)
def test_a_published_form_is_recognised_and_its_draft_is_the_mapping_of_its_source(
    tmp_path: Path, file: str, name: str
) -> None:
    from loaders.draft import draft
    from loaders.mapped import deliver_mapped

    found = recognised(MADE_UP / file)
    assert found is not None
    assert found[0] == name
    text = draft(MADE_UP / file)
    assert f"palermo load {name} {file}" in text
    (tmp_path / "own.mapping.yaml").write_text(text, encoding="utf-8")
    assert (
        by_id(deliver_mapped(MADE_UP / file, tmp_path / "own.mapping.yaml")).keys()
        == by_id(delivered(name, file)).keys()
    )


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("sdn.xml", '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><sdnList>&d;</sdnList>', "can hide a bomb"),
        ("sdn.xml", '<!DOCTYPE a SYSTEM "file:///etc/passwd"><sdnList/>', "can hide a bomb or read other files"),
        ("sdn.xml", "<sdnList><sdnEntry>", "damaged or no XML"),
        ("sdn.xml", "<sdnList/>", "has no element sdnEntry"),
        ("sdn.xml", "<a>" * 60 + "</a>" * 60, "more than 50 elements one within the other"),
        ("sdn.csv", "1,2,3\n", "line 1 has 3 cells where 12 are expected"),
        ("list.pdf", "x", "is none of the files that designations takes"),
        ("32099R0001.csv", "celex,name\n", "that the table has not"),
    ],
)
def test_what_is_not_the_list_is_one_sentence(tmp_path: Path, name: str, content: str, sentence: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(InputRefused) as refusal:
        source("designations").deliver(tmp_path / name)
    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_source_that_ships_no_data_asks_for_a_file() -> None:
    with pytest.raises(UsageError, match="say the file: palermo load identities PATH"):
        source("identities").deliver(None)


@pytest.mark.parametrize("name", ["designations", "followthemoney", "identities"])
def test_the_source_has_no_python_of_its_own(name: str) -> None:
    assert [path.name for path in (FOLDER / name).glob("*.py")] == ["__init__.py"]


def test_a_new_issue_withdraws_what_its_list_no_longer_says_and_nothing_of_another_list(
    empty_store: Store, settings: Settings, tmp_path: Path
) -> None:
    def listed() -> list[str]:
        query = "MATCH (party)-[:LISTED_IN]->() RETURN DISTINCT party.id AS id ORDER BY id"
        return [row["id"] for row in empty_store.read(query).rows]

    def load(text: str, name: str) -> int:
        (tmp_path / name).write_text(text, encoding="utf-8")
        *_, report = Loader(empty_store, settings).load("designations", tmp_path / name)
        return report.run.removed

    empty_store.write([("MERGE (s:Place:State {id: 'KHM', name: 'Cambodia'})", {})])
    first = (MADE_UP / "sdn.xml").read_text(encoding="utf-8")
    load((MADE_UP / "un_consolidated.xml").read_text(encoding="utf-8"), "un_consolidated.xml")
    load(first, "sdn.xml")
    both = listed()
    assert both == ["OFAC-90001", "OFAC-90002", "OFAC-90003", "UN-KPe.900", "UN-KPi.900", "UN-QDi.900"]
    start, end = first.index("<uid>90002") - 15, first.index("<uid>90003") - 15
    delisted = first[:start] + first[end:]
    assert load(delisted, "SDN_2026_06.XML") == 2, "the party and its listing, under whatever name the issue comes"
    assert listed() == [id_ for id_ in both if id_ != "OFAC-90002"]
    assert load(first, "sdn.xml") == 0
    assert listed() == both
