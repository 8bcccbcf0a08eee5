"""Forms of a value: dates as exact as their pattern, and numbers written so that two sources can be compared."""

import hashlib
import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Self

import iso3166
import phonenumbers
import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from graph.errors import nearest
from graph.model import When
from loaders.privacy import HANDLE, band
from loaders.rows import rows

STATES = Path(__file__).parent / "sources" / "law" / "states.csv"
NAMES = Path(__file__).with_name("country_names.yaml")


class Format(BaseModel):
    """A pattern of a date (with % as in strptime), or the name of a form. `within` widens a date by years each way."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pattern: str
    within: int = Field(default=0, ge=0, le=50)

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        return {"pattern": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _known(self) -> Self:
        name = self.pattern.partition(" ")[0]
        if not self.is_date and name not in FORMS:
            raise ValueError(
                f"{self.pattern!r} is neither a date such as %d.%m.%Y nor a form.{nearest(name, [*FORMS])}"
            )
        if self.is_date and "%Y" not in self.pattern and "%y" not in self.pattern:
            raise ValueError(f"the date {self.pattern!r} has no year (%Y)")
        return self

    @property
    def is_date(self) -> bool:
        """Whether it reads dates."""
        return "%" in self.pattern


def formatted(text: str, formats: tuple[Format, ...]) -> Any:
    """The text by the first format that fits. Raises ValueError where none does."""
    reasons = []
    for one in formats:
        try:
            return _day(text, one) if one.is_date else _form(text, one.pattern)
        except ValueError as error:
            reasons.append(str(error))
    if formats[0].is_date:
        raise ValueError(f"{text!r} is not a date of the form {' or '.join(one.pattern for one in formats)}")
    raise ValueError(reasons[0])


def hull(days: list[When]) -> When:
    """The interval that holds them all: a party with two dates of birth has one of them."""
    return When(min(day.earliest for day in days), max(day.latest for day in days))


def _day(text: str, one: Format) -> When:
    """A date as exact as its pattern: a year without a month is the whole year."""
    found = datetime.strptime(text.replace("Sept.", "Sep."), one.pattern)
    day, month = re.search(r"%[dj]", one.pattern), re.search(r"%[mBb]", one.pattern)
    when = When.parse(found.strftime("%Y-%m-%d" if day else "%Y-%m" if month else "%Y"))
    if not one.within:
        return when
    return When(_years(when.earliest, -one.within), _years(when.latest, one.within))


def _years(day: date, years: int) -> date:
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year + years, day=last)


def _form(text: str, pattern: str) -> str:
    name, _, argument = pattern.partition(" ")
    return FORMS[name](text, argument)


def _e164(text: str, region: str) -> str:
    """A telephone number with its country, +85512345678; "e164 KH" reads numbers without one as Cambodian."""
    try:
        number = phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException as error:
        raise ValueError(f"{text!r} is no telephone number with its country, such as +855 12 345 678") from error
    if not phonenumbers.is_valid_number(number):
        raise ValueError(f"{text!r} is no telephone number that its country gives out")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _plain(text: str, _argument: str) -> str:
    """Letters and digits only, in capitals: "12/Yakana (N) 006981" and "12/YAKANA(N)006981" are one number."""
    kept = "".join(letter for letter in text.upper() if letter.isalnum())
    if not kept:
        raise ValueError(f"{text!r} has neither letters nor digits")
    return kept


def _sha256(text: str, argument: str) -> str:
    return hashlib.sha256(_plain(text, argument).encode()).hexdigest()


def _lower(text: str, _argument: str) -> str:
    return text.lower()


def _alpha3(text: str, _argument: str) -> str:
    """A country's three letters (ISO 3166-1), from its name or two letters."""
    found = countries().get(text.casefold())
    if found is None:
        raise ValueError(f"{text!r} is no country that ISO 3166-1 knows")
    return found


@cache
def countries() -> dict[str, str]:
    """Name, two letters or three letters of each country in small letters -> its three letters."""
    found = {
        name.casefold(): country.alpha3
        for country in iso3166.countries
        for name in (country.name, country.apolitical_name, country.alpha2, country.alpha3)
    }
    everyday = {name.casefold(): code for name, code in yaml.safe_load(NAMES.read_text(encoding="utf-8")).items()}
    known = rows(STATES, ("iso3", "name", "names"))
    return (
        everyday
        | found
        | {
            name.strip().casefold(): row.cells["iso3"]
            for row in known
            for name in (row.cells["name"], *row.cells["names"].split(";"))
            if name.strip()
        }
    )


def _handle(text: str, _argument: str) -> str:
    """A handle with its platform, as it is written."""
    if not HANDLE.fullmatch(text):
        raise ValueError(f"{text!r} is no handle on a platform, such as telegram:@hr_star")
    return text


def _age_band(text: str, _argument: str) -> str:
    """The band of an age in whole years, as CTDC has them."""
    if not text.isdecimal():
        raise ValueError("is no age in whole years")
    return band(int(text))


FORMS: dict[str, Callable[[str, str], str]] = {
    "e164": _e164,
    "plain": _plain,
    "sha256": _sha256,
    "lower": _lower,
    "alpha3": _alpha3,
    "age-band": _age_band,
    "handle": _handle,
}
"""Name -> what writes a text in that form; what follows the name in a mapping is its second argument."""
