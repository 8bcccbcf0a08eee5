"""Cases as the store has them: their properties, and what is said to have befallen them at which places."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from graph.connection import Store
from graph.decisions.growing import said
from graph.model import CitizenOf, ExploitedIn, HeldAt, PassedThrough, Recruited, RecruitedIn, ReturnedTo

AT_PLACES = (CitizenOf, RecruitedIn, PassedThrough, HeldAt, ExploitedIn, ReturnedTo)
_QUERY = f"""
MATCH (c:Case {{kind: $kind}}) WHERE $standard IS NULL OR c.standard = $standard
RETURN properties(c) AS case,
  COLLECT {{
    MATCH (c)-[r:{"|".join(cls.type_name() for cls in AT_PLACES)}]->(p:Place) WHERE r.stance = 'asserts'
    RETURN {{type: type(r), label: [l IN labels(p) WHERE l <> 'Place'][0], id: p.id, name: p.name,
      since: toString(r.since), order: r.order}} AS at
    ORDER BY type(r), r.order, r.since, p.id, r.id
  }} AS places,
  COLLECT {{ MATCH (a:Account)-[:{Recruited.type_name()}]->(c) RETURN a.id ORDER BY a.id }} AS accounts
ORDER BY c.id
"""


@dataclass(frozen=True, slots=True)
class KeptCase:
    """A case of the store."""

    properties: Mapping[str, Any]
    """As in the model; a month is its first day."""
    places: tuple[Mapping[str, Any], ...]
    """type, label, id, name, since (first day of the month) and order of each claim, in one order."""
    accounts: tuple[str, ...]
    """Ids of the accounts said to have recruited the person."""


def kept_cases(store: Store, kind: Literal["record", "statistic"], standard: str | None = None) -> list[KeptCase]:
    """All cases of a kind, or those that came in one standard, in the order of their ids."""
    found = store.read(_QUERY, {"kind": kind, "standard": standard}).values
    return [KeptCase(said(case), tuple(places), tuple(accounts)) for case, places, accounts in found]
