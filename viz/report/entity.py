"""The dossier of a party: what sources say of it, claim by claim. Nobody who is said to have been held gets one."""

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Any

from graph.connection import Store
from graph.errors import UsageError
from graph.model import relationship_classes
from queries.leads import neighbours
from queries.leads.finding import Party, party
from queries.protected import held
from viz.details import words
from viz.report import evidence, method, pictures
from viz.report.asked import Asking
from viz.report.document import Document, Draft
from viz.report.language import _, speaking

Row = Mapping[str, Any]
MOST = 500
"""Claims in a dossier."""


def entity(store: Store, name: str, *, on: date, language: str = "en") -> Document:
    """The dossier. Raises UsageError for what is no party, and for a party that a source says was held or moved."""
    who = party(store, name)
    if who.base != "Entity":
        kind = "compound" if who.label == "Compound" else "state"
        raise UsageError(f"{who.name} ({who.canonical}) is of the class {who.label}; see palermo report {kind} for it.")
    if who.canonical in held(store):
        raise UsageError(
            "A source says of this party that it was held or moved, so no dossier names it; "
            "see palermo ask perhaps-a-victim."
        )
    with speaking(language):
        asking = Asking(store, on)
        draft = Draft(_("Dossier: {name} ({id})").format(name=who.name, id=who.canonical), language, on.isoformat())
        return _written(draft, asking, who)


def _written(draft: Draft, asking: Asking, who: Party) -> Document:
    asking.noted("neighbours", of=who.canonical)
    answer = neighbours(asking.store, who, limit=MOST)
    hidden = held(asking.store)
    claims = [row for row in answer.rows if row["other"] not in hidden and _known_by(row, asking.day)]
    places = [row for row in asking.ask("places-on-map") if row["canonical"] in {one["other"] for one in claims}]
    dated = [
        row
        for row in asking.ask("timeline", until=draft.day)
        if any(one["id"] in {*who.records, who.canonical} for one in row["parties"])
    ]
    listings = [row for row in claims if row["type"] == "LISTED_IN"]
    method.opening(
        draft,
        _("It is of the class {kind}.").format(kind=who.label),
        _("Claims: {count}, of documents: {documents}.").format(
            count=len(claims), documents=len({row["document"] for row in claims})
        ),
        _("Listings by an authority: {count}. A listing is no finding.").format(count=len(listings)),
        _("Nothing that is loaded says anything of it.") if not claims else "",
        who.joined or "",
    )
    draft.heading(_("What sources say"))
    for type_, rows in groupby(claims, key=lambda row: str(row["type"])):
        draft.heading(words(type_).capitalize(), 2)
        draft.say(_meaning(type_))
        for row in rows:
            ends = (who.name, row["other_name"]) if row["direction"] == "forward" else (row["other_name"], who.name)
            draft.say(f"{ends[0]} — {words(type_)} → {ends[1]} [{evidence.modality(row)}{evidence.dated(row)}]")
            evidence.claims(draft, [row])
    pictures.places(draft, places)
    pictures.events(draft, asking, dated)
    ids: dict[str, list[str]] = {"Entity": [*who.records, who.canonical]}
    for base in ("Entity", "Place", "Event", "Source"):
        ids.setdefault(base, []).extend(row["other"] for row in claims)
    pictures.ties(draft, asking, ids)
    if answer.truncated:
        asking.unknown.append(_("There are more claims than {most}; only the first are here.").format(most=MOST))
    without = sum(row["since"] is None for row in claims)
    asking.unknown.append(_("Since when: {count} of the claims give no day.").format(count=without))
    return method.close(draft, asking, rules=False)


def _known_by(row: Row, day: date) -> bool:
    """What is said to begin only after the day is left out; what has no day stays."""
    return row["since"] is None or _first(str(row["since"])) <= day.isoformat()


def _first(since: str) -> str:
    """The first day of a date that may be a year, a month or an interval."""
    earliest = since.split("/")[0]
    return f"{earliest}-01-01" if len(earliest) == 4 else f"{earliest}-01"[:10]


def _meaning(type_: str) -> str:
    """What the type of a claim means, as the model says it."""
    found = next(cls for cls in relationship_classes() if cls.type_name() == type_)
    return (found.__doc__ or "").strip().splitlines()[0]
