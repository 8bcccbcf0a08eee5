"""Writers and readers at once against one store: claims a second, queries a second, and how long queries take.

python -m tests.soak.together --writers 8 --readers 32 [--write]
"""

import argparse
import socket
import statistics
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from graph.connection import connect, silent
from graph.errors import PalermoError
from graph.server import embedded
from graph.settings import Settings
from loaders.identity import Identity
from tests.measured import table, write_section
from tests.soak import worker

QUESTION = "MATCH (c:Compound)-[r:LOCATED_IN]->(a:Area) RETURN c.id, a.id, r.document ORDER BY r.id LIMIT 50"


@dataclass(slots=True)
class Done:
    """What came of it."""

    seconds: float = 0.0
    claims: int = 0
    reads: list[float] = field(default_factory=list)
    """Seconds that each query took."""
    failed: list[str] = field(default_factory=list)


def run(settings: Settings, writers: int, readers: int, loads: int, reads: int) -> Done:
    """Let each writer load so many times, a scope of its own each time, and each reader ask so many times."""
    embedded.up(settings, silent)
    done, lock = Done(), threading.Lock()

    def write(number: int) -> None:
        with connect(settings) as store:
            for one in range(loads):
                loaded = worker.load(store, number * loads + one)
                with lock:
                    done.claims += loaded.run.relationships

    def read(_number: int) -> None:
        with connect(settings) as store:
            for _ in range(reads):
                begun = time.monotonic()
                store.read(QUESTION)
                with lock:
                    done.reads.append(time.monotonic() - begun)

    begun = time.monotonic()
    done.failed = _all([(write, number) for number in range(writers)] + [(read, number) for number in range(readers)])
    done.seconds = time.monotonic() - begun
    return done


def decide(settings: Settings, people: int) -> list[str]:
    """Let several people decide at the same moment, each on another pair; returns what went wrong."""

    def work(number: int) -> None:
        with connect(settings) as store:
            Identity(store, worker.now).decide(
                f"C0-{number}", f"C0-{number + people}", "same", by=f"person {number}", why="one place"
            )

    return _all([(work, number) for number in range(people)])


def _all(work: list[tuple[object, int]]) -> list[str]:
    failed: list[str] = []

    def one(given: tuple[object, int]) -> None:
        try:
            given[0](given[1])  # type: ignore[operator]
        except PalermoError as error:
            failed.append(str(error))

    with ThreadPoolExecutor(len(work)) as pool:
        list(pool.map(one, work))
    return failed


class Line(AbstractContextManager["Line"]):
    """A line to the embedded server that can be cut, as a network does."""

    def __init__(self, settings: Settings) -> None:
        server = embedded.up(settings, silent)
        self._port = int(server.uri.rsplit(":", 1)[1])
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        port = self._listening.getsockname()[1]
        self.settings = Settings.model_validate({"uri": f"bolt://127.0.0.1:{port}", "password": server.password})
        self._start(self._accept)

    def __exit__(self, *_: object) -> None:
        self.cut(for_good=True)
        for thread in self._threads:
            thread.join()

    def cut(self, for_good: bool = False) -> None:
        """End every connection; with `for_good` also take no new one."""
        if for_good:
            with suppress(OSError):
                self._listening.shutdown(socket.SHUT_RDWR)
            self._listening.close()
        with self._lock:
            for one in self._open:
                with suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)
                one.close()
            self._open.clear()

    def _start(self, work: object, *given: object) -> None:
        thread = threading.Thread(target=work, args=given, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self._port))
            with self._lock:
                self._open += [near, far]
            self._start(_pass_on, near, far)
            self._start(_pass_on, far, near)


def _pass_on(begin: socket.socket, end: socket.socket) -> None:
    with suppress(OSError):
        while data := begin.recv(65536):
            end.sendall(data)
    for one in (begin, end):
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)


def main() -> None:
    """Take how many, and print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("writers", 8), ("readers", 32), ("loads", 10), ("reads", 50)):
        arguments.add_argument(f"--{name}", type=int, default=usual)
    arguments.add_argument("--write", action="store_true", help="into docs/measured.md")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder) / "home")
        try:
            done = run(settings, given.writers, given.readers, given.loads, given.reads)
        finally:
            embedded.down(settings)
    text = figures(done, given.writers, given.readers)
    print(text)
    if given.write and not done.failed:
        write_section("together", text)
    sys.exit("\n".join(sorted(set(done.failed))) or None)


def figures(done: Done, writers: int, readers: int) -> str:
    """The figures as a table."""
    each = statistics.quantiles(done.reads, n=100)
    rows = [
        ["writers, readers, seconds", f"{writers}, {readers}, {done.seconds:.1f}"],
        ["claims written a second", f"{done.claims / done.seconds:.0f}"],
        ["queries answered a second", f"{len(done.reads) / done.seconds:.0f}"],
        ["a query, p50 and p99", f"{each[49] * 1000:.0f} ms, {each[98] * 1000:.0f} ms"],
        ["failed", str(len(done.failed))],
    ]
    return table(["", "figure"], rows)


if __name__ == "__main__":
    main()
