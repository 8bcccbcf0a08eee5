"""Claims opened: who says what of whom, where, how surely, since when, in which words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.connection import Store
from graph.derived.passable import base_of
from graph.errors import UsageError, nearest
from graph.model import LADDER, Claim, When, said_classes

OPEN = ("Entity", "Place", "Event", "Source")
"""Bases whose claims may be shown. A claim that touches a case is not: it needs a purpose, and is written down."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """Which claims may be used. Where a source does not say when, nobody knows whether it was before: it is kept."""

    modality: str | None = None
    """At least so sure."""
    since: date | None = None
    """Begun on this day or later, as far as is known."""
    without: frozenset[str] = frozenset()
    """Origins that are left aside."""

    @classmethod
    def of(cls, modality: str | None, since: str | date | None, without: Iterable[str] = ()) -> "Conditions":
        """The conditions as a user gives them. Raises UsageError for a modality or day that is none."""
        if modality is not None and modality not in LADDER:
            raise UsageError(f"There is no modality {modality!r}.{nearest(modality, list(LADDER))}")
        try:
            day = date.fromisoformat(since) if isinstance(since, str) else since
        except ValueError as error:
            raise UsageError(f"since {since} is not a day such as 2025-03-10.") from error
        return cls(modality, day, frozenset(without))

    def admit(self, origin: str, modality: str) -> bool:
        """Whether a claim of that origin and modality may be used, whenever it began."""
        return origin not in self.without and (
            self.modality is None or LADDER.get(modality, -1) >= LADDER[self.modality]
        )

    def in_time(self, since: str | None, since_latest: str | None) -> str | None:
        """Whether a claim began on the day or later: yes, no or uncertain; none where no day was asked."""
        if self.since is None:
            return None
        if since and date.fromisoformat(since) >= self.since:
            return "yes"
        return "no" if since_latest and date.fromisoformat(since_latest) < self.since else "uncertain"


def shown_types() -> list[str]:
    """The claim types between what may be shown."""
    return [
        cls.type_name()
        for cls in said_classes()
        if issubclass(cls, Claim) and all(end.base().label() in OPEN for side in cls.ends() for end in side)
    ]


def checked_types(kinds: Sequence[str]) -> list[str]:
    """Claim types as a user gives them. Raises UsageError that suggests the nearest."""
    known = shown_types()
    found = [kind.strip().upper().replace(" ", "_") for kind in kinds]
    for kind in found:
        if kind not in known:
            raise UsageError(f"There is no claim type {kind!r}.{nearest(kind, known)}")
    return found or known


def opened(store: Store, match: str, parameters: Mapping[str, Any], conditions: Conditions) -> list[dict[str, Any]]:
    """The claims that a MATCH of `(one)-[claim]-(other)` finds and that the conditions admit, in full and in order."""
    rows = store.read(
        f"{match}\nOPTIONAL MATCH (document:Document {{id: claim.document}})\n"
        "RETURN DISTINCT coalesce(one.canonical, one.id) AS one, coalesce(other.canonical, other.id) AS other, "
        f"{base_of('other', OPEN)} AS other_base, one.id AS one_record, other.id AS other_record, "
        "coalesce(other.name, other.title) AS other_name, claim.id AS claim, type(claim) AS type, "
        "CASE WHEN startNode(claim) = one THEN 'forward' ELSE 'backward' END AS direction, "
        "claim.stance AS stance, claim.modality AS modality, claim.document AS document, document.title AS title, "
        "coalesce(document.origin, claim.document) AS origin, claim.locator AS locator, "
        "toString(claim.since) AS since, toString(claim.since_latest) AS since_latest, "
        "toString(claim.until) AS until, toString(claim.until_latest) AS until_latest, "
        "toString(claim.as_of) AS as_of, toString(claim.as_of_latest) AS as_of_latest, claim.quote AS quote\n"
        "ORDER BY other, type, document, locator, claim, direction",
        parameters,
    ).rows
    found = []
    for row in rows:
        in_time = conditions.in_time(row["since"], row["since_latest"])
        if in_time == "no" or not conditions.admit(row["origin"], row["modality"]):
            continue
        dates = {name: _when(row[name], row[f"{name}_latest"]) for name in ("since", "until", "as_of")}
        found.append(row | dates | {"in_time": in_time})
    return found


def _when(earliest: str | None, latest: str | None) -> str | None:
    if earliest is None or latest is None:
        return None
    return When(date.fromisoformat(earliest), date.fromisoformat(latest)).text
