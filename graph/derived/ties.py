"""Rebuild the ties: from all claims in the store to one derived TIE a pair, writing only what differs.

Where the cases of at least eleven people join a recruiter and a compound, that is a tie, too (through_cases.py). The claims are read as collected columns and joined in this process: about three times as fast as one Cypher statement
on 4,000 claims (tests/benchmarks/paths.py). A tie is a function of the claims, of `canonical` and of the documents' origins, of nothing
else: a rebuild after an interruption gives what an undisturbed one would have given.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from graph.connection import Store
from graph.derived import through_cases
from graph.loading.tables import Row, batches
from graph.model import LADDER, Tie, base_classes, node_classes, said_classes
from graph.schema import properties

BATCH = 5_000
BASES = {cls.label(): cls for cls in base_classes() if cls.walk}
"""Base label -> class, of what a path may pass through."""
End = tuple[str, str]
"""A node by id and base label, in the order in which the ends of a tie stand."""


@dataclass(slots=True)
class _Claims:
    """The claims of one pair."""

    asserted: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Id, type, origin and modality of each."""
    begun: list[tuple[str, str]] = field(default_factory=list)
    """Earliest and latest day on which each that is dated begins."""
    denials: int = 0
    people: int | None = None
    """Whose cases join the pair, rounded."""


def rebuild(store: Store) -> int:
    """Make the ties what the claims make them; returns how many were written or removed."""
    gone, changed = differing(store)
    for begin in range(0, len(gone), BATCH):
        store.write([(_REMOVE, {"ids": gone[begin : begin + BATCH]})])
    for start, end in product(BASES, BASES):
        rows = [row for row in changed if (row["a"][1], row["b"][1]) == (start, end)]
        for some in batches(rows, BATCH):
            store.write([(_WRITE.format(start=start, end=end), {"rows": some})])
    return len(gone) + len(changed)


def differing(store: Store) -> tuple[list[str], list[Row]]:
    """The ids of ties that no claim makes, and the ties that the store lacks or has otherwise; none after `rebuild`."""
    wanted = {row["id"]: row for row in _ties(_by_pair(store))}
    there = _there(store)
    changed = [row for id_, row in wanted.items() if there.get(id_) != {name: row[name] for name in _PROPERTIES}]
    return sorted(there.keys() - wanted.keys()), changed


def walked_types() -> list[str]:
    """The claim types along which a path may go."""
    return [cls.type_name() for cls in said_classes() if cls.walk]


def impassable_labels() -> list[str]:
    """The labels of parties and places through which no path goes."""
    return [cls.label() for cls in node_classes() if cls.base().walk and not cls.walk]


def base_of(name: str, bases: Iterable[str] = BASES) -> str:
    """Cypher that gives the base label of a node."""
    cases = " ".join(f"WHEN {name}:{base} THEN '{base}'" for base in bases)
    return f"CASE {cases} END"


def _by_pair(store: Store) -> dict[tuple[End, End], _Claims]:
    """The claims of every pair of different canonical ends through which a path may pass."""
    documents = store.read("MATCH (d:Document) WHERE d.origin IS NOT NULL RETURN d.id, d.origin")
    origins = dict(documents.values)
    closed = _impassable(store)
    pairs: dict[tuple[End, End], _Claims] = {}
    (columns,) = store.read(_READ).values
    for a, a_base, b, b_base, id_, type_, stance, document, modality, since, since_latest in zip(*columns, strict=True):
        one, other = (a, a_base), (b, b_base)
        if one == other or one in closed or other in closed:
            continue
        claims = pairs.setdefault((min(one, other), max(one, other)), _Claims())
        if stance != "asserts":
            claims.denials += 1
            continue
        claims.asserted.append((id_, type_, origins.get(document, document), modality))
        if since:
            claims.begun.append((since, since_latest))
    for (one, other), carried in through_cases.carried(store).items():
        people, modality = carried.safe()
        if people is not None and one not in closed and other not in closed:
            claims = pairs.setdefault((min(one, other), max(one, other)), _Claims())
            claims.people = people
            claims.asserted.append(("", through_cases.KIND, through_cases.ORIGIN, modality))
    return pairs


