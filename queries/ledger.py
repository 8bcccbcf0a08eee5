"""The ledger of a letter: what was asked and answered, by when, and what the sister letters asked and got."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.answer import Answer
from graph.connection import Store
from queries.alignment import Aligned, align, differences
from queries.ask import ask
from queries.obligations.standing import NO_REPLY

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ledger:
    """A letter as of a day."""

    head: Row
    """The letter's row of the query `letters`."""
    addressees: tuple[Row, ...]
    """Rows of `letter-addressees`."""
    questions: Answer
    """`letter-ledger`, and for each question its counterparts in sister letters that are loaded."""
    replies: tuple[Row, ...]
    """Rows of `letter-replies`, up to that day."""
    parties: tuple[Row, ...]
    """Rows of `same-facts-other-states`: the letter first, then its sisters."""
    sisters: Mapping[str, str]
    """Sister letter that is loaded -> where its questions differ."""


def ledger(store: Store, letter: str, on: date) -> Ledger:
    """The ledger of a letter, by id or reference, on a day. Raises UsageError where there is no such letter."""
    given = {"letter": letter}
    addressees = ask(store, "letter-addressees", given).rows
    id_ = next((row["document"] for row in addressees if not row["sister"]), letter)
    day = {"letter": id_, "on": on.isoformat()}
    questions = ask(store, "letter-ledger", day)
    parties = ask(store, "same-facts-other-states", day).rows
    others = {
        row["letter"]: ask(store, "letter-ledger", {**day, "letter": row["letter"]}).rows
        for row in parties
        if row["letter"] != id_ and row["says"] != "not loaded"
    }
    aligned = {name: align(_texts(questions.rows), _texts(rows)) for name, rows in others.items()}
    head = next(row for row in ask(store, "letters", {}).rows if row["letter"] == id_)
    replies = next(row["replies"] for row in parties if row["letter"] == id_)
    return Ledger(
        head,
        tuple(addressees),
        _with_sisters(questions, aligned),
        tuple(row for row in ask(store, "letter-replies", {"letter": id_}).rows if row["reply"] in replies),
        tuple(parties),
        {name: differences(aligned[name], _texts(rows)) for name, rows in others.items()},
    )


def _texts(rows: list[Row]) -> dict[int, str]:
    return {row["number"]: row["text"] for row in rows}


def _with_sisters(questions: Answer, aligned: Mapping[str, list[Aligned]]) -> Answer:
    counterparts = [
        [
            {"letter": name, "number": one.other, "likeness": one.likeness}
            for name in sorted(aligned)
            for one in aligned[name]
            if one.number == row["number"] and one.other is not None
        ]
        for row in questions.rows
    ]
    values = tuple((*row, found) for row, found in zip(questions.values, counterparts, strict=True))
    return Answer((*questions.columns, "sisters"), values, questions.query, questions.parameters, questions.truncated)


def told(found: Ledger) -> Iterator[str]:
    """The ledger's head in lines: of whom, to whom, how it stands, what replies deny and admit, where sisters differ."""
    head = found.head
    yield f"{head['title']}, {head['date']}, public from {head['public_from']}"
    yield f"from {'; '.join(head['mandates'])}"
    yield f"to {', '.join(row['name'] for row in found.addressees if not row['sister'])}"
    yield f"sister letters to {', '.join(row['name'] for row in found.addressees if row['sister']) or 'nobody'}"
    own, *sisters = found.parties
    yield _standing(own, found.questions.rows)
    for reply in dict.fromkeys(row["reply"] for row in found.replies):
        yield _reply([row for row in found.replies if row["reply"] == reply])
    for sister in sisters:
        if sister["letter"] in found.sisters:
            yield f"sister {sister['letter']} to {sister['addressee']}: {sister['says']}; {found.sisters[sister['letter']]}"
    for one in own["contradictions"]:
        here, there = " and ".join(one["here"]), " and ".join(one["there"])
        yield f"{own['addressee']} {here} {one['statement']}; {one['addressee']} {there} the same words in {one['other']}"


def _standing(own: Row, questions: list[Row]) -> str:
    """How far the letter was answered; a due day that has not come is no silence; that no reply is loaded is none."""
    days = next((row["days_since_due"] for row in questions if row["days_since_due"] is not None), None)
    if days is None:
        due = "the letter gives no day on which an answer is due"
    elif own["fully"] == own["questions"] or days <= 0:
        due = f"answer due {own['due']}" + ("" if days > 0 else f", {-days} days are left")
    else:
        due = f"answer due {own['due']}, {days} days ago"
    says = own["says"]
    if says == NO_REPLY:
        unknown = "of that day or before, which does not say that none was sent"
        return f"{due}; {says} {unknown}: {own['questions']} questions are asked"
    not_ = own["questions"] - own["fully"] - own["partly"]
    asked = f"of {own['questions']} questions {own['fully']} answered fully, {own['partly']} partly, {not_} not"
    return f"{due}; {says}: {asked}"


def _reply(rows: list[Row]) -> str:
    first = rows[0]
    denies = sorted({id_.rpartition("/")[2] for row in rows for id_ in row["denies"]})
    admits = sorted({id_.rpartition("/")[2] for row in rows for id_ in row["admits"]})
    claims = sum(row["kind"] == "Measure" for row in rows)
    text = f"reply {first['reply']}, {first['date']}, of {first['speaker']}: "
    text += f"denies {', '.join(denies) or 'nothing'}; admits {', '.join(admits) or 'nothing'}"
    return text + (f"; claims {claims} measures of its own" if claims else "")
