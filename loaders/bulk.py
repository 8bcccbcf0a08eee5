"""The first load of a source of millions: as any other, but that its large tables go through Neo4j's import tool."""

from collections.abc import Callable, Iterator
from pathlib import Path

from graph import write
from graph.connection import connect
from graph.errors import UsageError
from graph.loading import bulk
from graph.loading.spool import spool
from graph.settings import Settings
from loaders.cases.terms import Asked
from loaders.intake import fill
from loaders.loading import VERSION, Loader, LoadReport, needs, untold
from loaders.source import Source, source


def load_bulk(
    settings: Settings,
    name: str,
    path: Path,
    asked: Asked | None = None,
    *,
    progress: Callable[[str, int, int], None] = untold,
    report: Callable[[str], None] = lambda _: None,
) -> Iterator[LoadReport]:
    """Load a file into a store that holds no more than what its source needs. Raises UsageError where it holds more.

    The graph is the one that an ordinary load gives. A crash leaves the store as it was, or a load to be resumed by the
    same command without --bulk.
    """
    wanted = source(name)
    if wanted.card.accepts is None:
        raise UsageError(f"Source {wanted.card.id} ships with its data, which is small; leave --bulk away.")
    with connect(settings, report) as store:
        bulk.check(settings, store, needs(wanted), wanted.card.id)
        loader = Loader(store, settings, progress)
        yield from loader.bring(needs(wanted))
        yield _imported(loader, wanted, path, asked, report)


def _imported(
    loader: Loader, wanted: Source, path: Path, asked: Asked | None, report: Callable[[str], None]
) -> LoadReport:
    delivery = loader.delivery(wanted, path, asked)
    loader.check_required(delivery)
    with spool(loader.kept("spool", delivery)) as said, loader.rejects(delivery) as rejects:
        fill(said, delivery, rejects.add)
        run = write.run_of(
            source=wanted.card.id,
            scope=delivery.scope,
            digest=delivery.digest,
            version=VERSION,
            started=loader.now(),
        )
        left_out = bulk.load(loader.settings, loader.store, said, run, report)
        with connect(loader.settings, report) as store:
            fresh = Loader(store, loader.settings, loader.progress, loader.now)
            return fresh.write(wanted.card.id, delivery, said, rejects, forgotten=left_out)
