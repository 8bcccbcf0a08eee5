"""Letters to States of a made store: passages, what they say, whom it is attributed to, and what it weighs on."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

import numpy as np
import polars as pl

from graph import model
from graph.model import Document, Law, Node, Passage, Question, State

SAID = "It is alleged that people who were held there were detained and fined after they had been freed."


class Known(Protocol):
    """What a letter is about."""

    @property
    def states(self) -> Sequence[str]:
        """Ids of States."""

    @property
    def provisions(self) -> Sequence[str]:
        """Ids of provisions."""


Table = tuple[Any, pl.DataFrame, tuple[type[Node], type[Node]] | None]


def letters(many: int, shape: Mapping[str, int], known: Known, seed: int) -> Iterator[Table]:
    """So many letters, a thousand at once."""
    for first in range(0, many, 1_000):
        chance = np.random.default_rng([seed, first, *b"letters"])
        yield from _letters(np.arange(first, min(many, first + 1_000)), shape, known, chance)


def _letters(at: Any, shape: Mapping[str, int], known: Known, chance: np.random.Generator) -> Iterator[Table]:
    letter = [f"AL_MADE_{one}_2025" for one in at]
    state = _some(known.states, len(letter), chance)
    yield (
        Document,
        pl.DataFrame({"id": letter, "title": letter, "kind": "AL", "date": "2025-03-10", "origin": letter}),
        None,
    )
    yield model.AddressedTo, pl.DataFrame({"start": letter, "end": state}), (Document, State)
    passage = _numbered(letter, "/", shape["passages"])
    order = [number for _ in letter for number in range(shape["passages"])]
    yield Passage, pl.DataFrame({"id": passage, "text": SAID, "locator": "page 1", "order": order}), None
    yield model.HasPassage, _links(_each(letter, shape["passages"]), passage), (Document, Passage)
    question = _numbered(letter, "/Q", shape["questions"])
    number = [number + 1 for _ in letter for number in range(shape["questions"])]
    asked = {"id": question, "number": number, "text": SAID, "locator": "page 9", "due": "2025-05-09"}
    yield Question, pl.DataFrame(asked), None
    yield model.Asks, _links(_each(letter, shape["questions"]), question), (Document, Question)
    yield model.Probes, _read(question, _some(known.provisions, len(question), chance)), (Question, Law)
    yield from _statements(letter, state, passage, shape, known, chance)


def _statements(
    letter: Sequence[str],
    state: Sequence[str],
    passage: Sequence[str],
    shape: Mapping[str, int],
    known: Known,
    chance: np.random.Generator,
) -> Iterator[Table]:
    each = shape["statements"]
    said = _numbered(letter, "/A", each)
    rows = {
        "id": said, "code": [one.rsplit("/", 1)[1] for one in said], "summary": SAID, "quote": SAID, "hedge": "alleged",
        "modality": "alleged", "category": "detention", "speaker": "special procedures", "origin": _each(letter, each),
        "role": "host", "basis": "addressed", "reported_on": "2025-03-10",
    }  # fmt: skip
    yield model.Allegation, pl.DataFrame(rows), None
    places = [passage[at // each * shape["passages"] + at % each] for at in range(len(said))]
    yield model.StatedIn, _links(said, places), (model.Allegation, Passage)
    states = _each(state, each)
    attributed = _read(said, states).with_columns(pl.lit("host").alias("role"), pl.lit("addressed").alias("basis"))
    yield model.AttributedTo, attributed, (model.Allegation, State)
    yield model.Engages, _read(said, _some(known.provisions, len(said), chance)), (model.Allegation, Law)
    weighed = _read(said, _some(known.provisions, len(said), chance)).with_columns(
        pl.Series("state", states), role=pl.lit("host"), basis=pl.lit("addressed"), aspect=pl.lit("practice")
    )
    counts = pl.Series(chance.random(len(said)) < 0.2)
    yield model.WeighsFor, weighed.filter(counts), (model.Allegation, Law)
    yield model.WeighsAgainst, weighed.filter(~counts), (model.Allegation, Law)


def _links(starts: Sequence[str], ends: Sequence[str]) -> pl.DataFrame:
    return pl.DataFrame({"start": starts, "end": ends})


def _read(starts: Sequence[str], ends: Sequence[str]) -> pl.DataFrame:
    return _links(starts, ends).with_columns(asserted_by=pl.lit("made"), why=pl.lit("made"), locator=pl.lit("page 1"))


def _numbered(letter: Sequence[str], mark: str, each: int) -> list[str]:
    return [f"{one}{mark}{number + 1:02}" for one in letter for number in range(each)]


def _each(values: Sequence[str], times: int) -> list[str]:
    return [value for value in values for _ in range(times)]


def _some(values: Sequence[str], count: int, chance: np.random.Generator) -> list[str]:
    return [values[at] for at in (len(values) * chance.random(count) ** 1.5).astype(int)]
