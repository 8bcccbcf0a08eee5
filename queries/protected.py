"""Parties to be protected: who a source says was held or moved. A document that leaves the house does not name them."""

from graph.connection import Store


def held(store: Store) -> frozenset[str]:
    """Canonical ids of the parties whom a source says to have been held somewhere or moved through."""
    found = store.read(
        "MATCH (held:Entity)-[:HELD_AT|PASSED_THROUGH]->(:Place) RETURN DISTINCT held.canonical AS id ORDER BY id"
    )
    return frozenset(id_ for (id_,) in found.values)
