"""Recruiters and compounds that cases join: somebody was recruited by the one, and held at the other.

Of each pair it is known how many people carry it, by how sure the less sure of their two claims is. Only what holds for at
least eleven people leaves this module without a purpose: `Carried.safe`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from graph.connection import Store
from graph.disclosure.suppression import K, released
from graph.model import (
    LADDER,
    Account,
    Case,
    Compound,
    Entity,
    HeldAt,
    Place,
    Platform,
    Recruited,
    RecruitedVia,
)

KIND = "THROUGH_CASES"
ORIGIN = "cases"
"""All cases are one origin: who reported some of them would be a cell of its own."""
End = tuple[str, str]
"""A node by id and base label."""


@dataclass(frozen=True, slots=True)
class Carried:
    """The people whose cases join a recruiter and a compound."""

    by_modality: Mapping[str, int]
    """Modality -> number of people; each person once, by the surest of their ways."""

    @property
    def people(self) -> int:
        """How many they are: for whoever stated a purpose."""
        return sum(self.by_modality.values())

    @property
    def surest(self) -> str:
        """The surest modality of any of them: for whoever stated a purpose."""
        return max(self.by_modality, key=LADDER.__getitem__)

    def safe(self) -> tuple[int | None, str]:
        """Their number rounded down, and the surest modality that holds for at least eleven of them."""
        so_far, modality = 0, self.surest
        for modality in sorted(self.by_modality, key=LADDER.__getitem__, reverse=True):
            so_far += self.by_modality[modality]
            if so_far >= K:
                break
        return released(self.people), modality


def carried(store: Store, base: str | None = None, ids: Collection[str] = ()) -> dict[tuple[End, End], Carried]:
    """(Recruiter, compound) -> who joins them; of all, or of those with these canonical ids under a base label."""
    conditions = {
        None: "",
        Entity.label(): "AND coalesce(entity.canonical, entity.id) IN $ids",
        Place.label(): "AND coalesce(place.canonical, place.id) IN $ids",
    }
    rows = store.read(_READ.format(narrowed=conditions[base]), {"ids": list(ids), "ladder": list(LADDER)}).values
    found: dict[tuple[End, End], dict[str, int]] = {}
    for one, other, step, people in rows:
        pair = (one, Entity.label()), (other, Place.label())
        modality = list(LADDER)[step]
        found.setdefault(pair, {})[modality] = people
    return {pair: Carried(by_modality) for pair, by_modality in found.items()}


# What a case was recruited over is an account here: through a platform everybody would be joined to everybody.
_READ = f"""
MATCH (entity:{Entity.label()})-[by:{Recruited.type_name()}|{RecruitedVia.type_name()}]-(case:{Case.label()})
      -[held:{HeldAt.type_name()}]->(place:{Compound.label()})
WHERE by.stance = 'asserts' AND held.stance = 'asserts' AND NOT entity:{Platform.label()}
  AND (type(by) = '{Recruited.type_name()}' OR entity:{Account.label()}) {{narrowed}}
WITH coalesce(entity.canonical, entity.id) AS one, coalesce(place.canonical, place.id) AS other, case,
     [step IN range(0, size($ladder) - 1) WHERE $ladder[step] IN [by.modality, held.modality]][0] AS step
WITH one, other, case, max(step) AS step
RETURN one, other, step, sum(case.people) AS people ORDER BY one, other, step
"""
