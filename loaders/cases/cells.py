"""Cells of a column -> what the model takes: each distinct text is read once, and the column is joined with the result.

A million rows have few distinct codes, dates and countries, so that this costs what the distinct texts cost. A reason
why a cell cannot be taken never repeats the cell: where columns have shifted, it may be a name.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import polars as pl

from graph.model import codes
from loaders import privacy
from loaders.cases.crosswalk import CrossField, Crosswalk
from loaders.cases.header import plain
from loaders.cases.places import Places, country, listed_countries, longest_first

TRUE = frozenset({"true", "yes", "y", "1", "oui", "si", "sí", "ya", "checked", "x"})
FALSE = frozenset({"false", "no", "n", "0", "non", "unchecked"})
WHOLE = re.compile(r"\d{1,4}(?:\.0+)?")
VERSION = re.compile(r"[A-Za-z]{0,12}[ ._-]?\d[A-Za-z0-9._-]{0,19}")
MONTHS = {"0": "0-12", "1": "0-12", "13": "13-24", "25": "25+"}
DTYPES: Mapping[str, Any] = {
    "codes": pl.List(pl.String),
    "countries": pl.List(pl.String),
    "places": pl.List(pl.String),
    "account": pl.List(pl.String),
    "truth": pl.Boolean,
    "consent": pl.Boolean,
    "flag": pl.Boolean,
    "age": pl.Int64,
    "year": pl.Int64,
}
"""What a kind of column becomes; text where nothing is said here."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a cell says, why it cannot be taken, and whether a part of it was left out."""

    value: Any = None
    reason: str | None = None
    left: bool = False


@dataclass(slots=True)
class Cells:
    """Reads the columns of a standard."""

    crosswalk: Crosswalk
    places: Places
    _known: dict[str, dict[str, Read]] = field(default_factory=dict)

    def column(self, name: str, texts: pl.Series) -> tuple[pl.Series, pl.Series, pl.Series]:
        """A column of text as values, reasons and whether a part was left out, in its order."""
        spec = self.crosswalk.fields[name]
        dtype = DTYPES.get(str(spec.read), pl.String)
        if spec.read == "key":
            return texts, pl.repeat(None, len(texts), dtype=pl.String, eager=True), _no(len(texts))
        known = self._known.setdefault(name, {})
        reader = self._reader(spec)
        distinct = texts.unique().drop_nulls().to_list()
        for text in distinct:
            if text not in known:
                known[text] = self._read(reader, text, spec)
        table = pl.DataFrame(
            {
                "text": distinct,
                "value": [known[text].value for text in distinct],
                "reason": [known[text].reason for text in distinct],
                "left": [known[text].left for text in distinct],
            },
            schema={"text": pl.String, "value": dtype, "reason": pl.String, "left": pl.Boolean},
        )
        found = texts.to_frame("text").join(table, on="text", how="left", maintain_order="left")
        return found["value"], found["reason"], found["left"].fill_null(value=False)

    def _read(self, reader: Callable[[str], Read], text: str, spec: CrossField) -> Read:
        if self._unknown(text, spec):
            return Read()
        try:
            return reader(text)
        except ValueError as error:
            return Read(reason=str(error))

    def _unknown(self, text: str, spec: CrossField) -> bool:
        """Whether a text says that it is not known. NA is Namibia where a country is meant by two letters."""
        word = text.strip().casefold()
        if spec.read in ("country", "countries", "places") and word == "na":
            return self.crosswalk.countries == "alpha3"
        return word in {unknown.casefold() for unknown in self.crosswalk.unknown}

    def _reader(self, spec: CrossField) -> Callable[[str], Read]:
        if spec.read in ("code", "codes"):
            return partial(
                _codes, spellings(self.crosswalk, str(spec.codes)), several=spec.read == "codes", loose=spec.loose
            )
        if spec.read == "places":
            return partial(_places, self.places)
        if spec.read == "countries":
            unknown = frozenset(plain(word) for word in self.crosswalk.unknown) - {"na"}
            return lambda text: Read(listed_countries(text, unknown) or None)
        if spec.read == "country":
            return partial(_country, self.crosswalk.former, self.crosswalk.countries)
        return _READERS[str(spec.read)]


def spellings(crosswalk: Crosswalk, list_: str) -> dict[str, str | None]:
    """Every spelling of the codes of a list -> what the model calls it; None where it says that it is not known."""
    unknown: dict[str, str | None] = {plain(word): None for word in crosswalk.unknown}
    return unknown | {
        plain(spelling): crosswalk.meaning(list_, code)
        for code, entry in crosswalk.lists[list_].items()
        for spelling in (code, *entry.labels)
    }


