"""Cases back into a standard: what it can hold goes into its columns, the rest beside them or into a count of what is lost."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import iso3166

from graph.disclosure.cases import KeptCase
from graph.model import Case, codes
from loaders.cases.crosswalk import CrossField, Crosswalk
from loaders.cases.places import Places

OTHER, SEPARATOR = "Other", "; "
NEVER = ("id", "document", "standard", "kind", "people")
Row = dict[str, str]


@dataclass(slots=True)
class Export:
    """Rows in the columns of a standard."""

    crosswalk: Crosswalk
    places: Places = field(default_factory=Places)
    lost: Counter[str] = field(default_factory=Counter)
    """What the standard's own columns cannot say -> in how many cases."""

    def columns(self) -> list[str]:
        """The columns: the standard's that are taken, and ours where the standard cannot say it."""
        return [name for name, spec in self.crosswalk.fields.items() if spec.gives]

    def fields(self, gives: str) -> list[tuple[str, CrossField]]:
        """The columns that give a property, the standard's first."""
        return [(name, spec) for name, spec in self.crosswalk.fields.items() if spec.gives == gives]

    def written(self, list_: str) -> dict[str, str]:
        """What the model calls a code -> how the standard writes it, codes that only we have left out."""
        found: dict[str, str] = {}
        for code, entry in self.crosswalk.lists[list_].items():
            meant = self.crosswalk.meaning(list_, code)
            if meant is not None and not entry.ours:
                found.setdefault(meant, self.crosswalk.written.get(code, code))
        return found

    def country(self, id_: str) -> str:
        """A country by two or three letters, as the standard writes it."""
        if self.crosswalk.countries == "alpha3":
            return id_
        former = {after: before for before, after in self.crosswalk.former.items() if len(before) == 2}
        known = {country.alpha3: country.alpha2 for country in iso3166.countries}
        return known.get(id_) or former.get(id_, id_)


def month_of(day: str | None) -> str:
    """A kept month as text: 2024-06-01 -> 2024-06."""
    return (day or "")[:7]


def said_of(case: KeptCase) -> Iterator[tuple[str, Any]]:
    """The properties of a case that say something, in the model's order."""
    for name in Case.model_fields:
        value = case.properties.get(name)
        if name not in NEVER and value not in (None, []):
            yield name, value


def unsayable(case: KeptCase, columns: Mapping[str, list[str]]) -> Iterator[str]:
    """What a standard's own columns cannot say of a case: `columns` are the codes that each property can have there."""
    for name, value in said_of(case):
        if name not in columns:
            yield name
            continue
        known = columns[name]
        for code in value if isinstance(value, list) else [value]:
            if known and code in codes(name) and code not in known:
                yield f"{name} {code}"
