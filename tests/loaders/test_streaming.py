"""A file that is loaded chunk by chunk gives the graph that it gives all at once, also when the load is killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from graph.connection import Store
from graph.model import Area, Case, CitizenOf, Document, ExploitedIn, HeldAt, State
from graph.read import digest
from graph.settings import Settings
from loaders.delivery import Chunk, Delivery, Part, Reject
from loaders.loading import Loader, LoadReport

ROWS = 40


def chunk(first: int, last: int) -> Chunk:
    """Rows of a register: every tenth has no citizenship that exists, row 7 a year that is none, row 9 is row 8 again."""
    rows = list(range(first, last))
    case = [8 if row == 9 else row for row in rows]
    frame = pl.DataFrame({"_row": rows, "id": [f"CASE-{n:03}" for n in case]})
    cases = frame.with_columns(
        document=pl.lit("REGISTER"),
        standard=pl.lit("own"),
        year=pl.when(pl.col("_row") == 7).then(20222).otherwise(2020 + pl.Series(case) % 5),
        exploitation=pl.lit(["ForcedCriminality"], dtype=pl.List(pl.String)),
    )
    claims = frame.rename({"id": "start"}).with_columns(
        document=pl.lit("REGISTER"), locator=pl.lit("a case"), modality=pl.lit("reported")
    )
    citizen = claims.with_columns(end=pl.when(pl.col("_row") % 10 == 0).then(pl.lit("XXX")).otherwise(pl.lit("MYS")))
    areas = pl.DataFrame({"_row": [None], "id": ["JOHOR"], "name": ["Johor"]}, schema_overrides={"_row": pl.Int64})
    parts = (
        Part(Area, areas),
        Part(Case, cases),
        Part(CitizenOf, citizen, (Case, State)),
        Part(HeldAt, claims.with_columns(end=pl.lit("JOHOR"), since=pl.lit("2024-03")), (Case, Area)),
        Part(ExploitedIn, claims.with_columns(end=pl.lit("MYS")), (Case, State)),
    )
    return Chunk(
        "register.csv", parts, (Reject("register.csv", "row 3", "consent", "is not given"),) if first == 2 else ()
    )


def chunks(size: int) -> Iterator[Chunk]:
    for first in range(2, ROWS + 2, size):
        yield chunk(first, min(first + size, ROWS + 2))


def register(size: int) -> Delivery:
    there = [Document(id="REGISTER", title="A register"), State(id="MYS", name="Malaysia")]
    return Delivery("register", "the same file", there, chunks=chunks(size))


def load(store: Store, settings: Settings, size: int = 7) -> LoadReport:
    return Loader(store, settings).take("register", register(size))


def count(store: Store, pattern: str) -> int:
    return int(store.read(f"MATCH {pattern} RETURN count(*)").values[0][0])


def test_the_size_of_the_chunks_does_not_matter(empty_store: Store, settings: Settings) -> None:
    found = set()
    for size in (9, ROWS):
        empty_store.write([("MATCH (n) DETACH DELETE n", {})])
        report = load(empty_store, settings, size)
        found.add((digest(empty_store), report.run.nodes, report.run.relationships, report.refused))
    assert len(found) == 1


def test_a_row_is_taken_whole_or_refused_whole_and_every_reject_has_its_reason(
    empty_store: Store, settings: Settings
) -> None:
    report = load(empty_store, settings)
    assert count(empty_store, "(c:Case {id: 'CASE-007'})") == 0
    assert count(empty_store, "(:Case)") == ROWS - 2  # row 7 is refused, row 9 is row 8 again
    assert count(empty_store, "(:Case {id: 'CASE-008'})-[:HELD_AT]->(:Area {id: 'JOHOR'})") == 1
    assert report.rejects_file is not None
    said = pl.read_csv(report.rejects_file).rows()
    assert said[:2] == [
        ("register.csv", "row 3", "consent", "is not given"),
        ("register.csv", "row 7", "year", "Input should be less than or equal to 2100"),
    ]
    assert [reason for *_, reason in said[2:]] == [
        "there is no Place of the id that stands there; load the source that has it first"
    ] * 4
    assert report.refused == len(said) == report.run.rejects


def test_two_rows_of_one_key_that_differ_are_both_refused(empty_store: Store, settings: Settings) -> None:
    twice = pl.DataFrame(
        {"_row": [2, 3], "id": ["C", "C"], "document": ["D", "D"], "standard": ["own", "own"], "year": [2020, 2021]}
    )
    apart = [Chunk("f", (Part(Case, twice[:1]),)), Chunk("f", (Part(Case, twice[1:]),))]
    report = Loader(empty_store, settings).take("register", Delivery("register", "x", [], chunks=apart))
    assert [(one.row, one.field) for one in report.rejects] == [("Case C", "year")]
    assert count(empty_store, "(:Case)") == 0


def test_what_a_new_issue_no_longer_says_goes_only_when_all_of_it_is_written(
    empty_store: Store, settings: Settings
) -> None:
    load(empty_store, settings)
    before = digest(empty_store)

    def stop(_source: str, done: int, total: int) -> None:
        if done == total:
            raise KeyboardInterrupt

    fewer = Delivery("register", "another file", register(7).records, chunks=[chunk(2, 12)])
    with pytest.raises(KeyboardInterrupt):
        Loader(empty_store, settings, stop).take("register", fewer)
    assert digest(empty_store) == before
    fewer = Delivery("register", "another file", register(7).records, chunks=[chunk(2, 12)])
    assert Loader(empty_store, settings).take("register", fewer).run.removed > 0
    assert count(empty_store, "(:Case)") == 8


KILLED = """
import os, signal, sys
from dataclasses import replace
from graph import write
from graph.connection import connect
from graph.settings import Settings
from loaders.loading import Loader
from tests.loaders.test_streaming import register
write.load.__kwdefaults__["batch"] = 5
when = int(sys.argv[1])
def progress(_source, done, _total):
    if done == when:
        os.kill(os.getpid(), signal.SIGKILL)
def chunks(delivery):
    for number, one in enumerate(delivery.chunks):
        if -number == when:
            os.kill(os.getpid(), signal.SIGKILL)
        yield one
settings = Settings()
with connect(settings) as store:
    delivery = register(7)
    delivery = replace(delivery, chunks=chunks(delivery))
    print(Loader(store, settings, progress).take("register", delivery).refused)
"""


@pytest.mark.parametrize("when", [-3, 9])
def test_a_load_that_is_killed_and_begun_again_leaves_the_same_graph(
    empty_store: Store, settings: Settings, when: int
) -> None:
    undisturbed, refused = _run(empty_store, settings, 10_000)
    expected = digest(empty_store)
    assert undisturbed == 0
    empty_store.write([("MATCH (n) DETACH DELETE n", {})])
    killed, _ = _run(empty_store, settings, when)
    assert killed == -signal.SIGKILL
    assert count(empty_store, "(:Run {state: 'complete'})") == 0
    again, refused_again = _run(empty_store, settings, 10_000)
    assert (again, refused_again) == (0, refused)
    assert digest(empty_store) == expected
    assert count(empty_store, "(:Run)") == 1
    assert not [path for path in (settings.home / "spool").iterdir() if path.is_dir()]


def _run(store: Store, settings: Settings, when: int) -> tuple[int, str]:
    root = Path(__file__).parents[2]
    environment = os.environ | {"PALERMO_HOME": str(settings.home), "PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(when)],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
        cwd=root,
    )
    assert not done.stderr, done.stderr
    assert store.uri
    return done.returncode, done.stdout
