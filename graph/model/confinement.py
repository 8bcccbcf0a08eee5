"""Where somebody is said to be held, or to be moved through. Sources say it of parties that they also accuse."""

from typing import Generic, Self

from pydantic import Field, model_validator

from graph.model.base import Claim, End, Start
from graph.model.entity import Entity
from graph.model.place import Place


class Confinement(Claim[Start, End], Generic[Start, End]):
    """A claim that makes of its party a possible victim: it carries no words of the source, and no path uses it."""

    @model_validator(mode="after")
    def _tells_nothing_in_free_text(self) -> Self:
        if self.quote is not None:
            raise ValueError(
                "a claim that somebody was held or moved keeps no quote; leave it out and give the locator"
            )
        return self


class HeldAt(Confinement[Entity, Place]):
    """An entity is said to be held at a place against its will."""


class PassedThrough(Confinement[Entity, Place]):
    """An entity is said to be moved through a place."""

    key = ("document", "locator", "since", "order")

    order: int | None = Field(default=None, ge=1, description="Which stage of the way it was, from 1")
