"""The contract of a source and the registry that finds them.

A source is a folder under `loaders/sources/` with a `source.yaml` (who publishes it, its licence, counts expected)
and a `load.py` with one function, `deliver`. Nothing else has to be touched to add one.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from graph.errors import InputRefused, UsageError, nearest
from graph.model import Node, Relationship

FOLDER = Path(__file__).parent / "sources"


class Expected(BaseModel):
    """How many of a label or relationship type a source gives. Fewer than min stops the load, more than max warns."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    min: int = Field(ge=0)
    max: int = Field(ge=0)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.min > self.max:
            raise ValueError(f"min {self.min} is more than max {self.max}")
        return self


class SourceCard(BaseModel):
    """What `source.yaml` says."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    title: str
    publisher: str
    licence: str
    origin: str = Field(description="Where it is published, in words a person can follow")
    dated: str | None = Field(default=None, description="Date of the copy that ships, ISO 8601")
    also: tuple[str, ...] = Field(default=(), description="Other names under which it may be asked for")
    needs: tuple[str, ...] = Field(default=(), description="Sources whose nodes its relationships end at")
    accepts: str | None = Field(
        default=None, description="The files it takes by `palermo load ID PATH`; none: only its own"
    )
    expect: dict[str, Expected] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reject:
    """A record that was refused, and why."""

    file: str
    row: str
    """Row, line or place in the file."""
    field: str
    reason: str
    """One sentence."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a source hands over in one load.

    `scope` is what the load speaks for: all of the source (its id) or one document of it (`letters/AL_MYS_1_2025`).
    What the same scope said in an earlier load and no longer says is removed.
    """

    scope: str
    digest: str
    records: Iterable[Node | Relationship[Any, Any]]
    rejects: tuple[Reject, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Source:
    """A source folder."""

    card: SourceCard
    deliver: Callable[[Path | None], Delivery]


def sources() -> dict[str, Source]:
    """Every source, by id, in an order in which each comes after those it needs."""
    found: dict[str, Source] = {}
    for path in sorted(FOLDER.glob("*/source.yaml")):
        card = _card(path)
        found[card.id] = Source(card, import_module(f"loaders.sources.{path.parent.name}.load").deliver)
    ordered: dict[str, Source] = {}

    def visit(name: str) -> None:
        for need in found[name].card.needs:
            visit(need)
        ordered.setdefault(name, found[name])

    for name in found:
        visit(name)
    return ordered


def source(name: str) -> Source:
    """The source of that id or other name. Raises UsageError that suggests the nearest."""
    known = sources()
    for candidate in known.values():
        if name in (candidate.card.id, *candidate.card.also):
            return candidate
    raise UsageError(f"There is no source {name!r}.{nearest(name, list(known))}")


def digest_of(*paths: Path) -> str:
    """SHA-256 over files, names left out, so that a moved copy is the same input."""
    digest = hashlib.sha256()
    for path in paths:
        try:
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        except OSError as error:
            raise InputRefused(f"Cannot read {path}: {error.strerror}; check the path.") from error
    return digest.hexdigest()


def _card(path: Path) -> SourceCard:
    try:
        return SourceCard.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, ValidationError) as error:
        raise InputRefused(f"{path.parent.name}/source.yaml is not a source card: {error}") from error
