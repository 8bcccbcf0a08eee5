"""A network built: from columns of the store to columns of a graph, by sorting and counting in numpy."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, overload

import numpy as np

from graph import columns as read
from graph.connection import Store
from graph.derived.passable import impassable_labels
from graph.model import LADDER
from queries.analysis.graphs import Columns
from queries.analysis.networks import Network

NEVER = np.iinfo(np.int32).max
MODALITIES = tuple(LADDER)


@dataclass(eq=False)
class Claims:
    """What the store says of a network. Parties are positions in the lists; everything of a claim is an array."""

    keys: list[str]
    """What each party is called in the graph, sorted."""
    told: dict[str, list[Any]]
    """Attribute -> its value for each party."""
    start: Any
    end: Any
    document: Any
    """Position in `documents`."""
    origin: Any
    """Position in `origins`."""
    modality: Any
    """Step on the ladder of modalities."""
    begun: tuple[Any, Any]
    """First and last day (ordinals) on which it may have begun; 0 and NEVER where no source says."""
    documents: list[str]
    origins: list[str]


class Joined(Sequence[str]):
    """For each edge its origins, joined by line feeds when somebody asks."""

    def __init__(self, names: Sequence[str], codes: Any, first: Any) -> None:
        self.names, self.codes, self.first = names, codes, first

    def __len__(self) -> int:
        return len(self.first) - 1

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        if at < 0:
            at += len(self)
        if not 0 <= at < len(self):
            raise IndexError(at)
        return "\n".join(self.names[code] for code in self.codes[self.first[at] : self.first[at + 1]].tolist())

    def __iter__(self) -> Iterator[str]:
        codes, first = self.codes.tolist(), self.first.tolist()
        for begin, stop in pairwise(first):
            yield "\n".join([self.names[code] for code in codes[begin:stop]])


class _Codes(dict[str, int]):
    """Word -> its number, given in the order in which words come."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


def gather(store: Store, network: Network) -> Claims:
    """Read a network. A party is all records that share a canonical one, and in the network if any of them is."""
    keys, told, place, records = _parties(store, network)
    documents, modalities = _Codes(), _Codes()
    days: dict[str, int] = {"": 0}
    parts: list[tuple[Any, ...]] = []
    for base in network.start_bases:
        mine = place[base]
        for start, bases, end, _, document, modality, since, latest in read.claim_columns(
            store, network.types, base, records[base]
        ):
            for text in {*since, *latest} - days.keys():
                days[text] = date.fromisoformat(text).toordinal()
            parts.append(
                (
                    _array([mine.get(id_, -1) for id_ in start]),
                    _array([place.get(its, {}).get(id_, -1) for its, id_ in zip(bases, end, strict=True)]),
                    _array([documents[one] for one in document]),
                    _array([modalities[one] for one in modality], np.int8),
                    _array([days[one] for one in since], np.int32),
                    _array([days[one] or NEVER for one in latest], np.int32),
                )
            )
    joined = [np.concatenate(column) for column in zip(*parts, strict=True)] if parts else [_array([])] * 6
    inside = (joined[0] >= 0) & (joined[1] >= 0) & (joined[0] != joined[1])
    if network.second:
        side = _array(told["bipartite"])
        inside[inside] = side[joined[0][inside]] != side[joined[1][inside]]
    start, end, document, modality, since, latest = (column[inside] for column in joined)
    said = read.origins(store)
    of_document = [said.get(one, one) for one in documents]
    names = sorted(set(of_document))
    number = {name: at for at, name in enumerate(names)}
    steps = _array([LADDER.get(one, 0) for one in modalities], np.int8)
    origin = _array([number[one] for one in of_document])[document]
    return Claims(
        keys, told, start, end, document, origin, steps[modality], (since, latest), list(documents), names
    )  # fmt: skip


