"""Measure a cold `make demo`, and warm: server start, load of law and letter, each canned query.

    python -m tests.benchmarks.start_load_ask            prints the figures
    python -m tests.benchmarks.start_load_ask --write    and writes them into docs/measured.md
    python -m tests.benchmarks.start_load_ask --no-cold  leaves out the cold demo, which fetches everything

The cold demo runs in a fresh clone with an empty home folder, so nothing is cached.
"""

import argparse
import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import queries
from graph.connection import Store, connect
from graph.errors import UsageError
from graph.server import embedded
from graph.settings import Settings
from loaders import Loader
from loaders.source import sources
from tests.measured import table, write_section

ROOT = Path(__file__).parents[2]
RUNS = 5


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def median(work: Callable[[], object]) -> float:
    work()  # not counted: the plan is made and the page cache filled
    return statistics.median(seconds(work) for _ in range(RUNS))


@contextmanager
def fresh_home() -> Iterator[Settings]:
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home), uri=None)
        try:
            yield settings
        finally:
            embedded.down(settings)


def cold_demo() -> float:
    """Seconds of `make demo` in a fresh clone with an empty home."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["git", "clone", "--quiet", str(ROOT), f"{folder}/palermo"], check=True)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PALERMO_", "XDG_"))}
        environment = kept | {"HOME": folder}
        try:
            return seconds(
                lambda: subprocess.run(
                    ["make", "demo"], cwd=f"{folder}/palermo", env=environment, check=True, stdout=subprocess.DEVNULL
                )
            )
        finally:
            subprocess.run([f"{folder}/palermo/.venv/bin/palermo", "down"], env=environment, check=False)


def server_start(settings: Settings) -> float:
    """Seconds from nothing running to the first answer, the jars there already."""
    embedded.down(settings)
    return seconds(lambda: connect(settings).close())


def loads(store: Store, settings: Settings) -> dict[str, float]:
    """Seconds that each source takes: first on a store without it, then again."""
    found: dict[str, float] = {}
    for again in ("", ", again"):
        for name in (
            source.card.id for source in sources().values() if source.ships and source.card.id != "conclusions"
        ):
            found[f"load {name}{again}"] = seconds(lambda name=name: list(Loader(store, settings).load(name)))  # type: ignore[misc]
    return found


def asks(store: Store) -> dict[str, float]:
    """Median seconds of each canned query with its example parameters, where what they name is loaded."""
    found: dict[str, float] = {}
    for query in queries.catalogue().values():
        with suppress(UsageError):
            asked = partial(queries.ask, store, query.id, query.examples(), purpose="to measure the library")
            found[f"ask {query.id}"] = median(asked)
    return found


def measure(cold: bool) -> dict[str, float]:
    figures: dict[str, float] = {}
    if cold:
        figures["make demo, nothing cached (once)"] = cold_demo()
    with fresh_home() as settings:
        figures["first server start, jars cached (once)"] = server_start(settings)
        figures["server start"] = statistics.median(server_start(settings) for _ in range(RUNS))
        with connect(settings) as store:
            figures |= loads(store, settings) | asks(store)
    return figures


def rows(figures: dict[str, float]) -> list[list[str]]:
    return [
        [name, f"{value:.3g} s" if value >= 1 else f"{value * 1000:.0f} ms"]  # seconds to milliseconds
        for name, value in figures.items()
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="into docs/measured.md")
    parser.add_argument("--no-cold", action="store_true")
    arguments = parser.parse_args()
    text = table(["", "time"], rows(measure(cold=not arguments.no_cold)))
    print(text)
    if arguments.write:
        write_section("start-load-ask", text)


if __name__ == "__main__":
    main()
