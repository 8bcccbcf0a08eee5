"""A date as exactly as the source gives it: the earliest and the latest day it can mean."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

Certainty = Literal["yes", "no", "uncertain"]

_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class When:
    """An interval of days, both ends included. "2017" is the whole year, never its first day.

    Text form, both ways: `2017`, `2017-03`, `2017-03-08`, or two of these joined by `/` (as in EDTF, ISO 8601-2).
    """

    earliest: date
    latest: date

    def __post_init__(self) -> None:
        if self.earliest > self.latest:
            raise ValueError(f"the interval {self.earliest}/{self.latest} ends before it begins; swap its ends")

    @classmethod
    def parse(cls, text: str) -> "When":
        """Read the text form. Raises ValueError with one sentence where it is not a date."""
        first, _, last = text.strip().partition("/")
        return cls(_span(first)[0], _span(last or first)[1])

    @property
    def text(self) -> str:
        """The shortest text that means the same interval."""
        day = self.earliest.isoformat()  # strftime does not fill up a year before 1000
        for whole in (day[:4], day[:7], day):
            if _span(whole) == (self.earliest, self.latest):
                return whole
        return f"{self.earliest}/{self.latest}"

    def plus(self, days: int) -> "When":
        """The interval moved by a number of days."""
        return When(self.earliest + timedelta(days=days), self.latest + timedelta(days=days))

    def by(self, day: date) -> Certainty:
        """Whether this has happened on the given day (the day itself counts)."""
        if self.latest <= day:
            return "yes"
        return "no" if self.earliest > day else "uncertain"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let a model take a When or its text form."""

        def accept(value: Any) -> When:
            if isinstance(value, When):
                return value
            if isinstance(value, date):
                return cls(value, value)
            if isinstance(value, str):
                return cls.parse(value)
            raise ValueError("a date is text such as 2017, 2017-03, 2017-03-08 or 2017/2018")

        return core_schema.no_info_plain_validator_function(accept)


def _span(text: str) -> tuple[date, date]:
    match = _PART.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a date; write 2017, 2017-03, 2017-03-08 or two of these joined by /")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None  # noqa: S101 - the pattern has it
    try:
        first = date(year, month or 1, day or 1)
        last_month = month or 12
        return first, date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    except (ValueError, calendar.IllegalMonthError) as error:
        raise ValueError(f"{text!r} is not in the calendar; check the year, month and day") from error
