"""Shortest routes over ties, read step by step from both ends.

Each read is one hop from a known set of nodes, so nothing is left to a path search in the server, which outlives its
time-out (DESIGN section 4). After i steps from one end and j from the other, every route of at most i + j hops lies
within what was read: the routes are exactly the shortest ones, and no more of the graph is read than they need.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise

from graph.connection import Store
from graph.derived import through_cases
from graph.derived.passable import base_of, walked_types
from graph.model import LADDER, Tie
from queries.leads.claims import Conditions

Node = tuple[str, str]
"""A canonical node by id and base label."""
Route = tuple[Node, ...]
Said = tuple[tuple[str, str], ...]
"""Origin and modality of what joins two nodes: by origin, the surest first where several are told apart."""

MOST_HOPS = 6
POOL = 500
"""Equally short routes among which the surest are looked for."""


@dataclass(slots=True)
class Ties:
    """The ties read so far. What was read once is not read again, whatever the conditions."""

    store: Store
    conditions: Conditions
    every_case: bool = False
    """Whether the cases of fewer than eleven people join, too: for whoever stated a purpose."""
    read: dict[Node, dict[Node, Said]] = field(default_factory=dict)
    people: dict[frozenset[Node], int] = field(default_factory=dict)
    """How many people's cases join two nodes: rounded, or exact with `every_case`."""

    def fetch(self, nodes: set[Node]) -> None:
        """Read the ties of these nodes."""
        missing = nodes - self.read.keys()
        for base in sorted({base for _, base in missing}):
            ids = sorted(id_ for id_, its_base in missing if its_base == base)
            self.read |= {(id_, base): {} for id_ in ids}
            (columns,) = self.store.read(_HOP.format(base=base), {"ids": ids}).values
            for id_, other, other_base, origins, modalities, people in zip(*columns, strict=True):
                self.read[id_, base][other, other_base] = tuple(zip(origins, modalities, strict=True))
                if people:
                    self.people[frozenset(((id_, base), (other, other_base)))] = people
            if self.conditions.since is not None:
                self._keep_what_is_in_time(base, ids)
            if self.every_case:
                self._add_every_case(base, ids)

    def _add_every_case(self, base: str, ids: list[str]) -> None:
        for pair, carried in through_cases.carried(self.store, base, ids).items():
            here, there = pair if pair[0][1] == base else pair[::-1]
            said = tuple(one for one in self.read[here].get(there, ()) if one[0] != through_cases.ORIGIN)
            self.read[here][there] = (*said, (through_cases.ORIGIN, carried.surest))
            self.people[frozenset(pair)] = carried.people

    def _keep_what_is_in_time(self, base: str, ids: list[str]) -> None:
        """A tie knows only its earliest day: which of its claims began in time is asked of the claims."""
        since = str(self.conditions.since)
        (columns,) = self.store.read(_IN_TIME.format(base=base), {"ids": ids, "since": since}).values
        # When the people of cases were recruited is not told: as where a source does not say, they are kept.
        said: dict[tuple[Node, Node], set[tuple[str, str]]] = {
            ((id_, base), other): {one for one in tied if one[0] == through_cases.ORIGIN}
            for id_ in ids
            for other, tied in self.read[id_, base].items()
            if any(one[0] == through_cases.ORIGIN for one in tied)
        }
        for id_, other, other_base, origin, modality in zip(*columns, strict=True):
            said.setdefault(((id_, base), (other, other_base)), set()).add((origin, modality))
        for id_ in ids:
            node = (id_, base)
            tied = self.read[node]
            self.read[node] = {other: tuple(sorted(said[node, other])) for other in tied if (node, other) in said}

    def admitted(self, node: Node, conditions: Conditions) -> list[Node]:
        """The nodes one hop away under the conditions."""
        return [other for other, said in self.read.get(node, {}).items() if _any(said, conditions)]

    def strength(self, route: Route, conditions: Conditions) -> tuple[int, int]:
        """Of the weakest hop of a route: how sure, and by how many origins."""
        return min(self.hop(one, other, conditions) for one, other in pairwise(route))

    def hop(self, one: Node, other: Node, conditions: Conditions) -> tuple[int, int]:
        """How surely two nodes are joined, and by how many origins."""
        said = self.read.get(one, {}).get(other) or self.read[other][one]
        used = [(origin, modality) for origin, modality in said if conditions.admit(origin, modality)]
        return max(LADDER[modality] for _, modality in used), len({origin for origin, _ in used})

    def origins(self, route: Route, conditions: Conditions) -> list[str]:
        """The origins on which a route rests."""
        found: set[str] = set()
        for one, other in pairwise(route):
            said = self.read.get(one, {}).get(other) or self.read[other][one]
            found |= {origin for origin, modality in said if conditions.admit(origin, modality)}
        return sorted(found)


