"""Whether the store keeps the model's promises: each that is broken is a row that says of what record and how.

Every record is read and given to the model's own class, page by page, so that a promise is written once: in the model.
What no single record shows is asked of the store: ids, documents, runs, who stands for whom, ties.
"""

import re
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

from graph import schema
from graph.answer import Answer
from graph.connection import Store
from graph.derived import canonical, ties
from graph.disclosure.identifiers import kinds
from graph.keeping.stored import node_faults, relationship_faults
from graph.model import (
    Case,
    Claim,
    Node,
    Relationship,
    Run,
    SchemaVersion,
    Withdrawal,
    base_classes,
    node_classes,
    relationship_classes,
    said_classes,
)

PAGE = 5_000
"""Records that are in memory at once."""
COLUMNS = ("promise", "record", "says")
Finding = tuple[str, str, str]
PROMISES = {
    "model": "it is as the model says",
    "unique": "ids are unique",
    "source": "its source is there",
    "run": "a load or a person says it",
    "identity": "who stands for whom follows from the decisions",
    "ties": "ties follow from the claims",
    "case": "nothing in a case points to one person",
    "files": "Neo4j's own files are sound",
}
"""Word in the column `promise` -> the promise."""
_WORD = re.compile(r"[^\s(),;:'\"\[\]]+")
_KEEPERS = (Run, SchemaVersion, Withdrawal)
"""What no load says: the program's own notes."""


