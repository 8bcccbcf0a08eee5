"""Backup of the whole store, and restore of it: a form that any version of Neo4j and any later Palermo takes.

Neo4j Community has no snapshots: what is read page by page is of one moment only if nobody wrote meanwhile. The mark of
the last transaction, asked before the first page and after the last, says whether anybody did. What is derived (ties)
is left out and made again. A store that is being restored carries that mark until all of it is there and has been read
back with the same hashes: nothing else opens it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from graph import derived, schema
from graph.connection import Store
from graph.errors import PalermoError, UsageError
from graph.keeping import archive, table_rows, upgrade
from graph.keeping.archive import Hashed, Seal, Table
from graph.model import SchemaVersion, base_classes

TRIES = 3
"""How often a backup begins anew because somebody wrote meanwhile."""
Told = Callable[[str, int, int], None]
"""Told what is being done, the rows done, and their total."""


def untold(_what: str, _done: int, _total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a backup holds."""

    path: Path
    nodes: int
    relationships: int
    made: str
    schema: int


def backup(
    store: Store,
    path: Path,
    *,
    now: Callable[[], datetime],
    program: str,
    seal: Seal = Seal(),  # noqa: B008 - it is frozen
    force: bool = False,
    progress: Told = untold,
) -> Kept:
    """Write all that is in the store to a file that only this user can read.

    Raises UsageError where the file exists and `force` is not given, PalermoError where the store is written to all
    the time or holds what the model does not know, or the disk is full; then no file is left and an old one stays.
    """
    if path.exists() and not force:
        raise UsageError(f"{path} exists; choose another name, or give --force to replace it.")
    for _ in range(TRIES):
        before = store.mark()
        counts = table_rows.counts(store)
        told = _Teller(progress, "backup", sum(counts.values()))
        head = {
            "schema": upgrade.number(store),
            "program": program,
            "neo4j": store.read("CALL dbms.components() YIELD versions RETURN versions[0]").values[0][0],
            "made": now().isoformat(timespec="seconds"),
            "tables": counts,
        }
        try:
            rows = ((name, told(table_rows.each(store, name))) for name in counts)
            archive.write(path, head, rows, seal, _same(store, before))
        except _WrittenMeanwhile:
            continue
        return _kept(path, head)
    raise PalermoError("Others keep writing to the store; give the command again when no load is running.")


def look(path: Path, seal: Seal, progress: Told = untold) -> Kept:
    """Read a whole backup, restore nothing. Raises Damaged, UsageError, or PalermoError for a newer program's."""
    lines = archive.read(path, seal)
    head = next(lines)[1]
    total = sum(head["tables"].values())
    if head["schema"] > upgrade.newest():
        raise PalermoError(f"{path} was written by a newer Palermo ({head['program']}); restore it with that one.")
    unknown = sorted(head["tables"].keys() - table_rows.tables().keys())
    if unknown:
        raise PalermoError(
            f"{path} holds {', '.join(unknown)}, which this Palermo does not know; restore it with Palermo "
            f"{head['program']}."
        )
    found: dict[str, int] = {}
    for done, (name, _) in enumerate(lines, start=1):
        found[name] = found.get(name, 0) + 1
        if done % table_rows.PAGE == 0 or done == total:
            progress("check", done, total)
    if found != head["tables"]:
        raise archive.Damaged(f"{path} does not hold what its header says; nothing was restored from it.")
    return _kept(path, head)


def restore(
    store: Store,
    path: Path,
    *,
    replaced: Path,
    now: Callable[[], datetime],
    program: str,
    seal: Seal = Seal(),  # noqa: B008 - it is frozen
    force: bool = False,
    progress: Told = untold,
) -> tuple[Kept, Path | None]:
    """Put what a backup holds into the store; returns that, and where what the store held before is kept.

    The whole file is read first, so that a damaged one changes nothing. A store that holds anything is only replaced
    with `force`, and after a backup of it to the folder `replaced`. Raises what `look` and `backup` raise.
    """
    kept = look(path, seal, progress)
    state = upgrade.state(store)
    there = state.nodes > 0 and state.restoring is None
    if there and not force:
        raise UsageError(
            f"The store is not empty ({state.nodes} nodes); give --force to replace them: they are first kept in "
            f"a backup in {replaced}."
        )
    before = None
    if there:
        replaced.mkdir(parents=True, exist_ok=True, mode=0o700)
        before = replaced / f"{now():%Y-%m-%dT%H%M%S}.palermo"
        backup(store, before, now=now, program=program, seal=_same_key(seal), progress=progress)
    schema.apply(store)
    upgrade.begin_restore(store, str(path), now())
    # From here to the end the mark stays whatever happens, so that half a restore is never taken for a whole store.
    _empty(store)
    _fill(store, path, seal, progress)
    derived.refresh(store)
    upgrade.end_restore(store, kept.schema, now())
    upgrade.migrate(store, now=now)
    return kept, before


class _WrittenMeanwhile(Exception):
    """Somebody wrote between the first page and the last."""


def _same(store: Store, mark: object) -> Callable[[], None]:
    def check() -> None:
        if store.mark() != mark:
            raise _WrittenMeanwhile

    return check


class _Teller:
    def __init__(self, progress: Told, what: str, total: int) -> None:
        self._progress, self._what, self._done, self._total = progress, what, 0, total

    def __call__(self, rows: Iterable[Any]) -> Iterator[Any]:
        for row in rows:
            self._done += 1
            if self._done % table_rows.PAGE == 0 or self._done == self._total:
                self._progress(self._what, self._done, self._total)
            yield row


def _kept(path: Path, head: dict[str, Any]) -> Kept:
    labels = {cls.label() for cls in base_classes()}
    nodes = sum(count for name, count in head["tables"].items() if name in labels)
    return Kept(path, nodes, sum(head["tables"].values()) - nodes, head["made"], head["schema"])


def _same_key(seal: Seal) -> Seal:
    """What is replaced is sealed with the key that the backup was opened with."""
    return Seal(passphrase=seal.passphrase, recipients=archive.public_keys(seal.identity) if seal.identity else ())


def _empty(store: Store) -> None:
    store.execute("MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 10000 ROWS")
    store.execute(
        f"MATCH (n) WHERE NOT n:{SchemaVersion.label()} CALL (n) {{ DELETE n }} IN TRANSACTIONS OF 10000 ROWS"
    )


def _fill(store: Store, path: Path, seal: Seal, progress: Told) -> None:
    """Write every row of the file, and read each table back."""
    lines = archive.read(path, seal)
    head = next(lines)[1]
    told = _Teller(progress, "restore", sum(head["tables"].values()))
    for name, rows in groupby(told(lines), key=itemgetter(0)):
        written = Hashed(name)
        page: list[Any] = []
        for _, row in rows:
            written.line(row)
            page.append(row)
            if len(page) == table_rows.PAGE:
                table_rows.write(store, table_rows.tables()[name], page)
                page = []
        table_rows.write(store, table_rows.tables()[name], page)
        if _read_back(store, name) != written.table:
            raise PalermoError(f"The store did not take the {name} of {path} as they are; give the command again.")


def _read_back(store: Store, name: str) -> Table:
    hashed = Hashed(name)
    for row in table_rows.each(store, name):
        hashed.line(row)
    return hashed.table
