"""Entities: those who act, and the accounts and platforms they act through."""

from typing import Literal

from pydantic import Field

from graph.model.base import Node
from graph.model.named import Named


class Entity(Named, Node):
    """Somebody or something that a source says acted. Being an entity is no accusation."""

    walk = True


class Person(Entity):
    """A natural person whom a public source lists, charges or convicts. What they are said to do is in claims."""


class Organisation(Entity):
    """A body: company, armed force, regional organisation, network."""


class Vessel(Entity):
    """A ship."""


class Account(Entity):
    """A handle, number, address or advert through which somebody acts."""

    kind: Literal["handle", "phone", "email", "wallet", "advert"] = Field(description="What sort of account it is")


class Platform(Entity):
    """A service on which people are recruited or deceived, such as a social network or a job board."""

    walk = False
