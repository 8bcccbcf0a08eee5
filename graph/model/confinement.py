"""What befell somebody: who recruited them, where they were moved, held and returned to.

Sources say it of people under a pseudonym (`Case`), and of parties that they also accuse.
"""

from typing import Annotated, Generic, Self

from pydantic import Field, model_validator

from graph.model.base import Claim, End, Start, Visible, said_classes
from graph.model.case import Case
from graph.model.entity import Account, Entity, Platform
from graph.model.place import Area, Place, State


class Confinement(Claim[Start, End], Generic[Start, End]):
    """A claim that makes of its party a possible victim: it carries no words of the source, and no path uses it."""

    visible = "case team"

    locator: Annotated[str, Visible("sealed")] = Field(
        min_length=1, description="Where in the document: for a case in a form that leads to nobody"
    )

    @model_validator(mode="after")
    def _tells_nothing_in_free_text(self) -> Self:
        if self.quote is not None:
            raise ValueError(
                "a claim that somebody was held or moved keeps no quote; leave it out and give the locator"
            )
        return self


class HeldAt(Confinement[Entity | Case, Place]):
    """A person, or a party that sources also accuse, is said to be held at a place against its will."""

    key = ("document", "locator", "since", "order")

    order: int | None = Field(default=None, ge=1, description="Where several are said in turn: which it was, from 1")


class PassedThrough(Confinement[Entity | Case, Place]):
    """A person, or a party that sources also accuse, is said to be moved through a place."""

    key = ("document", "locator", "since", "order")

    order: int | None = Field(default=None, ge=1, description="Which stage of the way it was, from 1")


class CitizenOf(Confinement[Case, Area | State]):
    """The person of a case is said to be a citizen of a State, or of a territory. That attributes nothing to either."""


class RecruitedIn(Confinement[Case, Area | State]):
    """The person of a case is said to be recruited in an area or a State."""


class ExploitedIn(Confinement[Case, Area | State]):
    """The person of a case is said to be exploited in an area or a State."""


class ReturnedTo(Confinement[Case, Area | State]):
    """The person of a case is said to have returned, or to have been returned, to an area or a State."""


class Recruited(Confinement[Entity, Case]):
    """An entity is said to have recruited the person of a case: a role in a claim, never a kind of person."""


class RecruitedVia(Confinement[Case, Platform | Account]):
    """The person of a case is said to be recruited over a platform or an account."""


def closed_types() -> list[str]:
    """The claim types that may end at a case: what they say needs a stated purpose, of parties too."""
    return [
        cls.type_name()
        for cls in said_classes()
        if issubclass(cls, Claim) and any(issubclass(end, Case) for side in cls.ends() for end in side)
    ]
