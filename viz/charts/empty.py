"""Why a picture is empty: nothing loaded, nothing that can be drawn, or all of it filtered out."""

from collections.abc import Mapping, Sequence
from typing import Any

from graph.errors import UsageError, nearest

Row = Mapping[str, Any]


def why_no_place(found: Sequence[Row], every: Sequence[Row], state: str | None) -> str | None:
    """The sentence on a map of `found` where the store has `every`; none where there is something on it."""
    if any(row["latitude"] is not None for row in found):
        return None
    if not every:
        return "There is nothing to draw: no compound and no place with a point is loaded; see palermo load."
    if not found:
        return f"There is nothing to draw: no source puts any of the {len(every)} places in the store in {state}."
    return f"There is nothing to draw: no source gives a point for any of the {len(found)} places."


def why_no_event(found: Sequence[Row], every: Sequence[Row]) -> str | None:
    """The sentence on a timeline of `found` where the store has `every`; none where there is something on it."""
    if any(row["when"] is not None for row in found):
        return None
    if not every:
        return "There is nothing to draw: no event, no listing and no letter is loaded; see palermo load."
    if not found:
        return f"There is nothing to draw: none of the {len(every)} entries in the store is of that place and time."
    return f"There is nothing to draw: no source gives a date for any of the {len(found)} entries."


def check_name(name: str, what: str, known: Sequence[Row]) -> None:
    """Refuse a name that no place has. Raises UsageError that suggests the nearest."""
    names = {one for row in known for one in (row["place"], row["name"], *row["names"])}
    if name not in names:
        hint = nearest(name, sorted(names)) if names else " No place is loaded yet; see palermo load."
        raise UsageError(f"There is no {what} {name!r} in the store.{hint if len(hint) < 200 else ''}")
