"""The form of a store: which migrations it went through, and the steps that bring an older one to this program's form.

A migration is a file `graph/keeping/migrations/NNNN-title.cypher`: a comment that says why, and statements that end in `;`, each
a transaction of its own and safe to repeat. A store without a number that holds loads is of before there were numbers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import PalermoError, StoreUnavailable

if TYPE_CHECKING:
    from graph.connection import Store

FOLDER = Path(__file__).with_name("migrations")
ID = "schema"


@dataclass(frozen=True, slots=True)
class Form:
    """What a store is."""

    nodes: int
    """Nodes that it holds, its own form apart."""
    number: int | None
    """Number of its last migration; none: it says nothing."""
    restoring: str | None
    """The backup of which a restore is not finished."""


@cache
def migrations() -> dict[int, Path]:
    """Number -> file, in order and without a gap."""
    found = {int(path.name[:4]): path for path in sorted(FOLDER.glob("[0-9][0-9][0-9][0-9]-*.cypher"))}
    if list(found) != list(range(1, len(found) + 1)):
        raise PalermoError(f"The migrations in {FOLDER} are not numbered one after another; install Palermo again.")
    return found


def newest() -> int:
    """The number that this program writes."""
    return len(migrations())


def state(store: "Store") -> Form:
    """What the store is."""
    query = (
        "OPTIONAL MATCH (form:SchemaVersion {id: $id}) "
        "RETURN COUNT { (n) } - COUNT { (:SchemaVersion) }, form.number, form.restoring"
    )
    return Form(*store.read(query, {"id": ID}).values[0])


def number(store: "Store") -> int:
    """The number of the store's form."""
    found = state(store)
    return found.number if found.number is not None else 0 if found.nodes else newest()


def check(store: "Store", report: Callable[[str], None], now: Callable[[], datetime], *, unfinished: bool) -> None:
    """Bring an older store to this program's form. Raises StoreUnavailable for a newer one and for half a restore."""
    found = state(store)
    if found.number is not None and found.number > newest():
        raise StoreUnavailable(
            f"The store is of form {found.number} and this Palermo knows forms up to {newest()}; use a newer Palermo."
        )
    if found.restoring is not None:
        if unfinished:
            return
        raise StoreUnavailable(
            f"The restore of {found.restoring} was interrupted and the store holds a part of it; give palermo restore "
            "again, with that backup or another."
        )
    if found.nodes and (found.number or 0) < newest():
        steps = newest() - (found.number or 0)
        report(f"The store was written by an older Palermo; bringing it up to date ({steps} steps)")
        migrate(store, now=now)


def migrate(store: "Store", *, now: Callable[[], datetime]) -> None:
    """Run the migrations that the store lacks, each and its number before the next. Safe to repeat, also from half-way."""
    from graph import schema  # which says of every store that it makes of what form it is

    first = state(store).number or 0
    for step, path in migrations().items():
        if step > first:
            for statement in _statements(path):
                store.execute(statement)
            store.write([_number(step, now())])
    schema.apply(store)


def begin(store: "Store", at: datetime) -> None:
    """Say of a store that was just made of which form it is; one that says so already is left as it is."""
    query = "MERGE (form:SchemaVersion {id: $id}) ON CREATE SET form.number = $number, form.at = $at"
    store.write([(query, _number(newest(), at)[1])])


def begin_restore(store: "Store", name: str, at: datetime) -> None:
    """Say of a store that it holds half of a backup: nobody opens it until `end_restore`."""
    query = (
        "MERGE (form:SchemaVersion {id: $id}) ON CREATE SET form.number = $number, form.at = $at "
        "SET form.restoring = $name"
    )
    store.write([(query, {**_number(newest(), at)[1], "name": name})])


def end_restore(store: "Store", form: int, at: datetime) -> None:
    """The store is whole again, and of the form that the backup had."""
    store.write([_number(form, at)])


def _number(form: int, at: datetime) -> tuple[str, dict[str, object]]:
    query = "MERGE (form:SchemaVersion {id: $id}) SET form.number = $number, form.at = $at, form.restoring = null"
    return query, {"id": ID, "number": form, "at": at.isoformat(timespec="seconds")}


def _statements(path: Path) -> list[str]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("//")]
    return [text for text in ("\n".join(lines) + "\n").split(";\n") if text.strip()]
