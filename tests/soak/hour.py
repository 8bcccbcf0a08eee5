"""Mixed use for an hour, of a bounded count: do memory, file handles and processes stay flat?

python -m tests.soak.hour [--minutes 60] [--write]

One round loads twenty rows that differ from those before, asks every canned query, decides on an identity and takes it
back, dismisses a finding and takes it back, writes a dossier and a backup, and asks the explorer over HTTP. What is loaded
is replaced, so the graph does not grow but for decisions and dismissals, which are only ever added. After each round the
memory and file handles of client, explorer and server are read. A line is fitted to what comes after the first third,
which warms up; a slope beyond the bounds ends with exit status 1.
"""

import argparse
import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import HTTPCookieProcessor, Request, build_opener

import numpy as np
import psutil

import palermo
import queries
from graph import admin
from graph.connection import silent
from graph.errors import UsageError
from graph.server import embedded
from graph.settings import Settings
from loaders.identity import Identity
from queries.gaps import gaps
from queries.obligations.dates import period
from queries.obligations.gaps.dismissing import dismiss, undo
from tests.measured import table, write_section
from tests.soak import worker
from viz.explorer.security import CSRF

ROOT = Path(__file__).parents[2]
DAY = "2025-03-10"
BOUNDS = {"MiB": 64.0, "handles": 16.0, "processes": 0.5}
"""Growth an hour, after warming up, that is still called flat."""


@dataclass(slots=True)
class Samples:
    """What was read after each round."""

    minutes: list[float] = field(default_factory=list)
    series: dict[str, list[float]] = field(default_factory=dict)
    """Process and unit -> a value a round."""
    zombies: int = 0

    def read(self, minute: float, processes: dict[str, psutil.Process]) -> None:
        """Take one sample."""
        self.minutes.append(minute)
        for name, process in processes.items():
            with process.oneshot():
                self.series.setdefault(f"{name}, MiB", []).append(process.memory_info().rss / 2**20)
                self.series.setdefault(f"{name}, handles", []).append(process.num_fds())
        children = psutil.Process().children(recursive=True)
        self.series.setdefault("client, processes", []).append(len(children))
        self.zombies += sum(child.status() == psutil.STATUS_ZOMBIE for child in children)

    def slope(self, name: str) -> float:
        """Growth an hour over the last two thirds."""
        begin = len(self.minutes) // 3
        hours = np.array(self.minutes[begin:]) / 60
        return float(np.polyfit(hours, np.array(self.series[name][begin:]), 1)[0])

    def growing(self) -> list[str]:
        """The series that grow beyond their bound."""
        found = [name for name in self.series if self.slope(name) > BOUNDS[name.rpartition(", ")[2]]]
        return [*found, *(["zombies"] if self.zombies else [])]


@contextmanager
def explorer(settings: Settings) -> Iterator[tuple[psutil.Process, Callable[[str, Any], Any]]]:
    """The explorer as a process of its own, and a function that asks it."""
    process = subprocess.Popen(
        [sys.executable, "-c", "import palermo; palermo.main()", "explore", "--no-browser", "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PALERMO_HOME": str(settings.home), "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
    )
    try:
        assert process.stdout is not None
        address = process.stdout.readline().split()[-1]
        origin = address.split("/?")[0]
        browser = build_opener(HTTPCookieProcessor())
        page = browser.open(address).read().decode()
        csrf = re.search(r'name="csrf" content="([^"]+)"', page)
        assert csrf is not None
        headers = {CSRF: csrf[1], "Origin": origin, "Content-Type": "application/json"}

        def ask(path: str, body: Any = None) -> Any:
            data = None if body is None else json.dumps(body).encode()
            with browser.open(Request(f"{origin}/api/{path}", data=data, headers=headers)) as answer:  # noqa: S310
                return json.load(answer)

        yield psutil.Process(process.pid), ask
    finally:
        process.terminate()
        process.wait(timeout=20)


def round_(number: int, graph: palermo.Palermo, ask: Callable[..., Any], folder: Path) -> int:
    """One round of mixed use; returns how many queries were asked."""
    store = graph.store
    worker.load(store, number, scope="soak/hour")
    asked = 0
    for query in queries.catalogue().values():
        with suppress(UsageError):  # whose examples are not loaded
            queries.ask(store, query.id, query.examples(), purpose="to see whether memory stays flat")
        asked += 1
    people = Identity(store, worker.now)
    first, second = f"C{number}-0", f"C{number}-1"
    people.decide(first, second, "same", by="soak", why=f"round {number}")
    people.decide(first, second, "undo", by="soak", why=f"round {number} is over")
    finding = gaps(store, "MYS", period(DAY, today=date.today()))[0].fingerprint
    expires = date.today().replace(year=date.today().year + 1).isoformat()
    dismiss(
        store,
        finding,
        by="soak",
        why=f"round {number}",
        until=expires,
        on=period(DAY, today=date.today()),
        today=date.today(),
    )
    undo(store, finding, by="soak", why=f"round {number} is over")
    graph.report("state", "MYS", on=DAY, out=folder / "malaysia.html")
    admin.backup(store, folder / "backup", now=worker.now, program="soak", force=True)
    for word in ("KK Park", "園", "Chen"):
        found = ask(f"search?q={quote(word)}")
        nodes = [{"base": one["base"], "id": one["id"]} for one in found[:3]]
        ask("open", {"nodes": nodes})
    ask(f"standings?state=MYS&on={DAY}")
    return asked


def run(settings: Settings, minutes: float, folder: Path) -> tuple[Samples, int, int]:
    """Rounds until the time is over; returns samples, rounds and queries."""
    samples, asked = Samples(), 0
    server = psutil.Process(embedded.up(settings, silent).pid)
    with palermo.open(settings) as graph:
        for name in ("law", "indicators", "letters", "compounds", "designations"):
            list(graph.load(name))
        with explorer(settings) as (browser, ask):
            begun = time.monotonic()
            for number in itertools.count():
                asked += round_(number, graph, ask, folder)
                minute = (time.monotonic() - begun) / 60
                samples.read(minute, {"client": psutil.Process(), "explorer": browser, "server": server})
                if minute >= minutes:
                    return samples, number + 1, asked
    raise AssertionError


def figures(samples: Samples, rounds: int, asked: int) -> str:
    """The figures as a table."""
    begin = len(samples.minutes) // 3
    rows = [
        [name, f"{values[0]:.0f}", f"{values[begin]:.0f}", f"{values[-1]:.0f}", f"{samples.slope(name):+.1f}",
         f"{BOUNDS[name.rpartition(', ')[2]]:g}"]
        for name, values in samples.series.items()
    ]  # fmt: skip
    return (
        f"{rounds} rounds in {samples.minutes[-1]:.0f} minutes, {asked} queries, {samples.zombies} zombies.\n\n"
        + table(
            ["", "after the first round", "after a third", "at the end", "grows an hour", "called flat up to"], rows
        )
    )


def main() -> None:
    """Take the minutes, and say what grew."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--minutes", type=float, default=60)
    arguments.add_argument("--write", action="store_true", help="into docs/measured.md")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder) / "home")
        try:
            samples, rounds, asked = run(settings, given.minutes, Path(folder))
        finally:
            embedded.down(settings)
    text = figures(samples, rounds, asked)
    print(text)
    if given.write:
        write_section("hour", text)
    growing = samples.growing()
    sys.exit(f"Not flat: {'; '.join(growing)}." if growing else None)


if __name__ == "__main__":
    main()
