"""A store that takes the place of another: whole, or not at all.

It is made beside the old one (`neo4j.fresh`) and marked when it is complete. Then the old one is moved aside, and the new
one into its place. Whatever is interrupted between the two steps is finished by the next start of the server: a crash
leaves the old store or the new one.
"""

import os
import shutil
from pathlib import Path

STORE = "neo4j"
_FRESH, _OLD, _COMPLETE = "neo4j.fresh", "neo4j.old", "complete"


def begin(home: Path) -> Path:
    """An empty folder for the new store; what an interrupted attempt left is removed."""
    fresh = home / _FRESH
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    return fresh


def take_over(home: Path) -> None:
    """Put the new store in the place of the old one. The server must not run."""
    mark = home / _FRESH / _COMPLETE
    with mark.open("w", encoding="ascii") as file:
        os.fsync(file.fileno())
    (home / STORE).rename(home / _OLD)
    settle(home)


def settle(home: Path) -> None:
    """Finish what was interrupted."""
    fresh, store = home / _FRESH, home / STORE
    if not store.exists() and (fresh / _COMPLETE).exists():
        fresh.rename(store)
    if store.exists():
        (store / _COMPLETE).unlink(missing_ok=True)
        shutil.rmtree(home / _OLD, ignore_errors=True)
