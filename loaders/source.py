"""The contract of a source and the registry that finds them.

A source is a folder under `loaders/sources/` with a `source.yaml` (who publishes it, its licence, counts expected)
and its data: tables with a `*.mapping.yaml` each, or a `load.py` with one function, `deliver`. Nothing else has to be
touched to add one. A source whose card says `cases` takes files about people: its `deliver` is given the terms, too. A mapping has a `table` that ships beside it, or `takes` files of the user's by name and columns.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatch
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from graph.errors import InputRefused, UsageError, nearest
from loaders.cases.terms import Terms
from loaders.delivery import Delivery
from loaders.mapped import deliver_file, deliver_folder, mappings, open_mapped
from loaders.mapping import TableMapping

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
    cases: bool = Field(default=False, description="Whether it is about people, whom the terms of the load protect")
    expect: dict[str, Expected] = Field(default_factory=dict)

    def age(self, today: date) -> int | None:
        """Days since the date of the copy that ships; None where it says none."""
        return None if self.dated is None else (today - date.fromisoformat(self.dated)).days


@dataclass(frozen=True, slots=True)
class Source:
    """A source folder."""

    card: SourceCard
    deliver: Callable[[Path | None], Delivery]
    ships: bool
    """Whether it has data of its own; otherwise it takes a file."""
    deliver_cases: Callable[[Path, Terms], Delivery] | None = None
    """For a source about people: what takes a file on terms."""


def sources() -> dict[str, Source]:
    """Every source, by id, in an order in which each comes after those it needs."""
    found: dict[str, Source] = {}
    for path in sorted(FOLDER.glob("*/source.yaml")):
        card = _card(path)
        if card.cases:
            takes = import_module(f"loaders.sources.{path.parent.name}.load").deliver
            found[card.id] = Source(card, partial(_no_file, card.id), ships=False, deliver_cases=takes)
        else:
            found[card.id] = Source(card, _deliverer(path.parent, card), _ships(path.parent))
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


def _no_file(name: str, _path: Path | None) -> Delivery:
    raise UsageError(f"Source {name} ships no data; say the file: palermo load {name} PATH --consent-text VERSION.")


def _ships(folder: Path) -> bool:
    return (folder / "load.py").is_file() or any(mapping.table for _, mapping in mappings(folder))


def _deliver_mapped(folder: Path, card: SourceCard, path: Path | None) -> Delivery:
    """The tables that ship with the source, or a file of the user's through the mapping that takes it."""
    found = mappings(folder)
    if path is None:
        if not any(mapping.table for _, mapping in found):
            raise UsageError(f"Source {card.id} ships no data; say the file: palermo load {card.id} PATH.")
        return deliver_folder(folder, card.id)
    named = _named_as(found, path)
    taking = named[0] if len(named) == 1 else _taking(named, path)
    if taking is None:
        for _, mapping in named:
            mapping.check_header(open_mapped(path, mapping).columns)  # says why the file is not what its name says
        titles = "; ".join(f"{takes.title} ({', '.join(takes.files)})" for _, m in found if (takes := m.takes))
        raise InputRefused(f"{path.name} is none of the files that {card.id} takes: {titles}.")
    return deliver_file(folder, card.id, path, *taking)


def recognised(path: Path) -> tuple[str, Path, TableMapping] | None:
    """The source that takes a file, with its mapping; None where no source does."""
    for folder in sorted(one.parent for one in FOLDER.glob("*/source.yaml")):
        taking = _taking(_named_as(mappings(folder), path), path)
        if taking is not None:
            return (_card(folder / "source.yaml").id, *taking)
    return None


def _taking(named: list[tuple[Path, TableMapping]], path: Path) -> tuple[Path, TableMapping] | None:
    """The mapping that takes a file with such columns: of several the one that reads most of them."""
    best: tuple[int, Path, TableMapping] | None = None
    for file, mapping in named:
        read = len(_fitting(path, mapping))
        if read and (best is None or read > best[0]):
            best = read, file, mapping
    return best[1:] if best else None


def _fitting(path: Path, mapping: TableMapping) -> set[str]:
    """The columns of a file that a mapping reads; none where it cannot be read so, or lacks one."""
    try:
        columns = open_mapped(path, mapping).columns
    except InputRefused:
        return set()
    return set() if mapping.lacks(columns) else mapping.columns() & {*columns}


def _named_as(found: list[tuple[Path, TableMapping]], path: Path) -> list[tuple[Path, TableMapping]]:
    """The mappings that are for files of such a name."""
    name = path.name.lower()
    return [
        (file, mapping)
        for file, mapping in found
        if mapping.takes and any(fnmatch(name, pattern.lower()) for pattern in mapping.takes.files)
    ]


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
