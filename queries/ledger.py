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
from queries.sentence import Sentence

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


def told(found: Ledger) -> Iterator[Sentence]:
    """The ledger's head in lines: of whom, to whom, how it stands, what replies deny and admit, where sisters differ."""
    head = found.head
    addressees = {
        sister: ", ".join(row["name"] for row in found.addressees if row["sister"] == sister)
        for sister in (False, True)
    }
    yield _says("letter", title=head["title"], date=head["date"], public=head["public_from"])
    yield _says("mandates", mandates="; ".join(head["mandates"]))
    yield _says("to", names=addressees[False])
    yield _says("sisters", names=addressees[True] or "nobody")
    own, *sisters = found.parties
    yield _standing(own, found.questions.rows)
    for reply in dict.fromkeys(row["reply"] for row in found.replies):
        yield _reply([row for row in found.replies if row["reply"] == reply])
    for sister in sisters:
        if sister["letter"] in found.sisters:
            yield _says(
                "sister",
                **{name: sister[name] for name in ("letter", "addressee", "says")},
                differs=found.sisters[sister["letter"]],
            )
    for one in own["contradictions"]:
        yield _says(
            "contradiction",
            addressee=own["addressee"], here=" and ".join(one["here"]), statement=one["statement"],
            other_addressee=one["addressee"], there=" and ".join(one["there"]), other=one["other"],
        )  # fmt: skip


FORMS: Mapping[str, str] = {
    "letter": "{title}, {date}, public from {public}",
    "mandates": "from {mandates}",
    "to": "to {names}",
    "sisters": "sister letters to {names}",
    "no due day": "the letter gives no day on which an answer is due",
    "due": "answer due {due}",
    "due soon": "answer due {due}, {days} days are left",
    "overdue": "answer due {due}, {days} days ago",
    "no reply": "{due}; {says} of that day or before, which does not say that none was sent: {questions} questions are asked",
    "answered": "{due}; {says}: of {questions} questions {fully} answered fully, {partly} partly, {not_} not",
    "reply": "reply {reply}, {date}, of {speaker}: denies {denies}; admits {admits}",
    "reply with claims": "reply {reply}, {date}, of {speaker}: denies {denies}; admits {admits}; claims {claims} measures of its own",
    "sister": "sister {letter} to {addressee}: {says}; {differs}",
    "contradiction": "{addressee} {here} {statement}; {other_addressee} {there} the same words in {other}",
}
"""What the ledger says, by what it is about."""


def _says(form: str, **words: Any) -> Sentence:
    return Sentence(FORMS[form], words)


def _standing(own: Row, questions: list[Row]) -> Sentence:
    """How far the letter was answered; a due day that has not come is no silence; that no reply is loaded is none."""
    days = next((row["days_since_due"] for row in questions if row["days_since_due"] is not None), None)
    if days is None:
        due = _says("no due day")
    elif days <= 0:
        due = _says("due soon", due=own["due"], days=-days)
    elif own["fully"] == own["questions"]:
        due = _says("due", due=own["due"])
    else:
        due = _says("overdue", due=own["due"], days=days)
    counts = {name: own[name] for name in ("says", "questions", "fully", "partly")}
    if own["says"] == NO_REPLY:
        return _says("no reply", due=due, **counts)
    return _says("answered", due=due, **counts, not_=own["questions"] - own["fully"] - own["partly"])


def _reply(rows: list[Row]) -> Sentence:
    first = rows[0]
    claims = sum(row["kind"] == "Measure" for row in rows)
    return _says(
        "reply with claims" if claims else "reply",
        reply=first["reply"], date=first["date"], speaker=first["speaker"], claims=claims,
        **{name: ", ".join(sorted({id_.rpartition("/")[2] for row in rows for id_ in row[name]})) or "nothing" for name in ("denies", "admits")},
    )  # fmt: skip
