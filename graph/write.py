"""Tables -> batched, idempotent MERGE; load runs that resume; removal of what a source no longer says.

Invariants. A batch and the run's count of batches are one transaction: an interrupted load goes on after its last
batch, and nothing is half there. `runs` on each node and relationship names the last run of every scope that says it,
`first_run` the one that brought it; a scope takes back only its own, and each thing taken back leaves a Withdrawal. A
run is named by its scope and a digest of its input, so that the same input is the same run and leaves the same graph.
A run is complete when what is derived from it (canonical records, ties) is, too: a load that stops between the two is
taken up again like any other.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graph import derived, schema
from graph.connection import Statement, Store
from graph.disclosure import forgotten
from graph.disclosure.suppression import released
from graph.loading import misfits
from graph.loading.tables import Conflict, Key, Row, Said
from graph.model import (
    Case,
    Claim,
    Decision,
    Dismissal,
    Document,
    Judgement,
    Node,
    Relationship,
    Run,
    Snapshot,
    Withdrawal,
    base_classes,
    closed_types,
    derived_types,
    said_classes,
)
from graph.schema import Property, properties

BATCH = 5_000
"""Rows a transaction. 1,000 to 10,000 are equally fast; more only costs memory."""
AT_ONCE = 200_000
"""Nodes and relationships of a store from which removal no longer fits into one transaction."""


def untold(_done: int, _total: int) -> None:
    """Tell nobody how far a load is."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did."""

    run: Run
    conflicts: tuple[Conflict, ...]
    forgotten: int = 0
    """Cases that were left out because they are to be forgotten."""


def load(
    store: Store,
    tables: Said,
    *,
    source: str,
    scope: str,
    digest: str,
    version: str,
    now: Callable[[], datetime],
    rejects: int = 0,
    batch: int = BATCH,
    progress: Callable[[int, int], None] = untold,
) -> Loaded:
    """Write the tables as the word of one scope, and take back what it said before and no longer says.

    A relationship whose end is nowhere, and a node that the store has under another label, are refused and returned
    as conflicts; the rest is written. `progress` is told the batches done and their total.
    """
    schema.apply(store)
    kept_out = forgotten.strike(store.home, tables)
    conflicts = (*tables.conflicts, *misfits.strike(store, tables))
    run = run_of(source=source, scope=scope, digest=digest, version=version, started=now(), batch=batch)
    run, resumed = _begin(store, run)
    total = sum(tables.batch_count(key, batch) for key in tables.contents())
    if run.batches:
        progress(run.batches, total)
    for number, (cypher, rows) in enumerate(
        _work(tables, tables.contents(), batch, run.batches), start=run.batches + 1
    ):
        counted: Statement = ("MATCH (run:Run {id: $run}) SET run.batches = $done", {"run": run.id, "done": number})
        store.write([(cypher, _parameters(run, rows)), counted], repeatable=True)
        progress(number, total)
    removed = _take_back(store, run)
    if resumed or removed or _touches_derived(tables):
        derived.refresh(store)
    finished = run.model_copy(
        update={
            "finished": now().isoformat(timespec="seconds"),
            "state": "complete",
            "batches": total,
            "nodes": sum(tables.count(key) for key in tables.contents() if not isinstance(key, tuple)),
            "relationships": sum(tables.count(key) for key in tables.contents() if isinstance(key, tuple)),
            "removed": removed,
            "rejects": rejects + len(conflicts),
        }
    )
    record(store, coarsened(finished) if Case in tables.contents() or _said_cases(store, scope) else finished)
    return Loaded(finished, conflicts, kept_out)


def coarsened(run: Run) -> Run:
    """The run of a load of cases as the store keeps it: how many it said, lost or refused is a count of people."""
    names = ("nodes", "relationships", "removed", "rejects")
    return run.model_copy(update={name: released(getattr(run, name)) or 0 for name in names} | {"cases": True})


def _said_cases(store: Store, scope: str) -> bool:
    """Whether an earlier load of the scope brought cases: what is removed of it is a count of people, too."""
    marked = store.read("MATCH (run:Run {scope: $scope, cases: true}) RETURN count(run) > 0", {"scope": scope})
    return bool(marked.values[0][0])


