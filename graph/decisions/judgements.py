"""Judgements on identity in the store: SAME_AS, POSSIBLY_SAME_AS and DIFFERENT_FROM, and the decisions they rest on.

Decision nodes are the memory: one a step, only added. The relationships are made from them and from the rules, and are
settled in one transaction against a version, so that two processes that judge at once cannot mix their judgements.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, get_args

from graph.connection import Statement, Store
from graph.decisions.growing import guard, said
from graph.decisions.parties import Base
from graph.loading.tables import batches, tabulate
from graph.model import Decision, DifferentFrom, Entity, Judgement, Place, PossiblySameAs, Ref, SameAs
from graph.write import BATCH, merge_nodes, merge_relationships

SCOPE = "identity"
KINDS: tuple[type[Judgement], ...] = (DifferentFrom, PossiblySameAs, SameAs)
_BASES: dict[Base, type[Entity] | type[Place]] = {"Entity": Entity, "Place": Place}


class Pair(NamedTuple):
    """Two records of one base, the smaller id first."""

    base: Base
    one: str
    other: str


def pair(base: Base, one: str, other: str) -> Pair:
    """The pair of two ids in either order."""
    return Pair(base, *sorted((one, other)))


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement on a pair."""

    pair: Pair
    kind: type[Judgement]
    by: str
    at: str
    why: str
    score: float | None = None

    def record(self) -> Judgement:
        """It as the model's relationship."""
        base = _BASES[self.pair.base]
        return self.kind(
            start=Ref(base, self.pair.one),
            end=Ref(base, self.pair.other),
            by=self.by,
            at=self.at,
            why=self.why,
            score=self.score,
        )


@dataclass(frozen=True, slots=True)
class Memory:
    """What was decided and judged so far, and the version of that."""

    version: int
    decisions: tuple[Decision, ...]
    judged: tuple[Judged, ...]


def remembered(store: Store) -> Memory:
    """The decisions in their order and the judgements by pair. The version is read first: what is newer makes it old."""
    version = store.read("OPTIONAL MATCH (run:Run {id: $id}) RETURN coalesce(run.batches, 0)", {"id": SCOPE}).values[0][
        0
    ]
    decisions = store.read("MATCH (d:Decision) RETURN properties(d) AS d ORDER BY d.number").values
    judged = [
        Judged(Pair(base, one, other), kind, by, at, why, score)
        for kind in KINDS
        for base in get_args(Base)
        for one, other, by, at, why, score in store.read(
            f"MATCH (a:{base})-[r:{kind.type_name()}]->(b:{base}) RETURN a.id, b.id, r.by, r.at, r.why, r.score"
        ).values
    ]
    steps = [Decision.model_validate(said(d)) for (d,) in decisions]
    return Memory(version, tuple(steps), tuple(sorted(judged, key=lambda one: (one.pair, one.kind.__name__))))


def settle(store: Store, seen: Memory, wanted: Iterable[Judged], decision: Decision | None = None) -> int | None:
    """Make the judgements in the store the wanted ones, and add a decision; returns how many judgements changed.

    None, and nothing written, if somebody else settled since `seen` was read: read again, judge again.
    """
    wanted = set(wanted)
    there = set(seen.judged)
    fresh = sorted(wanted - there, key=lambda one: (one.pair, one.kind.__name__))
    stale = [one.record() for one in there - wanted if (one.pair, one.kind) not in {(w.pair, w.kind) for w in fresh}]
    if not fresh and not stale and decision is None:
        return 0
    statements: list[Statement] = []
    for kind in KINDS:
        ids = sorted(record.id for record in stale if type(record) is kind)
        delete = f"UNWIND $ids AS id MATCH ()-[r:{kind.type_name()} {{id: id}}]->() DELETE r"
        statements.extend([(delete, {"ids": ids})] if ids else [])
    run = {"run": SCOPE, "mine": SCOPE}
    tables = tabulate(one.record() for one in fresh)
    for (kind_, ends), rows in tables.relationships.items():
        statements.extend((merge_relationships(kind_, ends), {"rows": some, **run}) for some in batches(rows, BATCH))
    if decision is not None:
        statements.append((merge_nodes(Decision), {"rows": [decision.model_dump()], **run}))
    statements.extend((_FORGOTTEN.format(label=label), {}) for label in _BASES)
    unseen = guard(SCOPE, seen.version, "decisions")
    return len(fresh) + len(stale) if store.write_when(unseen, statements) else None


_FORGOTTEN = "MATCH (n:{label}) WHERE n.runs = [] AND NOT (n)--() DELETE n"
