"""Neighbours: all that sources say of a party or place, claim by claim."""

from collections.abc import Sequence
from datetime import date

from graph.answer import Answer
from graph.connection import Store
from queries.leads.claims import Conditions, checked_types, opened
from queries.leads.finding import Party, party

LIMIT = 100
COLUMNS = (
    "type",
    "direction",
    "other",
    "other_name",
    "stance",
    "modality",
    "document",
    "title",
    "locator",
    "since",
    "until",
    "as_of",
    "in_time",
    "quote",
    "record",
    "claim",
)


def neighbours(
    store: Store,
    of: str | Party,
    *,
    kind: Sequence[str] = (),
    since: str | date | None = None,
    modality: str | None = None,
    limit: int = LIMIT,
) -> Answer:
    """The claims on a party or place, named by id or name, and on every record that is one with it.

    Raises UsageError for a name that is nobody's or several parties', and for a type, day or modality that is none.
    """
    conditions, types = Conditions.of(modality, since), checked_types(kind)
    who = of if isinstance(of, Party) else party(store, of)
    match = f"MATCH (one:{who.base} {{canonical: $canonical}})-[claim:{'|'.join(types)}]-(other)"
    rows = opened(store, match, {"canonical": who.canonical}, conditions)
    for row in rows:
        row["record"] = row["one_record"]
    rows.sort(
        key=lambda row: (row["type"], row["other"], row["document"], row["locator"], row["claim"], row["direction"])
    )
    columns = [name for name in COLUMNS if name != "in_time" or conditions.since is not None]
    values = tuple(tuple(row[name] for name in columns) for row in rows[:limit])
    return Answer(tuple(columns), values, truncated=len(rows) > limit)
