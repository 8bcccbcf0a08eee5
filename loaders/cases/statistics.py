"""Rows of published statistics -> statistics: equal rows are one node, with how many they are; none of them is a person."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce

import polars as pl

from graph.model import Case
from loaders.cases.cells import Cells, first_reason
from loaders.cases.crosswalk import CLAIMS, Crosswalk
from loaders.cases.frames import Frames, Linked, shown
from loaders.cases.header import Matched
from loaders.cases.places import CLASSES, Places, beyond_the_law
from loaders.cases.raw import FAULT, ROW, Raw
from loaders.cases.shows import coding
from loaders.delivery import Reject
from loaders.mapping import TYPES

PEOPLE = "people"


@dataclass(slots=True)
class Statistics:
    """Takes the rows of one dataset."""

    raw: Raw
    matched: Matched
    document: str
    rejects: list[Reject] = field(default_factory=list)

    @property
    def crosswalk(self) -> Crosswalk:
        """Whose columns they are."""
        return self.matched.crosswalk

    def frames(self) -> Frames | None:
        """All statistics; None where the dataset has no row. What is kept of a dataset in memory is its distinct rows."""
        columns = {name: at for name, at in self.matched.columns.items() if self.crosswalk.fields[name].gives}
        cells = Cells(self._with_countries(columns), Places())
        parts = [self._counted(frame, cells) for frame in self.raw.read(columns)]
        names = list(columns)
        rows = pl.concat(parts) if parts else pl.DataFrame()
        if not rows.height:
            return None
        together = rows.group_by(names, maintain_order=True).agg(pl.col(ROW).min(), pl.col(PEOPLE).sum())
        return self._built(together.sort(ROW))

    def _with_countries(self, columns: dict[str, int]) -> Crosswalk:
        """Two letters or three: where a schema goes with both, what the file writes decides. NA is a country in two only."""
        if self.crosswalk.countries != "either":
            return self.crosswalk
        there = {name: at for name, at in columns.items() if self.crosswalk.fields[name].read == "country"}
        unknown = {word.casefold() for word in self.crosswalk.unknown}
        lengths = {
            len(text)
            for frame in self.raw.read(there)
            for name in there
            for text in frame[name].drop_nulls().unique()
            if text.casefold() not in unknown
        }
        return self.crosswalk.model_copy(update={"countries": "alpha3" if 3 in lengths else "alpha2"})

    def _counted(self, frame: pl.DataFrame, cells: Cells) -> pl.DataFrame:
        """The distinct rows of a frame as values, with how often each is there and where first."""
        names = [name for name in frame.columns if name not in (ROW, FAULT)]
        rows = frame.filter(pl.any_horizontal(pl.col(name).is_not_null() for name in (*names, FAULT)))
        values, reasons = {}, {"row": rows[FAULT]}
        for name in names:
            values[name], reasons[name], _ = cells.column(name, rows[name])
        which, why = first_reason(reasons, reasons)
        read = pl.DataFrame(values).with_columns(rows[ROW], which.alias("which"), why.alias("why"))
        for row, name, reason in read.filter(pl.col("which").is_not_null()).select(ROW, "which", "why").iter_rows():
            self.rejects.append(Reject(self.raw.name, f"row {row}", name, reason))
        good = read.filter(pl.col("which").is_null()).drop("which", "why")
        return good.group_by(names, maintain_order=True).agg(pl.col(ROW).min(), pl.len().cast(pl.Int64).alias(PEOPLE))

    def _built(self, rows: pl.DataFrame) -> Frames:
        names = [name for name in rows.columns if name not in (ROW, PEOPLE)]
        digests = [_digest(self.document, names, row) for row in rows.select(names).iter_rows()]
        named = rows.with_columns(pl.Series("id", [f"{self.document}/{digest}" for digest in digests]))
        cases = named.select(
            ROW,
            "id",
            PEOPLE,
            pl.lit("statistic").alias("kind"),
            pl.lit(self.document).alias("document"),
            pl.lit(self.crosswalk.standard).alias("standard"),
            **self._properties(names),
        )
        links = list(self._claims(named, names))
        readings = [*shown(cases, {name: of for name, of in coding().items() if name != "claims"})]
        if readings:
            together = reduce(lambda one, other: one.vstack(other), (one.frame for one in readings))
            once = together.unique(["start", "end"], keep="first", maintain_order=True)
            links.append(Linked(readings[0].cls, readings[0].start, readings[0].end, once))
        places = {f"{one.end.label()}/{end}" for one in links for end in one.frame["end"].unique()}
        beyond = beyond_the_law()
        return Frames(cases, tuple(links), tuple(beyond[place] for place in sorted(places & beyond.keys())))

    def _properties(self, names: list[str]) -> dict[str, pl.Expr]:
        """The properties of a statistic: single ones, and the flags of each list together; what is written 0 beside."""
        flags: dict[str, list[tuple[str, str]]] = {}
        made: dict[str, pl.Expr] = {}
        for name in names:
            spec = self.crosswalk.fields[name]
            if spec.read == "flag":
                flags.setdefault(str(spec.gives), []).append((name, str(spec.code)))
            elif spec.gives in Case.model_fields:
                made[str(spec.gives)] = pl.col(name)
        for gives, those in flags.items():
            made[gives] = _codes([pl.when(pl.col(name)).then(pl.lit(code)) for name, code in those])
        written = [(name, f"{gives}:{code}") for gives, those in flags.items() for name, code in those]
        if written:
            made["written_no"] = _codes([pl.when(~pl.col(name)).then(pl.lit(code)) for name, code in written])
        return made

    def _claims(self, rows: pl.DataFrame, names: list[str]) -> Iterator[Linked]:
        for name in names:
            gives = str(self.crosswalk.fields[name].gives)
            if gives not in CLAIMS:
                continue
            said = rows.drop_nulls(name).select(
                pl.col("id").alias("start"),
                pl.col(name).str.splitn("/", 2).struct.rename_fields(["label", "end"]).alias("at"),
                pl.lit(self.document).alias("document"),
                pl.format("{} equal rows, {}", PEOPLE, pl.lit(name)).alias("locator"),
                pl.lit("reported").alias("modality"),
                ROW,
            )
            apart = said.unnest("at")
            for label, place in sorted(CLASSES.items()):
                found = apart.filter(pl.col("label") == label).drop("label")
                if found.height:
                    yield Linked(TYPES[gives], Case, place, found)


def _codes(those: list[pl.Expr]) -> pl.Expr:
    found = pl.concat_list(those).list.drop_nulls()
    return pl.when(found.list.len() > 0).then(found)


def _digest(document: str, names: list[str], row: tuple[object, ...]) -> str:
    """A name for what a row says. It is public already: what a dataset publishes needs no key."""
    said = {name: value for name, value in zip(names, row, strict=True) if value is not None}
    return hashlib.sha256(json.dumps([document, said], sort_keys=True).encode()).hexdigest()[:16]
