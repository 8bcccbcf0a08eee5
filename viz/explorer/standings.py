"""The standings of a State: all provisions of which something was said, and one of them step by step."""

from typing import Any

from pydantic import Field

from graph.errors import UsageError
from queries.obligations import asked as names
from queries.obligations.answers import cell_rows, matrix_rows
from queries.obligations.dates import period
from queries.obligations.reading import read_subjects
from queries.obligations.sides import bound_in_words, in_words, sign
from queries.obligations.telling import told
from queries.standing import standing, standings
from viz.explorer.desk import Desk
from viz.explorer.replies import Question


class State(Question):
    """A State, by code or name, and the day; today, where none is given."""

    state: str = Field(min_length=1, max_length=200)
    on: str | None = None


class Cell(State):
    """A State under a provision."""

    provision: str = Field(min_length=1, max_length=200)


def matrix(desk: Desk, asked: State) -> dict[str, Any]:
    """One row a provision, with signs and words for law and practice, how hard, whether bound and what of it nobody made sure of, and what the State says."""
    when = period(asked.on or None, today=desk.today())
    subject = names.subject(asked.state, read_subjects(desk.store))
    found = standings(desk.store, [subject], None, when)
    if not found.provisions:
        raise UsageError("No law is loaded yet; see palermo load law.")
    rows = []
    for row in matrix_rows(found).rows:
        cell = found.cells[subject.id, row["provision"]]
        spoken = bool(cell.engaged or cell.evidence)
        rows.append(
            {**row, "bound": bound_in_words(cell), "sign": sign(cell), "words": in_words(cell), "spoken": spoken}
        )
    return {
        "state": subject.id,
        "name": subject.name,
        "on": when.until.isoformat(),
        "rows": rows,
        "made_by": found.made_by,
    }


def cell(desk: Desk, asked: Cell) -> dict[str, Any]:
    """One cell: the six steps in words, and the ids of the statements that it rests on."""
    when = period(asked.on or None, today=desk.today())
    found = standing(desk.store, asked.state, asked.provision, when)
    (subject,) = found.subjects
    id_ = names.provision(asked.provision, found.law)
    row = cell_rows(desk.store, found, id_).rows[0]
    pieces = [*row["evidence"], *row["set_aside"], *row["engaged"], *row["own_word"]]
    return {
        "state": subject.id,
        "provision": id_,
        "lines": list(told(found.cells[subject.id, id_], row)),
        "statements": list(dict.fromkeys(piece["statement"] for piece in pieces)),
    }