def run_of(*, source: str, scope: str, digest: str, version: str, started: datetime, batch: int = BATCH) -> Run:
    """The run of an input, not yet begun."""
    key = hashlib.sha256(f"{digest} {version} {batch}".encode()).hexdigest()[:12]
    return Run(
        id=f"{scope}@{key}",
        scope=scope,
        source=source,
        digest=digest,
        version=version,
        started=started.isoformat(timespec="seconds"),
        state="running",
    )


def _begin(store: Store, run: Run) -> tuple[Run, bool]:
    """The run to write under, and whether it is the interrupted one of the same input."""
    there = store.read(
        "MATCH (run:Run {id: $id}) WHERE run.state = 'running' RETURN run.batches AS batches, run.started AS started",
        {"id": run.id},
    ).rows
    if there:
        return run.model_copy(update=there[0]), True
    record(store, run)
    return run, False


def pieces(store: Store, said: Said, contents: list[Key], run: Run, batch: int = BATCH) -> None:
    """Write some tables of a run without counting their batches: a load that resumes writes them again, to no effect."""
    for cypher, rows in _work(said, contents, batch):
        store.write([(cypher, _parameters(run, rows))])


def _parameters(run: Run, rows: list[Row]) -> dict[str, Any]:
    return {"rows": rows, "run": run.id, "mine": f"{run.scope}@"}


def _touches_derived(said: Said) -> bool:
    """Whether anything in the tables can change who is one, a tie, or the origin of a claim."""
    return any(
        key[0].walk or issubclass(key[0], Judgement) or key[0].type_name() in closed_types()
        if isinstance(key, tuple)
        else key.base().walk or key in (Case, Document)
        for key in said.contents()
    )


def record(store: Store, run: Run) -> None:
    """Write down a run."""
    store.write(
        [("MERGE (run:Run {id: $id}) SET run = $run", {"id": run.id, "run": run.model_dump()})], repeatable=True
    )


def _work(said: Said, contents: list[Key], size: int, done: int = 0) -> Iterator[tuple[str, list[Row]]]:
    """What is to be written, without the batches that are done: after a bulk import these are millions of rows."""
    for key in contents:
        cypher = merge_relationships(*key) if isinstance(key, tuple) else merge_nodes(key)
        skipped = min(done, said.batch_count(key, size))
        done -= skipped
        for some in said.batches(key, size, skipped):
            yield cypher, some


def merge_nodes(cls: type[Node]) -> str:
    """The MERGE of a node class. What another scope says of the node stays where this one says nothing."""
    own = properties(cls)
    label = "" if cls is cls.base() else f"SET n:{cls.label()}\n"
    made = ", ".join(["n.first_run = $run", *(f"n.{row.name} = row.id" for row in own if row.derived)])
    said = ",\n  ".join(
        f"{row.name}: coalesce({_value(row)}, CASE WHEN alone THEN null ELSE n.{row.name} END)"
        for row in own
        if not row.derived
    )
    return (
        f"UNWIND $rows AS row\nMERGE (n:{cls.base().label()} {{id: row.id}})\nON CREATE SET {made}\n{label}"
        "WITH n, row, all(run IN coalesce(n.runs, []) WHERE run STARTS WITH $mine) AS alone\n"
        f"SET n += {{\n  {said}\n}}, {_runs('n')}"
    )


def merge_relationships(cls: type[Relationship[Any, Any]], ends: tuple[type[Node], type[Node]]) -> str:
    """The MERGE of a relationship class between two base classes."""
    start, end = (base.label() for base in ends)
    said = ", ".join(f"{row.name}: {_value(row)}" for row in properties(cls))
    return (
        f"UNWIND $rows AS row\nMATCH (a:{start} {{id: row.start}})\nMATCH (b:{end} {{id: row.end}})\n"
        f"MERGE (a)-[r:{cls.type_name()} {{id: row.id}}]->(b)\nON CREATE SET r.first_run = $run\nSET r += {{{said}}}, {_runs('r')}"
    )


def _value(row: Property) -> str:
    return f"{row.kind}(row.{row.name})" if row.kind in ("date", "point") else f"row.{row.name}"


def _runs(name: str) -> str:
    return f"{name}.runs = [run IN coalesce({name}.runs, []) WHERE NOT run STARTS WITH $mine] + $run"