def _no(length: int) -> pl.Series:
    return pl.repeat(value=False, n=length, dtype=pl.Boolean, eager=True)


def _codes(known: Mapping[str, str | None], text: str, *, several: bool, loose: bool) -> Read:
    """The codes of a cell by code or label, the longest label first: some labels have a semicolon in them."""
    whole = plain(text)
    if whole in known:
        code = known[whole]
        return Read(None if code is None else [code] if several else code)
    if not several:
        raise ValueError("has a value that is not in its list of codes")
    marked = {word: word for word in known}
    found = list(longest_first(text, marked))
    if None in found and not loose:
        raise ValueError("has a value that is not in its list of codes")
    taken = dict.fromkeys(code for word in found if word is not None and (code := known[word]) is not None)
    return Read(list(taken) or None, left=None in found)


def _places(places: Places, text: str) -> Read:
    found = [places.find(part) for part in text.split(";") if part.strip()]
    whole = places.find(text)
    taken = [whole] if whole else list(dict.fromkeys(place for place in found if place))
    return Read(taken or None, left=whole is None and None in found)


def _country(former: Mapping[str, str], form: str, text: str) -> Read:
    code = former.get(text, text)
    if code in ("0", "00"):
        return Read()
    found = country(code) if form == "either" or len(code) == int(form[-1]) or code != text else None
    if found is None:
        raise ValueError("is no country that ISO 3166-1 knows; write its letters as the standard does")
    return Read(found)


def _truth(text: str) -> Read:
    word = text.casefold()
    if word not in TRUE | FALSE:
        raise ValueError("is neither yes nor no; write TRUE or FALSE")
    return Read(word in TRUE)


def _consent(text: str) -> Read:
    return Read(text.casefold() in TRUE)


def _account(text: str) -> Read:
    """Handles on platforms, telegram:@hr_star; a telephone number or an address is none."""
    found = [part.strip() for part in text.split(";") if part.strip()]
    if not all(privacy.HANDLE.fullmatch(part) for part in found):
        raise ValueError("is no handle on a platform, such as telegram:@hr_star")
    return Read(list(dict.fromkeys(found)))


def _flag(text: str) -> Read:
    if text not in ("0", "1", "0.0", "1.0"):
        raise ValueError("is none of 1, 0 and -99")
    return Read(text[0] == "1")


def _version(text: str) -> Read:
    if not VERSION.fullmatch(text):
        raise ValueError("is no version of a consent text; it is short and has a number, such as v3 or 2024-06")
    return Read(text)


def _day(text: str) -> Read:
    """A day as text, or its year alone; the placeholder is not known."""
    if re.fullmatch(r"\d{4}(-\d{2})?", text):
        return Read(privacy.month(text))
    found = privacy.day(text)
    return Read(None if found == privacy.PLACEHOLDER else str(found))


def _month(text: str) -> Read:
    return Read(privacy.month(text))


def _whole(text: str) -> int:
    if not WHOLE.fullmatch(text):
        raise ValueError("is no whole number")
    return int(float(text))


def _year(text: str) -> Read:
    return Read(int(privacy.month(str(_whole(text)).zfill(4))[:4]))


def _age(text: str) -> Read:
    privacy.band(_whole(text))
    return Read(_whole(text))


def _band(text: str) -> Read:
    """A band of CTDC, whatever dash it is written with: 0--8, 09--17, 48+."""
    ends = [str(int(end)) for end in re.findall(r"\d+", text)]
    found = "48+" if ends == ["48"] else "-".join(ends)
    if found not in codes("age_band"):
        raise ValueError("is no age band of CTDC, such as 9--17 or 48+")
    return Read(found)


def _months(text: str) -> Read:
    first = re.match(r"\d+", text)
    if first is None or first[0] not in MONTHS:
        raise ValueError("is no duration of CTDC, such as 0--12 or 25+")
    return Read(MONTHS[first[0]])


_READERS: Mapping[str, Callable[[str], Read]] = {
    "truth": _truth,
    "consent": _consent,
    "flag": _flag,
    "version": _version,
    "day": _day,
    "month": _month,
    "year": _year,
    "age": _age,
    "band": _band,
    "months": _months,
    "account": lambda text: _account(text),
}


def first_reason(names: Iterable[str], reasons: Mapping[str, pl.Series]) -> tuple[pl.Series, pl.Series]:
    """For each row the first field that cannot be taken, and why."""
    frame = pl.DataFrame({name: reasons[name] for name in names})
    which = pl.coalesce(pl.when(pl.col(name).is_not_null()).then(pl.lit(name)) for name in frame.columns)
    found = frame.select(which.alias("field"), pl.coalesce(frame.columns).alias("reason"))
    return found["field"], found["reason"]
