"""Candidates: pairs of records that share a key, so that not every record is compared with every other."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations

import numpy as np
import polars as pl

from loaders.identity.columns import UNKNOWN, Columns, Integers, skeleton
from loaders.identity.exact import identifiers
from loaders.identity.rules import rules

GRID = 0.1
"""Degrees of a cell in which points are neighbours."""


def candidates(table: Columns) -> tuple[Integers, Integers]:
    """The places of pairs that share a key, each pair once, the smaller place first; sorted."""
    keys, owners = _keys(table)
    frame = pl.DataFrame({"key": keys, "owner": owners}, schema={"key": pl.String, "owner": pl.Int64})
    frame = frame.with_columns(pl.col("key").hash()).unique()  # two keys of one hash only bring a pair too many
    frame = frame.filter(pl.len().over("key").is_between(2, rules().blocks.most))
    pairs = (
        frame.join(frame, on="key", suffix="_other")
        .filter(pl.col("owner") < pl.col("owner_other"))
        .select("owner", "owner_other")
        .unique()
        .sort("owner", "owner_other")
    )
    return pairs["owner"].to_numpy(), pairs["owner_other"].to_numpy()


def _keys(table: Columns) -> tuple[list[str], list[int]]:
    years = [None if day == UNKNOWN else date.fromordinal(day).year for day in table.earliest.tolist()]
    exact = np.equal(table.earliest, table.latest) & np.not_equal(table.earliest, UNKNOWN)
    days = [day if known else None for day, known in zip(table.earliest.tolist(), exact.tolist(), strict=True)]
    keys: list[str] = []
    owners: list[int] = []
    names = table.names
    for owner, words, key, sound in zip(names.owner, names.words, names.key, names.sound, strict=True):
        bones = skeleton(sound)
        found = [f"n {key}", f"s {bones}"]
        if years[owner] is not None:
            found += [f"{one} {years[owner]}" for one in found]
        found += _word_keys(table, words, years[owner], days[owner])
        keys += found
        owners += [owner] * len(found)
    for owner, key in _other_keys(table):
        keys.append(key)
        owners.append(owner)
    return keys, owners


def _word_keys(table: Columns, words: tuple[str, ...], year: int | None, day: int | None) -> list[str]:
    found = [f"w {word}" for word in words if 0 < table.records[word] <= rules().blocks.rare_word]
    if len(words) > 2:
        rarest = sorted(words, key=lambda word: (table.records[word], word))[:4]
        found += [f"p {one} {other}" for one, other in combinations(sorted(rarest), 2)]
    if day is not None:
        found += [f"d {word} {day}" for word in words]
        found.append(f"d {day}")
    if year is not None:
        found += [f"y {word} {year}" for word in words]
    return found


def _other_keys(table: Columns) -> Iterator[tuple[int, str]]:
    cells: dict[int, list[str]] = defaultdict(list)
    for owner, party in enumerate(table.parties):
        for one in (*identifiers(party), *(f"account {account}" for account in party.accounts)):
            yield owner, f"i {one}"
        if party.location is not None:
            north, east = (round(degrees / GRID) for degrees in party.location[:2])
            cells[owner] = [f"g {north + step} {east + other}" for step in (0, 1) for other in (0, 1)]
        for cell in cells.get(owner, ()):
            yield owner, cell
