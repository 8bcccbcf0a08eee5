"""Values of a standard's fields -> frames of cases: several columns that say one thing, ages, and what leads to places."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import polars as pl

from graph.model import Account, Case, Compound, Indicator, Place, Platform, Recruited, RecruitedVia, Shows, codes
from loaders import privacy
from loaders.cases.crosswalk import CLAIMS, Crosswalk
from loaders.cases.frames import Frames, Linked, Tally, claims, shown
from loaders.cases.keys import KEY
from loaders.cases.places import CLASSES, beyond_the_law
from loaders.cases.raw import ROW
from loaders.cases.shows import coding, indicators
from loaders.cases.terms import Terms
from loaders.mapping import TYPES

OTHER = "Other"
MISPLACED = "places are of a kind at which {} does not end, and were left out."


@dataclass(slots=True)
class Builder:
    """Builds the frames of one document."""

    crosswalk: Crosswalk
    terms: Terms
    document: str
    consent: str | None
    beyond: Mapping[str, Place] = field(default_factory=beyond_the_law)
    """Countries that no other source brings."""
    tally: Tally = field(default_factory=Tally)
    """What was kept out."""
    brought: set[str] = field(default_factory=set)
    """Nodes that were given already."""

    def frames(self, once: pl.DataFrame, rows: pl.DataFrame, *, own: bool) -> Frames:
        """The frames of cases, one a row of `once`; `rows` say what befell them. Both have fields as columns."""
        known = self._pseudonyms(once[KEY], own=own)
        cases = self._cases(once.join(known, on=KEY, how="left", maintain_order="left"))
        said = rows.join(known, on=KEY, how="left", maintain_order="left").with_columns(self._modality(rows))
        links = [*self._places(said), *self._platforms(cases, said), *self._recruiters(said)]
        places = {f"{one.end.label()}/{end}" for one in links for end in one.frame["end"].unique()}
        readings = [*shown(cases, {name: of for name, of in coding().items() if name != "claims"}), *_shown_by(links)]
        countries = [self.beyond[place] for place in sorted(places & self.beyond.keys())]
        nodes = [node for node in (*countries, *self._ends(links)) if node.id not in self.brought]
        self.brought |= {node.id for node in nodes}
        return Frames(cases.drop("locator"), (*links, *_once(readings)), tuple(nodes))

    def _pseudonyms(self, keys: pl.Series, *, own: bool) -> pl.DataFrame:
        """Key -> pseudonym and sealed locator. A number that is the sheet's own is told apart by the sheet."""
        holder = self.terms.holder if own else f"{self.terms.holder}/{self.document}"
        distinct = keys.unique(maintain_order=True).to_list()
        ids = [self.terms.key.pseudonym(holder, key) for key in distinct]
        locators = [self.terms.key.locator(id_) for id_ in ids]
        schema = {KEY: pl.String, "id": pl.String, "locator": pl.String}
        return pl.DataFrame({KEY: distinct, "id": ids, "locator": locators}, schema=schema)

    def _cases(self, rows: pl.DataFrame) -> pl.DataFrame:
        """A row a case, its columns the properties of Case."""
        made = {name: found for name in Case.model_fields if (found := self._property(rows, name)) is not None}
        cases = rows.select(ROW, "id", "locator", **made)
        if "status" in made:
            cases = cases.with_columns(pl.col("status").replace("NotAVictimOfTrafficking", None))
        cases = self._with_age(cases, rows)
        year = [pl.col(name).str.slice(0, 4).cast(pl.Int64) for name in ("received",) if name in made]
        years = [*([pl.col("year")] if "year" in made else []), *year]
        return cases.with_columns(
            pl.lit(self.document).alias("document"),
            pl.lit(self.crosswalk.standard).alias("standard"),
            pl.coalesce(*([pl.col("consent")] if "consent" in made else []), pl.lit(self.consent)).alias("consent"),
            *([pl.coalesce(years).alias("year")] if years else []),
        )

    def _property(self, rows: pl.DataFrame, name: str) -> pl.Expr | None:
        """What the columns that give a property say together; codes stand in the model's order, whatever the file's is."""
        given = [one for one in rows.columns if self._gives(one) == name]
        if name in ("id", "document", "standard", "people", "kind") or not given:
            return None
        if self.crosswalk.fields[given[0]].read != "codes":
            return pl.coalesce(given)
        order = pl.Enum(codes(name))
        return self._listed(rows, name, given).list.eval(pl.element().cast(order).sort().cast(pl.String))

    def _listed(self, rows: pl.DataFrame, name: str, given: list[str]) -> pl.Expr:
        """The codes of several columns. `Other` of the standard stands for what a column of ours says, unless that says it too."""
        ours = [one for one in given if self.crosswalk.fields[one].beside]
        base = [pl.col(one) for one in given if one not in ours]
        more = [pl.col(one) for one in ours]
        truth = next((one for one in rows.columns if self._gives(one) == "forced_criminality"), None)
        if name == "exploitation" and truth is not None:
            more.append(pl.when(pl.col(truth)).then(pl.lit(["ForcedCriminality"], dtype=pl.List(pl.String))))
        if not more:
            return _together(base)
        stood_for = pl.any_horizontal(one.is_not_null() for one in more)
        plain = _together(base) if base else pl.lit(None, dtype=pl.List(pl.String))
        kept = pl.when(stood_for).then(plain.list.filter(pl.element() != OTHER)).otherwise(plain)
        return _together([kept, *more])

    def _gives(self, name: str) -> str | None:
        field_ = self.crosswalk.fields.get(name)
        return field_.gives if field_ else None

    def _with_age(self, cases: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
        """The band of the age when trafficked, or else when the case was taken on, from what the row says of it."""
        gifts = {gives: name for name in rows.columns if (gives := self._gives(name))}
        columns = [gifts.get(name) for name in ("age", "birthdate", "event_date", "event_type", "received")]
        if columns[0] is None and columns[1] is None:
            return cases
        read = rows.select((pl.col(name) if name else pl.lit(None)).alias(str(at)) for at, name in enumerate(columns))
        found = {row: _age(*row) for row in read.unique().iter_rows()}
        ages = [found[row] for row in read.iter_rows()]
        there = [name for name in ("age_band", "age_at", "majority") if name in cases.columns]
        computed = pl.DataFrame(ages, schema=dict.fromkeys(("age_band", "age_at", "majority"), pl.String), orient="row")
        return cases.with_columns(
            pl.coalesce(pl.col(name), computed[name]).alias(name) if name in there else computed[name]
            for name in computed.columns
        )

    def _modality(self, rows: pl.DataFrame) -> pl.Expr:
        """How sure the record is of what it says: a possible victim's way is alleged, that of an identified one reported."""
        status = self.crosswalk.by_gift("status")
        if status is None or status not in rows.columns:
            return pl.lit("alleged").alias("modality")
        actual = pl.col(status) == "ActualVictimOfTrafficking"
        return pl.when(actual).then(pl.lit("reported")).otherwise(pl.lit("alleged")).alias("modality")

    def _places(self, said: pl.DataFrame) -> Iterator[Linked]:
        base = said.select(
            pl.col("id").alias("start"), "locator", "modality", ROW, pl.lit(self.document).alias("document")
        )
        for name in said.columns:
            gives = self._gives(name)
            if gives in CLAIMS:
                yield from self._placed(gives, base.with_columns(said[name].alias("at")))
        gifts = {gives: name for name in said.columns if (gives := self._gives(name))}
        if "event_type" in gifts:
            lists = [pl.col(gifts[name]) for name in ("event_area", "event_country") if name in gifts]
            when = (
                pl.col(gifts["event_date"]).str.slice(0, 7) if "event_date" in gifts else pl.lit(None, dtype=pl.String)
            )
            stages = base.with_columns(
                said.select(
                    when.alias("since"),
                    _together(lists).alias("at") if lists else pl.lit(None, dtype=pl.List(pl.String)).alias("at"),
                )
            )
            stages = stages.with_columns(said[gifts["event_type"]].alias("_type"))
            for kind, type_ in self.crosswalk.events.items():
                yield from self._placed(type_, stages.filter(pl.col("_type") == kind).drop("_type"))

    def _placed(self, type_: str, said: pl.DataFrame) -> Iterator[Linked]:
        """What is said to have befallen somebody at places. Who is exploited at a compound is held there: that is what one is."""
        cls = TYPES[type_]
        allowed = [place.label() for place in CLASSES.values() if issubclass(place, cls.ends()[1])]
        if type_ == "EXPLOITED_IN":
            compound = pl.element().str.starts_with(f"{Compound.label()}/")
            yield from claims(TYPES["HELD_AT"], said.with_columns(pl.col("at").list.filter(compound)), "at")
            allowed.append(Compound.label())
        named = said["at"].explode().drop_nulls().str.split("/").list.first()
        self.tally.add(MISPLACED.format(type_), named.filter(~named.is_in(allowed)).len())
        yield from claims(cls, said, "at")

    def _platforms(self, cases: pl.DataFrame, said: pl.DataFrame) -> Iterator[Linked]:
        """RECRUITED_VIA of the platforms that a case was recruited on; Other is none."""
        if "recruited_on" not in cases.columns:
            return
        names = list(self.crosswalk.platforms)
        sure = said.select("id", "modality").unique("id", maintain_order=True)
        rows = cases.select("id", "locator", ROW, pl.col("recruited_on").alias("end")).explode("end")
        rows = rows.filter(pl.col("end").is_in(names)).join(sure, on="id", how="left", maintain_order="left")
        end = pl.col("end").replace_strict(names, [platform_id(self.crosswalk.platforms[name]) for name in names])
        if rows.height:
            claim = rows.select(pl.col("id").alias("start"), "locator", "modality", ROW, end, self._of())
            yield Linked(RecruitedVia, Case, Platform, claim)

    def _recruiters(self, said: pl.DataFrame) -> Iterator[Linked]:
        """RECRUITED by the handles that the record gives of whoever recruited: accounts, nobody's name."""
        name = next((one for one in said.columns if self._gives(one) == "account"), None)
        if name is None:
            return
        rows = said.explode(name).drop_nulls(name)
        if rows.height:
            start = pl.format("HANDLE-{}", pl.col(name).str.replace(":", "-", literal=True)).alias("start")
            end = pl.col("id").alias("end")
            yield Linked(
                Recruited,
                Account,
                Case,
                rows.select(start, end, "locator", "modality", ROW, self._of()).unique(maintain_order=True),
            )

    def _of(self) -> pl.Expr:
        return pl.lit(self.document).alias("document")

    def _ends(self, links: list[Linked]) -> Iterator[Platform | Account]:
        """The platforms and accounts that relationships end at."""
        names = {platform_id(name): name for name in self.crosswalk.platforms.values()}
        for one in links:
            if one.cls is RecruitedVia:
                for id_ in one.frame["end"].unique().sort():
                    yield Platform(id=id_, name=names[id_])
            if one.cls is Recruited:
                for id_ in one.frame["start"].unique().sort():
                    platform, _, handle = id_.removeprefix("HANDLE-").partition("-")
                    yield Account(id=id_, name=handle, kind="handle", identifiers=[f"handle:{platform}:{handle}"])


def platform_id(name: str) -> str:
    """The id of a platform, as every source writes it."""
    return f"PLATFORM-{name.lower()}"


def _together(lists: list[pl.Expr]) -> pl.Expr:
    """Lists one after another, each value once; none where nothing is in them."""
    nothing = pl.lit([], dtype=pl.List(pl.String))
    found = pl.concat_list([one.fill_null(nothing) for one in lists]).list.unique(maintain_order=True)
    return pl.when(found.list.len() > 0).then(found)


def _shown_by(links: list[Linked]) -> Iterator[Linked]:
    """SHOWS of what befell somebody: who is said to be recruited somewhere was recruited."""
    tables = indicators({"claims": coding()["claims"]})["claims"]
    for one in links:
        rule = tables.filter(pl.col("code") == one.cls.type_name()).drop("code")
        if rule.height:
            said = one.frame.select("start", ROW).unique("start", maintain_order=True)
            yield Linked(Shows, Case, Indicator, said.join(rule, how="cross"))


def _once(readings: list[Linked]) -> list[Linked]:
    """One SHOWS a case and indicator: the first of its reasons."""
    if not readings:
        return []
    columns = ["start", "end", "asserted_by", "why", "locator", ROW]
    found = pl.concat([one.frame.select(columns) for one in readings])
    return [Linked(Shows, Case, Indicator, found.unique(["start", "end"], keep="first", maintain_order=True))]


def _age(
    age: int | None, born: str | None, happened: str | None, stage: str | None, received: str | None
) -> tuple[str | None, str | None, str | None]:
    """Band, when it was so, and whether a child when trafficked. A year alone does not give an age that can be banded."""
    if age is None and born is not None and happened is not None and stage in ("Recruitment", "Exploitation"):
        age = _years(born, happened)
    if age is not None:
        return privacy.band(age), "trafficking", "child" if age < 18 else "adult"
    at_intake = _years(born, received) if born and received else None
    if at_intake is None:
        return None, None, None
    # Who is a child when the case is taken on was one before; of an adult nothing follows.
    return privacy.band(at_intake), "registration", "child" if at_intake < 18 else None


def _years(born: str, then: str) -> int | None:
    """The age on a day or in a month; None where day and month leave two ages in two bands, or it is none."""
    ages = {_between(born, end) for end in ((then, then) if len(then) > 7 else _ends_of(then))}
    if len(born) < 8 or not all(0 <= age <= privacy.OLDEST for age in ages):
        return None
    bands = {(privacy.band(age), age < 18) for age in ages}
    return min(ages) if len(bands) == 1 else None


def _ends_of(period: str) -> tuple[str, str]:
    """The first and the last day of a month or a year, as far as an age goes."""
    return (f"{period}-01", f"{period}-31") if len(period) == 7 else (f"{period}-01-01", f"{period}-12-31")


def _between(born: str, day: str) -> int:
    """Whole years from one day to another, both as ISO text."""
    return int(day[:4]) - int(born[:4]) - (day[5:10] < born[5:10])
