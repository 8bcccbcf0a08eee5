"""People, bodies, money and compounds: what sources say that one has to do with another."""

from typing import Generic, Literal

from pydantic import Field

from graph.model.base import Claim, End, Start
from graph.model.entity import Account, Entity, Organisation, Person, Platform
from graph.model.place import Compound, Place, State
from graph.model.source import Document


class Link(Claim[Start, End], Generic[Start, End]):
    """A claim along which a path may lead from one party or compound to another."""

    walk = True


class MemberOf(Link[Entity, Organisation]):
    """An entity is said to belong to an organisation."""


class Leads(Link[Entity, Organisation]):
    """An entity is said to lead an organisation."""


class Owns(Link[Entity, Entity]):
    """An entity is said to own another."""


class Controls(Link[Entity, Entity | Compound]):
    """An entity is said to control another or a compound."""


class ActsFor(Link[Entity, Entity]):
    """An entity is said to act for another."""


class FamilyOf(Link[Person, Person]):
    """Two persons are said to be family."""


class Funds(Link[Entity, Entity | Compound]):
    """An entity is said to pay for another or for a compound."""


class Supplies(Link[Entity, Entity | Compound]):
    """An entity is said to supply another or a compound with goods, power, network or people."""


class LinkedTo(Link[Entity, Entity | Compound]):
    """An entity is said to be linked to another or to a compound, in a way that no other type says."""

    key = ("document", "locator", "since", "as_")

    as_: str = Field(alias="as", min_length=1, description="How they are linked, in the source's terms")


class NationalOf(Claim[Person, State]):
    """A person is said to be a national of a State. That attributes nothing to the State."""


class Operates(Link[Entity, Compound]):
    """An entity is said to run a compound."""


class Guards(Link[Entity, Compound]):
    """An entity is said to guard a compound."""


class OwnsLandOf(Link[Entity, Compound]):
    """An entity is said to own or let the land of a compound."""


class PartOf(Link[Place, Place]):
    """A place is a part of another, such as a building of a compound."""


class SoldOnTo(Link[Compound, Compound]):
    """People are said to be sold from one compound to another."""


class Uses(Link[Entity, Account]):
    """An entity is said to use an account."""


class On(Claim[Account, Platform]):
    """An account is on a platform."""


class RecruitedFor(Link[Entity, Compound | Organisation]):
    """An entity is said to recruit for a compound or an organisation: a role in a claim, never a kind of person."""


class ListedIn(Claim[Entity, Document]):
    """An authority lists an entity. A listing is no finding, and no evidence against a State."""

    key = ("document", "locator", "since", "programme")

    programme: str = Field(min_length=1, description="The sanctions programme")
    modality: Literal["designated"] = Field(  # type: ignore[assignment]  # a listing is not on the ladder of modalities
        default="designated", description="An authority's listing: neither alleged nor found"
    )
