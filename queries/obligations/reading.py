"""Read from the store what the rules are told: columns of rows, one query each (the files of `reads/`)."""

import re
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
    Answered,
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
    return together(store, name, **parameters)[name]


def together(store: Store, *names: str, **parameters: Any) -> dict[str, list[Row]]:
    """What several reads answer, in one round trip: for one cell the trips take the time, not the reads."""
    given = frozenset(name for name, value in parameters.items() if value is not None)
    (found,) = store.read(_together(names, given), parameters).values
    return {name: list(answer) for name, answer in zip(names, found, strict=True)}


@cache
def _together(names: Sequence[str], given: Collection[str]) -> str:
    """Where a parameter is given, what would take all without it is left out of the text: only so an index is used."""
    parts = []
    for name in names:
        text = re.sub(r"\$(\w+) IS NULL OR ", lambda found: "" if found[1] in given else found[0], query(name))
        parts.append(f"CALL () {{\n{text.removesuffix('AS rows')}AS {name}\n}}")
    return "\n".join([*parts, f"RETURN {', '.join(names)}"])


@dataclass(frozen=True, slots=True)
class Law:
    """The instruments and provisions, and the tree that they make."""

    instruments: Mapping[str, Instrument]
    provisions: Mapping[str, Provision]
    tree: Tree


def read_law(store: Store, instruments: Collection[str] | None = None) -> Law:
    """The law of these instruments, or all of it; rules of custom are always there."""
    wanted = None if instruments is None else sorted(instruments)
    return _law(together(store, "instruments", "law", "custom", instruments=wanted, law=None), wanted)


def read_law_around(store: Store, law: str) -> tuple[Law, dict[str, Subject]]:
    """The law of the instrument that holds this provision, or is it, and the subjects; no provision where there is none."""
    found = together(store, "instruments", "law", "custom", "home", "subjects", instruments=None, law=law)
    return _law(found, {id_ for (id_,) in found["home"]}), _subjects(found["subjects"])


def _law(read: Mapping[str, list[Row]], only: Collection[str] | None = None) -> Law:
    found = {
        id_: Instrument(id_, title, kind, _when(a, a2), _when(f, f2), open_to, state, note)
        for id_, title, kind, a, a2, f, f2, open_to, state, note in read["instruments"]
    }
    provisions = {  # a statement may weigh on an instrument as a whole
        one.id: Provision(one.id, (one.id,), one.title, listed=False)
        for one in found.values()
        if only is None or one.id in only
    }
    for row in read["law"]:
        provisions[row[0]] = Provision(row[0], tuple(row[1]), *row[2:])
    for id_, path, title, summary, subject in read["custom"]:
        provisions.setdefault(id_, Provision(id_, tuple(path), title, summary, subject, custom=True))
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
    wanted = None if provisions is None else sorted({law.provisions[id_].instrument for id_ in provisions})
    found = together(
        store, "weighings", "engaged", "replies", "treaties", "reservations", "answered", instruments=wanted, **scope
    )
    weighed, engaged, replies = found["weighings"], found["engaged"], found["replies"]
    everything = states is None and provisions is None
    ids = {row[8] for row in weighed} | {row[2] for row in engaged} | {row[0] for row in replies}
    statements = _statements(store, None if everything else sorted(ids))
    origins, publishers = _origins(store, {one.origin for one in statements.values()})
    return Facts(
        law.instruments,
        law.provisions,
        _treaties(found["treaties"]),
        _reservations(found["reservations"]),
        _weighings(weighed, statements),
        _grouped(((provision, state), statement) for provision, state, statement in engaged),
        _grouped(
            (statement, Reply(statements[answer], statement, type_ == "DISPUTES"))
            for answer, statement, type_ in sorted(replies)
        ),
        _grouped(
            (state, Answered(letter, _when(day, latest), frozenset(put)))
            for state, letter, day, latest, put in sorted(found["answered"], key=lambda row: row[:2])
        ),
        origins,
        publishers,
        {row[2]: statements[row[2]] for row in engaged},
    )


def read_subjects(store: Store) -> dict[str, Subject]:
    """The States and organisations of the store, by id."""
    return _subjects(rows(store, "subjects"))


def _subjects(found: Iterable[Row]) -> dict[str, Subject]:
    return {id_: Subject(id_, name, tuple(names or ()), state) for id_, name, names, state in found}


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
    if ids == []:
        return {}
    read = together(store, "statements", "undated", "attributed", "answering", statements=ids)
    dated = {id_: _when(day, latest) for id_, day, latest in sorted(read["undated"], reverse=True)}
    attributed = _grouped((id_, (to, role, basis)) for id_, to, role, basis in read["attributed"])
    answering = _grouped((id_, to) for id_, to in read["answering"])
    found = {}
    for row in read["statements"]:
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
