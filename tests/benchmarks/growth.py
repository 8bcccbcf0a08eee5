"""Load made claims at growing sizes, by bulk import and over Bolt, then ask every canned query of each store.

    python -m tests.benchmarks.growth                                 10^5 claims by bulk import
    python -m tests.benchmarks.growth --claims 100000 1000000 10000000 --over-bolt 100000 1000000 --write

Every size runs in a process and a home of its own, and what each step took is added to a file of results as soon as it
ends: a size that fails loses nothing of the others. `--write` puts what the file has into docs/measured.md. See first that
the disk has room.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from graph import write
from graph.connection import Store, connect, silent
from graph.derived import canonical, ties
from graph.loading import bulk
from graph.loading.spool import Spool, spool
from graph.model import Claim, said_classes
from graph.server import embedded
from graph.settings import Settings
from loaders.delivery import Delivery
from loaders.identity import Identity
from loaders.intake import fill
from loaders.loading import Loader
from tests.benchmarks import growth_queries, growth_report
from tests.benchmarks.growth_results import RESULTS, Watch, disk, keep
from tests.benchmarks.made_claims import Known, delivery

CLAIMS = {cls.type_name() for cls in said_classes() if issubclass(cls, Claim)}
NEEDED = {"law", "indicators"}


def now() -> datetime:
    """A clock for runs."""
    return datetime.now(UTC)


class Measuring:
    """One load: each step is timed and kept when it ends."""

    def __init__(self, how: str, claims: int, settings: Settings, results: Path) -> None:
        self.about = {"how": how, "asked": claims, "heap": settings.heap, "page_cache": settings.page_cache}
        self.settings, self.results = settings, results

    @contextmanager
    def step(self, name: str) -> Iterator[dict[str, object]]:
        """Time what is done inside; more can be put beside it."""
        more: dict[str, object] = {}
        begun = time.perf_counter()
        with Watch(self.settings) as watch:
            yield more
        seconds = time.perf_counter() - begun
        self.keep(step=name, seconds=seconds, **watch.peaks(), **more)
        print(f"{self.about['how']} {self.about['asked']:,} {name}: {seconds:.1f} s", flush=True)

    def keep(self, **what: object) -> None:
        """Add a line to the results."""
        keep(self.results, {**self.about, "load_average": os.getloadavg()[0], **what})


def known(store: Store) -> Known:
    """What made claims may end at."""
    columns = (
        store.read(f"MATCH (n:{label}) RETURN n.id AS id ORDER BY id").values
        for label in ("State", "Provision", "Indicator")
    )
    return Known(*([id_ for (id_,) in column] for column in columns))


def load(how: str, claims: int, settings: Settings, measuring: Measuring) -> None:
    """Load, in the steps of loaders/bulk.py or of loaders/loading.py."""
    with connect(settings) as store:
        list(Loader(store, settings).bring(NEEDED))
        made = delivery(claims, known(store))
        with spool(settings.home / "spool" / "made") as said:
            with measuring.step("made and checked") as more:
                fill(said, made, _none_refused)
                counts = said.counts()
                more |= {"claims": sum(count for name, count in counts.items() if name in CLAIMS)}
                more |= {"rows": sum(counts.values())}
            if how == "bulk":
                _bulk(store, settings, made, said, measuring)
            else:
                _over_bolt(store, made, said, measuring)


def _bulk(store: Store, settings: Settings, made: Delivery, said: Spool, measuring: Measuring) -> None:
    run = write.run_of(source="made", scope=made.scope, digest=made.digest, version="1", started=now())
    with measuring.step("imported"):
        bulk.load(settings, store, said, run, silent)
    with connect(settings) as fresh:
        _written(fresh, made, said, measuring, "taken up after the import")


def _over_bolt(store: Store, made: Delivery, said: Spool, measuring: Measuring) -> None:
    _written(store, made, said, measuring, "written in batches")


def _written(store: Store, made: Delivery, said: Spool, measuring: Measuring, name: str) -> None:
    begun, ended = time.perf_counter(), 0.0

    def told(done: int, total: int) -> None:
        nonlocal ended
        ended = time.perf_counter() if done == total else ended

    with measuring.step("written, ties and all"):
        write.load(
            store, said, source="made", scope=made.scope, digest=made.digest, version="1", now=now, progress=told
        )
    measuring.keep(step=name, seconds=ended - begun)
    measuring.keep(step="derived for the first time", seconds=time.perf_counter() - ended)


def _none_refused(rejects: object) -> None:
    for reject in rejects:  # type: ignore[attr-defined]
        raise AssertionError(reject)


def after(settings: Settings, measuring: Measuring, *, identity: bool) -> None:
    """What is derived, again; the disk; every query; and who is one with whom."""
    with connect(settings) as store:
        with measuring.step("canonical, nothing changed"):
            canonical.recompute(store)
        with measuring.step("ties, nothing changed") as more:
            more["changed"] = ties.rebuild(store)
            more["ties"] = store.read("MATCH ()-[t:TIE]->() RETURN count(t)").values[0][0]
    embedded.down(settings)
    counts = "RETURN COUNT { (n) } AS nodes, COUNT { ()-[r]->() } AS relationships"
    on_disk = disk(settings)
    with connect(settings) as store:
        measuring.keep(step="disk", **store.read(counts).rows[0], **on_disk)
        with measuring.step("every query"):
            growth_queries.ask_all(store, measuring.keep)
        if identity:
            with measuring.step("identity") as more:
                more["judgements"] = Identity(store, now).refresh()


def one(how: str, claims: int, settings: Settings, results: Path, *, identity: bool) -> None:
    """Measure one size in one way."""
    measuring = Measuring(how, claims, settings, results)
    try:
        embedded.up(settings, silent)
        load(how, claims, settings, measuring)
        after(settings, measuring, identity=identity)
    finally:
        embedded.down(settings)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="*", default=[100_000], help="sizes by bulk import")
    parser.add_argument("--over-bolt", type=int, nargs="*", default=[], help="sizes in batches over Bolt")
    parser.add_argument("--heap", default="1g", help="the server's heap")
    parser.add_argument("--page-cache", default="256m", help="the server's page cache")
    parser.add_argument("--no-identity", action="store_true", help="leave out to judge who is one with whom")
    parser.add_argument("--results", type=Path, default=RESULTS, help="the file of results")
    parser.add_argument("--write", action="store_true", help="write the sections of docs/measured.md")
    parser.add_argument("--one", nargs=2, metavar=("HOW", "CLAIMS"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        with tempfile.TemporaryDirectory(prefix="palermo-growth-") as home:
            settings = Settings(home=Path(home), uri=None, heap=given.heap, page_cache=given.page_cache)
            one(given.one[0], int(given.one[1]), settings, given.results, identity=not given.no_identity)
        return
    print(f"{shutil.disk_usage(tempfile.gettempdir()).free / 1e9:.0f} GB are free")
    wanted = [("bulk", size) for size in given.claims] + [("bolt", size) for size in given.over_bolt]
    for how, size in wanted:
        options = [f"--heap={given.heap}", f"--page-cache={given.page_cache}", f"--results={given.results}"]
        options += ["--no-identity"] * given.no_identity
        subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.growth", "--one", how, str(size), *options], check=False
        )
    if given.write:
        growth_report.write(given.results)


if __name__ == "__main__":
    main()
