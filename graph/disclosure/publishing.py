"""A reduced copy of the graph for an audience: what the model lets it see, as records from which a store of its own is made.

Nothing is copied that the model does not show to the audience, class by class and property by property; a relationship
goes only where both its ends do. Of cases nothing goes but counts that hold for eleven people or more, as statistics.
What only loads say that brought cases, or a document which is not public yet, stays behind, too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from graph.connection import Store
from graph.disclosure.suppression import K, released
from graph.model import (
    Case,
    CitizenOf,
    Decision,
    DifferentFrom,
    Document,
    ExploitedIn,
    Node,
    Relationship,
    SameAs,
    State,
    Visibility,
    When,
    node_classes,
    said_classes,
)
from graph.schema import LEVELS, Property, properties

Audience = Literal["partner", "public"]
Row = dict[str, Any]
Group = tuple[str, int, Row]
"""Id, number of people and properties of a group of eleven or more."""
Kind = type[Node] | type[Relationship[Any, Any]]
COUNTS = "CASES-COUNTED"
"""Id of the document in whose name a copy gives counts of cases."""


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one class, in the order of their ids. A row has the fields of the model, as JSON knows them; an end of a
    relationship is the label and id of its node."""

    cls: Kind
    rows: tuple[Row, ...]


def copy(store: Store, audience: Audience, today: date) -> Iterator[Part]:
    """The parts of the copy, nodes first."""
    held = _held_back(store, today)
    groups = _groups(store)
    labels: dict[tuple[str, str], str] = {}
    for cls in node_classes():
        rows = _nodes(store, cls, audience, held) if _sees(audience, cls.visible) else []
        if cls is Decision:
            rows += _verdicts(store, today)
        if cls in (Case, Document):
            rows += _statistics(groups) if cls is Case else _counted_document(groups)
        labels |= {(cls.base().label(), row["id"]): cls.label() for row in rows}
        if rows:
            yield Part(cls, tuple(rows))
    for kind in said_classes():
        links = list(_links(store, kind, audience, labels, held)) if _sees(audience, kind.visible) else []
        links += _of_statistics(groups, kind) if kind in (CitizenOf, ExploitedIn) else []
        if links:
            yield Part(kind, tuple(links))


def withheld(audience: Audience) -> dict[str, list[str]]:
    """What the model keeps from an audience: class -> its properties, or "all of it"."""
    found: dict[str, list[str]] = {}
    named: dict[str, Kind] = {cls.label(): cls for cls in node_classes()}
    named |= {cls.type_name(): cls for cls in said_classes()}
    for name, cls in named.items():
        if not _sees(audience, cls.visible):
            found[name] = ["all of it"]
        elif hidden := sorted({row.field for row in properties(cls) if not _sees(audience, row.visible)}):
            found[name] = hidden
    return found


def _sees(audience: Audience, level: Visibility) -> bool:
    return LEVELS.index(level) <= LEVELS.index(audience)


@dataclass(frozen=True, slots=True)
class _HeldBack:
    """Documents that are not public yet, and the loads that brought them, or cases."""

    documents: frozenset[str]
    runs: frozenset[str]

    def holds_back(self, said: Mapping[str, Any]) -> bool:
        runs = set(said.get("runs") or ())
        return said.get("document") in self.documents or bool(runs and runs <= self.runs)


def _held_back(store: Store, today: date) -> _HeldBack:
    rows = store.read(
        "MATCH (d:Document) WHERE d.public_from_latest > date($today) RETURN d.id, d.runs", {"today": today.isoformat()}
    ).values
    of_cases = store.read("MATCH (run:Run {cases: true}) RETURN run.id").values
    runs = {run for _, runs in rows for run in runs or ()} | {run for (run,) in of_cases}
    return _HeldBack(frozenset(id_ for id_, _ in rows), frozenset(runs))


def _nodes(store: Store, cls: type[Node], audience: Audience, held: _HeldBack) -> list[Row]:
    query = f"MATCH (n:{cls.base().label()}) WHERE n:{cls.label()} RETURN properties(n) ORDER BY n.id"
    shown = _shown(cls, audience)
    found = store.read(query).values
    return [{"id": said["id"], **_fields(shown, said)} for (said,) in found if not held.holds_back(said)]


