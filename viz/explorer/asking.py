"""Canned queries: a form from each header, and the answer as rows with the picture of what it names."""

from collections.abc import Iterator
from typing import Any

from pydantic import Field
from starlette.responses import PlainTextResponse, Response

from graph.answer import Answer
from graph.disclosure.suppression import NOTE
from graph.errors import UsageError
from graph.printing import as_csv
from queries import Query, ask, catalogue, find
from queries.around import SHOWN, Key
from queries.ask import named
from queries.emptiness import why_empty
from viz.explorer.desk import Desk
from viz.explorer.opening import One, gained
from viz.explorer.replies import Question

SINGLE = "About single people: not drawn, and written to the audit log."
MOST = 5_000
"""Rows that a table on the page may have."""


class Form(Question):
    """A canned query with its parameters as they were written, and what is in the picture already."""

    query: str
    parameters: dict[str, str] = Field(default_factory=dict)
    limit: int = Field(default=500, ge=1, le=MOST)
    present: list[One] = Field(default_factory=list)
    purpose: str | None = Field(default=None, max_length=1_000)
    """Why it is asked; a query about single people needs one, and it is written to the audit log."""


def forms(_: Desk, __: Question) -> list[dict[str, Any]]:
    """Every query as a form: what it asks and what it has to be told, in the order of their ids."""
    return [_form(query) for query in catalogue().values()]


def asked(desk: Desk, form: Form) -> dict[str, Any]:
    """The answer, and what the picture gains; where it cannot be drawn, why."""
    query, answer = _answer(desk, form)
    told = {
        "title": query.title,
        "question": query.question,
        "columns": [{"name": name, **column.model_dump()} for name, column in query.columns.items()],
        "rows": answer.values,
        "truncated": answer.truncated,
        "query": answer.query,
        "parameters": answer.parameters,
        "picture": None,
        "note": " ".join(_notes(desk, query, answer)),
    }
    if query.sensitivity == "case":  # a picture would show more than the answer
        told["note"] = f"{told['note']} {SINGLE}".strip()
        return told
    keys: list[Key] = [
        (base, id_) for base, ids in sorted(named(query, answer).items()) if base in SHOWN for id_ in sorted(ids)
    ]
    if keys:
        try:
            told["picture"] = gained(desk, [one.key for one in form.present], keys)
        except UsageError as error:  # the table stands all the same
            told["note"] = f"{told['note']} {error}".strip()
    elif answer.values:
        told["note"] = (
            f"{told['note']} It names nothing that could be drawn; the table and the text hold all of it.".strip()
        )
    return told


def as_file(desk: Desk, form: Form) -> Response:
    """The answer as CSV, in which no cell is a formula."""
    return PlainTextResponse(as_csv(_answer(desk, form)[1]), media_type="text/csv")


def _answer(desk: Desk, form: Form) -> tuple[Query, Answer]:
    query = find(form.query)
    given = {name: value.strip() for name, value in form.parameters.items() if value.strip()}
    return query, ask(desk.store, query.id, given, limit=form.limit, purpose=form.purpose or None)


def _notes(desk: Desk, query: Query, answer: Answer) -> Iterator[str]:
    """What stands beside the answer: why it is empty, and how people are counted."""
    if not answer.values:
        yield why_empty(desk.store, query)
    if query.counts_people:
        yield NOTE
        if "kind" in query.parameters:
            yield query.parameters["kind"].meaning[0].upper() + query.parameters["kind"].meaning[1:] + "."


def _form(query: Query) -> dict[str, Any]:
    return {
        "id": query.id,
        "title": query.title,
        "question": query.question,
        "audience": query.audience,
        "sensitivity": query.sensitivity,
        "folder": query.folder,
        "one_of": query.one_of,
        "parameters": [{"name": name, **one.model_dump(mode="json")} for name, one in query.parameters.items()],
    }
