"""The dossier of a letter: what it says and asks, on what that bears, and what was answered."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from graph.connection import Store
from queries.citing import quoted
from queries.ledger import Ledger, ledger, told
from queries.obligations.reading import read_subjects
from viz.report import evidence, gaps, matrix, method, pictures
from viz.report.asked import Asking
from viz.report.document import Document, Draft, Note, Text
from viz.report.language import _, speaking
from viz.report.state import unknown, weighing

Row = Mapping[str, Any]


def letter(store: Store, reference: str, *, on: date, language: str = "en") -> Document:
    """The dossier of a letter by reference or id. Raises UsageError where there is no such letter, with the nearest."""
    found = ledger(store, reference, on)
    with speaking(language):
        asking = Asking(store, on)
        head = found.head
        draft = Draft(_("Dossier: {name}").format(name=head["reference"] or head["title"]), language, on.isoformat())
        return _written(draft, asking, found)


def _written(draft: Draft, asking: Asking, found: Ledger) -> Document:
    id_ = found.head["letter"]
    names = {one.id: one.name for one in read_subjects(asking.store).values()}
    states = [row["state"] for row in found.addressees if row["state"] and not row["sister"]]
    asking.noted("letter-ledger", letter=id_, on=draft.day)
    method.opening(draft, *(one.said(_) for one in told(found)))
    statements = asking.ask("letter-statements", letter=id_)
    draft.heading(_("What it says"))
    draft.say(
        _("Every statement that was read in it, in the order of the letter. What is general is counted for no State.")
    )
    words = quoted(asking.store, [row["statement"] for row in statements])
    evidence.statements(draft, (words[row["statement"]] for row in statements), names)
    _touches(draft, asking.ask("statement-to-article", letter=id_))
    shown = []
    matrix.opening(draft)
    if not states:
        draft.say(_("It went to no State; an organisation has no treaty status."))
    for state in states:
        cells = matrix.of_state(asking, read_subjects(asking.store)[state])
        shown = matrix.touched(cells)
        draft.heading(f"{names[state]} ({state})", 2)
        matrix.table(draft, cells, shown)
        unknown(asking, list(cells.cells.values()), shown)
        of_letter = [
            one
            for one in gaps.of_state(asking, read_subjects(asking.store)[state])
            if any(said == id_ or said.startswith(f"{id_}/") for said in (one.about, *one.evidence))
        ]
        gaps.section(draft, asking, of_letter, names, asking.day)
    _questions(draft, asking, found, names)
    events = _events(asking, id_, states)
    concerned = {one["id"] for row in events for one in row["places"]}
    pictures.places(draft, [row for row in asking.ask("places-on-map") if row["place"] in concerned])
    pictures.events(draft, asking, events)
    pictures.ties(draft, asking, weighing(shown))
    return method.close(draft, asking, states=states)


def _touches(draft: Draft, found: Sequence[Row]) -> None:
    draft.heading(_("On what it bears"))
    if not found:
        draft.say(_("Nobody read any of its statements on a provision."))
        return
    columns = (
        _("Statement"),
        _("Modality"),
        _("Relation"),
        _("Provision"),
        _("How hard"),
        _("State"),
        _("Treaty status"),
        _("Read so because"),
    )
    draft.table(_("Readings of its statements: never a finding"), columns, (_reading(row) for row in found))


def _reading(row: Row) -> Sequence[Text | str]:
    relation = _(row["relation"]) + (f", {_(row['aspect'])}" if row["aspect"] else "")
    since = f" ({row['bound_since']})" if row["bound_since"] else ""
    verified = f"; {_('verified')}: {_(row['verified'])}" if row["verified"] else ""
    return (
        row["statement"].rpartition("/")[2],
        _(row["modality"]) + (f"; {_('only says what would be')}" if row["conditional"] else ""),
        relation,
        row["provision"],
        _hard(row["strength"]),
        row["state"] or _("none"),
        f"{_(row['status'])}{since}{verified}" if row["status"] else _("none"),
        f"{row['why'] or _('no reason given')} ({row['asserted_by']})",
    )


def _hard(strength: str | None) -> str:
    return _("sets no duty") if strength == "none" else _(strength) if strength else _("not known")


def _questions(draft: Draft, asking: Asking, found: Ledger, names: Mapping[str, str]) -> None:
    draft.heading(_("What it asks, and what was answered"))
    places = {row["question"]: row["locator"] for row in asking.ask("letter-questions", letter=found.head["letter"])}
    for row in found.questions.rows:
        draft.quote(
            (f"{_('Question')} {row['number']}: ",), row["text"], Note(found.head["letter"], places[row["question"]])
        )
        bears = [f"{law} ({_hard(hard)})" for law, hard in zip(row["provisions"], row["strengths"], strict=True)]
        draft.say(
            _("Bears on: {provisions}. Due: {due}. Answered: {answered}; {status}.").format(
                provisions=", ".join(bears) or _("procedure only"), due=row["due"] or _("not known"),
                answered=_(row["answered"]), status=_(row["status"]),
            )
        )  # fmt: skip
    draft.heading(_("Replies: the addressee's own word, which stands beside and decides nothing"), 2)
    if not found.replies:
        draft.say(_("No reply is loaded up to this day, which does not say that none was sent."))
        return
    words = quoted(asking.store, [row["statement"] for row in found.replies])
    for row in found.replies:
        for name in ("denies", "admits"):
            if row[name]:
                draft.say(f"{row['statement']} {_(name)}: {', '.join(row[name])}.")
        evidence.statements(draft, [words[row["statement"]]], names)


def _events(asking: Asking, id_: str, states: Sequence[str]) -> list[Row]:
    """The letter, and what else concerns its addressees up to the day."""
    found: dict[str, Row] = {}
    for state in states:
        found |= {row["id"]: row for row in asking.ask("timeline", place=state, until=asking.day.isoformat())}
    if id_ not in found:
        found |= {row["id"]: row for row in asking.ask("timeline", until=asking.day.isoformat()) if row["id"] == id_}
    return list(found.values())
