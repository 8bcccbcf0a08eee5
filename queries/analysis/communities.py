"""Communities: groups that are tied more among themselves than to others, with what holds each together."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from graph.answer import Answer
from graph.connection import Store
from graph.errors import UsageError, nearest
from queries.analysis.resting import DEFAULT, Asked, counted, listed, names, said, shape, share
from queries.analysis.saving import save
from queries.analysis.undecided import undecided

COLUMNS = (
    "community",
    "size",
    "members",
    "names",
    "held_by",
    "held_by_name",
    "ties",
    "ties_out",
    "origins",
    "what_holds_it",
)
SEED = 1
"""Louvain and Leiden try nodes in a random order: the same each time."""


def _nx() -> Any:
    import networkx

    return networkx


def _louvain(graph: Any) -> Any:
    return _nx().community.louvain_communities(graph, weight="weight", seed=SEED)


def _leiden(graph: Any) -> Any:
    from queries.analysis.measures.communities import leiden_communities

    return leiden_communities(graph.to_undirected() if graph.is_directed() else graph, weight="weight", seed=SEED)


def _labels(graph: Any) -> Any:
    return _nx().community.label_propagation_communities(graph.to_undirected() if graph.is_directed() else graph)


METHODS: Mapping[str, Callable[[Any], Any]] = {"louvain": _louvain, "leiden": _leiden, "labels": _labels}
"""Name -> groups of nodes of a network."""


def communities(
    store: Store, asked: Asked | str = DEFAULT, *, method: str = "louvain", least: int = 2, keep: bool = False
) -> Answer:
    """The communities of at least `least` members, the largest first, numbered from 1.

    With `keep` the number of its community is saved on each node, as a derived property. `held_by` is the member with the most ties inside, `ties_out` counts ties to other communities. Raises UsageError
    for an unknown method, network or origin, and for a network without ties.
    """
    if method not in METHODS:
        raise UsageError(f"There is no method {method!r}.{nearest(method, list(METHODS))}")
    asked = Asked.of(asked)
    graph = asked.read(store)
    groups = found(graph, method)
    called = names(graph)
    inside, out = _ties(graph, groups)
    rows = []
    for number, group in enumerate(groups, start=1):
        if len(group) < least:
            continue
        ties = inside[number - 1]
        degree = Counter(end for one, other, _ in ties for end in (one, other))
        holder = min(group, key=lambda node: (-degree[node], node))
        origins = sorted({origin for *_, those in ties for origin in those})
        members = sorted(group, key=lambda node: (-degree[node], node))
        holds = _held(called[holder], degree[holder], len(group), len(ties), origins)
        named = [called[node] for node in members]
        held = (holder, called[holder], len(ties), out[number - 1], origins, holds)
        rows.append((number, len(group), members, named, *held))
    notes = _notes(graph, method, groups, least)
    if keep:
        results = {node: {"value": number} for number, group in enumerate(groups, start=1) for node in group}
        notes.append(save(store, asked, graph, "community", results))
    return Answer(COLUMNS, tuple(rows), notes=(*notes, *undecided(store, graph, ())))


def found(graph: Any, method: str) -> list[set[str]]:
    """The groups, each node in one, the largest first; nodes tied to nobody are left out."""
    tied = [node for node, degree in graph.degree() if degree]
    groups = METHODS[method](graph.subgraph(tied).copy()) if tied else []
    return sorted((set(group) for group in groups), key=lambda group: (-len(group), min(group)))


def _ties(graph: Any, groups: list[set[str]]) -> tuple[list[list[tuple[str, str, list[str]]]], list[int]]:
    """For each group its ties inside, with their origins, and how many lead out."""
    member = {node: number for number, group in enumerate(groups) for node in group}
    inside: list[list[tuple[str, str, list[str]]]] = [[] for _ in groups]
    out = [0] * len(groups)
    columns = graph.columns()
    for start, end, those in zip(columns.start.tolist(), columns.end.tolist(), said(graph), strict=True):
        one, other = columns.nodes[start], columns.nodes[end]
        if member[one] == member[other]:
            inside[member[one]].append((one, other, those))
        else:
            out[member[one]] += 1
            out[member[other]] += 1
    return inside, out


def _held(holder: str, degree: int, size: int, ties: int, origins: list[str]) -> str:
    most = "everybody else" if degree == size - 1 else f"{degree} of the {size - 1} others"
    rests = f"all rest on {origins[0]} alone" if len(origins) == 1 else f"they rest on {listed(origins)}"
    dense = share(2 * ties / (size * (size - 1)))
    return f"{holder} is tied to {most}; {counted(ties, 'tie')} inside, {dense} of those possible; {rests}"


def _notes(graph: Any, method: str, groups: list[set[str]], least: int) -> list[str]:
    modularity = _nx().community.modularity(graph.subgraph(set().union(*groups)).copy(), groups, weight="weight")
    small = sum(len(group) < least for group in groups)
    notes = [
        shape(graph),
        f"{method}: {counted(len(groups), 'community')}, modularity {modularity:.3f} (0: no more ties inside than by chance).",
        "A community is what the ties of this network make it: being in one says nothing of what its members did.",
    ]
    if small:
        notes.append(f"{counted(small, 'community')} of fewer than {least} members not shown.")
    return notes
