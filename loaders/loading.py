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
from graph.model import Entity, Place, Run, State, node_classes
from graph.read import ids_beginning, place_names
from graph.settings import Settings
from graph.tables import Tables, tabulate
from loaders.cases.places import named
from loaders.cases.terms import Asked, Terms
from loaders.delivery import Delivery, Reject, Requirement
from loaders.identity import Identity
from loaders.mapped import deliver_mapped
from loaders.mapping_file import read_mapping
from loaders.privacy import case_key
from loaders.protected import about_people
from loaders.source import Source, source, sources

VERSION = version("palermo")
NAMED = frozenset(cls.label() for cls in node_classes() if issubclass(cls, Entity | Place) and cls is not State)
"""Labels of the records that may be one with another: a load that brings some is followed by a look for them."""
OWN_TABLES = "tables"
"""Source id of the tables that users load through a mapping of their own."""
INDICATORS = "indicators"
"""Source id of the indicators that cases show."""


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What became of one source."""

    source: str
    run: Run
    counts: dict[str, int]
    rejects: tuple[Reject, ...]
    warnings: tuple[str, ...]
    rejects_file: Path | None


def untold(_source: str, _done: int, _total: int) -> None:
    """Tell nobody how far a load is."""


def utc_now() -> datetime:
    """The clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Loader:
    """Loads into one store; `progress` is told the source, the batches done and their total."""

    store: Store
    settings: Settings
    progress: Callable[[str, int, int], None] = untold
    now: Callable[[], datetime] = utc_now

    def load(self, name: str, path: Path | None = None, asked: Asked | None = None) -> Iterator[LoadReport]:
        """Load a source, and before it each that it needs and that the store does not hold as it is now.

        `asked` is for sources about people. Raises UsageError for an unknown name, or for what was asked of a source that
        is about none; InputRefused where nothing of the file can be taken.
        """
        wanted = source(name)
        if asked is not None and wanted.deliver_cases is None:
            raise UsageError(f"Source {wanted.card.id} is about no people; leave the options of cases away.")
        if path is not None and wanted.card.accepts is None:
            raise UsageError(f"Source {wanted.card.id} ships with its data and takes no file; leave the path away.")
        yield from self._bring(_needs(wanted))
        if wanted.deliver_cases is not None and path is not None:
            yield self._write(wanted.card.id, wanted.deliver_cases(path, self._terms(asked)))
            return
        delivery = wanted.deliver(path)
        yield self._bundled(wanted, delivery) if path is None else self._write(wanted.card.id, delivery)

    def load_table(self, table: Path, mapping: Path, asked: Asked | None = None) -> LoadReport:
        """Load a table of the user's own through a mapping; `asked` is for one about people."""
        if about_people(read_mapping(mapping)):
            list(self._bring({INDICATORS} | _needs(source(INDICATORS))))  # what cases show ends at them
        return self._write(OWN_TABLES, deliver_mapped(table, mapping, lambda: self._terms(asked)))

    def _bring(self, names: set[str]) -> Iterator[LoadReport]:
        """Load those of these sources that the store does not hold as they are now."""
        held = self._held()
        for needed in (one for one in sources().values() if one.card.id in names):
            delivery = needed.deliver(None)
            if held.get(needed.card.id) != delivery.digest:
                yield self._bundled(needed, delivery)

    def _terms(self, asked: Asked | None) -> Terms:
        return Terms(case_key(self.settings), asked or Asked(), named(place_names(self.store)))

    def _held(self) -> dict[str, str]:
        """Source -> digest of what this version of the program loaded of it."""
        complete = (
            "MATCH (run:Run {state: 'complete', version: $version}) RETURN run.source, run.digest ORDER BY run.finished"
        )
        return dict(self.store.read(complete, {"version": VERSION}).values)

    def _bundled(self, wanted: Source, delivery: Delivery) -> LoadReport:
        tables = tabulate(delivery.records)
        return self._write(wanted.card.id, delivery, tables, _expected(wanted, tables))

    def _write(
        self, source_id: str, delivery: Delivery, tables: Tables | None = None, warnings: tuple[str, ...] = ()
    ) -> LoadReport:
        for required in delivery.requires:
            if sentence := missing(self.store, required):
                raise InputRefused(f"{sentence} Nothing was loaded.")
        tables = tables or tabulate(delivery.records)
        counts = tables.counts()
        loaded = write.load(
            self.store,
            tables,
            source=source_id,
            scope=delivery.scope,
            digest=delivery.digest,
            version=VERSION,
            now=self.now,
            rejects=len(delivery.rejects),
            progress=lambda done, total: self.progress(source_id, done, total),
        )
        if counts.keys() & NAMED or loaded.run.removed:
            Identity(self.store, self.now).refresh()
        if loaded.forgotten:
            warnings = (*warnings, f"{loaded.forgotten} cases are to be forgotten and were left out.")
        refused = (Reject(source_id, one.record, one.field, one.reason) for one in loaded.conflicts)
        rejects = (*delivery.rejects, *refused)
        kept = _keep(self.settings.home / "rejects" / f"{delivery.scope.replace('/', '_')}.csv", rejects)
        return LoadReport(source_id, loaded.run, counts, rejects, (*delivery.warnings, *warnings), kept)


def missing(store: Store, required: Requirement) -> str | None:
    """A sentence where the store lacks what a delivery builds upon."""
    there = ids_beginning(store, required.node.cls, required.among)
    return None if required.node.id in there else required.refusal(there)


def _needs(wanted: Source) -> set[str]:
    found: set[str] = set()
    for name in wanted.card.needs:
        found |= {name} | _needs(source(name))
    return found


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
