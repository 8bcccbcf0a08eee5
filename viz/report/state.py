"""The dossier of a State: its standings, gaps, letters, and the places that sources put in it."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Any

from graph.connection import Store
from graph.errors import UsageError
from queries.obligations import asked
from queries.obligations.cell import Cell
from queries.obligations.reading import read_subjects
from queries.obligations.records import Subject
from queries.protected import held
from viz.report import evidence, gaps, matrix, method, parties, pictures
from viz.report.asked import Asking
from viz.report.document import Document, Draft
from viz.report.language import _, speaking

Rows = list[dict[str, Any]]


def state(store: Store, name: str, *, on: date, language: str = "en") -> Document:
    """The dossier. Raises UsageError for what is no State, with the nearest name."""
    known = read_subjects(store)
    subject = asked.subject(name, known)
    if not subject.state:
        raise UsageError(f"{subject.name} is no State; see palermo report entity for it.")
    with speaking(language):
        asking = Asking(store, on)
        draft = Draft(_("Dossier: {name} ({id})").format(name=subject.name, id=subject.id), language, on.isoformat())
        return _written(draft, asking, subject, {one.id: one.name for one in known.values()})


def _written(draft: Draft, asking: Asking, subject: Subject, names: Mapping[str, str]) -> Document:
    found = matrix.of_state(asking, subject)
    shown = matrix.touched(found)
    gaps_ = gaps.of_state(asking, subject)
    places = asking.ask("places-on-map", state=subject.id)
    events = asking.ask("timeline", place=subject.id, until=draft.day)
    real = [one for one in gaps_ if one.rule.gap]
    kinds = Counter(one.rule.kind for one in real)
    method.opening(
        draft,
        _("Provisions on which something is said: {count}. {standings}").format(
            count=len(shown), standings=_counted(shown)
        ),
        _("Gaps: {count}. {kinds}")
        .format(count=len(real), kinds="; ".join(f"{_(kind)}: {count}" for kind, count in kinds.items()))
        .strip(),
        _("Findings that are no gap, but not known or not yet due: {count}.").format(count=len(gaps_) - len(real)),
        _("Compounds and other places with a point that sources put in {name}: {count}.").format(
            name=subject.name, count=len(places)
        ),
        _("Events, listings and letters that concern it: {count}.").format(count=len(events)),
        _("Nothing is loaded that touches this State. Load its letters or conclusions first; see palermo sources.")
        if not (shown or gaps_ or places or events)
        else "",
    )
    matrix.opening(draft)
    matrix.table(draft, found, shown)
    matrix.behind(draft, asking, shown)
    gaps.section(draft, asking, gaps_, names, asking.day)
    compounds, operators = _compounds(draft, asking, subject)
    pictures.places(draft, places)
    pictures.events(draft, asking, events)
    hidden = held(asking.store)
    ids = weighing(shown) | {
        "Place": [row["compound"] for row in compounds] + [subject.id] * bool(compounds),
        "Entity": [row["operator"] for row in operators if row["operator"] not in hidden],
    }
    pictures.ties(draft, asking, ids)
    unknown(asking, list(found.cells.values()), shown)
    return method.close(draft, asking, states=[subject.id])


def _compounds(draft: Draft, asking: Asking, subject: Subject) -> tuple[Rows, Rows]:
    """The compounds that sources put in the State, by what lies in what, and who is said to run each."""
    draft.heading(_("Compounds that sources put in it"))
    compounds = asking.ask("compounds-in-state", state=subject.id) if _known(asking, subject) else []
    here = {row["compound"] for row in compounds}
    operators = [row for row in asking.ask("compound-operators") if row["compound"] in here]
    if not compounds:
        draft.say(_("No source that is loaded puts a compound in it. That does not say that there is none."))
    for id_, ways in groupby(compounds, key=lambda row: row["compound"]):
        rows = list(ways)
        draft.heading(f"{rows[0]['name']} ({id_})", 2)
        for row in rows:
            draft.say(
                _("Said to lie in {name}; {modality}; independent origins: {origins}; denials: {denials}.").format(
                    name=subject.name, modality=parties.surest(row["modality"]), origins=row["origins"],
                    denials=row["denials"],
                )
            )  # fmt: skip
            for step in row["evidence"]:
                draft.say(_("Step: {step}").format(step=step["step"]))
                evidence.claims(draft, [step["claim"]])
        parties.operators(draft, [one for one in operators if one["compound"] == id_], held(asking.store))
    return compounds, operators


def _known(asking: Asking, subject: Subject) -> bool:
    return subject.id in read_subjects(asking.store)


def weighing(shown: list[Cell]) -> dict[str, list[str]]:
    """Ids of what counts in these cells, and of the provisions on which it weighs."""
    pieces = [piece.weighing for cell in shown for piece in cell.counted]
    return {"Law": [one.provision for one in pieces], "Statement": [one.statement.id for one in pieces]}


def _counted(shown: list[Cell]) -> str:
    counts = Counter(
        (_(name), _(value.standing)) for one in shown for name, value in (("law", one.law), ("practice", one.practice))
    )
    return "; ".join(f"{aspect}, {standing}: {count}" for (aspect, standing), count in sorted(counts.items()))


def unknown(asking: Asking, cells: list[Cell], shown: list[Cell]) -> None:
    """What the standings could not say."""
    unchecked = sorted({one.instrument.id for one in shown if one.bound.value == "not checked"})
    if unchecked:
        asking.unknown.append(
            _("Whether the State was bound by these was checked by nobody: {instruments}.").format(
                instruments=", ".join(unchecked)
            )
        )
    reserved = sorted({one.instrument.id for one in shown if one.bound.reservations == "not checked"})
    if reserved:
        asking.unknown.append(
            _("Reservations to these were not checked: {instruments}.").format(instruments=", ".join(reserved))
        )
    undated = sorted(
        {p.weighing.statement.id for one in shown for p in one.counted if p.days and p.days.dated_by == "report"}
    )
    if undated:
        asking.unknown.append(
            _(
                "The conduct of these statements is not dated; the day of the report stands for it: {statements}."
            ).format(statements=", ".join(undated))
        )
    no_reply = sorted({one.state_says.says for one in cells} - {"silent", "denies", "claims", "admits"})
    if no_reply:
        asking.unknown.append(
            _("Of some statements: {says}; that does not say that none was sent.").format(says=", ".join(no_reply))
        )
