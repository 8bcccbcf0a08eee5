"""When: the period that is asked, the days of a conduct, and whether one lies in the other."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from graph.errors import UsageError
from graph.model import Certainty, When
from queries.obligations.records import Statement


@dataclass(frozen=True, slots=True)
class Period:
    """The days asked for, both ends included. Without `since`, all that lies before the last day."""

    since: date | None
    until: date

    @property
    def text(self) -> str:
        """For people."""
        return f"up to {self.until}" if self.since is None else f"{self.since} to {self.until}"


def period(on: str | None = None, since: str | None = None, until: str | None = None, *, today: date) -> Period:
    """The period of these options. A day means: as it stood on that day. Raises UsageError where there is no such period."""
    if on is not None and (since is not None or until is not None):
        raise UsageError("A day and a period exclude each other; give --on, or --since and --until.")
    first, last = _day("since", since), _day("on", on) or _day("until", until) or today
    if first is not None and first > last:
        raise UsageError(f"The period ends on {last}, before it begins on {first}; swap --since and --until.")
    return Period(first, last)


def _day(name: str, text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text is not None else None
    except ValueError as error:
        raise UsageError(f"--{name} {text} is not a day such as 2025-03-10.") from error


DatedBy = Literal["conduct", "report"]


@dataclass(frozen=True, slots=True)
class Span:
    """Days from a beginning to an end, each as exactly as it is known."""

    start: When
    end: When
    dated_by: DatedBy

    @property
    def text(self) -> str:
        """For people."""
        said = self.start.text if self.start == self.end else f"{self.start.text} to {self.end.text}"
        return f"{said} ({'the day of the report, as the conduct is not dated' if self.dated_by == 'report' else 'conduct'})"

    def within(self, asked: Period) -> Certainty:
        """Whether some of its days lie in the period."""
        starts = self.start.by(asked.until)
        ends: Certainty = "yes"
        if asked.since is not None and self.end.earliest < asked.since:
            ends = "no" if self.end.latest < asked.since else "uncertain"
        return "no" if "no" in (starts, ends) else "uncertain" if "uncertain" in (starts, ends) else "yes"

    def clipped(self, asked: Period) -> "Span":
        """Its days within the period; the period must hold some of them."""
        return Span(_clip(self.start, asked), _clip(self.end, asked), self.dated_by)


def days_of(statement: Statement) -> Span | None:
    """The days of the conduct a statement speaks of; none where neither it nor its document is dated.

    Conduct that is said to date from a day, without an end, lasts to the day of the report.
    """
    said = statement.reported_on or statement.document_date
    start = statement.conduct_since or statement.conduct_until
    if start is None:
        return Span(said, said, "report") if said else None
    end = statement.conduct_until or (said and _later(start, said)) or start
    if end.earliest < start.earliest or end.latest < start.latest:
        end = _later(start, end)
    return Span(start, end, "conduct")


def joined(spans: list[Span]) -> Span:
    """From the first beginning to the last end of at least one span."""
    start, end = spans[0].start, spans[0].end
    for span in spans:
        start = When(min(start.earliest, span.start.earliest), min(start.latest, span.start.latest))
        end = _later(end, span.end)
    return Span(start, end, "report" if all(span.dated_by == "report" for span in spans) else "conduct")


def _later(one: When, other: When) -> When:
    return When(max(one.earliest, other.earliest), max(one.latest, other.latest))


def _clip(when: When, asked: Period) -> When:
    earliest, latest = min(when.earliest, asked.until), min(when.latest, asked.until)
    return When(max(earliest, asked.since), max(latest, asked.since)) if asked.since else When(earliest, latest)
