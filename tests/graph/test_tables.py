from hypothesis import given
from hypothesis import strategies as st

from graph.loading.tables import batches, tabulate
from graph.model import Area, LocatedIn, Node, Organisation, Platform, State


def located(area: str, document: str = "D1") -> LocatedIn:
    return LocatedIn(
        start=Area.ref(area), end=State.ref("MYS"), document=document, locator="L34", modality="reported", since="2017"
    )


def test_the_same_record_twice_is_one_row() -> None:
    tables = tabulate(
        [Area(id="Johor", name="Johor"), Area(id="Johor", name="Johor"), located("Johor"), located("Johor")]
    )
    assert tables.counts() == {"Area": 1, "LOCATED_IN": 1}
    assert not tables.conflicts


def test_two_names_for_one_id_are_a_conflict_that_names_the_field() -> None:
    tables = tabulate([Area(id="Johor", name="Johor"), Area(id="Johor", name="Johore")])
    assert [(conflict.record, conflict.field) for conflict in tables.conflicts] == [("Area Johor", "name")]
    assert tables.counts() == {}


def test_rows_about_one_party_complete_each_other() -> None:
    tables = tabulate([Area(id="J", name="J", names=["a"]), Area(id="J", name="J", names=["b", "a"], kind="town")])
    assert not tables.conflicts
    (row,) = tables.nodes[Area]
    assert (row["names"], row["kind"]) == (["a", "b"], "town")


def test_two_classes_under_one_base_are_a_conflict() -> None:
    tables = tabulate([Organisation(id="X", name="X"), Platform(id="X", name="X")])
    assert [conflict.field for conflict in tables.conflicts] == ["label"]


def test_a_year_becomes_its_two_days() -> None:
    (row,) = next(iter(tabulate([located("Johor")]).relationships.values()))
    assert (row["since"], row["since_latest"], row["until"]) == ("2017-01-01", "2017-12-31", None)


@given(st.permutations([Area(id=f"A{n}", name="x") for n in range(5)]))
def test_the_order_of_records_does_not_matter(records: list[Node]) -> None:
    assert [row["id"] for row in tabulate(records).nodes[Area]] == [f"A{n}" for n in range(5)]


@given(st.integers(0, 40), st.integers(1, 12))
def test_batches_lose_nothing(count: int, size: int) -> None:
    rows = [{"id": str(n)} for n in range(count)]
    parts = list(batches(rows, size))
    assert [row for part in parts for row in part] == rows
    assert all(len(part) <= size for part in parts)
