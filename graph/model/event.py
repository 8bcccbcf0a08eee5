"""Events: what happened at a place, when, and who is said to have done it."""

from typing import Literal

from pydantic import Field

from graph.model.base import Claim, Node
from graph.model.entity import Entity
from graph.model.place import Place, State
from graph.model.when import When

Kind = Literal[
    "raid",
    "rescue",
    "escape",
    "death",
    "arrest",
    "abduction",
    "violence",
    "listing",
    "power cut",
    "construction",
    "opening",
    "closure",
    "demolition",
    "lease",
    "agreement",
    "licence",
    "deportation",
    "armed clash",
    "border measure",
    "official measure",
    "corporate",
    "report",
    "other",
]


class Event(Node):
    """Something that happened, with a coded kind. What befell a person is never told in words that name them."""

    kind: Kind = Field(description="What sort of event it is")
    title: str = Field(min_length=1, description="What happened, in a line that names no victim")
    when: When | None = Field(default=None, description="When it happened, as exactly as the source says")


class At(Claim[Event, Place]):
    """An event is said to have happened at a place."""


class By(Claim[Event, Entity | State]):
    """An event is said to be the act of an entity or a State."""

    key = ("document", "locator", "since", "as_")

    as_: str = Field(alias="as", min_length=1, description="In what part: authority, lessee, arrested, operator ...")
