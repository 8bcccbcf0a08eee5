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

from graph import derived, forgotten, schema
from graph.connection import Statement, Store
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
from graph.suppression import released
from graph.tables import Conflict, Row, Tables, batches

BATCH = 5_000
"""Rows a transaction. 1,000 to 10,000 are equally fast; more only costs memory."""


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
    tables: Tables,
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
    conflicts = (*tables.conflicts, *_misfits(store, tables))
    run, resumed = _begin(store, source, scope, digest, version, now(), batch)
    work = list(_work(tables, batch))
    for number, (cypher, rows) in enumerate(work, start=1):
        if number > run.batches:
            parameters = {"rows": rows, "run": run.id, "mine": f"{scope}@"}
            counted: Statement = ("MATCH (run:Run {id: $run}) SET run.batches = $done", {"run": run.id, "done": number})
            store.write([(cypher, parameters), counted])
        progress(number, len(work))
    removed = _take_back(store, run)
    if resumed or removed or _touches_derived(tables):
        derived.refresh(store)
    finished = run.model_copy(
        update={
            "finished": now().isoformat(timespec="seconds"),
            "state": "complete",
            "batches": len(work),
            "nodes": sum(map(len, tables.nodes.values())),
            "relationships": sum(map(len, tables.relationships.values())),
            "removed": removed,
            "rejects": rejects + len(conflicts),
        }
    )
    _record(store, coarsened(finished) if Case in tables.nodes or _said_cases(store, scope) else finished)
    return Loaded(finished, conflicts, kept_out)


def coarsened(run: Run) -> Run:
    """The run of a load of cases as the store keeps it: how many it said, lost or refused is a count of people."""
    names = ("nodes", "relationships", "removed", "rejects")
    return run.model_copy(update={name: released(getattr(run, name)) or 0 for name in names} | {"cases": True})


def _said_cases(store: Store, scope: str) -> bool:
    """Whether an earlier load of the scope brought cases: what is removed of it is a count of people, too."""
    marked = store.read("MATCH (run:Run {scope: $scope, cases: true}) RETURN count(run) > 0", {"scope": scope})
    return bool(marked.values[0][0])


def _begin(
    store: Store, source: str, scope: str, digest: str, version: str, started: datetime, batch: int
) -> tuple[Run, bool]:
    """The run to write under, and whether it is the interrupted one of the same input."""
    key = hashlib.sha256(f"{digest} {version} {batch}".encode()).hexdigest()[:12]
    run = Run(
        id=f"{scope}@{key}",
        scope=scope,
        source=source,
        digest=digest,
        version=version,
        started=started.isoformat(timespec="seconds"),
        state="running",
    )
    there = store.read(
        "MATCH (run:Run {id: $id}) WHERE run.state = 'running' RETURN run.batches AS batches, run.started AS started",
        {"id": run.id},
    ).rows
    if there:
        return run.model_copy(update=there[0]), True
    _record(store, run)
    return run, False


def _touches_derived(tables: Tables) -> bool:
    """Whether anything in the tables can change who is one, a tie, or the origin of a claim."""
    kinds = {cls for cls, _ in tables.relationships}
    return any(cls.base().walk or cls in (Case, Document) for cls in tables.nodes) or any(
        cls.walk or issubclass(cls, Judgement) or cls.type_name() in closed_types() for cls in kinds
    )


def _record(store: Store, run: Run) -> None:
    store.write([("MERGE (run:Run {id: $id}) SET run = $run", {"id": run.id, "run": run.model_dump()})])


def _work(tables: Tables, size: int) -> Iterator[tuple[str, list[Row]]]:
    for cls, rows in tables.nodes.items():
        for some in batches(rows, size):
            yield merge_nodes(cls), some
    for (kind, ends), rows in tables.relationships.items():
        for some in batches(rows, size):
            yield merge_relationships(kind, ends), some


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