def _links(
    store: Store,
    cls: type[Relationship[Any, Any]],
    audience: Audience,
    labels: Mapping[tuple[str, str], str],
    held: _HeldBack,
) -> Iterator[Row]:
    shown = _shown(cls, audience)
    for start in sorted({end.base().label() for end in cls.ends()[0]}):
        for stop in sorted({end.base().label() for end in cls.ends()[1]}):
            query = (
                f"MATCH (a:{start})-[r:{cls.type_name()}]->(b:{stop}) RETURN a.id, b.id, properties(r) ORDER BY r.id"
            )
            for one, other, said in store.read(query).values:
                ends = labels.get((start, one)), labels.get((stop, other))
                if all(ends) and not held.holds_back(said):
                    yield {"start": [ends[0], one], "end": [ends[1], other], **_fields(shown, said)}


def _shown(cls: Kind, audience: Audience) -> list[Property]:
    return [row for row in properties(cls) if not row.derived and _sees(audience, row.visible)]


def _fields(shown: list[Property], said: Mapping[str, Any]) -> Row:
    """Stored properties as fields of the model: the two days of an interval are one text again."""
    found: Row = {}
    for row in shown:
        value = said.get(row.name)
        if value is None or row.name.endswith("_latest"):
            continue
        if row.kind == "date":
            value = When(date.fromisoformat(value), date.fromisoformat(said.get(f"{row.name}_latest", value))).text
        found[row.name] = value
    return found


def _verdicts(store: Store, today: date) -> list[Row]:
    """What is judged of pairs of records, as decisions without who and why, so that the copy joins what the store joins."""
    found: list[Row] = []
    for kind, verdict in ((SameAs, "same"), (DifferentFrom, "different")):
        for base in ("Entity", "Place"):
            pairs = store.read(
                f"MATCH (a:{base})-[r:{kind.type_name()}]->(b:{base}) RETURN a.id, b.id, r.id ORDER BY a.id, b.id"
            )
            for one, other, id_ in pairs.values:
                decided = {"among": base, "one": one, "other": other, "verdict": verdict, "at": today.isoformat()}
                why = {"by": "withheld", "why": "so judged in the store of which this is a copy"}
                found.append({"id": f"PUBLISHED-{id_}", "number": len(found) + 1, **decided, **why})
    return found


# Where a person has more than one, no one place can be said, and none is.
_GROUPED = """
MATCH (case:Case)
WITH case, COLLECT { MATCH (case)-[:CITIZEN_OF {stance: 'asserts'}]->(s:State) RETURN DISTINCT s.id } AS citizen,
     COLLECT { MATCH (case)-[:EXPLOITED_IN {stance: 'asserts'}]->(s:State) RETURN DISTINCT s.id } AS place
WITH case.year AS year, case.gender AS gender, case.majority AS majority, case.people AS people,
     COLLECT { UNWIND coalesce(case.exploitation, []) AS form RETURN form ORDER BY form } AS exploitation,
     CASE WHEN size(citizen) = 1 THEN citizen[0] END AS citizen, CASE WHEN size(place) = 1 THEN place[0] END AS place
RETURN year, gender, majority, exploitation, citizen, place, sum(people) AS people
ORDER BY year, gender, majority, exploitation, citizen, place
"""


def _groups(store: Store) -> list[Group]:
    found = []
    for row in store.read(_GROUPED).rows:
        people = released(row.pop("people"))
        if people is not None:
            told = "/".join(
                "+".join(value) if isinstance(value, list) else "any" if value is None else str(value)
                for value in row.values()
            )
            found.append((f"CASES-{told}", people, row))
    return found


def _statistics(groups: list[Group]) -> list[Row]:
    kept = ("year", "gender", "majority", "exploitation")
    return [
        {"id": id_, "kind": "statistic", "people": people, "document": COUNTS, "standard": f"counted, k = {K}"}
        | {name: row[name] for name in kept if row[name]}
        for id_, people, row in groups
    ]


def _of_statistics(groups: list[Group], kind: type[Relationship[Any, Any]]) -> list[Row]:
    name = "citizen" if kind is CitizenOf else "place"
    said = {"document": COUNTS, "locator": f"k = {K}", "modality": "reported"}
    return [
        {"start": [Case.label(), id_], "end": [State.label(), row[name]], **said} for id_, _, row in groups if row[name]
    ]


def _counted_document(groups: list[Group]) -> list[Row]:
    title = f"Counts of cases, rounded down to a multiple of {K}"
    return [{"id": COUNTS, "title": title, "kind": "statistics"}] if groups else []
