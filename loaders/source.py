"""The contract of a source and the registry that finds them.

A source is a folder under `loaders/sources/` with a `source.yaml` (who publishes it, its licence, counts expected)
and its data: tables with a `*.mapping.yaml` each, or a `load.py` with one function, `deliver`. Nothing else has to be
touched to add one. A mapping has a `table` that ships beside it, or `takes` files of the user's by name and columns.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatch
from importlib import import_module
from pathlib import Path
from typing import Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from graph.errors import InputRefused, UsageError, nearest
from loaders.delivery import Delivery
from loaders.mapped import deliver_file, deliver_folder, mappings, open_mapped

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
class Source:
    """A source folder."""

    card: SourceCard
    deliver: Callable[[Path | None], Delivery]


def sources() -> dict[str, Source]:
    """Every source, by id, in an order in which each comes after those it needs."""
    found: dict[str, Source] = {}
    for path in sorted(FOLDER.glob("*/source.yaml")):
        card = _card(path)
        found[card.id] = Source(card, _deliverer(path.parent, card))
    ordered: dict[str, Source] = {}

    def visit(name: str) -> None:
        for need in found[name].card.needs:
            visit(need)
        ordered.setdefault(name, found[name])

    for name in found:
        visit(name)
    return ordered


def _deliverer(folder: Path, card: SourceCard) -> Callable[[Path | None], Delivery]:
    """The folder's own `deliver`, or its mappings where it has no Python of its own."""
    if (folder / "load.py").is_file():
        return import_module(f"loaders.sources.{folder.name}.load").deliver  # type: ignore[no-any-return]
    return lambda path: _deliver_mapped(folder, card, path)


def _deliver_mapped(folder: Path, card: SourceCard, path: Path | None) -> Delivery:
    """The tables that ship with the source, or a file of the user's through the mapping that takes it."""
    found = mappings(folder)
    if path is None:
        if not any(mapping.table for _, mapping in found):
            raise UsageError(f"Source {card.id} ships no data; say the file: palermo load {card.id} PATH.")
        return deliver_folder(folder, card.id)
    taking = [(file, mapping) for file, mapping in found if mapping.takes and _named(path, mapping.takes.files)]
    # The mapping that reads most of the file's columns is the one that was written for it.
    for file, mapping in sorted(taking, key=lambda item: -len(item[1].columns())):
        if len(taking) == 1 or not mapping.lacks(open_mapped(path, mapping).columns):
            return deliver_file(folder, card.id, path, file, mapping)
    titles = "; ".join(f"{takes.title} ({', '.join(takes.files)})" for _, m in found if (takes := m.takes))
    raise InputRefused(f"{path.name} is none of the files that {card.id} takes: {titles}.")


def _named(path: Path, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch(path.name.lower(), pattern.lower()) for pattern in patterns)


def source(name: str) -> Source:
    """The source of that id or other name. Raises UsageError that suggests the nearest."""
    known = sources()
    for candidate in known.values():
        if name in (candidate.card.id, *candidate.card.also):
            return candidate
    raise UsageError(f"There is no source {name!r}.{nearest(name, list(known))}")


def _card(path: Path) -> SourceCard:
    try:
        return SourceCard.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, ValidationError) as error:
        raise InputRefused(f"{path.parent.name}/source.yaml is not a source card: {error}") from error
