"""The form of a submission to the special procedures on a compound, filled from the graph as far as that goes.

The fields are those that the forms of the mandates ask for (on trafficking, and on contemporary forms of slavery). Whose
identity it is and what they agreed to is never in the graph: those fields are blank by construction, and say so.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from graph.connection import Store
from queries.citing import quoted, speaking_of
from queries.leads.finding import Party
from queries.obligations.reading import read_subjects
from queries.protected import held
from viz.charts.map import point
from viz.report import compound as dossier
from viz.report import evidence, method, parties
from viz.report.asked import Asking
from viz.report.document import Document, Draft
from viz.report.language import _, speaking

Row = Mapping[str, Any]


def compound(store: Store, name: str, *, on: date, language: str = "en") -> Document:
    """The form for a compound. Raises UsageError for what is no compound."""
    who = dossier.find(store, name)
    with speaking(language):
        asking = Asking(store, on)
        title = _("Submission to the special procedures: {name} ({id})").format(name=who.name, id=who.canonical)
        return _written(Draft(title, language, on.isoformat()), asking, who)


def _written(draft: Draft, asking: Asking, who: Party) -> Document:
    places = asking.ask("places-on-map", compound=who.canonical)
    events = dossier.events_of(asking, who)
    states = dossier.lies_in(asking, places)
    hidden = held(asking.store)
    draft.say(
        _(
            "A draft as of {day}, filled from public sources. Before it is sent, a person fills what is not known and asks "
            "those concerned. It alleges what its sources allege, and decides nothing."
        ).format(day=draft.day)
    )
    _field(draft, _("1. Who submits this"), (_("Name, organisation, contact"), _("Relationship to those concerned")))
    _victims(draft, who)
    draft.heading(_("3. Dates and places"))
    _dates(draft, who, places, events, states)
    dossier.where(draft, places, 2)
    dossier.happened(draft, events, hidden, 2)
    draft.heading(_("4. Alleged perpetrators"))
    operators = asking.ask("compound-operators", compound=who.canonical)
    parties.operators(draft, operators, hidden)
    if not operators:
        draft.say(_("Who is said to run, guard or let it: not known."))
    draft.heading(_("Who is said to recruit for it"), 2)
    draft.say(_("People who are held are forced to recruit: being said to recruit makes nobody an offender."))
    recruiters = [
        row
        for row in asking.ask("recruiter-to-compound", compound=who.canonical)
        if row["recruiter"] and row["evidence"]
    ]
    parties.recruiters(draft, recruiters, hidden)
    if not recruiters:
        draft.say(_("Who is said to recruit for it: not known."))
    _field(draft, "", (_("Whether agents of a State took part"),))
    _authorities(draft, asking, who, states)
    _field(
        draft,
        _("6. Consent, and what may be published"),
        (
            _("Whether those concerned, or their families, agree that this is sent"),
            _("Whether they know that a letter on it may be sent to the authorities"),
            _("Whether they know that it may appear in a public report"),
            _("Whether a name, initials or no name may appear there"),
            _("Whether anybody would be in danger if it were known who told"),
        ),
    )
    draft.say(
        _("No name, contact or account of a person who was held is in this form. Add none without their consent.")
    )
    asking.unknown.append(_("Every field above that says so."))
    return method.close(draft, asking, rules=False)


def _field(draft: Draft, title: str, names: Sequence[str]) -> None:
    if title:
        draft.heading(title)
    draft.items((f"{name}: {_('not known')}",) for name in names)


def _victims(draft: Draft, who: Party) -> None:
    draft.heading(_("2. Whom it concerns"))
    draft.items(
        (one,)
        for one in (
            _("Individual or group: a group, the people said to be held at {name}").format(name=who.name),
            f"{_('How many')}: {_('not known')}",
            f"{_('Names, birth dates, addresses')}: {_('not known')} ({_('never kept in the graph')})",
            f"{_('Sex, age, nationality of the group')}: {_('not known')}",
            f"{_('Where they are now')}: {_('not known')}",
        )
    )


def _dates(draft: Draft, who: Party, places: Sequence[Row], events: Sequence[Row], states: Sequence[str]) -> None:
    days = [row["when"] for row in events if row["when"]]
    draft.items(
        (one,)
        for one in (
            _("Place: {name}").format(name=who.name),
            _("States in which sources put it: {states}.").format(states=", ".join(states) or _("not known")),
            *(
                _("Point: {point}, as {sources} gives it").format(
                    point=point(row), sources=", ".join(row["loaded_from"])
                )
                for row in places
                if row["latitude"] is not None
            ),
            _("Dated events: {days}").format(days=_("from {first} to {last}").format(first=days[0], last=days[-1]))
            if days
            else f"{_('Dates')}: {_('not known')}",
        )
    )


def _authorities(draft: Draft, asking: Asking, who: Party, states: Sequence[str]) -> None:
    """What was done about it, and what was asked of which State already."""
    draft.heading(_("5. What the authorities did, and what was asked of them"))
    draft.say(_("Raids, rescues and other acts of authorities are among the events above, each with its source."))
    _field(draft, "", (_("Complaints made, and their outcome"), _("Other international procedures")))
    letters = [row for row in asking.ask("timeline", place=who.canonical, until=draft.day) if row["type"] == "letter"]
    known = read_subjects(asking.store)
    for state in states:
        letters += [row for row in asking.ask("timeline", place=state, until=draft.day) if row["type"] == "letter"]
    for row in {row["id"]: row for row in letters}.values():
        draft.say(f"{row['when'] or _('Not dated')}: {row['title']} ", *evidence.marks(row["evidence"]))
    if not letters:
        draft.say(
            _("No letter that is loaded speaks of this place or went to {states}.").format(
                states=", ".join(known[state].name for state in states) or _("its State")
            )
        )
    said = quoted(asking.store, speaking_of(asking.store, who.canonical))
    evidence.statements(draft, said.values(), {one.id: one.name for one in known.values()})
