import json
from pathlib import Path
from typing import Any

from graph.connection import Store
from graph.model import Document, FamilyOf, LinkedTo, ListedIn, Owns, Person
from graph.settings import Settings
from loaders import Loader
from loaders.source import source

FILE = Path(__file__).parent / "data" / "made_up" / "example.ftm.json"
DELIVERY = source("followthemoney").deliver(FILE)


def of(kind: type[Any]) -> list[Any]:
    return [record for record in DELIVERY.records if isinstance(record, kind)]


def test_an_interest_is_one_claim_of_each_dataset_that_has_it() -> None:
    owns = [claim for claim in of(Owns) if claim.locator == "ex-own"]
    assert [claim.document for claim in owns] == ["FTM-ex_sanctions", "FTM-ex_register"]
    assert {(claim.since.text, claim.quote, claim.modality) for claim in owns} == {
        ("2017", "beneficial owner", "reported")
    }
    assert {"FTM-ex_sanctions", "FTM-ex_register"} <= {record.id for record in of(Document)}


def test_the_words_of_a_role_are_kept() -> None:
    assert {claim.as_ for claim in of(LinkedTo)} == {"adviser", "business partner", "a link of which no more is said"}
    assert [claim.quote for claim in of(FamilyOf)] == ["brother"]


def test_a_listing_is_by_its_authority_with_programme_day_and_reason() -> None:
    (listing,) = of(ListedIn)
    assert listing.end.id == "FTM-LIST-Example Treasury"
    assert (listing.programme, listing.since.text) == ("EX-TCO", "2025-10-14")
    assert listing.quote == "For what the example says."


def test_only_persons_whom_a_public_source_lists_are_named() -> None:
    persons = {record.id: record for record in of(Person)}
    assert set(persons) == {"FTM-ex-p1", "FTM-ex-p2"}
    assert persons["FTM-ex-p1"].born.text == "1970", "two dates of birth: what both leave open"
    assert persons["FTM-ex-p1"].identifiers[0] == "ofac:90001", "the number under which another list has the party"
    assert "Example Unlisted" not in repr(DELIVERY.records)


def test_what_cannot_be_kept_is_counted() -> None:
    assert [reject.row for reject in DELIVERY.rejects] == ["line 3", "line 22", "line 20", "line 21"]
    assert json.loads(FILE.read_text(encoding="utf-8").splitlines()[21])["schema"] == "Address"


def test_an_interest_whose_party_is_nowhere_is_a_reject_of_the_load(empty_store: Store, settings: Settings) -> None:
    (report,) = Loader(empty_store, settings).load("followthemoney", FILE)
    (dangling,) = [reject for reject in report.rejects if "ex-nobody" in reject.row]
    assert (dangling.field, dangling.reason) == (
        "start",
        "there is no Entity FTM-ex-nobody; load the source that has it first",
    )
    query = "MATCH (a:Entity)-[r:OWNS|LEADS|MEMBER_OF|ACTS_FOR|LINKED_TO|FAMILY_OF|USES]->(b) RETURN count(r) AS claims"
    assert empty_store.read(query).rows == [{"claims": 2 + 1 + 1 + 1 + 4 + 1 + 1}]
