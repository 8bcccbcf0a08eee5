"""Places: where it is said to happen, no more exactly than the source says."""

from typing import Literal, Self

from pydantic import Field, model_validator

from graph.model.base import Claim, Node
from graph.model.location import Location
from graph.model.named import Named


class Place(Named, Node):
    """A place with the names that sources give it."""

    walk = True

    location: Location | None = Field(default=None, description="A point in it, no finer than precision_m")
    precision_m: float | None = Field(default=None, gt=0, description="Radius in metres in which the source puts it")

    @model_validator(mode="after")
    def _a_point_says_how_exact_it_is(self) -> Self:
        if self.location is not None and self.precision_m is None:
            raise ValueError("a location needs precision_m: the radius in metres in which the source puts the place")
        return self


class State(Place):
    """A State that can hold rights and duties; its id is its ISO 3166-1 alpha-3 code."""

    walk = False


class Area(Place):
    """A territory, island, region or town. What a source places only "in Johor" is an Area, never a Compound."""

    walk = False

    kind: Literal["territory", "island", "subdivision", "town"] | None = Field(
        default=None, description="What sort of area it is"
    )


class Compound(Place):
    """A site where people are reported to be held and made to work."""

    status: Literal["operating", "raided", "closed"] | None = Field(default=None, description="As last reported")


class LocatedIn(Claim[Place, Area | State]):
    """A place lies in an area or a State, as the source draws the border."""
