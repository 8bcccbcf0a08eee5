"""Parties to be protected: who a source says was held or moved. A document that leaves the house does not name them."""

from graph.connection import Store


def held(store: Store) -> frozenset[str]:
    """Ids of the parties whom a source says to have been held somewhere or moved through: of every record of each."""
    found = store.read(
        "MATCH (held:Entity)-[:HELD_AT|PASSED_THROUGH]->(:Place)\n"
        "WITH DISTINCT held.canonical AS canonical\n"
        "MATCH (record:Entity {canonical: canonical}) RETURN record.id AS id ORDER BY id"
    )
    return frozenset(id_ for (id_,) in found.values)
