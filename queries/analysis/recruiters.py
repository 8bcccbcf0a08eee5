"""Who in a network is said to recruit: a role in a claim, asked of the claims each time and kept nowhere."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from graph.connection import Store
from queries.analysis.resting import Asked

_SAID = """
MATCH (recruiter:Entity)-[claim:RECRUITED_FOR]->(employer)
WHERE claim.stance = 'asserts'
OPTIONAL MATCH (document:Document {id: claim.document})
RETURN DISTINCT coalesce(recruiter.canonical, recruiter.id) AS recruiter, claim.document AS document,
       coalesce(document.origin, claim.document) AS origin,
       toString(claim.since) AS since, toString(claim.since_latest) AS since_latest
ORDER BY recruiter, document, since, since_latest
"""


def recruiters(store: Store, graph: Any, asked: Asked, *, without: Sequence[str] = ()) -> frozenset[str]:
    """The nodes of the network that are said to recruit, by the sources and in the time asked for."""
    aside = {*asked.without, *without}
    found = set()
    for who, document, origin, since, latest in store.read(_SAID).values:
        if aside.isdisjoint((document, origin)) and _in_time(asked, since, latest):
            found.add(who)
    columns = graph.columns()
    ids = columns.node_attributes.get("id", columns.nodes)
    return frozenset(
        node
        for node, id_, label in zip(columns.nodes, ids, columns.node_attributes["class"], strict=True)
        if id_ in found and label != "Compound"
    )


def _in_time(asked: Asked, since: str | None, latest: str | None) -> bool:
    """Where nobody says when, nobody knows that it was outside: such a claim counts."""
    begun_before = asked.since is not None and latest is not None and date.fromisoformat(latest) < asked.since
    begun_after = asked.until is not None and since is not None and date.fromisoformat(since) > asked.until
    return not begun_before and not begun_after
