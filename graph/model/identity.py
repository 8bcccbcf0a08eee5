"""Identity: which records are judged to be one party or place, by whom and why. No record is ever merged away."""

from typing import Literal

from pydantic import Field

from graph.model.base import Node, Relationship
from graph.model.entity import Entity
from graph.model.place import Place


class Judgement(Relationship[Entity | Place, Entity | Place]):
    """What somebody or a rule decided about two records. The smaller id stands at the start, so that a pair has one."""

    visible = "case team"

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


class Decision(Node):
    """A step that a person took on two records. Steps are only ever added, and outlive the records; SAME_AS,
    POSSIBLY_SAME_AS and DIFFERENT_FROM follow from them. An undo takes back the last step on the pair that stands. A copy for others tells the verdict that stands, without who took it and why.
    """

    visible = "case team"

    number: int = Field(ge=1, description="Its place among all decisions")
    among: Literal["Entity", "Place"] = Field(description="Base label of the two records")
    one: str = Field(min_length=1, description="Id of the first record, the smaller of the two")
    other: str = Field(min_length=1, description="Id of the second record")
    verdict: Literal["same", "different", "undecided", "undo"] = Field(description="What was decided")
    by: str = Field(min_length=1, description="Who decided")
    at: str = Field(min_length=1, description="When, UTC")
    why: str = Field(min_length=1, description="The reason, in a sentence")
    found_at: str | None = Field(default=None, description="When a rule had first judged the pair; none if none had")
