"""The picture of what a canned query answers."""

from collections.abc import Mapping
from typing import Any

from graph.connection import Store
from queries import find, picture
from queries.emptiness import why_empty
from viz.pages.drawing import Drawing


def show(store: Store, query_id: str, given: Mapping[str, Any], *, limit: int | None = None) -> Drawing:
    """The nodes that the answer names, and what is said among them. Raises UsageError as `queries.picture` does."""
    query = find(query_id)
    drawn = picture(store, query_id, given, limit=limit)
    told = ", ".join(f"{name} {value}" for name, value in given.items())
    return Drawing(
        drawn,
        query.title,
        [f"{query.question} {told}".strip()],
        "by the query's parameters or with --limit",
        empty=None if drawn.nodes else why_empty(store, query),
    )
