"""Canned queries: a form from each header, and the answer as rows with the picture of what it names."""

from typing import Any

from pydantic import Field
from starlette.responses import PlainTextResponse, Response

from graph.answer import Answer
from graph.errors import UsageError
from graph.printing import as_csv
from queries import Query, ask, catalogue, find
from queries.around import SHOWN, Key
from queries.ask import named
from viz.explorer.desk import Desk
from viz.explorer.opening import One, gained
from viz.explorer.replies import Question

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
        "note": "" if answer.values else _why_empty(desk, query),
    }
    if query.sensitivity == "case":  # a picture would show more than the answer
        told["note"] = f"{told['note']} About single people: not drawn, and written to the audit log.".strip()
        return told
    keys: list[Key] = [
        (base, id_) for base, ids in sorted(named(query, answer).items()) if base in SHOWN for id_ in sorted(ids)
    ]
    if keys:
        try:
            told["picture"] = gained(desk, [one.key for one in form.present], keys)
        except UsageError as error:  # the table stands all the same
            told["note"] = str(error)
    elif answer.values:
        told["note"] = "It names nothing that could be drawn; the table and the text hold all of it."
    return told


def as_file(desk: Desk, form: Form) -> Response:
    """The answer as CSV, in which no cell is a formula."""
    return PlainTextResponse(as_csv(_answer(desk, form)[1]), media_type="text/csv")


def _answer(desk: Desk, form: Form) -> tuple[Query, Answer]:
    query = find(form.query)
    given = {name: value.strip() for name, value in form.parameters.items() if value.strip()}
    return query, ask(desk.store, query.id, given, limit=form.limit, purpose=form.purpose or None)


def _why_empty(desk: Desk, query: Query) -> str:
    loaded = desk.store.read(
        "MATCH (run:Run {state: 'complete'}) WHERE run.id CONTAINS '@' RETURN run.scope ORDER BY run.scope"
    )
    if not loaded.values:
        return "The answer is empty: nothing is loaded yet; begin with palermo demo or palermo load."
    if query.counts_people:
        return "The answer is empty: no source counts such people, or every count is under 11 and is not told."
    scopes = ", ".join(scope for (scope,) in loaded.values)
    return f"The answer is empty: none of the loaded sources ({scopes}) says this under these parameters."


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
