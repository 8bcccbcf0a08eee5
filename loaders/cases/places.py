"""Where a case says that somebody was: a country by its code or name, a compound or area by a name that is loaded.

What names no such place stays outside: an address, or the name of a shelter, is not for the graph.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from graph.model import Area, Compound, Place, State
from loaders.cases.header import plain
from loaders.formats import countries
from loaders.sources.law.load import law_states
from loaders.sources.letters.states import iso_states, territories

CLASSES: dict[str, type[Place]] = {cls.label(): cls for cls in (Area, Compound, State)}
FORMER = Path(__file__).with_name("former_areas.yaml")
LONGEST = 22
"""Words of the longest label or name of a country."""


@dataclass(frozen=True, slots=True)
class Places:
    """Names of the places that are loaded -> what they are: Compound/CTM-1."""

    named: Mapping[str, str] = field(default_factory=dict)

    def find(self, text: str) -> str | None:
        """The place that a text names or gives the id of: Compound/CTM-1, State/MYS; None where it names none."""
        name = text.strip().casefold()
        return self.named.get(name) or country(text)


def country(text: str) -> str | None:
    """A country from its name, two or three letters: State/MYS, or Area/HKG; None where ISO 3166-1 has no such."""
    code = _known().get(plain(text))
    return None if code is None else f"{_class(code)}/{code}"


def listed_countries(text: str, unknown: frozenset[str] = frozenset()) -> list[str]:
    """The countries of a list, the longest name first: a name may have blanks, commas and semicolons in it.

    A part that is a word for not known gives none.

    Raises ValueError, which does not repeat the text, where a part of it is no country.
    """
    found: list[str] = []
    for part in longest_first(text, dict.fromkeys(unknown, "") | _known()):
        if part == "":
            continue
        if part is None:
            raise ValueError("is no country that ISO 3166-1 knows; write its two or three letters, or its name")
        place = f"{_class(part)}/{part}"
        found += [place] if place not in found else []
    return found


def longest_first(text: str, known: Mapping[str, str]) -> Iterable[str | None]:
    """What the words of a text mean, as many words at a time as mean something; None for one that means nothing."""
    words = [word for raw in text.replace(";", " ").replace(",", " ").replace("|", " ").split() if (word := plain(raw))]
    at = 0
    while at < len(words):
        ends = range(min(len(words), at + LONGEST), at, -1)
        end = next((end for end in ends if "".join(words[at:end]) in known), None)
        yield None if end is None else known["".join(words[at:end])]
        at = at + 1 if end is None else end


def beyond_the_law() -> dict[str, Place]:
    """The countries that the law does not bring, by what a case calls them: State/XXX, Area/HKG."""
    law = {state.id for state in law_states()}
    states = {f"State/{code}": state for code, state in iso_states().items() if code not in law}
    return states | {f"Area/{code}": area for code, area in _areas().items()}


@cache
def _known() -> dict[str, str]:
    return {plain(name): code for name, code in countries().items()} | {plain(code): code for code in _areas()}


def _class(code: str) -> str:
    return "Area" if code in _areas() else "State"


@cache
def _areas() -> dict[str, Area]:
    """What has a country's code and is no State, codes that were withdrawn among them."""
    former = yaml.safe_load(FORMER.read_text(encoding="utf-8"))
    return territories() | {code: Area(id=code, name=name, kind="territory") for code, name in former.items()}


def named(rows: Iterable[Mapping[str, Any]]) -> Places:
    """The names of loaded places. A name that two places have names neither, unless they are one."""
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        if row["label"] in CLASSES:
            for name in (row["id"], row["name"], *(row["names"] or [])):
                found.setdefault(str(name).casefold(), {})[row["canonical"] or row["id"]] = (
                    f"{row['label']}/{row['id']}"
                )
    return Places({name: next(iter(those.values())) for name, those in found.items() if len(those) == 1})
