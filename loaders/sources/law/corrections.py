"""A user's corrections of the facts that ship: each with its reference, marked as theirs, kept over upgrades.

    iso3,instrument,provision,field,value,reference,author
    LAO,ACTIP,,entry_into_force_for_state,2017-06-12,"ASEAN Secretariat, table of 3 June 2025",N. N.
    ,,ACTIP-14(7),strength,shall,"own reading of the authentic text",N. N.

A field is a column of ratifications.csv (with iso3 and instrument) or of articles.csv (with provision).
"""

from dataclasses import dataclass, field, replace
from pathlib import Path

from graph.errors import InputRefused, nearest
from loaders.rows import CsvRow, rows

COLUMNS = ("iso3", "instrument", "provision", "field", "value", "reference", "author")
OF_ACTIONS = (
    "status",
    "date_signature",
    "date_ratification_accession",
    "action",
    "entry_into_force_for_state",
    "reservation_noted",
)
OF_PROVISIONS = ("obligation_summary", "obligation_type", "strength", "bearer")

Key = tuple[str, str]
"""State and instrument; or provision and nothing."""


@dataclass(frozen=True, slots=True)
class Corrections:
    """The corrections of one file, by what they correct. What is never asked for is left over."""

    rows: dict[Key, list[CsvRow]] = field(default_factory=dict)
    used: set[Key] = field(default_factory=set)

    def of_provision(self, row: CsvRow) -> tuple[CsvRow, str | None]:
        """A row of articles.csv as corrected, and what was corrected; none: it is as it ships."""
        return self._corrected(row, (row.cells["provision_id"], ""))

    def of_action(self, row: CsvRow, instrument: str) -> tuple[CsvRow, str | None]:
        """A row of ratifications.csv as corrected, and what was corrected. Its source is then the reference."""
        corrected, what = self._corrected(row, (row.cells["iso3"], instrument))
        if what is None:
            return row, None
        last = self.rows[row.cells["iso3"], instrument][-1]
        said = {"source": last.text("reference"), "verified": "yes"}
        return replace(corrected, cells=corrected.cells | said), what

    def check_all_used(self) -> None:
        """Refuse a correction of what the law does not hold."""
        for key in self.rows.keys() - self.used:
            row = self.rows[key][0]
            row.refuse(
                "provision" if row.cells["provision"] else "instrument", f"the law has no {' '.join(key).strip()}"
            )

    def _corrected(self, row: CsvRow, key: Key) -> tuple[CsvRow, str | None]:
        self.used.add(key)
        cells, told = dict(row.cells), []
        for one in self.rows.get(key, ()):
            name = one.cells["field"]
            told.append(
                f"{name} {cells[name] or 'not said'} -> {one.cells['value'] or 'not said'}, by {one.text('author')}: {one.text('reference')}"
            )
            cells[name] = one.cells["value"]
        return replace(row, cells=cells), "; ".join(told) or None


def read_corrections(path: Path | None) -> Corrections:
    """The corrections in a file; none where there is no file. Raises InputRefused naming row and column."""
    found: dict[Key, list[CsvRow]] = {}
    for row in rows(path, COLUMNS) if path else ():
        of_provision = bool(row.cells["provision"])
        if of_provision == bool(row.cells["iso3"] and row.cells["instrument"]):
            raise InputRefused(
                f"{row.file}, row {row.number}: names a provision, or else a State and an instrument; fill in the one or the other."
            )
        known = OF_PROVISIONS if of_provision else OF_ACTIONS
        if row.cells["field"] not in known:
            row.refuse(
                "field", f"{row.cells['field']!r} cannot be corrected.{nearest(row.cells['field'], list(known))}"
            )
        row.text("reference"), row.text("author")
        key = (row.cells["provision"], "") if of_provision else (row.cells["iso3"], row.cells["instrument"])
        found.setdefault(key, []).append(row)
    return Corrections(found)
