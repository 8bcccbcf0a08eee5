"""Projection: from claims in the store to a named network, as a networkx graph on the backend `palermo`.

What is read of a network is kept in this process until the store changes; another window or other sources left out are
masks on it, so that a network can be asked again without each of its sources in turn.
"""

from collections import OrderedDict
from collections.abc import Collection
from datetime import date
from typing import Any

import psutil

from graph import columns as read
from graph.connection import Store
from graph.errors import PalermoError, UsageError, nearest
from queries.analysis.networks import Network, checked, named, networks

__all__ = ["Network", "checked", "named", "networks", "project", "with_ties"]

BYTES = {"claim": 500, "party": 900}
"""Reckoned for what a claim and a party take at most while a network is read and built: arrays, ids, names, tables."""
KEPT = 4
"""So many networks are kept as read."""

_kept: OrderedDict[Any, Any] = OrderedDict()


def project(
    store: Store,
    name: str,
    *,
    without: Collection[str] = (),
    since: str | date | None = None,
    until: str | date | None = None,
) -> Any:
    """The network as a networkx graph: ids as nodes, `weight` in origins or worths as the network declares.

    A party and a place with one id are `Entity:ID` and `Place:ID`. Nodes carry id, base, name, class and number of
    documents (and `bipartite`, 0 or 1, in a network of two sides); edges the number of claims, their surest modality
    and their sorted origins, separated by a line feed. `without` leaves aside the claims of these origins or documents;
    `since` and `until` those that are known to have begun before or after: where no source says when, a claim stays.
    Raises UsageError for an unknown network, origin or day, PalermoError for a network that does not fit into memory.
    """
    from queries.analysis.built import build
    from queries.analysis.graphs import folded

    network = named(name)
    window = (_day("since", since), _day("until", until))
    if window[0] and window[1] and window[0] > window[1]:
        raise UsageError(f"since {since} is after until {until}; swap the two.")
    claims = _claims(store, name, network)
    for one in without:
        if one not in claims.origins and one not in claims.documents:
            known = sorted({*claims.origins, *claims.documents})
            hint = nearest(one, known) if known else " It has no claims at all."
            raise UsageError(f"No claim of the network {name} comes from {one!r}.{hint}")
    columns, told = build(network, claims, frozenset(without), window)
    said = {"without": "\n".join(sorted(without)), "since": str(since or ""), "until": str(until or "")}
    return folded(columns, attributes={"name": name, **{key: value for key, value in said.items() if value}, **told})


def with_ties(graph: Any) -> Any:
    """The graph. Raises UsageError, in a sentence that says what to do, for a network without edges."""
    if graph.number_of_edges():
        return graph
    narrowed = [word for word in ("without", "since", "until") if word in graph.graph]
    raise UsageError(
        f"The network {graph.graph['name']} has no ties"
        + (f" with this {' and '.join(narrowed)}; ask for more of it" if narrowed else "")
        + "; load a source that joins its parties, or leave fewer origins out."
    )


def check_size(name: str, parties: int, claims: dict[str, int], free: int) -> None:
    """Refuse what would take more than half of the free memory (bytes), saying how large it is and what to narrow."""
    needed = parties * BYTES["party"] + sum(claims.values()) * BYTES["claim"]
    if needed * 2 <= free:
        return
    most = sorted(claims, key=lambda type_: (-claims[type_], type_))[:3]
    raise PalermoError(
        f"The network {name} has {parties:,} parties and {sum(claims.values()):,} claims, about "
        f"{needed / 1e9:.1f} GB when built, and {free / 1e9:.1f} GB of memory are free; ask for a smaller network: "
        f"most of its claims are {', '.join(f'{type_} ({claims[type_]:,})' for type_ in most)}."
    )


def _claims(store: Store, name: str, network: Network) -> Any:
    """What the store says of a network; kept while the store stays as it is."""
    from queries.analysis.built import gather

    state = read.state(store)
    key = (state, network.model_dump_json())
    if state is not None and key in _kept:
        _kept.move_to_end(key)
        return _kept[key]
    parties, claims = read.sizes(store, network.bases, network.types)
    check_size(name, parties, claims, psutil.virtual_memory().available)
    found = gather(store, network)
    if state is not None and read.state(store) == state:  # a load may have come in between
        _kept[key] = found
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return found


def _day(word: str, given: str | date | None) -> date | None:
    if given is None or isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise UsageError(f"{word} {given} is not a day such as 2025-03-10.") from error
