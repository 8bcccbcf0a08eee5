"""Read from the store what the rules are told: columns of rows, one query each (the files of `reads/`)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from graph.connection import Store
from graph.model import When
from queries.obligations.cell import Tree
from queries.obligations.records import (
    Facts,
    Instrument,
    Provision,
    Reply,
    Reservation,
    Statement,
    Subject,
    Treaty,
    Weighing,
)

READS = Path(__file__).with_name("reads")
Row = list[Any]


@cache
def query(name: str) -> str:
    """The Cypher of a read."""
    return (READS / f"{name}.cypher").read_text(encoding="utf-8").strip()


def rows(store: Store, name: str, **parameters: Any) -> list[Row]:
    """What a read answers: one value that holds all rows, which is many times faster than a record a row."""
    ((found,),) = store.read(query(name), parameters).values
    return list(found)


@dataclass(frozen=True, slots=True)
class Law:
    """The instruments and provisions, and the tree that they make."""

    instruments: Mapping[str, Instrument]
    provisions: Mapping[str, Provision]
    tree: Tree


def read_law(store: Store, instruments: Collection[str] | None = None) -> Law:
    """The law of these instruments, or all of it; rules of custom are always there."""
    found = {
        id_: Instrument(id_, title, kind, _when(a, a2), _when(f, f2), open_to, state, note)
        for id_, title, kind, a, a2, f, f2, open_to, state, note in rows(store, "instruments")
    }
    wanted = None if instruments is None else sorted(instruments)
    provisions = {  # a statement may weigh on an instrument as a whole
        one.id: Provision(one.id, (one.id,), one.title, listed=False)
        for one in found.values()
        if wanted is None or one.id in wanted
    }
    for row in rows(store, "law", instruments=wanted):
        provisions[row[0]] = Provision(row[0], tuple(row[1]), *row[2:])
    for id_, path, subject in rows(store, "custom"):
        provisions.setdefault(id_, Provision(id_, tuple(path), subject=subject, custom=True))
    ordered = dict(sorted(provisions.items(), key=lambda item: tuple(map(natural, item[1].path))))
    return Law(found, ordered, Tree(ordered.values()))


def read_facts(
    store: Store,
    law: Law,
    *,
    states: Collection[str] | None = None,
    provisions: Collection[str] | None = None,
) -> Facts:
    """What is said on these States (all) and these provisions (all)."""
    scope = {
        "states": None if states is None else sorted(states),
        "provisions": None if provisions is None else sorted(provisions),
    }
    weighed = rows(store, "weighings", **scope)
    engaged = rows(store, "engaged", **scope)
    ids = (
        None
        if states is None and provisions is None
        else sorted({row[8] for row in weighed} | {row[2] for row in engaged})
    )
    replies = rows(store, "replies", statements=ids)
    if ids is not None:
        ids = sorted({*ids, *(row[0] for row in replies)})
    statements = _statements(store, ids)
    wanted = None if provisions is None else sorted({law.provisions[id_].instrument for id_ in provisions})
    origins, publishers = _origins(store, {one.origin for one in statements.values()})
    return Facts(
        law.instruments,
        law.provisions,
        _treaties(rows(store, "treaties", states=scope["states"], instruments=wanted)),
        _reservations(rows(store, "reservations", states=scope["states"])),
        _weighings(weighed, statements),
        _grouped(((provision, state), statement) for provision, state, statement in engaged),
        _grouped(
            (statement, Reply(statements[answer], statement, type_ == "DISPUTES"))
            for answer, statement, type_ in sorted(replies)
        ),
        origins,
        publishers,
    )


def read_subjects(store: Store) -> dict[str, Subject]:
    """The States and organisations of the store, by id."""
    return {id_: Subject(id_, name, tuple(names or ()), state) for id_, name, names, state in rows(store, "subjects")}


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A key that puts 14(2) before 14(10)."""
    parts: list[tuple[int, int, str]] = []
    digits = ""
    for letter in f"{text}\0":
        if letter.isdecimal():
            digits += letter
            continue
        if digits:
            parts.append((0, int(digits), ""))
            digits = ""
        parts.append((1, 0, letter))
    return tuple(parts)