def build(
    network: Network, claims: Claims, without: Collection[str], window: tuple[date | None, date | None]
) -> tuple[Columns, dict[str, int]]:
    """The graph's columns, and how many claims were kept though nobody says when they began (where a window is asked)."""
    kept = np.ones(len(claims.start), bool)
    if without:
        documents = _array([name in without for name in claims.documents], bool)
        origins = _array([name in without for name in claims.origins], bool)
        kept &= ~(documents[claims.document] | origins[claims.origin])
    since, until = window
    if since is not None:
        kept &= claims.begun[1] >= since.toordinal()
    if until is not None:
        kept &= claims.begun[0] <= until.toordinal()
    undated = int((claims.begun[0][kept] == 0).sum())
    start, end = claims.start[kept], claims.end[kept]
    n = len(claims.keys)
    documents = _distinct(np.concatenate((start, end)), np.tile(claims.document[kept], 2), n)
    told: dict[str, Any] = {**claims.told, "documents": documents}
    keys, places = claims.keys, None
    if not network.isolated:
        there = np.zeros(n, bool)
        there[start] = there[end] = True
        places = np.flatnonzero(there)
        at = np.cumsum(there) - 1
        start, end, n = at[start], at[end], len(places)
        keys = [keys[place] for place in places.tolist()]
        told = {name: [column[place] for place in places.tolist()] for name, column in told.items()}
    if not network.directed:
        start, end = np.minimum(start, end), np.maximum(start, end)
    edges = _edges(network, start * n + end, claims.origin[kept], claims.modality[kept], claims.origins)
    pair = edges.pop("pair")
    columns = Columns(keys, pair // max(n, 1), pair % max(n, 1), edges, told, network.directed)
    return columns, {"undated": undated} if since or until else {}


def _edges(network: Network, pair: Any, origin: Any, modality: Any, names: Sequence[str]) -> dict[str, Any]:
    """One edge a pair, in their order: its weight, claims, surest modality and origins."""
    order = np.lexsort((origin, pair))
    pair, origin, modality = pair[order], origin[order], modality[order]
    new_pair = np.r_[True, pair[1:] != pair[:-1]] if len(pair) else np.zeros(0, bool)
    new_origin = np.r_[True, (origin[1:] != origin[:-1]) | new_pair[1:]] if len(pair) else new_pair
    by_pair, by_origin = np.flatnonzero(new_pair), np.flatnonzero(new_origin)
    # at which of its distinct (pair, origin) each pair begins, and where the last ends
    first = np.r_[np.searchsorted(by_origin, by_pair), len(by_origin)]
    if not len(pair):
        return {
            "pair": pair,
            "weight": np.zeros(0),
            "claims": pair,
            "modality": [],
            "origins": Joined(names, pair, first),
        }
    worth = np.ones(len(MODALITIES))
    if network.weight != "origins":
        worth = np.array([dict(network.weight)[name] for name in MODALITIES])
    surest = np.maximum.reduceat(modality, by_origin)
    return {
        "pair": pair[by_pair],
        "weight": np.add.reduceat(worth[surest], first[:-1]),
        "claims": np.diff(np.r_[by_pair, len(pair)]),
        "modality": [MODALITIES[step] for step in np.maximum.reduceat(modality, by_pair).tolist()],
        "origins": Joined(names, origin[by_origin], first),
    }


def _distinct(party: Any, document: Any, n: int) -> list[int]:
    """How many different documents each party has."""
    most = int(document.max(initial=0)) + 1
    return np.bincount(np.unique(party * most + document) // most, minlength=n).tolist()  # type: ignore[no-any-return]


def _parties(
    store: Store, network: Network
) -> tuple[list[str], dict[str, list[Any]], dict[str, dict[str, int]], dict[str, list[str]]]:
    """Keys and attributes of the parties, base -> record -> place of its party, and base -> ids of its records."""
    found: list[tuple[str, str, str, str]] = []
    canonical: dict[str, dict[str, str]] = {}
    records: dict[str, list[str]] = {}
    open_, closed = network.classes, set(impassable_labels())
    for base in network.bases:
        of = canonical.setdefault(base, {})
        own: dict[str, tuple[str, str]] = {}
        within: dict[str, tuple[str, str]] = {}
        records[base] = []
        for ids, stands, names, labels in read.party_columns(store, base):
            records[base] += ids
            for id_, one, name, label in zip(ids, stands, names, labels, strict=True):
                of[id_] = one
                if id_ == one:
                    own[id_] = (name, label)
                if label in open_:
                    within.setdefault(one, (name, label))
        for one, (name, label) in within.items():
            name, mine = own.get(one, (name, label))
            if mine not in closed:  # the class of the record that stands for all decides whether a path may pass
                found.append((one, base, name, mine if mine in open_ else label))
    found.sort()
    keys = _keys(found)
    at: dict[str, dict[str, int]] = {base: {} for base in network.bases}
    for place, (id_, base, _, _) in enumerate(found):
        at[base][id_] = place
    place_of = {base: {id_: at[base].get(one, -1) for id_, one in of.items()} for base, of in canonical.items()}
    told: dict[str, list[Any]] = {
        "id": [id_ for id_, _, _, _ in found],
        "base": [base for _, base, _, _ in found],
        "name": [name for _, _, name, _ in found],
        "class": [label for _, _, _, label in found],
    }
    if network.second:
        told["bipartite"] = [int(label in network.second) for label in told["class"]]
    return keys, told, place_of, records


def _keys(found: Sequence[tuple[str, str, str, str]]) -> list[str]:
    """Ids; with their base where two bases have one id (with it everywhere should that be an id again)."""
    times: dict[str, int] = {}
    for id_, *_ in found:
        times[id_] = times.get(id_, 0) + 1
    keys = [id_ if times[id_] == 1 else f"{base}:{id_}" for id_, base, _, _ in found]
    return keys if len(set(keys)) == len(keys) else [f"{base}:{id_}" for id_, base, _, _ in found]


def _array(values: Sequence[Any], kind: Any = np.int64) -> Any:
    return np.array(values, dtype=kind)
