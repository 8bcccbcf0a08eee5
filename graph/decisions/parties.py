"""What is known of each party and place that bears on which of them are one; read as columns."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from graph.connection import Store
from graph.model import When

Base = Literal["Entity", "Place"]


@dataclass(frozen=True, slots=True)
class Party:
    """A record of a party or a place."""

    base: Base
    label: str
    id: str
    names: tuple[str, ...]
    """Its name first."""
    born: When | None = None
    identifiers: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    """In the words of the source, or as ISO 3166 alpha-3 codes."""
    accounts: tuple[str, ...] = ()
    """Ids of the accounts that it is said to use."""
    lists: tuple[str, ...] = ()
    """Ids of the documents that list it."""
    location: tuple[float, float, float] | None = None
    """Degrees north, degrees east, and the radius in metres within which the source puts it."""
    kind: str | None = None
    """Of an account: handle, phone, email, wallet, advert."""
    platforms: tuple[str, ...] = ()
    """Of an account: ids of the platforms that it is on."""


def parties(store: Store) -> list[Party]:
    """Every Entity, and every Place but the States, that a source says; by base and id.

    A record that its source took back is none, even while a decision still knows it.
    """
    return [*_entities(store), *_places(store)]


def _entities(store: Store) -> list[Party]:
    rows = store.read(
        "MATCH (n:Entity) WHERE n.runs IS NULL OR size(n.runs) > 0 "
        "OPTIONAL MATCH (n)-[uses:USES]->(account:Account) WHERE coalesce(uses.stance, 'asserts') = 'asserts' "
        "WITH n, collect(DISTINCT account.id) AS accounts "
        "OPTIONAL MATCH (n)-[:LISTED_IN]->(list:Document) WITH n, accounts, collect(DISTINCT list.id) AS lists "
        "OPTIONAL MATCH (n)-[:ON]->(platform:Platform) WITH n, accounts, lists, collect(DISTINCT platform.id) AS platforms "
        "RETURN [label IN labels(n) WHERE label <> 'Entity'][0], n.id, n.name, n.names, toString(n.born), "
        "toString(n.born_latest), n.identifiers, n.country, accounts, lists, n.kind, platforms ORDER BY n.id"
    ).values
    return [
        Party(
            "Entity",
            label or "Entity",
            id_,
            tuple(dict.fromkeys((name or id_, *(names or ())))),
            None if born is None else When(date.fromisoformat(born), date.fromisoformat(latest or born)),
            tuple(identifiers or ()),
            tuple(country or ()),
            tuple(sorted(accounts)),
            tuple(sorted(lists)),
            None,
            kind,
            tuple(sorted(platforms)),
        )
        for label, id_, name, names, born, latest, identifiers, country, accounts, lists, kind, platforms in rows
    ]


def _places(store: Store) -> list[Party]:
    rows = store.read(
        "MATCH (n:Place) WHERE NOT n:State AND (n.runs IS NULL OR size(n.runs) > 0) "
        "OPTIONAL MATCH (n)-[:LOCATED_IN*1..3]->(state:State) WITH n, collect(DISTINCT state.id) AS states "
        "RETURN [label IN labels(n) WHERE label <> 'Place'][0], n.id, n.name, n.names, states, "
        "n.location.latitude, n.location.longitude, n.precision_m ORDER BY n.id"
    ).values
    return [
        Party(
            "Place",
            label or "Place",
            id_,
            tuple(dict.fromkeys((name or id_, *(names or ())))),
            countries=tuple(sorted(states)),
            location=None if north is None else (north, east, precision or 0.0),
        )
        for label, id_, name, names, states, north, east, precision in rows
    ]
