"""The dossier of a compound: where it is said to be, what happened, who is said to run it, and how its States stand."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from graph.connection import Store
from graph.errors import UsageError
from queries.leads.finding import Party, party
from queries.obligations.reading import read_subjects
from queries.protected import held
from viz.report import evidence, matrix, method, parties, pictures
from viz.report.asked import Asking
from viz.report.document import Document, Draft
from viz.report.language import _, speaking
from viz.report.state import unknown

Row = Mapping[str, Any]


def find(store: Store, name: str) -> Party:
    """The compound of that id or name. Raises UsageError with the nearest, or for what is no compound."""
    who = party(store, name)
    if who.label != "Compound":
        kind = {"State": "state", "Place": "state", "Area": None}.get(who.label, "entity")
        hint = f"see palermo report {kind} for it" if kind else "give a compound that lies in it"
        raise UsageError(f"{who.name} ({who.canonical}) is no compound but of the class {who.label}; {hint}.")
    return who


def compound(store: Store, name: str, *, on: date, language: str = "en") -> Document:
    """The dossier. Raises UsageError for what is no compound."""
    who = find(store, name)
    with speaking(language):
        asking = Asking(store, on)
        draft = Draft(_("Dossier: {name} ({id})").format(name=who.name, id=who.canonical), language, on.isoformat())
        return _written(draft, asking, who)


def lies_in(asking: Asking, places: Sequence[Row]) -> list[str]:
    """Ids of the States in which sources say that it lies, by what lies in what; never worked out from a point."""
    states = read_subjects(asking.store)
    ids = {one["place"] for row in places for one in row["located_in"] if one["stance"] == "asserts"}
    return sorted(id_ for id_ in ids if id_ in states and states[id_].state)


def events_of(asking: Asking, who: Party) -> list[Row]:
    """What happened there up to the day."""
    return [*asking.ask("compound-events", compound=who.canonical, until=asking.day.isoformat())]


def _written(draft: Draft, asking: Asking, who: Party) -> Document:
    places = asking.ask("places-on-map", compound=who.canonical)
    events = events_of(asking, who)
    operators = asking.ask("compound-operators", compound=who.canonical)
    recruiters = [
        row
        for row in asking.ask("recruiter-to-compound", compound=who.canonical)
        if row["recruiter"] and row["evidence"]
    ]
    hidden = held(asking.store)
    states = lies_in(asking, places)
    names = sorted({name for row in places for name in row["names"]})
    method.opening(
        draft,
        _("Names: {names}.").format(names="; ".join(dict.fromkeys([who.name, *names]))),
        _("States in which sources put it: {states}.").format(states=", ".join(states) or _("not known")),
        _("Status, as last reported: {status}.").format(status=_status(places)),
        _("Events with a source: {count}.").format(count=len(events)),
        _(
            "Parties said to operate or guard it or to own its land: {count}; said to recruit for it: {recruiters}."
        ).format(
            count=len({row["operator"] for row in operators}), recruiters=len({row["recruiter"] for row in recruiters})
        ),
        who.joined or "",
    )
    where(draft, places)
    happened(draft, events, hidden)
    draft.heading(_("Who is said to run it"))
    if not operators:
        draft.say(_("No source that is loaded names anybody. That does not say that there is nobody."))
    parties.operators(draft, operators, hidden)
    draft.heading(_("Who is said to recruit for it"))
    parties.recruiters(draft, recruiters, hidden)
    if not recruiters:
        draft.say(_("No source that is loaded names anybody. That does not say that there is nobody."))
    _states(draft, asking, states)
    pictures.places(draft, places)
    pictures.events(draft, asking, asking.ask("timeline", place=who.canonical, until=draft.day))
    actors = [actor["actor"] for row in events for actor in row["actors"]]
    ids = {
        "Place": [*who.records, who.canonical, *states, *actors],
        "Entity": [
            id_
            for id_ in (*(row["operator"] for row in operators), *(row["recruiter"] for row in recruiters), *actors)
            if id_ not in hidden
        ],
        "Event": [row["event"] for row in events],
    }
    pictures.ties(draft, asking, ids)
    if any(row["latitude"] is None for row in places):
        asking.unknown.append(_("Where exactly it lies: not every record of it has a point."))
    undated = [row["title"] for row in events if row["when"] is None]
    if undated:
        asking.unknown.append(_("When these happened: {events}.").format(events="; ".join(undated)))
    return method.close(draft, asking, states=states)


def where(draft: Draft, places: Sequence[Row], level: int = 1) -> None:
    """Where each record of it is said to lie, claim by claim."""
    draft.heading(_("Where it is said to lie"), level)
    claims = [one for row in places for one in row["located_in"]]
    if not claims:
        draft.say(_("No source that is loaded says in which State or area it lies."))
    for one in claims:
        draft.say(_("In {place} ({id}):").format(place=one["name"] or one["place"], id=one["place"]))
        evidence.claims(draft, [one])


def happened(draft: Draft, events: Sequence[Row], hidden: Collection[str], level: int = 1) -> None:
    """Events in order, each with who is said to have acted, and its claims."""
    draft.heading(_("What is said to have happened"), level)
    if not events:
        draft.say(_("No event is loaded for it up to this day. That does not say that nothing happened."))
    for row in events:
        draft.say(
            f"{row['when'] or _('Not dated')}: {row['title']} ({_(row['kind'])}; {parties.surest(row['highest_modality'])}; "
            + _("independent origins: {origins}; denials: {denials}").format(
                origins=row["origins"], denials=row["denials"]
            )
            + ")."
        )
        for actor in row["actors"]:
            if actor["actor"] in hidden:
                draft.say(parties.hidden_words())
                continue
            draft.say(
                _("Said to have acted or taken part as {part}: {name}").format(
                    part=actor["as"] or _("not known"), name=actor["name"]
                )
                + f" [{evidence.modality(actor)}]",
                *evidence.marks([actor]),
            )
        evidence.claims(draft, row["evidence"])


def _states(draft: Draft, asking: Asking, states: Sequence[str]) -> None:
    matrix.opening(draft)
    if not states:
        draft.say(_("No source puts it in a State, so nobody's duties can be shown."))
    known = read_subjects(asking.store)
    for id_ in states:
        found = matrix.of_state(asking, known[id_])
        shown = matrix.touched(found)
        draft.heading(f"{known[id_].name} ({id_})", 2)
        matrix.table(draft, found, shown)
        draft.say(
            _("The State's dossier has what stands behind it, and the gaps: palermo report state {state}.").format(
                state=id_
            )
        )
        unknown(asking, list(found.cells.values()), shown)


def _status(places: Sequence[Row]) -> str:
    return ", ".join(sorted({_(row["status"]) for row in places if row["status"]})) or _("not known")
