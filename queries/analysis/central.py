"""Central: who holds a network together by a measure, in words why, and on how many origins it rests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.answer import Answer
from graph.connection import Store
from queries.analysis.rankings import Measured, measure
from queries.analysis.recruiters import recruiters
from queries.analysis.resting import DEFAULT, Asked, by_node, counted, listed, shape
from queries.analysis.saving import save
from queries.analysis.undecided import undecided

COLUMNS = (
    "measure",
    "rank",
    "id",
    "name",
    "class",
    "value",
    "why",
    "origins",
    "documents",
    "ties",
    "ties_per_document",
)
WARNING = (
    "A node can be central because it is well documented: compare its ties with its documents (--by ties-per-document). "
    "A rank is no accusation."
)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A node in a ranking."""

    rank: int
    """1 for the highest value; equal values share a rank, and the next has as many places below."""
    node: str
    value: float


def central(
    store: Store,
    asked: Asked | str = DEFAULT,
    *,
    by: Sequence[str] = ("betweenness",),
    top: int | None = 20,
    keep: bool = False,
) -> Answer:
    """The first `top` of each measure (none: all); equal values share a rank and stand in the order of ids, zeros are left out.

    With `keep` the values of all nodes are saved on them, as derived properties. `origins` counts the independent origins of the ties of a node, `documents` their documents. Raises UsageError for
    an unknown measure, network or origin, and for a network without ties.
    """
    asked = Asked.of(asked)
    chosen = {one: measure(one) for one in dict.fromkeys(by)}
    net = measured(store, asked.read(store), asked)
    columns = net.graph.columns()
    resting, ties = by_node(net.graph)
    rows: list[tuple[Any, ...]] = []
    notes = [WARNING, shape(net.graph)]
    for called, one in chosen.items():
        values = one.values(net)
        every = ranking(values)
        shown = every[:top]
        for ranked in shown:
            place = columns.position[ranked.node]
            told = {key: column[place] for key, column in columns.node_attributes.items()}
            per = round(ties[place] / told["documents"], 2) if told["documents"] else None
            why = one.why(net, ranked.node, ranked.value)
            who = (ranked.node, told["name"], told["class"])
            rests = (len(resting[place]), told["documents"], ties[place], per)
            rows.append((called, ranked.rank, *who, ranked.value, why, *rests))
        if called == "betweenness" and net.errors and shown:
            worst = max(net.errors[ranked.node] for ranked in shown)
            notes.append(
                "betweenness is estimated: the network is too large to follow the paths from every node; the standard "
                f"error of the values shown is at most {worst:.2g}."
            )
        notes += _notes(called, every, shown, len(net.graph))
        if keep:
            ranks = {ranked.node: ranked.rank for ranked in every}
            results = {node: {"value": value, "rank": ranks.get(node)} for node, value in values.items()}
            notes.append(save(store, asked, net.graph, called, results))
        notes.append(_rests(called, shown, {node: resting[columns.position[node]] for node in net.graph}))
    notes += undecided(store, net.graph, {row[2] for row in rows} if top is not None else ())
    return Answer(COLUMNS, tuple(rows), notes=tuple(note for note in notes if note))


def measured(store: Store, graph: Any, asked: Asked, *, without: Sequence[str] = ()) -> Measured:
    """The network with who is said to recruit, by the same sources and in the same time: a role in a claim."""
    return Measured(graph, recruiters(store, graph, asked, without=without))


def ranking(values: Mapping[str, float]) -> list[Ranked]:
    """Every node with a value above zero, the highest first. What differs after the 12th digit is equal: it differs by
    the order of additions."""
    rounded = {node: float(f"{value:.12g}") for node, value in values.items()}
    ordered = sorted((node for node in rounded if rounded[node] > 0), key=lambda node: (-rounded[node], node))
    found: list[Ranked] = []
    for place, node in enumerate(ordered, start=1):
        equal = found and found[-1].value == rounded[node]
        found.append(Ranked(found[-1].rank if equal else place, node, rounded[node]))
    return found


def _notes(called: str, every: Sequence[Ranked], shown: Sequence[Ranked], size: int) -> list[str]:
    """What the rows of a measure do not show."""
    notes = []
    if not every:
        return [f"{called}: nobody has a value above 0."]
    if len(every) < size:
        notes.append(f"{called}: {size - len(every):,} of {counted(size, 'node')} have the value 0 and are not ranked.")
    last = shown[-1].rank
    equal = sum(one.rank == last for one in every)
    listed_ = sum(one.rank == last for one in shown)
    if equal > listed_:
        notes.append(
            f"{called}: {counted(equal, 'node')} share rank {last}; {listed_:,} of them shown, in the order of their ids."
        )
    return notes


def _rests(called: str, shown: Sequence[Ranked], resting: Mapping[str, set[str]]) -> str:
    """On how many origins the nodes shown rest."""
    if not shown:
        return ""
    every = sorted(set().union(*(resting[one.node] for one in shown)))
    single = sum(len(resting[one.node]) == 1 for one in shown)
    return (
        f"{called}: the ties of the {counted(len(shown), 'node')} shown come from {counted(len(every), 'origin')} "
        f"({listed(every)}); {single} of {len(shown)} rest on one origin alone."
    )
