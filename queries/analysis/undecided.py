"""Which nodes of a network may be one and are not decided: each such pair may tear apart what belongs together."""

from collections.abc import Collection
from typing import Any

from graph.connection import Store
from queries.analysis.resting import counted, listed

_PAIRS = """
MATCH (one)-[:POSSIBLY_SAME_AS]->(other)
WITH coalesce(one.canonical, one.id) AS one, coalesce(other.canonical, other.id) AS other
WHERE one <> other
RETURN DISTINCT one, other ORDER BY one, other
"""


def undecided(store: Store, graph: Any, shown: Collection[str]) -> list[str]:
    """A sentence on the pairs of the network, naming those of which one end is among the nodes shown; none: no pair."""
    columns = graph.columns()
    ids = columns.node_attributes.get("id", columns.nodes)
    called = dict(zip(ids, columns.node_attributes["name"], strict=True))
    keys = dict(zip(ids, columns.nodes, strict=True))
    pairs = [(one, other) for one, other in store.read(_PAIRS).values if one in called and other in called]
    if not pairs:
        return []
    named = [
        f"{called[one]} ({one}) and {called[other]} ({other})"
        for one, other in pairs
        if keys[one] in shown or keys[other] in shown
    ]
    text = f"{counted(len(pairs), 'pair')} of the network may each be one and {'is' if len(pairs) == 1 else 'are'} not decided (palermo review)"
    return [f"{text}; of those shown: {listed(named, 3)}." if named else f"{text}."]
