"""The page on method: on which day, from which loads, by which rules and questions, and what is not known."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from queries.citing import Cited, cited
from queries.obligations.cell import rules as steps
from queries.obligations.gaps.finding import rules as gap_rules
from viz.report.asked import Asking
from viz.report.document import Document, Draft
from viz.report.language import _


def opening(draft: Draft, *sentences: str) -> None:
    """What this is and what it is not; then the summary."""
    draft.heading(_("Summary"))
    draft.say(
        _(
            "This dossier repeats what sources say, as it stood on {day}. It decides nothing: each sentence keeps its "
            "source's own degree of certainty (alleged, reported, corroborated, found), a listing by an authority is no "
            "finding, and what is not known is said to be so."
        ).format(day=draft.day)
    )
    draft.items((sentence,) for sentence in sentences if sentence)


def close(draft: Draft, asking: Asking, *, states: Sequence[str] = (), rules: bool = True) -> Document:
    """The page on method and the footnotes; the dossier is done."""
    draft.heading(_("Method"))
    draft.say(_("As of {day}; made by Palermo from the graph alone, without any network.").format(day=draft.day))
    if rules:
        draft.heading(_("Rules"), 2)
        draft.items((f"{one['id']} v{one['version']}: {' '.join(one['rule'].split())}",) for one in steps())
        draft.say(
            _("Rules of gaps:") + " " + ", ".join(f"{one.id} v{one.version}" for one in gap_rules().values()) + "."
        )
    unverified = _unverified(asking, states)
    loads = asking.ask("runs")
    draft.heading(_("Questions asked of the graph"), 2)
    draft.say(
        _(
            "palermo queries ID prints each of them in full; palermo standing and palermo gaps take --explain and --format json."
        )
    )
    draft.table(
        _("Queries and their parameters"),
        (_("Query"), _("Parameters")),
        ((name, _parameters(given)) for name, given in asking.questions),
    )
    draft.heading(_("Loads"), 2)
    columns = (_("Load"), _("Source"), _("Finished"), _("Refused records"), _("SHA-256 of the input"))
    draft.table(
        _("Loads that brought what is said here"),
        columns,
        (
            (
                row["run"],
                row["source"] or "",
                row["finished"] or _("not known"),
                str(row["rejects"] or 0),
                row["digest"] or "",
            )
            for row in loads
            if row["state"] == "complete"
        ),
    )
    _facts(draft, unverified)
    draft.heading(_("What is not known"), 2)
    draft.items(
        (one,)
        for one in (
            *dict.fromkeys(asking.unknown),
            _("Who was not heard: only the sources above were loaded, and what they do not say is not known here."),
            _(
                "Cases of persons are in no part of this dossier; answers on them come from palermo ask, with a purpose."
            ),
        )
    )
    documents = cited(asking.store, draft.documents())
    _documents(draft, documents.values())
    return draft.done({id_: _named(one) for id_, one in documents.items()})


def _unverified(asking: Asking, states: Sequence[str]) -> list[dict[str, Any]]:
    return [row for state in states for row in asking.ask("unverified-facts", state=state)]


def _facts(draft: Draft, found: Sequence[dict[str, Any]]) -> None:
    draft.heading(_("Treaty facts that nobody fully checked"), 2)
    if not found:
        draft.say(_("None on which this dossier rests."))
        return
    columns = (
        _("State"),
        _("Instrument"),
        _("Fact"),
        _("Since"),
        _("Verified"),
        _("Read in"),
        _("Standings that rest on it"),
    )
    draft.table(
        _("Unverified facts"),
        columns,
        (
            (
                row["state"], row["instrument"], _(row["relation"]), row["since"] or _("not known"), _(row["verified"]),
                row["source"] or _("not known"), ", ".join(row["standings"]) or _("none"),
            )
            for row in found
        ),
    )  # fmt: skip


def _documents(draft: Draft, found: Iterable[Cited]) -> None:
    rows = [
        (
            one.id, one.reference or one.title, one.publisher or _("not known"), one.date or _("not known"),
            one.sha256 or _("not known"),
        )
        for one in sorted(found, key=lambda one: one.id)
    ]  # fmt: skip
    draft.heading(_("Documents cited"), 2)
    if rows:
        columns = (_("Id"), _("Document"), _("Publisher"), _("Date"), _("SHA-256 of the file that was read"))
        draft.table(_("Documents that the footnotes name"), columns, rows)
    else:
        draft.say(_("No document is cited."))


def _named(one: Cited) -> str:
    """A document in a footnote: reference or title, publisher and day, then its id."""
    name = ", ".join(part for part in (one.reference or one.title, one.publisher, one.date) if part)
    return f"{name} [{one.id}]" if one.id != name else name


def _parameters(given: Any) -> str:
    said = {name: value for name, value in given.items() if value is not None}
    return ", ".join(f"{name}={value if isinstance(value, str) else json.dumps(value)}" for name, value in said.items())
