"""Statements: what a source says of conduct, each with its own hedge, and how it is read."""

from typing import Annotated, Literal

from pydantic import Field

from graph.model.base import FullText, Modality, Node, Reading, Stance, Structure
from graph.model.case import Case
from graph.model.entity import Entity, Organisation
from graph.model.indicator import Indicator
from graph.model.law import Law
from graph.model.place import Place, State
from graph.model.source import Passage
from graph.model.when import When

Role = Literal["nationality", "recruitment", "transit", "host", "requested", "returning"]
Basis = Literal["named", "addressed", "general"]
Aspect = Literal["law", "practice"]


class Statement(Node):
    """One conduct that a source speaks of. It engages or weighs for or against a provision; it decides nothing."""

    code: str = Field(min_length=1, description="Its short id within its document: A01, M46a, L52")
    summary: Annotated[str, FullText("texts")] = Field(min_length=1, description="What is said, in our words")
    quote: Annotated[str, FullText("texts")] = Field(min_length=1, description="What is said, word for word")
    hedge: str | None = Field(default=None, description="The source's own words of caution, word for word")
    modality: Modality = Field(description="How sure the source is")
    conditional: bool = Field(default=False, description="Whether it only says what would be, if something were so")
    stance: Stance = Field(default="asserts", description="Whether its source asserts it, denies it or took it back")
    category: str = Field(min_length=1, description="What it is about: recruitment, detention, screening ...")
    actor: str | None = Field(
        default=None, description="Who is said to act, in the source's terms; no one is named by it"
    )
    speaker: str = Field(min_length=1, description="Who says it")
    origin: str = Field(min_length=1, description="Id of the document that first said it: copies share one origin")
    own_word: str | None = Field(
        default=None,
        description="The State or organisation whose own word it is, by id: beside a standing, never inside it",
    )
    role: Role | None = Field(default=None, description="In which role it speaks of a State, if it does")
    basis: Basis | None = Field(
        default=None, description="named: a State is named; addressed: it was put to one; general: counted for none"
    )
    found_by: str | None = Field(default=None, description="The court, committee or inquiry that found it")
    conduct_since: When | None = Field(default=None, description="From when the conduct is said to date")
    conduct_until: When | None = Field(default=None, description="Until when")
    reported_on: When | None = Field(default=None, description="When it was said")


class Allegation(Statement):
    """Somebody is said to have done or omitted something."""


class Measure(Statement):
    """Something is said to have been done about it."""


class Conclusion(Statement):
    """What a source concludes, recommends or holds in law. A recommendation finds no fact, whoever makes it."""

    kind: Literal["recommendation", "concern", "finding", "law"] | None = Field(
        default=None, description="What it does; none: the source does not sort it"
    )
    upr_position: Literal["supported", "noted"] | None = Field(
        default=None, description="For a UPR recommendation: what the State under review said of it"
    )


class Answer(Statement):
    """What an addressee replies. The State's own word stands beside a standing, never inside it."""


class StatedIn(Structure[Statement, Passage]):
    """Where a statement is made."""


class About(Reading[Statement, Place | Entity]):
    """A statement speaks of a place, a body or a platform. That attributes nothing to it."""

    key = ("as_",)

    as_: str = Field(
        alias="as",
        min_length=1,
        description="In what capacity: origin, place of scam operations, platform ...",
    )


class AttributedTo(Reading[Statement, State | Organisation]):
    """The conduct is read as that of a State or organisation, in one role."""

    key = ("role",)

    role: Role | None = Field(default=None, description="In which role the State is spoken of")
    basis: Literal["named", "addressed"] = Field(description="named: it is named; addressed: it was put to it")


class Shows(Reading[Statement | Case, Indicator]):
    """A statement or a case shows an indicator of trafficking."""


class Engages(Reading[Statement | Indicator, Law]):
    """The subject matter of a provision is touched; nothing is said for or against any State."""


class Weighing(Reading[Statement, Law]):
    """A statement speaks for or against the observance of a provision, for one State or for none in particular."""

    key = ("state", "aspect")

    state: str | None = Field(default=None, description="ISO 3166 code of the State; none: general, counted for none")
    role: Role | None = Field(default=None, description="In which role the State would owe the duty")
    basis: Basis | None = Field(default=None, description="named, addressed or general, as of the statement")
    aspect: Aspect = Field(description="Whether it speaks of the law or of the practice")
    considered: bool | None = Field(
        default=None,
        description="For a duty to consider or to endeavour: whether the State is said to have done so; none: not said",
    )


class WeighsFor(Weighing):
    """A statement speaks for the observance of a provision."""


class WeighsAgainst(Weighing):
    """A statement speaks against the observance of a provision. It is not a finding."""


class Disputes(Reading[Answer, Statement]):
    """An answer denies what a statement says."""


class Accepts(Reading[Answer, Statement]):
    """An answer admits what a statement says."""
