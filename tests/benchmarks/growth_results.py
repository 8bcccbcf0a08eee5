"""What growth.py measures, kept line by line in a file: peaks of memory, room on the disk, seconds."""

import json
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psutil

from graph.server import embedded
from graph.settings import Settings

RESULTS = Path(tempfile.gettempdir()) / "palermo-growth.jsonl"
PARTS = {
    "nodes": ("nodestore",),
    "relationships": ("relationshipstore", "relationshipgroup"),
    "properties": ("propertystore",),
    "indexes": ("schema", "labelscan", "relationshiptypescan", "counts", "idx", "indexstats"),
}
"""What a file of the store is for, by what its name has in it; indexes are also a folder of that name."""
EVERY = 0.2
"""Seconds between two looks at the memory."""


class Watch:
    """The peak of memory of this process, of the server, and of the import tool, while it is open."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._peak = {"client": 0, "server": 0, "tool": 0}
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()

    def peaks(self) -> dict[str, int]:
        """Bytes of resident memory."""
        return {f"{name}_bytes": value for name, value in self._peak.items()}

    def _look(self) -> None:
        own = psutil.Process()
        while True:
            server = embedded.running(self._settings)
            pid = server.pid if server else None
            self._see("client", [own])
            try:
                self._see("server", [psutil.Process(pid)] if pid else [])
                self._see("tool", [child for child in own.children() if child.pid != pid])
            except psutil.Error:
                pass  # it ended between two looks
            if self._ended.wait(EVERY):
                return

    def _see(self, name: str, processes: list[psutil.Process]) -> None:
        self._peak[name] = max(self._peak[name], sum(one.memory_info().rss for one in processes))


def disk(settings: Settings) -> dict[str, int]:
    """Bytes of the store, by what they are for."""
    database = settings.home / "neo4j" / "data" / "databases" / "neo4j"
    found = dict.fromkeys((*PARTS, "other"), 0)
    for path in database.rglob("*"):
        if path.is_file():
            inside = path.relative_to(database).as_posix()
            part = next((part for part, words in PARTS.items() if any(word in inside for word in words)), "other")
            found[part] += path.stat().st_blocks * 512
    log = settings.home / "neo4j" / "data" / "transactions"
    found["log"] = sum(path.stat().st_blocks * 512 for path in log.rglob("*") if path.is_file())
    return {f"disk_{part}": size for part, size in found.items()}


def keep(path: Path, what: Mapping[str, Any]) -> None:
    """Add a line, so that it is there whatever happens next."""
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{json.dumps(what)}\n")


def kept(path: Path) -> list[dict[str, Any]]:
    """The newest line of each thing that was measured."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        found[tuple(one.get(name) for name in ("how", "asked", "step", "query", "narrowed"))] = one
    return list(found.values())
