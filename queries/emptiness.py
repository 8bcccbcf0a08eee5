"""Why the answer of a canned query is empty: nothing loaded, told by nobody, or too few people to be counted aloud."""

from graph.connection import Store
from queries.catalogue import Query


def why_empty(store: Store, query: Query) -> str:
    """The sentence to show in place of rows."""
    loaded = store.read(
        "MATCH (run:Run {state: 'complete'}) WHERE run.id CONTAINS '@' RETURN run.scope ORDER BY run.scope"
    )
    if not loaded.values:
        return "The answer is empty: nothing is loaded yet; begin with palermo demo or palermo load."
    if query.counts_people:
        return "The answer is empty: no source counts such people, or every count is under 11 and is not told."
    scopes = ", ".join(scope for (scope,) in loaded.values)
    return f"The answer is empty: none of the loaded sources ({scopes}) says this under these parameters."
