"""The only writes of the explorer: decisions on identity and dismissals of gaps, each with its author and reason."""

from typing import Any, Literal

from pydantic import Field

from graph.decisions.kept import dismissals
from graph.errors import UsageError
from queries.gaps import gaps
from queries.obligations.dates import period
from queries.obligations.gaps.dismissing import dismiss, shown, undo
from viz.explorer.desk import Desk, Reviewer
from viz.explorer.replies import Question
from viz.explorer.standings import State

MOST = 100
"""Candidates that are shown at a time."""


class Signed(Question):
    """A step with who takes it and why."""

    by: str = Field(max_length=200)
    why: str = Field(max_length=2_000)


class Decision(Signed):
    """A decision on two records."""

    one: str
    other: str
    verdict: Literal["same", "different", "undecided", "undo"]


class Dismissal(Signed):
    """A finding that need not be looked at until a day; or, without a day, is to be looked at again."""

    fingerprint: str
    until: str | None = None
    on: str | None = None


class Waiting(Question):
    """Which candidates."""

    undecided: bool = False


def waiting(desk: Desk, asked: Waiting) -> dict[str, Any]:
    """The records that may be one, the likeliest first."""
    found = _reviewer(desk).candidates(asked.undecided)
    return {"count": len(found), "pairs": [_beside(one) for one in found[:MOST]]}


def decided(desk: Desk, asked: Decision) -> dict[str, Any]:
    """Take a decision."""
    with desk.writing:
        step = _reviewer(desk).decide(asked.one, asked.other, asked.verdict, by=asked.by.strip(), why=asked.why.strip())
    return {"id": step.id, "told": f"{step.one} and {step.other}: {step.verdict}, decided by {step.by}."}


def findings(desk: Desk, asked: State) -> dict[str, Any]:
    """What is missing between the facts, the law that binds a State, and what was asked and answered."""
    when = period(asked.on or None, today=desk.today())
    steps = dismissals(desk.store)
    rows = [
        {
            "kind": one.rule.kind,
            "gap": one.rule.gap,
            "rule": f"{one.rule.id} v{one.rule.version}",
            "about": one.about,
            "says": one.says,
            "hardness": one.hardness,
            "modality": one.modality,
            "evidence": list(one.evidence),
            "dismissal": shown(steps.get(one.fingerprint), desk.today()),
            "fingerprint": one.fingerprint,
        }
        for one in gaps(desk.store, asked.state, when)
    ]
    return {"on": when.until.isoformat(), "rows": rows}


def dismissed(desk: Desk, asked: Dismissal) -> dict[str, Any]:
    """Dismiss a finding, or take its dismissal back."""
    by, why = asked.by.strip(), asked.why.strip()
    with desk.writing:
        if asked.until is None:
            return {
                "told": f"Took back the dismissal of {undo(desk.store, asked.fingerprint, by=by, why=why).finding}."
            }
        when = period(asked.on or None, today=desk.today())
        step = dismiss(desk.store, asked.fingerprint, by=by, why=why, until=asked.until, on=when, today=desk.today())
    return {"told": f"Dismissed {step.finding} until {step.expires}; it stays in the list, marked."}


def _reviewer(desk: Desk) -> Reviewer:
    if desk.reviewer is None:
        raise UsageError("Identities are decided with palermo review here.")
    return desk.reviewer


def _beside(found: Any) -> dict[str, Any]:
    """Two records side by side: what is compared, and what each of them says."""
    both = (found.one, found.other)
    compared = (
        ("record", [f"{one.label} {one.id}" for one in both]),
        ("names", ["; ".join(one.names) for one in both]),
        ("born", [one.born.text if one.born else "" for one in both]),
        ("countries", ["; ".join(one.countries) for one in both]),
        ("identifiers", ["; ".join(one.identifiers) for one in both]),
        ("listed in", ["; ".join(one.lists) for one in both]),
        ("accounts", ["; ".join(one.accounts) for one in both]),
    )
    return {
        "one": found.one.id,
        "other": found.other.id,
        "base": found.one.base,
        "score": found.score,
        "why": found.why.split("; "),
        "by": found.by,
        "rows": [[what, *values] for what, values in compared if any(values)],
    }
