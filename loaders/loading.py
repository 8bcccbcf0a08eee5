"""Load a source: first what it needs, then deliver, check the counts, write, and keep the rejects."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from graph import write
from graph.clock import utc_now
from graph.connection import Store
from graph.errors import InputRefused, UsageError
from graph.loading.spool import spool
from graph.loading.tables import Said, Tables, tabulate
from graph.model import Entity, Place, Run, State, node_classes
from graph.read import ids_beginning, place_names
from graph.settings import Settings
from loaders.cases.places import named
from loaders.cases.terms import Asked, Terms
from loaders.delivery import Delivery, Reject, Requirement
from loaders.identity import Identity
from loaders.intake import fill
from loaders.mapped import deliver_mapped
from loaders.mapping_file import read_mapping
from loaders.privacy import case_key
from loaders.protected import about_people
from loaders.rejects import Rejects
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
    refused: int
    rejects: tuple[Reject, ...]
    """What was refused; of very many the first, all of them are in the file."""
    warnings: tuple[str, ...]
    rejects_file: Path | None


def untold(_source: str, _done: int, _total: int) -> None:
    """Tell nobody how far a load is."""


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
        yield from self.bring(needs(wanted))
        delivery = self.delivery(wanted, path, asked)
        yield self._bundled(wanted, delivery) if path is None else self.take(wanted.card.id, delivery)

    def delivery(self, wanted: Source, path: Path | None, asked: Asked | None) -> Delivery:
        """What a source hands over; what it needs has to be loaded."""
        if wanted.deliver_cases is not None and path is not None:
            return wanted.deliver_cases(path, self._terms(asked))
        return wanted.deliver(path)

    def load_table(self, table: Path, mapping: Path, asked: Asked | None = None) -> LoadReport:
        """Load a table of the user's own through a mapping; `asked` is for one about people."""
        if about_people(read_mapping(mapping)):
            list(self.bring({INDICATORS} | needs(source(INDICATORS))))  # what cases show ends at them
        return self.take(OWN_TABLES, deliver_mapped(table, mapping, lambda: self._terms(asked)))

    def bring(self, names: set[str]) -> Iterator[LoadReport]:
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
        return self.take(wanted.card.id, delivery, tables, _expected(wanted, tables))

    def take(
        self, source_id: str, delivery: Delivery, tables: Tables | None = None, warnings: tuple[str, ...] = ()
    ) -> LoadReport:
        """Write what a source hands over. Of a file too large for memory nothing is written before all of it was read."""
        self.check_required(delivery)
        with ExitStack() as stack:
            rejects = stack.enter_context(self.rejects(delivery))
            said: Said
            if delivery.chunks is None:
                rejects.add(delivery.rejects)
                said = tables or tabulate(delivery.records)
            else:
                said = stack.enter_context(spool(self.kept("spool", delivery)))
                fill(said, delivery, rejects.add)
            return self.write(source_id, delivery, said, rejects, warnings)

    def check_required(self, delivery: Delivery) -> None:
        """Refuse a delivery that builds upon what the store has not."""
        for required in delivery.requires:
            if sentence := missing(self.store, required):
                raise InputRefused(f"{sentence} Nothing was loaded.")

    def kept(self, folder: str, delivery: Delivery) -> Path:
        """Where this user's files of a delivery are."""
        return self.settings.home / folder / delivery.scope.replace("/", "_")

    def rejects(self, delivery: Delivery) -> Rejects:
        """Where its rejects go."""
        path = self.kept("rejects", delivery)
        return Rejects(path.with_name(f"{path.name}.csv"))

    def write(
        self,
        source_id: str,
        delivery: Delivery,
        said: Said,
        rejects: Rejects,
        warnings: tuple[str, ...] = (),
        forgotten: int = 0,
    ) -> LoadReport:
        """Write what was tabulated or spooled, and keep the rejects."""
        counts = said.counts()
        loaded = write.load(
            self.store,
            said,
            source=source_id,
            scope=delivery.scope,
            digest=delivery.digest,
            version=VERSION,
            now=self.now,
            rejects=rejects.count,
            progress=lambda done, total: self.progress(source_id, done, total),
        )
        if counts.keys() & NAMED or loaded.run.removed:
            Identity(self.store, self.now).refresh()
        rejects.add(Reject(source_id, one.record, one.field, one.reason) for one in loaded.conflicts)
        kept = rejects.keep()
        forgotten += loaded.forgotten
        if forgotten:
            warnings = (*warnings, f"{forgotten} cases are to be forgotten and were left out.")
        said_of = (*delivery.warnings, *delivery.afterwards(), *warnings)
        return LoadReport(source_id, loaded.run, counts, rejects.count, tuple(rejects.first), said_of, kept)


def missing(store: Store, required: Requirement) -> str | None:
    """A sentence where the store lacks what a delivery builds upon."""
    there = ids_beginning(store, required.node.cls, required.among)
    return None if required.node.id in there else required.refusal(there)


def needs(wanted: Source) -> set[str]:
    """The sources that have to be loaded before one."""
    found: set[str] = set()
    for name in wanted.card.needs:
        found |= {name} | needs(source(name))
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
