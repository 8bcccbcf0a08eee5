"""Identity: which records are judged to be one party or place, by whom and why. No record is ever merged away."""

from pydantic import Field

from graph.model.base import Relationship
from graph.model.entity import Entity
from graph.model.place import Place


class Judgement(Relationship[Entity | Place, Entity | Place]):
    """What somebody or a rule decided about two records. The smaller id stands at the start, so that a pair has one."""

    by: str = Field(min_length=1, description="Who judged: a person, or the id of a rule")
    at: str = Field(min_length=1, description="When, UTC")
    why: str = Field(min_length=1, description="The reason, in a sentence")
    score: float | None = Field(default=None, ge=0, le=1, description="How alike a rule found them, from 0 to 1")


class SameAs(Judgement):
    """Two records are one party or place."""


class PossiblySameAs(Judgement):
    """Two records may be one party or place: a candidate that waits for a person."""


class DifferentFrom(Judgement):
    """Two records are two parties or places, remembered for good."""
