"""A network of any size for pictures: organisations of which a report says that they are linked, a few with very many."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import numpy as np

from graph import write
from graph.connection import Store
from graph.loading.tables import tabulate
from graph.model import Document, LinkedTo, Node, Organisation, Relationship

HUBS = 1.5
"""Exponent of the Pareto law by which ends are drawn: some have hundreds of links and most have two."""


def ends(count: int, seed: int = 1) -> list[tuple[int, int]]:
    """Pairs of numbers of nodes, about twice as many as nodes, each pair once."""
    chance = np.random.default_rng(seed)
    weight = chance.pareto(HUBS, count) + 1
    start = chance.choice(count, 2 * count, p=weight / weight.sum())
    pairs = zip(start.tolist(), chance.integers(0, count, 2 * count).tolist(), strict=True)
    return sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]})


def records(count: int, seed: int = 1) -> Iterator[Node | Relationship[Any, Any]]:
    """The same as records that the store takes."""
    yield Document(id="R", title="A report", origin="R")
    for number in range(count):
        yield Organisation(id=f"M{number}", name=f"Company {number}")
    for place, (start, end) in enumerate(ends(count, seed)):
        yield LinkedTo(
            start=Organisation.ref(f"M{start}"),
            end=Organisation.ref(f"M{end}"),
            document="R",
            locator=f"row {place}",
            as_="is linked to",
            modality="alleged" if place % 5 == 0 else "reported",
        )


def load(store: Store, count: int) -> None:
    """Load it, in place of another size."""
    write.load(
        store,
        tabulate(records(count)),
        source="made",
        scope="made",
        digest=str(count),
        version="1",
        now=lambda: datetime(2026, 1, 1, tzinfo=UTC),
    )