def untold(_what: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def examine(store: Store, progress: Callable[[str, int, int], None] = untold) -> Answer:
    """Every broken promise; no rows where all are kept. Reads all of the store once, and changes nothing."""
    parts = (strays, nodes, relationships, ids, documents, runs, identity, tie)
    rows: list[Finding] = []
    for number, part in enumerate(parts):
        progress("check", number, len(parts))
        if part in (identity, tie) and any(promise == "model" for promise, _, _ in rows):
            rows.append((_NAMES[part], "", "cannot be told while records above are not as the model says"))
        else:
            rows += sorted(part(store))
    progress("check", len(parts), len(parts))
    return Answer(COLUMNS, tuple(rows))


def veiled(store: Store, found: Answer) -> Answer:
    """The findings without the pseudonyms of cases: of which case something is said is told only for a purpose."""
    words = sorted({word for row in found.values for text in row for word in _WORD.findall(text)})
    query = "UNWIND $words AS id MATCH (c:Case {id: id}) RETURN collect(id)"
    cases = set(store.read(query, {"words": words}).values[0][0])

    def veil(text: str) -> str:
        return _WORD.sub(lambda word: "a case" if word[0] in cases else word[0], text)

    return Answer(found.columns, tuple((promise, veil(record), veil(says)) for promise, record, says in found.values))


def strays(store: Store) -> Iterator[Finding]:
    """Nodes with no base label and relationships of no type of the model."""
    bases = "|".join(cls.label() for cls in base_classes())
    found = store.read(f"MATCH (n) WHERE NOT n:{bases} RETURN labels(n), count(*), min(n.id)").values
    for labels, count, id_ in found:
        yield "model", str(id_), f"is one of {count} nodes with the labels {labels}, which the model does not know"
    types = [cls.type_name() for cls in relationship_classes()]
    query = "MATCH ()-[r]->() WHERE NOT type(r) IN $types RETURN type(r), count(*), min(r.id)"
    for type_, count, id_ in store.read(query, {"types": types}).values:
        yield "model", str(id_), f"is one of {count} relationships of type {type_}, which the model does not know"


def nodes(store: Store) -> Iterator[Finding]:
    """Every node as the model says, said by somebody, and no case with what points to a person."""
    for base in base_classes():
        query = (
            f"MATCH (n:{base.label()}) WHERE n.id > $after WITH n ORDER BY n.id LIMIT $size "
            "RETURN collect(labels(n)), collect(properties(n))"
        )
        for labels, stored in _pages(store, query):
            id_ = stored["id"]
            yield from (("model", id_, fault) for fault in node_faults(labels, stored))
            if not stored.get("runs") and base not in _KEEPERS:
                yield "run", id_, "is said by no load"
            if base is Case:
                yield from (("case", id_, fault) for fault in _pointing(stored))
        yield from _nameless(store, f"(n:{base.label()})", base.label())


def relationships(store: Store) -> Iterator[Finding]:
    """Every relationship as the model says, said by somebody, and none of a case with what points to a person."""
    for cls in relationship_classes():
        query = (
            f"MATCH (a)-[r:{cls.type_name()}]->(b) WHERE r.id > $after WITH a, r, b ORDER BY r.id LIMIT $size "
            "RETURN collect(labels(a)), collect(coalesce(a.id, '')), collect(labels(b)), collect(coalesce(b.id, '')), "
            "collect(properties(r))"
        )
        for start, start_id, end, end_id, stored in _pages(store, query):
            record = f"{start_id} {cls.type_name()} {end_id} ({stored['id']})"
            faults = relationship_faults(cls, (start, start_id), (end, end_id), stored)
            yield from (("model", record, fault) for fault in faults)
            if not stored.get("runs") and not cls.derived:
                yield "run", record, "is said by no load"
            if Case.label() in (*start, *end):
                yield from (("case", record, fault) for fault in _pointing(stored))
        yield from _nameless(store, f"()-[n:{cls.type_name()}]->()", cls.type_name())


def ids(store: Store) -> Iterator[Finding]:
    """The constraints that keep ids unique are there; where one is not, the ids that are twice."""
    there = set(store.read("SHOW CONSTRAINTS YIELD name RETURN collect(name)").values[0][0])
    classes: list[type[Node] | type[Relationship[Any, Any]]] = [*base_classes(), *relationship_classes()]
    for cls in classes:
        name = cls.label() if issubclass(cls, Node) else cls.type_name()
        if f"{name.lower()}_id" in there:
            continue
        yield "unique", name, "has no constraint that keeps its ids unique; palermo doctor makes it"
        pattern = f"(n:{name})" if issubclass(cls, Node) else f"()-[n:{name}]->()"
        query = (
            f"MATCH {pattern} WITH n.id AS id, count(*) AS times WHERE id IS NOT NULL AND times > 1 RETURN id, times"
        )
        for id_, times in store.read(query).values:
            yield "unique", id_, f"is the id of {times} {name}"


def documents(store: Store) -> Iterator[Finding]:
    """Every `document` that a claim or a node names is in the store."""
    claims = "|".join(cls.type_name() for cls in said_classes() if issubclass(cls, Claim))
    named = "|".join(
        cls.label()
        for cls in node_classes()
        if cls is not Withdrawal and "document" in {row.name for row in schema.properties(cls)}
    )
    for pattern in (f"()-[n:{claims}]->()", f"(n:{named})"):
        query = (
            f"MATCH {pattern} WHERE n.document IS NOT NULL WITH n.document AS document, count(*) AS times, "
            "min(n.id) AS id WHERE NOT EXISTS { (:Source:Document {id: document}) } RETURN document, times, id"
        )
        for document, times, id_ in store.read(query).values:
            yield "source", str(id_), f"is one of {times} that rest on the document {document}, which is not there"


def runs(store: Store) -> Iterator[Finding]:
    """Every load that is named by what it said is there."""
    for pattern in ("(n)", "()-[n]->()"):
        query = (
            f"MATCH {pattern} UNWIND n.runs AS run WITH run, count(*) AS times, min(n.id) AS id "
            "WHERE NOT EXISTS { (:Run {id: run}) } RETURN run, times, id"
        )
        for run, times, id_ in store.read(query).values:
            yield "run", str(id_), f"is one of {times} said by the load {run}, of which there is no record"


def identity(store: Store) -> Iterator[Finding]:
    """Each record's `canonical` is the smallest id of those it is judged to be one with."""
    for row in canonical.differing(store):
        yield "identity", row["id"], f"should be represented by {row['canonical']}; the next load mends it"


def tie(store: Store) -> Iterator[Finding]:
    """The ties are what the claims make them."""
    for gone, changed in ties.differing(store):
        yield from (("ties", id_, "is a tie that no claim makes; the next load mends it") for id_ in gone)
        for row in changed:
            yield "ties", row["id"], f"{row['a']} and {row['b']} are not tied as claims say; the next load mends it"


_NAMES = {identity: "identity", tie: "ties"}


def _pages(store: Store, query: str) -> Iterator[tuple[Any, ...]]:
    after, more = "", True
    while more:
        (columns,) = store.read(query, {"after": after, "size": PAGE}).values
        rows = list(zip(*columns, strict=True))
        yield from rows
        more = len(rows) == PAGE
        after = rows[-1][-1]["id"] if more else ""


def _nameless(store: Store, pattern: str, name: str) -> Iterator[Finding]:
    """What has no id comes up on no page."""
    (count,) = store.read(f"MATCH {pattern} WHERE n.id IS NULL OR NOT n.id > '' RETURN count(*)").values[0]
    if count:
        yield "model", name, f"{count} have no id"


def _pointing(stored: dict[str, Any]) -> Iterator[str]:
    """What in a case, or in a claim that touches one, points to a person. Digests and ids of ours are no such thing."""
    for name, value in sorted(stored.items()):
        if name in ("id", "runs", "first_run", "document"):
            continue
        texts = [text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str)]
        found = sorted(set(chain.from_iterable(map(kinds, texts))))
        if found:
            yield f"{name} seems to hold a {' and a '.join(found)}; take it out at its source and load that again"
