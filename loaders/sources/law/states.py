"""States: their names, and the organisations to whose members an instrument is open."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import iso3166

from graph.model import State, When
from loaders.rows import CsvRow, rows
from loaders.sources.law.instruments import InstrumentFacts

MEMBERSHIP = ["organisation", "iso3", "member", "since", "source"]


@dataclass(frozen=True, slots=True)
class Openness:
    """Whether an instrument is open to a State: who is a member of what."""

    members: Mapping[tuple[str, str], tuple[bool, When | None]]

    def to(self, state: str, instrument: InstrumentFacts) -> tuple[bool, When | None]:
        """Whether it is open, and since when if not always. What membership.csv does not say is taken as open."""
        return self.members.get((instrument.open_to or "", state), (True, None))


def read_openness(path: Path) -> Openness:
    """The memberships of membership.csv."""
    return Openness(
        {
            (row.text("organisation"), state_code(row)): (
                row.one_of("member", ("yes", "no")) == "yes",
                row.read("since", When.parse),
            )
            for row in rows(path, MEMBERSHIP)
        }
    )


def state_code(row: CsvRow) -> str:
    """The ISO 3166-1 alpha-3 code of a row."""
    code = row.text("iso3")
    return code if code in iso3166.countries_by_alpha3 else row.refuse("iso3", f"{code!r} is no ISO 3166 alpha-3 code")


def read_states(path: Path, acting: Collection[str]) -> list[State]:
    """The States of states.csv, and those that act on a treaty beside them, by the name that ISO 3166 gives."""
    found = {
        state_code(row): State(
            id=row.cells["iso3"],
            name=row.text("name"),
            names=[name.strip() for name in row.cells["names"].split(";") if name.strip()],
        )
        for row in rows(path, ("iso3", "name", "names"))
    }
    for code in acting:
        found.setdefault(code, State(id=code, name=iso3166.countries_by_alpha3[code].name))
    return [found[code] for code in sorted(found)]
