"""The charts, each from what it asks the store: for the command line and for notebooks alike."""

from collections.abc import Mapping
from typing import Any

from graph.connection import Store
from queries import ask, find
from queries.obligations import asked
from queries.obligations.dates import Period
from queries.obligations.reading import read_subjects
from queries.standing import Standings, standings
from viz.charts import empty, flow, map, matrix, timeline  # noqa: A004 - the chart is called so
from viz.charts.picture import Picture


def places(store: Store, *, state: str | None = None, compound: str | None = None) -> Picture:
    """The map. Raises UsageError for a State or name that is none, and for too many places."""
    given = _given(state=state, compound=compound)
    found = ask(store, "places-on-map", given).rows
    every = found if found and not given else ask(store, "places-on-map", {}).rows
    if compound is not None and not found:
        empty.check_name(compound, "place with a point or compound", every)
    reason = empty.why_no_place(found, every, state or compound)
    return map.picture(found, find("places-on-map").title, [*_told(given), *([reason] if reason else [])])


def events(
    store: Store,
    *,
    place: str | None = None,
    since: str | None = None,
    until: str | None = None,
    lanes: timeline.Lanes = "kind",
) -> Picture:
    """The timeline. Raises UsageError for a day or name that is none, and for too many entries."""
    given = _given(place=place, since=since, until=until)
    found = ask(store, "timeline", given).rows
    every = found if found else ask(store, "timeline", {}).rows
    if place is not None and not found:
        empty.check_name(place, "place", ask(store, "place-names", {}).rows)
    reason = empty.why_no_event(found, every)
    notes = [*_told(given), *([reason] if reason else [])]
    return timeline.picture(found, find("timeline").title, notes, lanes=lanes)


def corridors(store: Store, *, year: int | None = None, form: str | None = None) -> Picture:
    """The ways of people from State to State, counts as the disclosure rules let them out."""
    given = _given(year=year, form=form)
    found = ask(store, "corridors", given).rows
    names = {one.id: one.name for one in read_subjects(store).values()}
    return flow.picture(found, names, find("corridors").title, _told(given))


def standing_matrix(found: Standings, instrument: str, states: str) -> Picture:
    """How States stand under an instrument, told by sign and pattern."""
    return matrix.picture(found, f"{instrument}: standing of {states}")


def standing(store: Store, states: str, instrument: str, when: Period) -> Standings:
    """The standings of such a chart. Raises UsageError for a State, group or instrument that is none."""
    return standings(store, asked.group(store, states, when.until.isoformat()), [instrument], when)


def _given(**options: Any) -> dict[str, Any]:
    return {name: value for name, value in options.items() if value is not None}


def _told(given: Mapping[str, Any]) -> list[str]:
    """What was asked, for the page."""
    told = ", ".join(f"{name} {value}" for name, value in given.items())
    return [f"Asked for {told}."] if given else []
