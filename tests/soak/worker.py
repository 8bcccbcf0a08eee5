"""A process that loads, decides and backs up until it is killed, and says of each step when it is acknowledged.

python -m tests.soak.worker URI PASSWORD FOLDER ROUND
"""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from graph import admin, write
from graph.connection import Store, connect
from graph.errors import PalermoError
from graph.loading.tables import tabulate
from graph.model import Area, Compound, Document, LocatedIn, Node, Relationship
from graph.settings import Settings
from loaders.identity import Identity

BATCH = 5
AREAS = 12


def records(round_: int) -> Iterator[Node | Relationship[Any, Any]]:
    """What the round of that number loads."""
    yield Document(id=f"D{round_}", title="A report", origin=f"D{round_}")
    for number in range(AREAS):
        yield Area(id=f"A{round_}-{number}", name=f"Area {number} of {round_}")
        yield Compound(id=f"C{round_}-{number}", name=f"Compound {number} of {round_}")
        yield LocatedIn(
            start=Compound.ref(f"C{round_}-{number}"),
            end=Area.ref(f"A{round_}-{number}"),
            document=f"D{round_}",
            locator=f"row {number}",
            modality="reported",
        )


def load(store: Store, round_: int, told: Any = write.untold, *, scope: str | None = None) -> write.Loaded:
    """Load the records of a round, five rows a transaction; in place of those of another round of the same scope."""
    return write.load(
        store,
        tabulate(records(round_)),
        source="soak",
        scope=scope or f"soak/{round_}",
        digest=str(round_),
        version="1",
        now=now,
        batch=BATCH,
        progress=told,
    )


def counts(rounds: int) -> dict[str, int]:
    """What so many rounds load, by label and type."""
    found = tabulate(records(0)).counts()
    return {name: rounds * count for name, count in found.items()}


def now() -> datetime:
    """A clock that stands still, so that a load that is taken up again leaves the same graph."""
    return datetime(2026, 1, 1, tzinfo=UTC)


def say(**step: Any) -> None:
    """Acknowledge."""
    sys.stdout.write(json.dumps(step) + "\n")
    sys.stdout.flush()


def work(uri: str, password: str, folder: Path, round_: int) -> None:
    """One round."""
    with connect(Settings.model_validate({"uri": uri, "password": password})) as store:
        load(store, round_, lambda done, _total: say(batch=done))
        say(loaded=round_)
        for step in range(2):
            Identity(store, now).decide(
                f"C{round_}-{step}", f"C{round_}-{step + 2}", "same", by="soak", why=f"decision {round_}/{step}"
            )
            say(decided=f"decision {round_}/{step}")
        admin.backup(store, folder / "backup", now=now, program="soak", force=True)
        say(backup=round_)


if __name__ == "__main__":
    try:
        work(sys.argv[1], sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
    except PalermoError as error:
        sys.exit(str(error))
