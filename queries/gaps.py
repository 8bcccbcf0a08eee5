"""Gaps from the store: the findings of a State on a day, each with its rule, query, parameters, runs and fingerprint."""

from collections.abc import Sequence
from dataclasses import replace

from graph.connection import Store
from graph.errors import UsageError, nearest
from queries.ask import ask
from queries.obligations import asked
from queries.obligations.dates import Period
from queries.obligations.gaps import making
from queries.obligations.gaps.finding import KINDS, Finding, ordered
from queries.obligations.reading import read_subjects, rows
from queries.standing import standings


def kinds(words: Sequence[str]) -> tuple[str, ...]:
    """These kinds in the order of an answer; all of them where none is given. Raises UsageError for one that there is not."""
    for word in words:
        if word not in KINDS:
            raise UsageError(f"There is no kind of gap {word!r}.{nearest(word, list(KINDS))}")
    return tuple(kind for kind in KINDS if kind in words or not words)


def gaps(store: Store, who: str, on: Period, only: Sequence[str] = ()) -> list[Finding]:
    """The findings of these kinds for a State, as it stood on the last day of the period, in order.

    Raises UsageError for what is no State or no kind.
    """
    wanted = kinds(only)
    subject = asked.subject(who, read_subjects(store))
    if not subject.state:
        raise UsageError(f"{subject.name} is no State, and gaps are asked of States; see palermo standing for it.")
    state, day = subject.id, {"state": subject.id, "on": on.until.isoformat()}
    found: list[Finding] = []
    if "ratification" in wanted:
        answer = ask(store, "ratification-gaps", day).rows
        found += making.ratification(state, answer, _told(store, answer, "statements"), day)
    if "standing" in wanted:
        cells = list(standings(store, [subject], None, on).cells.values())
        ids = [id_ for one in cells for id_ in (*one.engaged, *(p.weighing.statement.id for p in one.counted))]
        found += making.standing(state, cells, _modalities(store, ids)[0], day)
    if "law-and-practice" in wanted:
        answer = ask(store, "law-and-practice", day).rows
        found += making.law_and_practice(state, answer, _told(store, answer, "challenges"), day)
    if "weak-norm" in wanted:
        answer = ask(store, "stronger-norm", day).rows
        modalities, conditional = _modalities(store, [id_ for row in answer for id_ in row["statements"]])
        found += making.weak_norm(state, answer, conditional, modalities, day)
    if "citation" in wanted:
        found += making.uncited(state, ask(store, "engaged-uncited", day).rows, day)
        found += making.unengaged(state, ask(store, "cited-unengaged", day).rows, day)
        found += making.wrongly_cited(state, ask(store, "wrong-citations", day).rows, day)
    if "answer" in wanted:
        found += making.answers(state, ask(store, "unanswered-questions", day).rows, day)
        for (letter,) in sorted(rows(store, "letters_to", **day)):
            given = {"letter": letter, "on": day["on"]}
            answer = ask(store, "same-facts-other-states", given).rows
            modalities, _ = _modalities(store, [one["statement"] for row in answer for one in row["contradictions"]])
            found += making.sisters(state, answer, modalities, given)
    return _with_runs(store, state, ordered(found))


def _told(store: Store, answer: Sequence[making.Row], column: str) -> making.Modalities:
    return _modalities(store, [id_ for row in answer for id_ in row[column]])[0]


def _modalities(store: Store, ids: Sequence[str]) -> tuple[making.Modalities, set[str]]:
    """How sure each statement is, and the ids of the conditional ones."""
    told = rows(store, "modalities", statements=sorted(set(ids)))
    return {id_: modality for id_, modality, _ in told}, {id_ for id_, _, conditional in told if conditional}


def _with_runs(store: Store, state: str, found: list[Finding]) -> list[Finding]:
    ids = sorted({id_ for one in found for id_ in (one.about, *one.evidence)})
    brought = dict(rows(store, "brought", ids=ids, state=state))
    return [
        replace(one, runs=tuple(sorted({run for id_ in (one.about, *one.evidence) for run in brought.get(id_, ())})))
        for one in found
    ]