def _impassable(store: Store) -> set[End]:
    """A record may be joined to one of another class: then the class of the canonical one decides too."""
    (columns,) = store.read(f"MATCH (n:{_CLOSED}) RETURN collect(n.id), collect({base_of('n')})").values
    return set(zip(*columns, strict=True))


def _ties(pairs: Mapping[tuple[End, End], _Claims]) -> Iterator[Row]:
    for (a, b), claims in sorted(pairs.items()):
        if not claims.asserted:
            continue  # a connection that is only denied is none
        surest: dict[str, str] = {}
        for _, _, origin, modality in claims.asserted:
            surest[origin] = max(surest.get(origin, modality), modality, key=LADDER.__getitem__)
        yield {
            "id": _id(a, b),
            "a": a,
            "b": b,
            "kinds": sorted({type_ for _, type_, _, _ in claims.asserted}),
            "origins": sorted(surest),
            "modalities": [surest[origin] for origin in sorted(surest)],
            "modality": max(surest.values(), key=LADDER.__getitem__),
            "claims": sorted(id_ for id_, _, _, _ in claims.asserted if id_),
            "denials": claims.denials,
            # The earliest of several intervals lies between the least of their first and of their last days.
            "since": min((first for first, _ in claims.begun), default=None),
            "since_latest": min((last for _, last in claims.begun), default=None),
            "people": claims.people,
        }


def _id(a: End, b: End) -> str:
    ends: dict[str, Any] = {"start": BASES[a[1]].ref(a[0]), "end": BASES[b[1]].ref(b[0])}
    return Tie.model_construct(**ends).id


def _there(store: Store) -> dict[str, Row]:
    """The ties that the store has, by id, each as it was written."""
    (columns,) = store.read(_STORED).values
    rows = (dict(zip(_PROPERTIES, row, strict=True)) for row in zip(*columns, strict=True))
    return {row["id"]: row | {name: row[name] or None for name in (*_DATES, "people")} for row in rows}


_DATES = tuple(row.name for row in properties(Tie) if row.kind == "date")
_PROPERTIES = ("id", *(row.name for row in properties(Tie)))


def _collected(expressions: Mapping[str, str]) -> str:
    # collect() leaves nulls out, and the columns would no longer fit together: an absent date is read as "", a count as 0.
    absent = dict.fromkeys(_DATES, "coalesce(toString({}), '')") | {"people": "coalesce({}, 0)"}
    return ", ".join(f"collect({absent.get(name, '{}').format(text)})" for name, text in expressions.items())


_CLOSED = "|".join(impassable_labels())
_READ = (
    f"MATCH (a)-[r:{'|'.join(walked_types())}]->(b)\n"
    f"WHERE NOT a:({_CLOSED}) AND NOT b:({_CLOSED})\nRETURN "
    + _collected(
        {
            "a": "coalesce(a.canonical, a.id)",
            "a_base": base_of("a"),
            "b": "coalesce(b.canonical, b.id)",
            "b_base": base_of("b"),
            "id": "r.id",
            "type": "type(r)",
            "stance": "r.stance",
            "document": "r.document",
            "modality": "r.modality",
            "since": "r.since",
            "since_latest": "r.since_latest",
        }
    )
)
_STORED = f"MATCH ()-[t:{Tie.type_name()}]->() RETURN {_collected({name: f't.{name}' for name in _PROPERTIES})}"
_REMOVE = f"UNWIND $ids AS id MATCH ()-[t:{Tie.type_name()} {{id: id}}]->() DELETE t"
_WRITE = (
    "UNWIND $rows AS row\nMATCH (a:{start} {{id: row.a[0]}})\nMATCH (b:{end} {{id: row.b[0]}})\n"
    f"MERGE (a)-[t:{Tie.type_name()} {{{{id: row.id}}}}]->(b)\nSET "
    + ", ".join(f"t.{name} = {f'date(row.{name})' if name in _DATES else f'row.{name}'}" for name in _PROPERTIES[1:])
)
