"""Sentences to quote and documents to cite: what somebody who writes to others must give with each."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from graph.connection import Store
from graph.model import Modality, When
from queries.obligations.reading import rows


@dataclass(frozen=True, slots=True)
class Quoted:
    """A statement word for word, with all that must stand beside it."""

    id: str
    kind: str
    code: str
    quote: str
    hedge: str | None
    modality: Modality
    conditional: bool
    stance: str
    speaker: str
    own_word: str | None
    """Whose own word it is: it stands beside a standing, never inside it."""
    basis: str | None
    found_by: str | None
    document: str | None
    locator: str | None


@dataclass(frozen=True, slots=True)
class Cited:
    """A document as a footnote names it."""

    id: str
    title: str
    reference: str | None
    publisher: str | None
    date: str | None
    sha256: str | None
    licence: str | None


def quoted(store: Store, ids: Collection[str]) -> dict[str, Quoted]:
    """The statements among these ids, by id; other ids are passed over."""
    found = rows(store, "quoted", statements=sorted(set(ids))) if ids else []
    return {row[0]: Quoted(*row) for row in sorted(found, key=lambda row: str(row[0]))}


def speaking_of(store: Store, place: str) -> list[str]:
    """Ids of the statements that speak of a place, by its canonical id."""
    found = store.read(
        "MATCH (statement:Statement)-[:ABOUT]->(:Place {canonical: $place}) RETURN DISTINCT statement.id AS id ORDER BY id",
        {"place": place},
    )
    return [id_ for (id_,) in found.values]


def cited(store: Store, ids: Collection[str]) -> dict[str, Cited]:
    """The documents among these ids, by id; other ids are passed over."""
    found = rows(store, "cited", documents=sorted(set(ids))) if ids else []
    return {
        id_: Cited(id_, title, reference, publisher, _day(first, last), sha256, licence)
        for id_, title, reference, publisher, first, last, sha256, licence in found
    }


def _day(first: str | None, last: str | None) -> str | None:
    return When(date.fromisoformat(first), date.fromisoformat(last)).text if first and last else None
