"""Entities: those who act, and the accounts and platforms they act through."""

import re
from typing import Annotated, Literal

from pydantic import Field, field_validator

from graph.model.base import Node, Visible
from graph.model.named import Named
from graph.model.when import When

_IDENTIFIER = re.compile(r"([a-z][a-z0-9-]*):(\S(?:.*\S)?)")
_OPEN_NUMBERS = ("passport", "national-id")
_SHA256 = re.compile(r"(?:[A-Z]{3}:)?[0-9a-f]{64}")


class Entity(Named, Node):
    """Somebody or something that a source says acted. Being an entity is no accusation."""

    walk = True

    identifiers: Annotated[list[str], Visible("partner")] = Field(
        default_factory=list,
        description="What only one party has, as kind:value, such as imo:9876543, wallet:XBT:1A1z..., ofac:55505, "
        "reg:KHM:00012345, passport-sha256:..., so that two records with one of them are one",
    )
    country: list[str] = Field(
        default_factory=list, description="The countries that the source puts beside it, in its words or as codes"
    )

    @field_validator("identifiers")
    @classmethod
    def _kind_and_value(cls, identifiers: list[str]) -> list[str]:
        for identifier in identifiers:
            match = _IDENTIFIER.fullmatch(identifier)
            if match is None:
                raise ValueError(f"{identifier!r} is no identifier; write kind:value, such as imo:9876543")
            kind, value = match.groups()
            if kind in _OPEN_NUMBERS:
                raise ValueError(f"a {kind} number is kept only as its digest; write {kind}-sha256:...")
            if kind.endswith("-sha256") and not _SHA256.fullmatch(value):
                raise ValueError(f"a {kind} is 64 hexadecimal digits, after the country's three letters if known")
        return list(dict.fromkeys(identifiers))

    @field_validator("country")
    @classmethod
    def _once(cls, country: list[str]) -> list[str]:
        return list(dict.fromkeys(country))


class Person(Entity):
    """A natural person whom a public source lists, charges or convicts. What they are said to do is in claims."""

    born: Annotated[When | None, Visible("partner")] = Field(
        default=None, description="Date of birth as exactly as the public list gives it"
    )


class Organisation(Entity):
    """A body: company, armed force, regional organisation, network."""


class Vessel(Entity):
    """A ship."""


class Account(Entity):
    """A handle, number, address or advert through which somebody acts. It may be a victim's who is forced to recruit."""

    visible = "partner"

    kind: Literal["handle", "phone", "email", "wallet", "advert"] = Field(description="What sort of account it is")


class Platform(Entity):
    """A service on which people are recruited or deceived, such as a social network or a job board."""

    walk = False
