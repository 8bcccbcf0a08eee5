"""Cells as rows: what the commands print, write and compare."""

from collections.abc import Iterable, Mapping
from typing import Any

from graph.answer import Answer
from graph.connection import Store
from queries.obligations.bound import Bound
from queries.obligations.cell import Cell
from queries.obligations.duty import words
from queries.obligations.evidence import Evidence
from queries.obligations.reading import rows
from queries.obligations.standing import AspectStanding
from queries.standing import Standings

MATRIX = (
    "state", "name", "provision", "article", "strength", "standing", "law", "practice", "highest_modality", "bound",
    "caveats", "basis", "status", "verified", "reservations", "origins", "survives", "state_says", "engaged", "paragraphs",
)  # fmt: skip
CELL = (
    "state", "name", "provision", "title", "summary", "period", "bound", "bound_over", "caveats", "basis", "custom_rule",
    "status",    "in_force_since", "verified", "reservations", "reserved", "bearer", "bearer_wording", "strength", "wording",
    "standing", "law", "practice", "highest_modality", "origins", "survives", "breaks_without", "state_says", "evidence",
    "set_aside", "engaged", "own_word", "paragraphs", "note",
)  # fmt: skip


def matrix_rows(found: Standings) -> Answer:
    """One row a State and provision, States by code, provisions in the order of the text."""
    values = []
    for subject in found.subjects:
        for provision in found.provisions:
            one = found.cells[subject.id, provision.id]
            row = {
                "state": subject.id,
                "name": subject.name,
                "provision": provision.id,
                "article": provision.title,
                "standing": one.standing,
                "origins": len(one.origins),
                "engaged": len(one.engaged),
                "paragraphs": found.paragraphs(subject.id, provision.id) or None,
                **_shared(one),
            }
            values.append(tuple(row[name] for name in MATRIX))
    return Answer(MATRIX, tuple(values), found.made_by)


def cell_rows(store: Store, found: Standings, provision: str) -> Answer:
    """The cell of a provision in full, then those of what is directly in it."""
    (subject,) = found.subjects
    shown = [one for one in found.provisions if one.id == provision] + found.parts(provision)
    values = []
    for one in shown:
        here = found.cells[subject.id, one.id]
        row = cell_row(here, Telling(store, here), found.paragraphs(subject.id, one.id))
        values.append(tuple(row[name] for name in CELL))
    return Answer(CELL, tuple(values), found.made_by)


def cell_row(one: Cell, telling: "Telling", paragraphs: Mapping[str, int]) -> dict[str, Any]:
    """A cell in full: every step, and every sentence with its place."""
    provision, treaty = one.provision, one.treaty
    return {
        "state": one.subject.id,
        "name": one.subject.name,
        "provision": provision.id,
        "title": provision.title,
        "summary": provision.summary,
        "period": one.asked.text,
        "bound_over": f"{one.over.text.split(' (')[0]}: {one.over_what}",
        "in_force_since": treaty.since.text if treaty.since else None,
        "custom_rule": custom_rule(one),
        "reserved": reserved(one.bound),
        "bearer": provision.bearer,
        "bearer_wording": provision.bearer_wording,
        "wording": provision.wording,
        "standing": one.standing,
        "origins": list(one.origins),
        "breaks_without": sorted({*one.law.breaks_without, *one.practice.breaks_without}),
        "evidence": [telling.of(piece) for piece in one.counted],
        "set_aside": [telling.of(piece) for piece in one.evidence if not piece.counts],
        "engaged": [telling.engaged(id_) for id_ in one.engaged],
        "own_word": [
            {"says": says} | telling.said(id_)
            for says in ("denies", "claims", "admits")
            for id_ in getattr(one.state_says, says)
        ],
        "paragraphs": dict(paragraphs) or None,
        "note": provision.note,
        **_shared(one),
    }


def reserved(bound: Bound) -> list[dict[str, Any]]:
    """The reservations that touch a provision, with where they stand in the tree."""
    return [
        {
            "law": one.reservation.law,
            "where": one.where,
            "effect": one.reservation.effect,
            "since": one.reservation.since.text if one.reservation.since else None,
            "until": one.reservation.until.text if one.reservation.until else None,
            "text": one.reservation.text,
        }
        for one in bound.reserved
    ]


def survives(aspects: Iterable[AspectStanding]) -> bool | None:
    """Whether all standings survive the loss of any one origin; none where there is nothing to lose."""
    known = [one.survives for one in aspects if one.survives is not None]
    return all(known) if known else None


class Telling:
    """What the statements of a cell say, word for word, and why they are read so."""

    def __init__(self, store: Store, cell: Cell) -> None:
        ids = {one.weighing.statement.id for one in cell.evidence} | set(cell.engaged)
        ids |= {*cell.state_says.denies, *cell.state_says.admits, *cell.state_says.claims}
        asked = sorted(ids)
        self._told = {row[0]: row for row in rows(store, "told", statements=asked)} if asked else {}
        why = rows(store, "why", statements=asked, provision=cell.provision.id) if asked else []
        self._why = {row[0]: (row[3], row[4]) for row in why}
        self._engages = {row[1]: (row[3], row[4]) for row in why if row[2] == "ENGAGES"}

    def said(self, id_: str) -> dict[str, Any]:
        """A statement with its place."""
        _, summary, quote, hedge, found_by, document, title, locator = self._told[id_]
        return {
            "statement": id_,
            "quote": quote,
            "hedge": hedge,
            "summary": summary,
            "found_by": found_by,
            "document": document,
            "title": title,
            "locator": locator,
        }

    def of(self, piece: Evidence) -> dict[str, Any]:
        """A weighing with its statement, its reading and, where it does not count, the reason."""
        weighing, statement = piece.weighing, piece.weighing.statement
        why, by = self._why.get(weighing.id, (None, None))
        return {
            "relation": "weighs for" if weighing.speaks_for else "weighs against",
            "aspect": weighing.aspect,
            "modality": statement.modality,
            "basis": piece.basis,
            "role": weighing.role or statement.role,
            "dates": piece.days.text if piece.days else None,
            "speaker": statement.speaker,
            "origin": statement.origin,
            **self.said(statement.id),
            "why": why,
            "asserted_by": by,
            "set_aside": piece.set_aside,
        }

    def engaged(self, id_: str) -> dict[str, Any]:
        """A statement that only touches the subject."""
        why, by = self._engages.get(id_, (None, None))
        return {"relation": "engages", **self.said(id_), "why": why, "asserted_by": by}


def _shared(one: Cell) -> dict[str, Any]:
    return {
        "strength": one.provision.strength,
        "law": one.law.standing if one.has_standing else None,
        "practice": one.practice.standing if one.has_standing else None,
        "highest_modality": one.modality,
        "bound": one.bound.value,
        "caveats": ", ".join(one.caveats) or None,
        "basis": one.bound.basis,
        "verified": one.treaty.verified,
        "reservations": one.bound.reservations,
        "status": one.bound.status,
        "survives": survives((one.law, one.practice)),
        "state_says": one.state_says.says,
    }


def custom_rule(one: Cell) -> str | None:
    """What the rule of custom says on which the State is bound: it covers that and no more."""
    if one.custom is None or not (one.bound.basis or "").startswith("custom"):
        return None
    return f"{one.custom.id}: {one.custom.summary or one.custom.title}"


def bearer_words(one: Cell) -> str:
    """Whose duty it is, in words."""
    return words(one.provision.bearer) if one.provision.bearer else "not known here: its paragraphs differ"
