from pathlib import Path
from typing import Any

from graph.connection import Store
from graph.model import Account, Person, RecruitedFor, Uses
from graph.settings import Settings
from loaders import Loader
from loaders.source import FOLDER, source

FILE = Path(__file__).parent / "data" / "made_up" / "recruiters.csv"
DELIVERY = source("identities").deliver(FILE)


def of(kind: type[Any]) -> list[Any]:
    return [record for record in DELIVERY.records if isinstance(record, kind)]


def test_a_sheet_names_accounts_and_never_persons() -> None:
    assert not of(Person)
    assert {account.kind for account in of(Account)} == {"handle", "phone", "email", "wallet", "advert"}


def test_an_alias_beside_a_handle_is_its_other_name_and_alone_an_account_of_its_source() -> None:
    accounts = {account.id: account for account in of(Account)}
    assert accounts["HANDLE-telegram-@hr_star"].names == ["Lucky"]
    assert accounts["ALIAS-Team sheet-Mr Lee"].kind == "handle"


def test_numbers_are_written_with_their_country_and_one_that_nobody_has_is_refused() -> None:
    assert {use.end.id for use in of(Uses)} >= {"PHONE-+85512345678", "PHONE-+959770123456"}
    refused = {reject.row: reject for reject in DELIVERY.rejects}
    assert "'12345' is no telephone number with its country" in refused["line 5"].reason
    assert (refused["line 6"].field, len(refused)) == ("modality", 2)


def test_whom_a_row_recruits_for_is_a_claim_with_source_day_and_words() -> None:
    first, second, third = of(RecruitedFor)
    assert (first.document, first.locator, first.quote) == ("SHEET-Team sheet", "p. 1", "hires for KK Park")
    assert (first.modality, first.since.text) == ("reported", "2024-07-30")
    assert (second.end.id, second.since.text) == ("SITE-KK园区", "2024-03")
    assert (third.start.id, third.end.id, third.locator) == ("EMAIL-jobs@example.org", "ORG-Example Co", "line 4")


def test_each_sheet_speaks_for_itself(empty_store: Store, settings: Settings, tmp_path: Path) -> None:
    loader = Loader(empty_store, settings)
    *_, report = loader.load("identities", FILE)
    assert report.run.scope == "identities/recruiters"
    header, row, *_ = FILE.read_text(encoding="utf-8").splitlines()
    (tmp_path / "other.csv").write_text(f"{header}\n{row.replace('hr_star', 'other')}\n", encoding="utf-8")
    *_, report = loader.load("identities", tmp_path / "other.csv")
    assert (report.run.scope, report.run.removed, report.rejects) == ("identities/other", 0, ())
    query = "MATCH (a:Account)-[:RECRUITED_FOR]->() RETURN collect(DISTINCT a.id) AS ids"
    assert len(empty_store.read(query).rows[0]["ids"]) == 4


def test_the_template_has_the_columns_that_the_mapping_reads() -> None:
    from loaders.mapping_file import read_mapping

    header = (FOLDER / "identities" / "template.csv").read_text(encoding="utf-8").strip().split(",")
    assert read_mapping(FOLDER / "identities" / "accounts.mapping.yaml").columns() == {*header}
