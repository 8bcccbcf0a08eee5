"""Instruments: their facts, and the rule by which each enters into force for a State."""

import calendar
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from graph.errors import InputRefused
from graph.model import Instrument, When
from graph.model.law import Kind, Verified


class Entry(BaseModel):
    """When an instrument takes effect, counted from a deposit (for an ILO convention, a registration)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    days: int = 0
    months: int = 0
    first_of_next_month: bool = False
    article: str
    verified: Verified | None = None

    def after(self, deposit: When) -> When:
        """The day of effect; an interval where the deposit is one."""
        return When(self._day(deposit.earliest), self._day(deposit.latest))

    def _day(self, deposit: date) -> date:
        years, month = divmod(deposit.month - 1 + self.months, 12)
        year, month = deposit.year + years, month + 1
        day = date(year, month, min(deposit.day, calendar.monthrange(year, month)[1])) + timedelta(self.days)
        return (day.replace(day=1) + timedelta(32)).replace(day=1) if self.first_of_next_month else day

    @property
    def text(self) -> str:
        """The rule in words."""
        parts = [f"{self.months} months" if self.months else "", f"{self.days} days" if self.days else ""]
        span = " and ".join(part for part in parts if part)
        first = "on the first of the month after " if self.first_of_next_month else ""
        return f"{first}{span + ' after ' if span else 'on '}the deposit (article {self.article}; verified: {self.verified})"


class InstrumentFacts(BaseModel):
    """What an instrument.yaml says. Every date and rule names where it was read."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    title: str
    kind: Kind
    adopted: When | None = None
    in_force: When | None = None
    in_force_verified: Verified | None = None
    entry: Entry | None = None
    denunciation: Entry | None = None
    open_to: str | None = None
    state: str | None = None
    note: str | None = None
    cited_as: tuple[str, ...] = Field(description="Names by which texts cite it, beside its title")
    parts: tuple[str, ...] = Field(default=("article",), description="What texts call its parts")
    sources: Mapping[str, str] = Field(default_factory=dict, description="Where each date and rule was read")

    @model_validator(mode="after")
    def _each_date_has_its_source(self) -> Self:
        for name in ("adopted", "in_force", "entry", "denunciation", "open_to"):
            if getattr(self, name) is not None and not self.sources.get(name):
                raise ValueError(f"{name} has no entry under sources; say where it was read")
        return self

    @cached_property
    def node(self) -> Instrument:
        """The instrument as a node."""
        own = {name: getattr(self, name) for name in Instrument.model_fields if name in InstrumentFacts.model_fields}
        return Instrument(**own, entry_rule=self.entry.text if self.entry else None)

    def in_force_after(self, deposit: When) -> When | None:
        """In force for a State that deposited then: by the rule, but never before the treaty itself. None: no rule known."""
        if self.entry is None or self.in_force is None:
            return None
        effect = self.entry.after(deposit)
        return When(max(effect.earliest, self.in_force.earliest), max(effect.latest, self.in_force.latest))


def read_instruments(folders: Iterable[Path]) -> Mapping[str, InstrumentFacts]:
    """The instruments by id, one folder each. Raises InputRefused naming the folder and the key."""
    found: dict[str, InstrumentFacts] = {}
    for folder in folders:
        facts = _read(folder / "instrument.yaml")
        if facts.id in found:
            raise InputRefused(
                f"{folder.name} holds {facts.id}, which is there already; to change what is known of it, write a corrections.csv."
            )
        found[facts.id] = facts
    return found


def _read(path: Path) -> InstrumentFacts:
    where = f"{path.parent.name}/{path.name}"
    try:
        return InstrumentFacts.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise InputRefused(f"Cannot read {where}: {error.strerror}; a treaty's folder needs it.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise InputRefused(f"{where}{line} is not YAML in UTF-8: {getattr(error, 'problem', error)}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise InputRefused(f"{where}{', ' + place if place else ''}: {first['msg']}") from error
