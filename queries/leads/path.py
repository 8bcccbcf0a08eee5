"""Path: the shortest routes between two parties or compounds, opened into the claims they rest on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from graph.answer import Answer
from graph.connection import Store
from graph.derived.passable import impassable_labels, walked_types
from graph.derived.through_cases import KIND, ORIGIN
from graph.disclosure import audit
from graph.errors import UsageError
from graph.model import LADDER, Entity
from queries.leads.claims import Conditions, opened
from queries.leads.finding import Party, party
from queries.leads.routes import MOST_HOPS, Node, Route, Ties, shortest

MOST_ROUTES = 100
COLUMNS = (
    "route",
    "hop",
    "hops",
    "from",
    "from_name",
    "to",
    "to_name",
    "modality",
    "origins",
    "weakest",
    "denials",
    "claims",
    "without",
)
CLAIM = (
    "type",
    "direction",
    "stance",
    "modality",
    "document",
    "title",
    "origin",
    "locator",
    "since",
    "until",
    "as_of",
    "in_time",
    "quote",
    "start",
    "end",
    "claim",
)
NONE = "none"


def path(
    store: Store,
    start: str | Party,
    end: str | Party,
    *,
    k: int = 5,
    hops: int = MOST_HOPS,
    not_through: Sequence[str] = (),
    since: str | date | None = None,
    modality: str | None = None,
    without: Sequence[str] = (),
    through_cases: bool = False,
    purpose: str | None = None,
) -> Answer:
    """The k shortest routes of at most `hops` hops (1 to 6), one row a hop.

    `claims` opens a hop into what joins its ends: type, direction along the route, document, locator, modality, dates,
    quote. `weakest` marks the hop of the route with the least sure modality, then the fewest origins. `without` says
    for each origin of the hop which route is left when that origin is taken away: the names along it, or none.
    A recruiter and a compound that the cases of at least eleven people join are one hop apart, of the type
    THROUGH_CASES; with `through_cases` and a purpose, which is written down, those of fewer join, too.
    Raises UsageError for an end that is nobody, several, or nothing that a path leads to.
    """
    if not 1 <= hops <= MOST_HOPS or not 1 <= k <= MOST_ROUTES:
        raise UsageError(f"A route has 1 to {MOST_HOPS} hops, and 1 to {MOST_ROUTES} routes can be asked.")
    why = audit.purpose(purpose, "A path through every case") if through_cases else None
    conditions = Conditions.of(modality, since, without)
    ends = [end_of(store, one) for one in (start, end)]
    first, last = ((one.canonical, one.base) for one in ends)
    closed = frozenset((one.canonical, one.base) for one in (party(store, name) for name in not_through))
    if first == last:
        raise UsageError(f"{ends[0].asked} and {ends[1].asked} are one: {ends[0].name}; give two different ones.")
    if {first, last} & closed:
        raise UsageError("A route cannot avoid one of its own ends; give another --not-through.")
    search = _Search(Ties(store, conditions, through_cases), first, last, conditions, hops, closed)
    routes = search.routes(conditions, k)
    answer = Answer(_columns(conditions), tuple(_rows(store, search, routes)))
    if why is not None:
        what = {"from": first[0], "to": last[0], "hops": hops, "k": k}
        audit.record(store.home, "path", what, why, len(answer.values))
    return answer


@dataclass(frozen=True, slots=True)
class _Search:
    """One question, which can be asked again without an origin."""

    ties: Ties
    first: Node
    last: Node
    conditions: Conditions
    hops: int
    closed: frozenset[Node]

    def routes(self, conditions: Conditions, k: int) -> list[Route]:
        return shortest(self.ties, self.first, self.last, conditions, k=k, hops=self.hops, closed=self.closed)

    def left(self, route: Route, origin: str) -> Route | None:
        """What is left of a route, or in its place, when an origin is taken away."""
        fewer = replace(self.conditions, without=self.conditions.without | {origin})
        stands = all(
            other in self.ties.admitted(one, fewer) or one in self.ties.admitted(other, fewer)
            for one, other in _hops(route)
        )
        return route if stands else next(iter(self.routes(fewer, 1)), None)


def end_of(store: Store, named: str | Party) -> Party:
    """The party or place at which a route may begin or end, by id or name. Raises UsageError where it is none."""
    who = named if isinstance(named, Party) else party(store, named, passable=True)
    if who.label in impassable_labels():
        raise UsageError(
            f"{who.name} is a {who.label}, and everybody could be joined through one; name a party or a compound."
        )
    return who


def _rows(store: Store, search: _Search, routes: Sequence[Route]) -> Iterator[tuple[Any, ...]]:
    lefts = {
        origin: [search.left(route, origin) for route in routes]
        for origin in sorted({origin for route in routes for origin in search.ties.origins(route, search.conditions)})
    }
    passed = {node for route in [*routes, *(one for some in lefts.values() for one in some if one)] for node in route}
    names = _names(store, passed)
    claims = _claims(store, {hop for route in routes for hop in _hops(route)}, search.conditions)
    for hop, found in claims.items():
        found.extend(_carried(search.ties, hop, search.conditions))
    for number, route in enumerate(routes):
        hops = list(_hops(route))
        strengths = [search.ties.hop(one, other, search.conditions) for one, other in hops]
        weakest = strengths.index(min(strengths))
        for place, (one, other) in enumerate(hops):
            here = claims[one, other]
            origins = sorted({claim["origin"] for claim in here if claim["stance"] == "asserts"})
            without = [{"origin": origin, "leaves": _named(lefts[origin][number], names)} for origin in origins]
            surest = max((claim["modality"] for claim in here if claim["stance"] == "asserts"), key=LADDER.__getitem__)
            row = {
                "route": number + 1,
                "hop": place + 1,
                "hops": len(hops),
                "from": one[0],
                "from_name": names[one],
                "to": other[0],
                "to_name": names[other],
                "modality": surest,
                "origins": len(origins),
                "weakest": place == weakest,
                "denials": sum(claim["stance"] != "asserts" for claim in here),
                "claims": [_shown(claim, search.conditions) for claim in here],
                "without": without,
            }
            yield tuple(row[name] for name in COLUMNS)


def _shown(claim: Mapping[str, Any], conditions: Conditions) -> dict[str, Any]:
    people = {"people": claim["people"]} if "people" in claim else {}
    return {name: claim[name] for name in _columns(conditions, CLAIM)} | people


def _carried(ties: Ties, hop: tuple[Node, Node], conditions: Conditions) -> Iterator[dict[str, Any]]:
    """What cases say of a hop, in the form of a claim: how many people, and nothing that leads to any of them."""
    one, other = hop
    people = ties.people.get(frozenset(hop))
    for origin, modality in ties.read.get(one, {}).get(other) or ties.read.get(other, {}).get(one, ()):
        if people is not None and origin == ORIGIN and conditions.admit(origin, modality):
            forward = one[1] == Entity.label()
            yield dict.fromkeys(CLAIM) | {
                "type": KIND,
                "direction": "forward" if forward else "backward",
                "stance": "asserts",
                "modality": modality,
                "origin": origin,
                "in_time": None if conditions.since is None else "uncertain",
                "start": one[0] if forward else other[0],
                "end": other[0] if forward else one[0],
                "people": people,
            }


def _columns(conditions: Conditions, names: tuple[str, ...] = COLUMNS) -> tuple[str, ...]:
    return tuple(name for name in names if name != "in_time" or conditions.since is not None)


def _hops(route: Route) -> Iterator[tuple[Node, Node]]:
    yield from pairwise(route)


def _named(route: Route | None, names: Mapping[Node, str]) -> str:
    return NONE if route is None else " – ".join(names[node] for node in route)


def _names(store: Store, nodes: set[Node]) -> dict[Node, str]:
    found: dict[Node, str] = {}
    for base in sorted({base for _, base in nodes}):
        ids = sorted(id_ for id_, its in nodes if its == base)
        rows = store.read(f"UNWIND $ids AS id MATCH (n:{base} {{id: id}}) RETURN id, n.name", {"ids": ids}).values
        found |= {(id_, base): name for id_, name in rows}
    return found


def _claims(
    store: Store, hops: set[tuple[Node, Node]], conditions: Conditions
) -> dict[tuple[Node, Node], list[dict[str, Any]]]:
    """The claims of each hop, asserting and denying, each with its direction along the route."""
    found: dict[tuple[Node, Node], list[dict[str, Any]]] = {hop: [] for hop in hops}
    closed = "|".join(impassable_labels())
    for base, other_base in sorted({(one[1], other[1]) for one, other in hops}):
        pairs = sorted((one[0], other[0]) for one, other in hops if (one[1], other[1]) == (base, other_base))
        match = (
            f"UNWIND $pairs AS pair\nMATCH (one:{base} {{canonical: pair[0]}})-[claim:{'|'.join(walked_types())}]-"
            f"(other:{other_base} {{canonical: pair[1]}})\nWHERE NOT one:({closed}) AND NOT other:({closed})"
        )
        for row in opened(store, match, {"pairs": pairs}, conditions):
            forward = row["direction"] == "forward"
            records = row["one_record"], row["other_record"]
            row["start"], row["end"] = records if forward else records[::-1]
            found[(row["one"], base), (row["other"], other_base)].append(row)
    return found