def _statements(store: Store, ids: Sequence[str] | None) -> dict[str, Statement]:
    dated = {
        id_: _when(day, latest) for id_, day, latest in sorted(rows(store, "undated", statements=ids), reverse=True)
    }
    attributed = _grouped(
        (id_, (to, role, basis)) for id_, to, role, basis in rows(store, "attributed", statements=ids)
    )
    answering = _grouped((id_, to) for id_, to in rows(store, "answering", statements=ids))
    found = {}
    for row in rows(store, "statements", statements=ids):
        id_, kind, modality, conditional, stance, speaker, origin, role, basis, s, s2, u, u2, r, r2, own = row
        found[id_] = Statement(
            id_, kind, modality, bool(conditional), stance or "asserts", speaker or "", origin or "", role, basis,
            _when(s, s2), _when(u, u2), _when(r, r2), dated.get(id_), answering.get(id_, ()), attributed.get(id_, ()),
            own,
        )  # fmt: skip
    return found


def _weighings(
    found: Iterable[Row], statements: Mapping[str, Statement]
) -> Mapping[tuple[str, str | None], tuple[Weighing, ...]]:
    return _grouped(
        (
            (law, state),
            Weighing(id_, statements[statement], law, state, type_ == "WEIGHS_FOR", aspect, role, basis, considered),
        )
        for id_, law, state, type_, aspect, role, basis, considered, statement in found
    )


def _treaties(found: Iterable[Row]) -> dict[tuple[str, str], Treaty]:
    said: dict[tuple[str, str], dict[str, Any]] = {}
    for row in sorted(found, key=lambda row: row[2]):  # NOT_PARTY_TO, PARTY_TO, SIGNED: what a party says comes later
        (
            state,
            instrument,
            type_,
            s,
            s2,
            u,
            u2,
            action,
            on,
            on2,
            open_,
            o,
            o2,
            a,
            a2,
            verified,
            checked,
            source,
            note,
        ) = row
        facts = said.setdefault((state, instrument), {})
        if type_ == "SIGNED":
            facts["signed"] = _when(on, on2)
            continue
        facts |= {"verified": verified, "source": source, "note": note}
        if type_ == "PARTY_TO":
            facts |= {"party": True, "since": _when(s, s2), "until": _when(u, u2), "action": action}
            facts["reservations_checked"] = checked
        else:
            facts |= {"outside": True, "open": open_, "open_since": _when(o, o2), "as_of": _when(a, a2)}
    return {pair: Treaty(**facts) for pair, facts in said.items()}


def _reservations(found: Iterable[Row]) -> Mapping[str, tuple[Reservation, ...]]:
    return _grouped(
        (state, Reservation(law, effect, text, _when(s, s2), _when(u, u2), verified))
        for state, law, effect, text, s, s2, u, u2, verified in found
    )


def _origins(store: Store, documents: Collection[str]) -> tuple[dict[str, str], dict[str, str]]:
    """What stands for the common origin of each document (the smallest id of those asked for), and publishers.

    Documents share an origin where one derives from another, where they are sisters, and where `origin` says so.
    """
    parent: dict[str, str] = {}

    def root(id_: str) -> str:
        parent.setdefault(id_, id_)
        while parent[id_] != id_:
            parent[id_] = parent[parent[id_]]
            id_ = parent[id_]
        return id_

    publishers: dict[str, str] = {}
    seen: set[str] = set()
    frontier = set(documents)
    while frontier:
        seen |= frontier
        found = rows(store, "kin", documents=sorted(frontier))
        frontier = set()
        for id_, publisher, origin, kin in found:
            if publisher:
                publishers[id_] = publisher
            for other in (*kin, *([f"{origin}"] if origin else [])):
                parent[root(id_)] = root(other)
                frontier.add(other)
        frontier -= seen
    stands: dict[str, str] = {}
    for id_ in sorted(documents):
        stands.setdefault(root(id_), id_)
    return {id_: stands[root(id_)] for id_ in documents}, publishers


@cache
def _day(text: str) -> date:
    return date.fromisoformat(text)


@cache
def _span(earliest: str, latest: str) -> When:
    return When(_day(earliest), _day(latest))


def _when(earliest: str | None, latest: str | None) -> When | None:
    return _span(earliest, latest or earliest) if earliest else None


def _grouped(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, tuple[Any, ...]]:
    found: dict[Any, list[Any]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}
