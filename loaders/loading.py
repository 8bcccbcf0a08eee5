"""Load a source: first what it needs, then deliver, check the counts, write, and keep the rejects."""

import csv
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from graph import write
from graph.connection import Store
from graph.errors import InputRefused, UsageError
from graph.model import Run
from graph.settings import Settings
from graph.tables import Tables, tabulate
from loaders.mapped import deliver_mapped
from loaders.source import Delivery, Reject, Source, source, sources


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What became of one source."""

    source: str
    run: Run
    counts: dict[str, int]
    rejects: tuple[Reject, ...]
    warnings: tuple[str, ...]
    rejects_file: Path | None


def load(
    store: Store,
    settings: Settings,
    name: str,
    path: Path | None = None,
    *,
    progress: Callable[[str, int, int], None] = lambda _source, _done, _total: None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Iterator[LoadReport]:
    """Load the named source, and before it each that it needs and that this version of the program has not loaded yet.

    Raises UsageError for an unknown name, InputRefused where nothing of the file can be taken.
    """
    wanted = source(name)
    if path is not None and wanted.card.accepts is None:
        raise UsageError(f"Source {wanted.card.id} ships with its data and takes no file; leave the path away.")
    complete = "MATCH (run:Run {state: 'complete', version: $version}) RETURN DISTINCT run.source AS source"
    held = {row["source"] for row in store.read(complete, {"version": version("palermo")}).rows}
    for needed in sources().values():
        if needed.card.id in _needs(wanted) - held:
            yield _load_one(store, settings, needed, None, progress, now)
    yield _load_one(store, settings, wanted, path, progress, now)


def load_table(
    store: Store,
    settings: Settings,
    table: Path,
    mapping: Path,
    *,
    progress: Callable[[str, int, int], None] = lambda _source, _done, _total: None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> LoadReport:
    """Load a table of the user's own through a mapping."""
    return _write(store, settings, "tables", deliver_mapped(table, mapping), progress, now)


def _needs(wanted: Source) -> set[str]:
    found: set[str] = set()
    for name in wanted.card.needs:
        found |= {name} | _needs(source(name))
    return found


def _load_one(
    store: Store,
    settings: Settings,
    wanted: Source,
    path: Path | None,
    progress: Callable[[str, int, int], None],
    now: Callable[[], datetime],
) -> LoadReport:
    delivery = wanted.deliver(path)
    tables = tabulate(delivery.records)
    warnings = _expected(wanted, tables) if path is None else ()
    return _write(store, settings, wanted.card.id, delivery, progress, now, tables, warnings)


def _write(
    store: Store,
    settings: Settings,
    source_id: str,
    delivery: Delivery,
    progress: Callable[[str, int, int], None],
    now: Callable[[], datetime],
    tables: Tables | None = None,
    warnings: tuple[str, ...] = (),
) -> LoadReport:
    tables = tables or tabulate(delivery.records)
    counts = tables.counts()
    loaded = write.load(
        store,
        tables,
        source=source_id,
        scope=delivery.scope,
        digest=delivery.digest,
        version=version("palermo"),
        now=now,
        rejects=len(delivery.rejects),
        progress=lambda done, total: progress(source_id, done, total),
    )
    refused = tuple(
        Reject(source_id, conflict.record, conflict.field, conflict.reason) for conflict in loaded.conflicts
    )
    rejects = (*delivery.rejects, *refused)
    kept = _keep(settings.home / "rejects" / f"{delivery.scope.replace('/', '_')}.csv", rejects)
    return LoadReport(source_id, loaded.run, counts, rejects, warnings, kept)


def _expected(wanted: Source, tables: Tables) -> tuple[str, ...]:
    """Stop where a source gives less than its card expects: a file that changed its form must not empty the graph."""
    counts, warnings = tables.counts(), []
    for name, expected in wanted.card.expect.items():
        found = counts.get(name, 0)
        if found < expected.min:
            raise InputRefused(
                f"Source {wanted.card.id} gives {found} {name} where at least {expected.min} are expected; "
                "nothing was loaded; check the file, or the counts in its source.yaml."
            )
        if found > expected.max:
            warnings.append(f"{wanted.card.id} gives {found} {name}, more than the {expected.max} expected.")
    return tuple(warnings)


def _keep(path: Path, rejects: tuple[Reject, ...]) -> Path | None:
    """Write the rejects where the user finds them; an earlier file of the scope is replaced, or removed if there are none."""
    if not rejects:
        path.unlink(missing_ok=True)
        return None
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(".part")
    with draft.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["file", "row", "field", "reason"])
        writer.writerows([reject.file, reject.row, reject.field, reject.reason] for reject in rejects)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    return path
