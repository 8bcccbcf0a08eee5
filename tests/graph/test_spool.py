"""What is kept on disk is what memory would have kept."""

from pathlib import Path
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.loading.frames import stored_schema
from graph.loading.spool import Spool, spool
from graph.loading.tables import Said, class_of, stored, tabulate
from graph.model import Area, LocatedIn, Node, Organisation, Platform, Relationship, State

Record = Node | Relationship[Any, Any]


def located(area: str, document: str) -> LocatedIn:
    return LocatedIn(start=Area.ref(area), end=State.ref("MYS"), document=document, locator="1", modality="reported")


RECORDS = st.lists(
    st.one_of(
        st.builds(
            Area,
            id=st.sampled_from("ABC"),
            name=st.sampled_from(["a", "a", "b"]),
            names=st.lists(st.sampled_from("xy"), max_size=2, unique=True),
            kind=st.sampled_from([None, "town"]),
        ),
        st.builds(located, st.sampled_from("ABC"), st.sampled_from(["D1", "D2"])),
        st.builds(Organisation, id=st.sampled_from("XYZ"), name=st.just("o")),
        st.builds(Platform, id=st.sampled_from("WX"), name=st.just("o")),
    ),
    max_size=14,
)


def spooled(records: list[Record], folder: Path, size: int) -> Spool:
    made = Spool(folder)
    for begin in range(0, len(records), size):
        for record in records[begin : begin + size]:
            key: Any = type(record)
            if isinstance(record, Relationship):
                key = key, (record.start.cls.base(), record.end.cls.base())
            row = pl.DataFrame([stored(record)], schema=stored_schema(type(record)), orient="row")
            made.add(key, row)
    made.seal()
    return made


def rows(said: Said) -> dict[str, list[dict[str, Any]]]:
    found = {}
    for key in said.contents():
        kept = sorted((row for some in said.batches(key, 2) for row in some), key=lambda row: str(row["id"]))
        for row in kept:
            row["names"] = sorted(row.get("names") or [])
        if kept:
            found[class_of(key).__name__] = kept
    return found


@settings(deadline=None, max_examples=60)
@given(RECORDS, st.integers(1, 5))
def test_chunks_on_disk_give_the_tables_that_memory_gives(
    tmp_path_factory: Any, records: list[Record], size: int
) -> None:
    made, tables = spooled(records, tmp_path_factory.mktemp("spool"), size), tabulate(records)
    assert rows(made) == rows(tables)
    assert {one.record.split()[-1] for one in made.conflicts} == {one.record.split()[-1] for one in tables.conflicts}
    assert {name: count for name, count in made.counts().items() if count} == tables.counts()
    assert {base: ids for base, ids in made.ends_elsewhere().items() if ids} == {
        base: ids for base, ids in tables.ends_elsewhere().items() if ids
    }


def test_what_is_struck_leaves_the_numbers_of_the_batches_as_they_are(tmp_path: Path) -> None:
    made = spooled([located(area, "D1") for area in "ABC"], tmp_path, 1)
    (key,) = made.contents()
    before = made.batch_count(key, 1)
    struck = [row["start"] for _, row in made.strike_ending_at({Area.base(): {"B"}})]
    assert (struck, made.count(key), made.batch_count(key, 1)) == (["B"], 2, before)
    assert [[row["start"] for row in some] for some in made.batches(key, 1)] == [["A"], [], ["C"]]


def test_nothing_stays_of_a_spool_nor_of_one_that_was_killed(tmp_path: Path) -> None:
    folder = tmp_path / "spool" / "cases"
    folder.mkdir(parents=True)
    (folder / "000000.arrow").write_bytes(b"left by a load that was killed")
    with spool(folder) as made:
        assert not list(folder.iterdir())
        made.add(Area, pl.DataFrame([stored(Area(id="A", name="a"))], schema=stored_schema(Area), orient="row"))
        assert folder.stat().st_mode & 0o077 == 0
    assert not folder.exists()