def shortest(
    ties: Ties, start: Node, end: Node, conditions: Conditions, *, k: int, hops: int, closed: frozenset[Node]
) -> list[Route]:
    """The k shortest routes of at most `hops` hops that pass no node twice and none that is closed.

    Of equally short ones the surest first, by their weakest hop, then in the order of their ids.
    """
    found: list[Route] = []
    reached = {start: {start}, end: {end}}
    frontier = {start: {start}, end: {end}}
    for length in range(1, hops + 1):
        side = min((start, end), key=lambda one: (len(frontier[one]), one))
        ties.fetch(frontier[side])
        beyond = {other for node in frontier[side] for other in ties.admitted(node, conditions)}
        frontier[side] = beyond - reached[side] - closed
        reached[side] |= frontier[side]
        pool = list(islice(_routes(ties, start, end, length, conditions, closed), POOL))
        pool.sort(key=lambda route: ([-step for step in ties.strength(route, conditions)], route))
        found += pool[: k - len(found)]
        if len(found) == k:
            break
    return found


def _routes(
    ties: Ties, start: Node, end: Node, length: int, conditions: Conditions, closed: frozenset[Node]
) -> Iterator[Route]:
    """Every route of exactly that length within what was read, in the order of their ids."""
    beside: dict[Node, set[Node]] = {}
    for node in ties.read:
        for other in ties.admitted(node, conditions):
            if node not in closed and other not in closed:
                beside.setdefault(node, set()).add(other)
                beside.setdefault(other, set()).add(node)
    # From which nodes the end is exactly so many steps away: without it the search would try all that leads nowhere.
    away: list[set[Node]] = [{end}]
    for _ in range(length):
        away.append({other for node in away[-1] for other in beside.get(node, ())})

    def go(route: Route) -> Iterator[Route]:
        left = length - len(route) + 1
        if left == 0:
            yield route
            return
        for node in sorted(beside.get(route[-1], set()) & away[left - 1]):
            if node not in route and (node != end or left == 1):
                yield from go((*route, node))

    if start in away[length]:
        yield from go((start,))


def _any(said: Said, conditions: Conditions) -> bool:
    return any(conditions.admit(origin, modality) for origin, modality in said)


_HOP = (
    f"UNWIND $ids AS id\nMATCH (n:{{base}} {{{{id: id}}}})-[t:{Tie.type_name()}]-(m)\n"
    f"RETURN collect(id), collect(m.id), collect({base_of('m')}), collect(t.origins), collect(t.modalities), "
    "collect(coalesce(t.people, 0))"
)
_IN_TIME = (
    f"UNWIND $ids AS id\nMATCH (n:{{base}} {{{{canonical: id}}}})-[r:{'|'.join(walked_types())}]-(m)\n"
    "WHERE r.stance = 'asserts' AND (r.since_latest IS NULL OR r.since_latest >= date($since))\n"
    "OPTIONAL MATCH (d:Document {{id: r.document}})\n"
    "WITH DISTINCT id, m.canonical AS other, "
    f"{base_of('m')} AS base, coalesce(d.origin, r.document) AS origin, r.modality AS modality\n"
    "RETURN collect(id), collect(other), collect(base), collect(origin), collect(modality)"
)
