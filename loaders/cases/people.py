"""Rows about people: which may be kept, which are refused, and which are one case.

Nothing of a row without consent, or of somebody found to be no victim, is looked at further: both are counted. A case may
have several rows where each is a stage of its way (hte_Type); two rows of one key that are not are both refused, since
they may be two people.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from loaders.cases.building import Builder
from loaders.cases.cells import Cells, first_reason
from loaders.cases.crosswalk import Crosswalk
from loaders.cases.frames import Frames
from loaders.cases.header import Matched
from loaders.cases.keys import KEY, key_column
from loaders.cases.raw import FAULT, ROW, Raw
from loaders.cases.terms import Terms
from loaders.delivery import Reject

STAGE = ("event_type", "event_country", "event_area", "event_date")
NO_CONSENT = "rows have no consent to keep them (it is false or blank), and were left out."
NO_VICTIM = "rows are of people found not to be victims of trafficking, and were left out."
LEFT = "cells of {} name something that is not known here; it was left out."


@dataclass(slots=True)
class People:
    """Takes the rows of one table."""

    raw: Raw
    matched: Matched
    terms: Terms
    builder: Builder
    rejects: list[Reject] = field(default_factory=list)
    _warned: list[str] = field(default_factory=list)

    def warnings(self) -> tuple[str, ...]:
        """What the user should know of how the cases are told apart."""
        return tuple(self._warned)

    @property
    def crosswalk(self) -> Crosswalk:
        """Whose columns they are."""
        return self.matched.crosswalk

    def frames(self) -> Iterator[Frames]:
        """The cases, some at a time; cases of several rows come last."""
        told = key_column(self.raw, self.matched, self.terms.asked.case_key)
        columns = {name: at for name, at in self.matched.columns.items() if self.crosswalk.fields[name].gives}
        self._warned += [told.warning] if told.warning else []
        if told.at is not None:
            columns[KEY] = told.at
        several = self._several(told.at)
        cells = Cells(self.crosswalk, self.terms.places)
        later: list[pl.DataFrame] = []
        for number, frame in enumerate(self.raw.read(columns)):
            rows = frame.slice(1) if self.matched.labelled and number == 0 else frame
            read = self._read(rows if told.at is not None else rows.with_columns(_numbers()), cells)
            later.append(read.filter(pl.col(KEY).is_in(several)))
            once = read.filter(~pl.col(KEY).is_in(several))
            if once.height:
                yield self.builder.frames(once, once, own=told.own)
        together = pl.concat(later) if later else pl.DataFrame()
        if together.height:
            merged, rows = self._merged(together)
            if merged.height:
                yield self.builder.frames(merged, rows, own=told.own)

    def _several(self, at: int | None) -> list[str]:
        """The keys that more than one row has."""
        if at is None:
            return []
        found = [frame.select(KEY) for frame in self.raw.read({KEY: at})]
        counted = pl.concat(found).drop_nulls().group_by(KEY).len() if found else pl.DataFrame({KEY: [], "len": []})
        return counted.filter(pl.col("len") > 1)[KEY].sort().to_list()

    def _read(self, frame: pl.DataFrame, cells: Cells) -> pl.DataFrame:
        """The rows that may be kept, each cell as a value."""
        names = [name for name in frame.columns if name in self.crosswalk.fields]
        rows = frame.filter(pl.any_horizontal(pl.col(name).is_not_null() for name in (*names, FAULT)))
        rows = self._agreed(rows, cells)
        values, reasons = {}, {}
        for name in names:
            values[name], reasons[name], left = cells.column(name, rows[name])
            self.builder.tally.add(LEFT.format(name), int(left.sum()))
        no_key = pl.when(pl.col(KEY).is_null()).then(pl.lit("is empty; a case needs a number of its own"))
        reasons = {"row": rows[FAULT], "case key": rows.select(no_key).to_series()} | reasons
        which, why = first_reason(reasons, reasons)
        read = pl.DataFrame(values).with_columns(rows[ROW], rows[KEY], which.alias("which"), why.alias("why"))
        read = self._victims(read)
        refused = pl.col("which").is_not_null()
        for row, name, reason in read.filter(refused).select(ROW, "which", "why").iter_rows():
            self._refuse(row, name, reason)
        return read.filter(~refused).drop("which", "why")

    def _agreed(self, rows: pl.DataFrame, cells: Cells) -> pl.DataFrame:
        """Without the rows of those who did not agree. A row that could not be read is refused, not counted here."""
        name = self.crosswalk.by_gift("consented")
        if name is None or name not in rows.columns:
            return rows.filter(pl.col(FAULT).is_not_null())
        agreed, _, _ = cells.column(name, rows[name])
        keep = agreed.fill_null(value=False) | rows[FAULT].is_not_null()
        self.builder.tally.add(NO_CONSENT, int((~keep).sum()))
        return rows.filter(keep)

    def _victims(self, read: pl.DataFrame) -> pl.DataFrame:
        name = self.crosswalk.by_gift("status")
        if name is None or name not in read.columns:
            return read
        none = (read[name] == "NotAVictimOfTrafficking").fill_null(value=False)
        self.builder.tally.add(NO_VICTIM, int(none.sum()))
        return read.filter(~none)

    def _refuse(self, row: int, name: str, reason: str) -> None:
        self.rejects.append(Reject(self.raw.name, f"row {row}", name, reason))

    def _merged(self, rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Cases of several rows as one row each, and the rows that stay; those that may be two people are refused."""
        stage = {gives: name for name in rows.columns if (gives := self._gives(name)) in STAGE}
        once = [name for name in rows.columns if name not in (KEY, ROW, *stage.values())]
        kind = stage.get("event_type")
        staged = pl.col(kind).is_not_null().all() if kind else pl.lit(value=False)
        groups = rows.group_by(KEY, maintain_order=True).agg(
            ((pl.len() == 1) | staged).alias("whole"),
            pl.any_horizontal(pl.col(name).drop_nulls().n_unique() > 1 for name in once).alias("differ"),
            pl.col(ROW).alias("rows"),
        )
        self._refuse_doubles(groups)
        good = groups.filter(pl.col("whole") & ~pl.col("differ")).select(KEY)
        kept = rows.join(good, on=KEY, how="semi", maintain_order="left")
        first = [pl.col(name).drop_nulls().first() for name in once]
        if kind and (when := stage.get("event_date")):
            first += [
                pl.col(when).filter(pl.col(kind) == "Recruitment").drop_nulls().first(),
                pl.lit("Recruitment").alias(kind),
            ]
        return kept.group_by(KEY, maintain_order=True).agg(pl.col(ROW).first(), *first), kept

    def _refuse_doubles(self, groups: pl.DataFrame) -> None:
        for whole, differ, numbers in groups.select("whole", "differ", "rows").iter_rows():
            if whole and not differ:
                continue
            those = ", ".join(map(str, numbers))
            reason = (
                f"is that of the rows {those}, which say different things of the person; keep one row"
                if whole
                else f"is that of the rows {those}; keep one, or say of each which stage of the way it is (hte_Type)"
            )
            for number in numbers:
                self._refuse(number, "case key", reason)

    def _gives(self, name: str) -> str | None:
        field_ = self.crosswalk.fields.get(name)
        return field_.gives if field_ else None


def _numbers() -> pl.Expr:
    return pl.col(ROW).cast(pl.String).alias(KEY)