def _misfits(store: Store, tables: Tables) -> list[Conflict]:
    """Take out of the tables what does not fit the store, and say why."""
    found: list[Conflict] = []
    for cls, rows in tables.nodes.items():
        other = store.read(
            f"UNWIND $ids AS id MATCH (n:{cls.base().label()} {{id: id}}) WHERE NOT n:{cls.label()} "
            "RETURN id, labels(n) AS labels",
            {"ids": [row["id"] for row in rows]},
        ).rows
        labels = {row["id"]: next(label for label in row["labels"] if label != cls.base().label()) for row in other}
        for id_, label in labels.items():
            reason = f"has the label {label} in the store and cannot take {cls.label()}; give it another id"
            found.append(Conflict(f"{cls.label()} {id_}", "id", reason))
        rows[:] = [row for row in rows if row["id"] not in labels]
    missing = _missing_ends(store, tables)
    for (kind, (start, end)), rows in tables.relationships.items():
        for row in rows:
            for side, base in (("start", start), ("end", end)):
                if row[side] in missing.get(base, ()):
                    name = f"{row['start']} {kind.type_name()} {row['end']}"
                    reason = f"there is no {base.label()} {row[side]}; load the source that has it first"
                    found.append(Conflict(name, side, reason))
        rows[:] = [
            row for row in rows if row["start"] not in missing.get(start, ()) and row["end"] not in missing.get(end, ())
        ]
    return found


def _missing_ends(store: Store, tables: Tables) -> dict[type[Node], set[str]]:
    delivered: dict[type[Node], set[str]] = {}
    for cls, rows in tables.nodes.items():
        delivered.setdefault(cls.base(), set()).update(row["id"] for row in rows)
    missing: dict[type[Node], set[str]] = {}
    for base, ids in tables.ends().items():
        elsewhere = sorted(ids - delivered.get(base, set()))
        there = store.read(
            f"UNWIND $ids AS id MATCH (n:{base.label()} {{id: id}}) RETURN collect(id) AS ids", {"ids": elsewhere}
        ).values[0][0]
        missing[base] = set(elsewhere) - set(there)
    return missing


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
    store.write(
        [
            *((_TRACE_CLAIM.format(type=cls.type_name()), parameters) for cls in traced),
            *((_UNSAY_RELATIONSHIP.format(type=cls.type_name()), parameters) for cls in types),
            *((_TRACE_NODE.format(label=cls.label()), parameters) for cls in bases if cls is not Case),
            *((_UNSAY_NODE.format(label=cls.label()), parameters) for cls in bases),
            ("MATCH (run:Run) WHERE run.id IN $earlier SET run.state = 'superseded'", parameters),
        ]
    )
    return before - _size(store) + _traces(store) - traces


_TRACE_CLAIM = """
MATCH (a)-[r:{type}]->(b) WHERE any(run IN r.runs WHERE run IN $earlier)
MERGE (trace:Withdrawal {{id: $run + '/' + r.id}})
SET trace += {{run: $run, what: '{type}', record: r.id, one: a.id, other: b.id, document: r.document,
  kept: any(run IN r.runs WHERE NOT run IN $earlier)}}
"""

_TRACE_NODE = """
MATCH (n:{label}) WHERE any(run IN n.runs WHERE run IN $earlier)
MERGE (trace:Withdrawal {{id: $run + '/{label}/' + n.id}})
SET trace += {{run: $run, what: coalesce([name IN labels(n) WHERE name <> '{label}'][0], '{label}'), record: n.id,
  kept: any(run IN n.runs WHERE NOT run IN $earlier) OR EXISTS {{ (n)-[r]-() WHERE NOT type(r) IN $weightless }}}}
"""

_UNSAY_RELATIONSHIP = """
MATCH ()-[r:{type}]->() WHERE any(run IN r.runs WHERE run IN $earlier)
SET r.runs = [run IN r.runs WHERE NOT run IN $earlier]
WITH r WHERE size(r.runs) = 0
DELETE r
"""

# A node that another scope's relationship still ends at is kept: deleting it would unsay what that scope says. What is
# derived says nothing, and goes with the node. So does a judgement on identity: what people decided is in Decision, and
# counts again when the record comes back.
_UNSAY_NODE = """
MATCH (n:{label}) WHERE any(run IN n.runs WHERE run IN $earlier)
SET n.runs = [run IN n.runs WHERE NOT run IN $earlier]
WITH n WHERE size(n.runs) = 0 AND NOT EXISTS {{ (n)-[r]-() WHERE NOT type(r) IN $weightless }}
DETACH DELETE n
"""


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
