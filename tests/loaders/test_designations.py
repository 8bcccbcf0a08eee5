import pytest

from graph.loading.tables import tabulate
from graph.model import Account, ListedIn, Organisation, Person, Uses, Vessel
from loaders.source import FOLDER, source

DELIVERY = source("designations").deliver(None)
RECORDS = list(DELIVERY.records)


def test_every_row_is_taken_and_none_contradicts_another() -> None:
    tables = tabulate(RECORDS)
    assert DELIVERY.rejects == ()
    assert not tables.conflicts
    counts = tables.counts()
    assert counts["Person"] + counts["Organisation"] + counts["Vessel"] == 349
    assert (counts["Account"], counts["USES"]) == (29, 29)


@pytest.mark.parametrize(
    ("id_", "kind"),
    [("OFAC-55505", Person), ("OFAC-53779", Person), ("OFAC-55998", Organisation), ("OFAC-55508", Organisation)],
)
def test_persons_and_bodies_are_told_apart(id_: str, kind: type[object]) -> None:
    assert {type(record) for record in RECORDS if getattr(record, "id", None) == id_} == {kind}


def test_a_ship_is_no_company() -> None:
    assert {record.name for record in RECORDS if isinstance(record, Vessel)} == {"OCEAN PRINCESS 1"}


def test_other_names_come_from_the_table_of_aliases_and_never_repeat_the_name() -> None:
    (found,) = [record for record in RECORDS if isinstance(record, Person) and record.id == "OFAC-53779"]
    assert found.name == "Saw Chit THU"
    assert found.names == ["Saw San MYINT", "Maung Chit THU", "THU, Chit"]


def test_each_programme_is_a_listing_of_its_own_and_a_listing_is_no_modality_of_the_ladder() -> None:
    listings = [record for record in RECORDS if isinstance(record, ListedIn)]
    assert {record.modality for record in listings} == {"designated"}
    assert not any(";" in record.programme for record in listings)
    assert {record.document for record in listings} == {"OFAC-SDN"}


def test_the_wallets_lead_to_one_party() -> None:
    uses = [record for record in RECORDS if isinstance(record, Uses)]
    assert {record.start.id for record in uses} == {"OFAC-55505"}
    assert {record.kind for record in RECORDS if isinstance(record, Account)} == {"wallet"}


def test_the_source_has_no_python_of_its_own() -> None:
    assert [path.name for path in (FOLDER / "designations").glob("*.py")] == ["__init__.py"]
