"""A first load of millions: the store as it is and what a load says, through `neo4j-admin database import`.

The tool makes a new database and nothing else, so it is given all of the store: what the source needed and was loaded
before, read back, and the large tables of the load from its spool. The new store then takes the place of the old one.
The run stands in it as one whose batches are all written and which is not complete; the ordinary load, which resumes
such a run, does the rest: what is derived, and the record. So a crash leaves the old store, or one to be resumed.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl
from filelock import FileLock

from graph import schema, write
from graph.connection import Store
from graph.disclosure import forgotten
from graph.errors import PalermoError, UsageError
from graph.loading import fresh_store, misfits
from graph.loading.import_files import MARK, Files, import_schema
from graph.loading.spool import Spool
from graph.loading.tables import Key, class_of
from graph.model import Node, Run, base_classes, node_classes, said_classes
from graph.server import distribution, embedded
from graph.settings import Settings

HEAP, OFF_HEAP = "1g", "1g"
"""Memory of the import tool: five million nodes and twenty million relationships took 1.1 GB."""


def check(settings: Settings, store: Store, needed: set[str], source: str) -> None:
    """Refuse what an import cannot be done into: another store, or one that holds more than what the source needs.

    Raises UsageError with one sentence. An earlier attempt that was interrupted before its end does not count.
    """
    if settings.uri is not None:
        raise UsageError("--bulk imports into the embedded Neo4j; leave it away, or unset PALERMO_URI.")
    query = (
        "MATCH (run:Run) WHERE run.id CONTAINS '@' AND NOT run.source IN $needed "
        "AND NOT (run.source = $source AND run.state = 'running' AND run.batches = 0) "
        "RETURN run.scope, run.state ORDER BY run.state DESC, run.scope"
    )
    for scope, state in store.read(query, {"needed": sorted(needed), "source": source}).values:
        if state == "running":
            raise UsageError(f"The load of {scope} was interrupted; give its command again, without --bulk.")
        raise UsageError(
            f"--bulk is for a first load, and the store has {scope}; leave --bulk away, or set PALERMO_HOME to a new folder."
        )


def load(
    settings: Settings, store: Store, said: Spool, run: Run, report: Callable[[str], None], batch: int = write.BATCH
) -> int:
    """Bring the rows into the store; returns how many cases were left out because they are to be forgotten.

    It closes the connection, since the server is another one afterwards.
    """
    schema.apply(store)
    left_out = forgotten.strike(settings.home, said)
    said.conflicts += misfits.strike(store, said)
    whole = _whole(store, said)
    write.record(store, run)
    write.pieces(store, said, [key for key in said.contents() if key not in whole], run, batch)
    done = run.model_copy(update={"batches": sum(said.batch_count(key, batch) for key in said.contents())})
    before = _size(store)
    folder = settings.home / "import"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    try:
        report("Writing the files of the import")
        files = Files(folder)
        _store_as_it_is(store, files, done)
        for key in sorted(whole, key=lambda key: isinstance(key, tuple)):
            files.add(key, _with_run(said, key, run))
        with FileLock(settings.home / "starting.lock"):
            fresh = fresh_store.begin(settings.home)
            report("Importing")
            _import(settings, fresh, files)
            if _size(store) != before:
                raise PalermoError("Another command wrote to the store during the import; load without --bulk.")
            store.close()
            embedded.down(settings)
            fresh_store.take_over(settings.home)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return left_out


def _whole(store: Store, said: Spool) -> set[Key]:
    """The tables that can be imported: those of which the store has no node or relationship under the same id.

    The store holds only what the source needs, which is little: its ids are read, not those of the load.
    """
    return {key for key in said.contents() if not _there(store, said, key)}


def _there(store: Store, said: Spool, key: Key) -> bool:
    """Whether any row of a table is in the store already."""
    pattern = f"()-[n:{key[0].type_name()}]->()" if isinstance(key, tuple) else f"(n:{key.base().label()})"
    ids = pl.Series(store.read(f"MATCH {pattern} RETURN collect(n.id)").values[0][0], dtype=pl.String)
    return bool(ids.len()) and any(frame["id"].is_in(ids.implode()).any() for frame in said.frames(key, "id"))


def _with_run(said: Spool, key: Key, run: Run) -> Iterator[pl.DataFrame]:
    schema_ = import_schema(class_of(key))
    for frame in said.frames(key):
        own = pl.lit([run.id], dtype=pl.List(pl.String)).alias("runs")
        more = [pl.col("id").alias(name) for name in schema_ if name not in (*frame.columns, "runs", "first_run")]
        yield frame.with_columns(own, pl.lit(run.id).alias("first_run"), *more).select(*schema_)


def _store_as_it_is(store: Store, files: Files, run: Run) -> None:
    """All that the store has, without what is derived: that is made again."""
    for cls in node_classes():
        rows = [dict(one) for (one,) in store.read(f"MATCH (n:{cls.label()}) RETURN properties(n)").values]
        if cls is Run:
            rows = [row | ({"batches": run.batches} if row["id"] == run.id else {}) for row in rows]
        _add(files, cls, rows)
    for kind in said_classes():
        found: dict[Key, list[dict[str, object]]] = {}
        query = f"MATCH (a)-[r:{kind.type_name()}]->(b) RETURN labels(a), a.id, labels(b), b.id, properties(r)"
        for a, start, b, end, said in store.read(query).values:
            key: Key = (kind, (_base(a), _base(b)))
            found.setdefault(key, []).append({**said, "start": start, "end": end})
        for key, links in found.items():
            _add(files, key, links)


def _add(files: Files, key: Key, rows: list[dict[str, object]]) -> None:
    if rows:
        schema_ = import_schema(class_of(key))
        whole = [{name: row.get(name) for name in schema_} for row in rows]
        files.add(key, [pl.DataFrame(whole, schema=schema_, orient="row")])


def _base(labels: list[str]) -> type[Node]:
    return next(cls for cls in base_classes() if cls.label() in labels)


def _size(store: Store) -> tuple[int, ...]:
    return tuple(store.read("RETURN COUNT { (n) }, COUNT { ()-[r]->() }").values[0])


def _import(settings: Settings, fresh: Path, files: Files) -> None:
    embedded.furnish(settings, fresh)
    java, jars = distribution.java(os.environ), distribution.jars(settings, lambda _: None)
    said = fresh / "import.log"
    options = [
        f"--array-delimiter=U+{ord(MARK):04X}",
        "--bad-tolerance=0",
        "--skip-bad-entries-logging=true",
        f"--max-off-heap-memory={OFF_HEAP}",
        f"--report-file={fresh / 'import.report'}",
        *files.arguments(),
    ]
    command = [str(java), f"-Xmx{HEAP}", "-cp", f"{jars}/*", "org.neo4j.cli.AdminTool"]
    with said.open("wb") as output:
        done = subprocess.run(  # noqa: S603
            [*command, "database", "import", "full", "neo4j", *options],
            cwd=fresh,
            env=os.environ | {"NEO4J_HOME": str(fresh), "NEO4J_CONF": str(fresh / "conf")},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode:
        words = embedded.last_words(said)
        shutil.rmtree(fresh, ignore_errors=True)
        raise PalermoError(f"Neo4j could not import it ({words}); nothing was changed; load without --bulk.")
