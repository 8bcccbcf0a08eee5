"""Step 1: whether a State was bound by a provision, over some days."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import iso3166

from graph.model import Certainty, When
from queries.obligations.dates import Span
from queries.obligations.records import Instrument, Provision, Reservation, Subject, Treaty

Status = Literal["party", "signatory", "denounced", "not party", "not open", "not checked", "uncertain"]
NO_STATUS = "no treaty status"
"""Of an organisation: it joins no treaty here, and everything else is asked of it as of a State."""

DATE_UNVERIFIED = "date unverified"
STATUS_UNVERIFIED = "status unverified"
RESERVATIONS_UNCHECKED = "reservations not checked"


@dataclass(frozen=True, slots=True)
class Reserved:
    """A reservation and where it stands: on the provision itself, above it in the tree, or below it."""

    reservation: Reservation
    where: Literal["itself", "above", "below"]


@dataclass(frozen=True, slots=True)
class Bound:
    """The answer of step 1."""

    value: str
    """throughout, partly (from ...), no, uncertain or not checked; for what is no treaty: addressed, not addressed,
    committed, custom (rule), own law, not its law; for an organisation: no treaty status."""
    status: Status | None
    """Under the treaty on the last of the days."""
    basis: str | None
    """On what it rests: treaty, or custom (rule) where custom binds beside the treaty or without it. For an instrument or
    an article: custom (rule) for ... only, as a rule of custom covers what it names and not all that stands around it."""
    reserved: tuple[Reserved, ...] = ()
    reservations: str | None = None
    """checked or not checked; none where no treaty binds."""

    @property
    def binds(self) -> bool:
        """Whether the treaty is known to have bound on at least some of the days."""
        return self.value == "throughout" or self.value.startswith("partly")

    def caveats(self, treaty: Treaty) -> tuple[str, ...]:
        """What nobody has made sure of in the answer: the dates or the status, the reservations."""
        if self.status is None or not (treaty.party or treaty.outside):
            return ()
        found = []
        if treaty.verified != "yes":
            found.append(DATE_UNVERIFIED if treaty.party else STATUS_UNVERIFIED)
        if self.reservations == "not checked" and self.value != "no":
            found.append(RESERVATIONS_UNCHECKED)
        return tuple(found)


def bound(
    subject: Subject,
    provision: Provision,
    instrument: Instrument,
    treaty: Treaty,
    reservations: Sequence[Reservation],
    custom: str | None,
    days: Span,
    below: Iterable[str] = (),
) -> Bound:
    """Whether `subject` was bound over `days`.

    `custom` names the customary rule on the same subject, if there is one, and how far it reaches; `below` the ids of what the provision contains.
    """
    if provision.custom and instrument.kind != "treaty":
        return Bound(f"custom ({provision.id})", None, f"custom ({provision.id})")
    if instrument.kind != "treaty":
        return Bound(_without_treaty(subject, instrument, treaty, days.end), None, custom)
    if not subject.state:
        return Bound(NO_STATUS, None, custom)
    status = status_on(treaty, instrument, days.end.latest)
    if not treaty.party:
        return Bound("no" if treaty.outside else "not checked", status, custom)
    reserved = _reserved(provision, reservations, set(below), days)
    excluding = [one.reservation for one in reserved if one.reservation.effect == "excludes" and one.where != "below"]
    value = _over(days, treaty, instrument, excluding)
    checked = "checked" if treaty.reservations_checked else "not checked"
    found = Bound(value, status, None, tuple(reserved), checked)
    return Bound(value, status, "treaty" if found.binds else custom, tuple(reserved), checked)


def in_force(treaty: Treaty, instrument: Instrument) -> When:
    """Since when it is in force for the State: never before the treaty itself; open to the right where no day is known."""
    own = treaty.since or When(date.min, date.max)
    own_rule = instrument.in_force
    if own_rule is None:
        return own
    return When(max(own.earliest, own_rule.earliest), max(own.latest, own_rule.latest))


def status_on(treaty: Treaty, instrument: Instrument, day: date) -> Status:
    """The status of a State under a treaty on a day; the Cypher of the canned queries says the same."""
    if treaty.until and (left := treaty.until.by(day)) != "no":
        return "denounced" if left == "yes" else "uncertain"
    if treaty.party and treaty.since and (joined := treaty.since.by(day)) != "no":
        return "party" if joined == "yes" else "uncertain"
    if treaty.party and not treaty.since and instrument.in_force and instrument.in_force.earliest <= day:
        return "party"
    if treaty.open is False or (treaty.open_since and treaty.open_since.earliest > day):
        return "not open"
    if treaty.signed and treaty.signed.by(day) == "yes":
        return "signatory"
    return "not party" if treaty.party or treaty.outside else "not checked"


def _over(days: Span, treaty: Treaty, instrument: Instrument, excluding: Sequence[Reservation]) -> str:
    """Looks at each day on which the answer can change: over all possible days, and over those that are certain."""
    since = in_force(treaty, instrument)
    changes = [since, *(when for when in (treaty.until,) if when)]
    changes += [when for one in excluding for when in (one.since, one.until) if when]

    def on(day: date) -> Certainty:
        answer = since.by(day)
        answer = _both(answer, _not(treaty.until.by(day)) if treaty.until else "yes")
        for one in excluding:
            began: Certainty = one.since.by(day) if one.since else "yes"
            answer = _both(answer, _not(_both(began, _not(one.until.by(day)) if one.until else "yes")))
        return answer

    possible = _answers(on, changes, days.start.earliest, days.end.latest)
    if possible == {"yes"}:
        return "throughout"
    if possible == {"no"}:
        return "no"
    certain = _answers(on, changes, days.start.latest, days.end.earliest)
    return f"partly ({_limits(days, since, treaty, excluding)})" if {"yes", "no"} <= certain else "uncertain"


def _answers(on: Callable[[date], Certainty], changes: Sequence[When], first: date, last: date) -> set[Certainty]:
    if first > last:
        return set()
    turns = {day for when in changes for day in (when.earliest, when.latest) if first < day <= last}
    return {on(day) for day in (first, *turns)}


def _limits(days: Span, since: When, treaty: Treaty, excluding: Sequence[Reservation]) -> str:
    said = [f"from {since.text}"] if since.earliest > days.start.earliest else []
    if treaty.until and treaty.until.earliest <= days.end.latest:
        said.append(f"until {treaty.until.text}")
    for one in excluding:
        began = f"from {one.since.text}" if one.since else ""
        ended = f"until {one.until.text}" if one.until else ""
        said.append(" ".join(part for part in ("excluded", began, ended) if part))
    return ", ".join(said)


def _both(one: Certainty, other: Certainty) -> Certainty:
    return "no" if "no" in (one, other) else "uncertain" if "uncertain" in (one, other) else "yes"


def _not(one: Certainty) -> Certainty:
    return {"yes": "no", "no": "yes", "uncertain": "uncertain"}[one]  # type: ignore[return-value]


def _without_treaty(subject: Subject, instrument: Instrument, treaty: Treaty, end: When) -> str:
    if instrument.kind == "national":
        return "own law" if instrument.state == subject.id else "not its law"
    if instrument.kind == "custom":
        return f"custom ({instrument.id})"
    if treaty.party and (treaty.since is None or treaty.since.by(end.latest) == "yes"):
        return "committed"
    to_one_state = instrument.open_to in iso3166.countries_by_alpha3
    return "not addressed" if to_one_state and instrument.open_to != subject.id else "addressed"


def _reserved(provision: Provision, reservations: Sequence[Reservation], below: set[str], days: Span) -> list[Reserved]:
    """The reservations that touch the provision and had not certainly been withdrawn, nor were certainly still to come."""
    found = []
    for one in sorted(reservations, key=lambda one: (one.law, one.effect, one.text)):
        if one.until and one.until.latest <= days.start.earliest:
            continue
        if one.since and one.since.earliest > days.end.latest:
            continue
        where: Literal["itself", "above", "below"] | None = (
            "itself"
            if one.law == provision.id
            else "above"
            if one.law in provision.path
            else "below"
            if one.law in below
            else None
        )
        if where:
            found.append(Reserved(one, where))
    return found


def day(when: date) -> Span:
    """One day, as a span."""
    return Span(When(when, when), When(when, when), "conduct")