def _take_back(store: Store, run: Run) -> int:
    """Remove what earlier runs of this scope said and this one does not; returns how many nodes and relationships."""
    earlier = store.read(
        "MATCH (run:Run {scope: $scope}) WHERE run.id <> $id AND run.state <> 'superseded' RETURN run.id AS id",
        {"scope": run.scope, "id": run.id},
    ).values
    if not earlier:
        return 0
    parameters = {"earlier": [id_ for (id_,) in earlier], "run": run.id, "weightless": _weightless()}
    types = said_classes()
    bases = [cls for cls in base_classes() if cls not in (Run, Withdrawal, Decision, Dismissal, Snapshot)]
    # Of cases, and of what can end at one, no trace stays: it would keep the pseudonym of somebody who is gone.
    traced = [cls for cls in types if issubclass(cls, Claim) and cls.type_name() not in closed_types()]
    before, traces = _size(store), _traces(store)
    statements = [
        *(_TRACE_CLAIM.format(type=cls.type_name()) for cls in traced),
        *(_UNSAY_RELATIONSHIP.format(type=cls.type_name()) for cls in types),
        *(_TRACE_NODE.format(label=cls.label()) for cls in bases if cls is not Case),
        *(_UNSAY_NODE.format(label=cls.label()) for cls in bases),
    ]
    superseded: Statement = ("MATCH (run:Run) WHERE run.id IN $earlier SET run.state = 'superseded'", parameters)
    if before <= AT_ONCE:
        store.write([*((statement, parameters) for statement in statements), superseded])
    else:  # one transaction over millions does not fit into the server's memory; each part is safe to repeat
        for statement in statements:
            store.execute(f"{statement} IN TRANSACTIONS OF {BATCH} ROWS", parameters)
        store.write([superseded])
    return before - _size(store) + _traces(store) - traces


_TRACE_CLAIM = """
MATCH (a)-[r:{type}]->(b) WHERE any(run IN r.runs WHERE run IN $earlier)
CALL (a, r, b) {{
  MERGE (trace:Withdrawal {{id: $run + '/' + r.id}})
  SET trace += {{run: $run, what: '{type}', record: r.id, one: a.id, other: b.id, document: r.document,
    kept: any(run IN r.runs WHERE NOT run IN $earlier)}}
}}"""

_TRACE_NODE = """
MATCH (n:{label}) WHERE any(run IN n.runs WHERE run IN $earlier)
CALL (n) {{
  MERGE (trace:Withdrawal {{id: $run + '/{label}/' + n.id}})
  SET trace += {{run: $run, what: coalesce([name IN labels(n) WHERE name <> '{label}'][0], '{label}'), record: n.id,
    kept: any(run IN n.runs WHERE NOT run IN $earlier) OR EXISTS {{ (n)-[r]-() WHERE NOT type(r) IN $weightless }}}}
}}"""

_UNSAY_RELATIONSHIP = """
MATCH ()-[r:{type}]->() WHERE any(run IN r.runs WHERE run IN $earlier)
CALL (r) {{
  SET r.runs = [run IN r.runs WHERE NOT run IN $earlier]
  WITH r WHERE size(r.runs) = 0
  DELETE r
}}"""

# A node that another scope's relationship still ends at is kept: deleting it would unsay what that scope says. What is
# derived says nothing, and goes with the node. So does a judgement on identity: what people decided is in Decision, and
# counts again when the record comes back.
_UNSAY_NODE = """
MATCH (n:{label}) WHERE any(run IN n.runs WHERE run IN $earlier)
CALL (n) {{
  SET n.runs = [run IN n.runs WHERE NOT run IN $earlier]
  WITH n WHERE size(n.runs) = 0 AND NOT EXISTS {{ (n)-[r]-() WHERE NOT type(r) IN $weightless }}
  DETACH DELETE n
}}"""


def _traces(store: Store) -> int:
    (answer,) = store.read("MATCH (trace:Withdrawal) RETURN count(trace) AS traces").values
    return int(answer[0])


def _weightless() -> list[str]:
    """Types of relationships that hold no node."""
    return [*derived_types(), *(cls.type_name() for cls in said_classes() if issubclass(cls, Judgement))]


def _size(store: Store) -> int:
    """Nodes and relationships that are said: a count of the store, of which what is derived is no part."""
    ours = "".join(f" - COUNT {{ ()-[:{type_}]->() }}" for type_ in derived_types())
    (answer,) = store.read(f"RETURN COUNT {{ (n) }} + COUNT {{ ()-[r]->() }}{ours} AS size").values
    return int(answer[0])
