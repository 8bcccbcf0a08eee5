"""Dismissals: somebody's reason why a finding need not be looked at until a day. It stays visible, marked."""

from datetime import UTC, date, datetime

from graph.connection import Store
from graph.decisions.kept import add_dismissal, dismissals
from graph.errors import UsageError, nearest
from graph.model import Dismissal
from queries.gaps import gaps
from queries.obligations.dates import Period


def state_of(fingerprint: str) -> str:
    """The State that a fingerprint begins with. Raises UsageError where it is none."""
    state, dash, digits = fingerprint.rpartition("-")
    if not (dash and state and digits):
        raise UsageError(
            f"{fingerprint!r} is no fingerprint of a finding such as MYS-0d8c4a459684d43d; see palermo gaps."
        )
    return state


def dismiss(
    store: Store, fingerprint: str, *, by: str | None, why: str | None, until: str | None, on: Period, today: date
) -> Dismissal:
    """Dismiss a finding until a day. Raises UsageError for a missing author, reason or expiry, or no such finding."""
    author, reason = _signed("dismissal", by, why)
    if not until:
        raise UsageError("A dismissal needs an expiry; give --until with a day such as 2027-01-31.")
    try:
        expires = date.fromisoformat(until)
    except ValueError as error:
        raise UsageError(f"--until {until} is not a day such as 2027-01-31.") from error
    if expires < today:
        raise UsageError(f"The dismissal would have expired on {expires}, before today, {today}; give a later --until.")
    known = [one.fingerprint for one in gaps(store, state_of(fingerprint), on)]
    if fingerprint not in known:
        hint = nearest(fingerprint, known) if known else ""
        hint = hint if hint.startswith(" Did") else " See palermo gaps."
        raise UsageError(
            f"There is no finding {fingerprint} on {on.until}; give the --on with which it was listed.{hint}"
        )
    return add_dismissal(store, _step("dismiss", fingerprint, author, reason, expires.isoformat()))


def undo(store: Store, fingerprint: str, *, by: str | None, why: str | None) -> Dismissal:
    """Take a dismissal back. Raises UsageError where the finding is not dismissed."""
    author, reason = _signed("undo", by, why)
    last = dismissals(store).get(fingerprint)
    if last is None or last.step == "undo":
        raise UsageError(f"The finding {fingerprint} is not dismissed, so there is nothing to undo; see palermo gaps.")
    return add_dismissal(store, _step("undo", fingerprint, author, reason, None))


def shown(last: Dismissal | None, today: date) -> str | None:
    """How a dismissal is shown beside its finding: in force, expired, or nothing."""
    if last is None or last.step == "undo" or last.expires is None:
        return None
    how = "expired" if date.fromisoformat(last.expires) < today else "dismissed"
    return f"{how}: by {last.by}, until {last.expires}: {last.why}"


def _signed(what: str, by: str | None, why: str | None) -> tuple[str, str]:
    if not (by and by.strip()):
        raise UsageError(f"The {what} needs an author; give --by with a name.")
    if not (why and why.strip()):
        raise UsageError(f"The {what} needs a reason; give --why with a sentence.")
    return by, why


def _step(step: str, fingerprint: str, by: str, why: str, expires: str | None) -> Dismissal:
    return Dismissal.model_validate(
        {
            "id": "new", "number": 1, "finding": fingerprint, "step": step, "by": by, "why": why, "expires": expires,
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
        }
    )  # fmt: skip
