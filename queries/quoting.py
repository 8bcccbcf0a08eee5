"""Where a sentence stands: its document, and the passage with the one before and the one after."""

from typing import Any

from graph.connection import Store

_PASSAGE = (
    "OPTIONAL MATCH (document)-[:HAS_PASSAGE]->(before:Passage {order: passage.order - 1}) "
    "OPTIONAL MATCH (document)-[:HAS_PASSAGE]->(after:Passage {order: passage.order + 1}) "
    "WITH document, passage, before, after ORDER BY document.id, passage.order LIMIT 20 "
    "RETURN document.id AS document, document.title AS title, document.reference AS reference, "
    "document.publisher AS publisher, toString(document.date) AS date, toString(document.date_latest) AS date_latest, "
    "document.licence AS licence, passage.id AS passage, passage.locator AS locator, passage.heading AS heading, "
    "before.text AS before, passage.text AS text, after.text AS after"
)


def stated(store: Store, statement: str) -> list[dict[str, Any]]:
    """The passages in which a statement is made, in the order of the text."""
    return store.read(
        "MATCH (:Statement {id: $id})-[:STATED_IN]->(passage:Passage)<-[:HAS_PASSAGE]-(document:Document) " + _PASSAGE,
        {"id": statement},
    ).rows


def cited(store: Store, document: str, locator: str | None) -> list[dict[str, Any]]:
    """The document that a claim names, with the passage at its locator where the store has its text."""
    return store.read(
        "MATCH (document:Document {id: $document}) "
        "OPTIONAL MATCH (document)-[:HAS_PASSAGE]->(passage:Passage {locator: $locator}) " + _PASSAGE,
        {"document": document, "locator": locator or ""},
    ).rows


def within(store: Store, passage: str) -> list[dict[str, Any]]:
    """A passage in its document."""
    return store.read(
        "MATCH (passage:Passage {id: $id})<-[:HAS_PASSAGE]-(document:Document) " + _PASSAGE, {"id": passage}
    ).rows
