"""Run a query of the user's own: it can only read, and reaches cases only for a stated purpose, which is written down."""

from collections.abc import Mapping
from typing import Any

from graph.answer import Answer
from graph.connection import Store
from graph.disclosure import audit, harmless, reach


def cypher(
    store: Store,
    query: str,
    parameters: Mapping[str, Any] | None = None,
    *,
    limit: int | None = None,
    purpose: str | None = None,
) -> Answer:
    """The answer of a Cypher query. Raises UsageError for what is more than reading, or reaches cases without a purpose."""
    harmless.check(query)
    if purpose is None:
        reach.check(store, query, parameters or {})
        return store.read(query, parameters, limit=limit)
    why = audit.purpose(purpose, "A query that may reach cases")
    answer = store.read(query, parameters, limit=limit)
    what = {"query": query, "parameters": dict(parameters or {})}
    audit.record(store.home, "cypher", what, why, len(answer.values))
    return answer
