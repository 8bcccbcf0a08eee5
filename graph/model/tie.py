"""Ties: which parties and compounds anything joins at all, made of the claims so that paths and networks can run."""

from typing import Annotated

from pydantic import Field

from graph.model.base import Derived, Modality, Relationship
from graph.model.entity import Entity
from graph.model.place import Place
from graph.model.when import When


class Tie(Relationship[Entity | Place, Entity | Place]):
    """Two canonical parties or places that at least one claim joins. It says nothing by itself: open it into its claims.

    One for each pair, the smaller id at its start. Claims are parallel edges, on which a route would come out once for
    every combination of them.
    """

    derived = True

    kinds: Annotated[list[str], Derived()] = Field(
        description="Types of the claims that assert it, sorted; THROUGH_CASES where the cases of at least 11 people do"
    )
    origins: Annotated[list[str], Derived()] = Field(
        description="Who first said so: the distinct origins of the asserting documents, sorted; all cases are one: cases"
    )
    modalities: Annotated[list[str], Derived()] = Field(
        description="The surest modality of each origin, in the order of origins"
    )
    modality: Annotated[Modality, Derived()] = Field(description="The surest modality among the asserting claims")
    claims: Annotated[list[str], Derived()] = Field(description="Ids of the asserting claims, sorted")
    denials: Annotated[int, Derived()] = Field(ge=0, description="Number of claims that deny or retract a connection")
    since: Annotated[When | None, Derived()] = Field(
        default=None, description="When the earliest asserting claim begins; none where no claim says when"
    )
    people: Annotated[int | None, Derived()] = Field(
        default=None,
        ge=11,
        description="How many people were recruited by the one and held at the other, by their cases, rounded down to a "
        "multiple of 11; none where they are fewer",
    )
