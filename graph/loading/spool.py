"""Tables too large for memory: the rows of each class as columns in files, until all of them are known to be right.

What a load says is kept here, in a folder of its own, before anything is written to the store: only then can it be said
which ids are told twice and which ends are nowhere. In memory there is one frame, and 8 bytes for each id: a hash, of
which two equal ones are looked at by their ids, so that a chance hit costs time and no row.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import polars as pl
from filelock import FileLock

from graph.loading.frames import stored_schema
from graph.loading.tables import Conflict, Key, Row, Tables, class_of, completed, key_order, name_of
from graph.model import Node

Hashes: TypeAlias = np.ndarray[Any, np.dtype[np.uint64]]
_FRAME = 50_000
_AT_ONCE = 5_000_000
"""Hashes that are compared at once."""


@dataclass(slots=True)
class Spool:
    """Rows by node class, and by relationship class and ends. Filled by `add`, then sealed, then read as often as need be."""

    folder: Path
    files: dict[Key, list[Path]] = field(default_factory=dict)
    heights: dict[Path, int] = field(default_factory=dict)
    struck: dict[Key, pl.Series] = field(default_factory=dict)
    """Ids that are left out when a table is read."""
    left_out: dict[Key, int] = field(default_factory=dict)
    """How many rows these are."""
    conflicts: list[Conflict] = field(default_factory=list)

    def add(self, key: Key, frame: pl.DataFrame) -> None:
        """Keep rows as `graph.loading.frames.stored_schema` has them; equal rows are one."""
        rows = frame.select(*stored_schema(class_of(key))).unique(maintain_order=True)
        if not rows.height:
            return
        path = self.folder / f"{len(self.heights):06}.arrow"
        rows.write_ipc(path, compression="zstd")
        self.files.setdefault(key, []).append(path)
        self.heights[path] = rows.height

    def seal(self) -> None:
        """Make rows of one id one row, as graph.loading.tables.tabulate does: where they contradict, none of them is kept."""
        for key in self.contents():
            twice = self._told_twice(key)
            if twice.len():
                self._complete(key, twice)
        self._strike_two_labels()

    def contents(self) -> list[Key]:
        """Node classes, then relationships, each in the order of their names."""
        return sorted(self.files, key=key_order)

    def count(self, key: Key) -> int:
        """How many rows a table has."""
        return sum(self.heights[path] for path in self.files[key]) - self.left_out.get(key, 0)

    def counts(self) -> dict[str, int]:
        """How many rows of each label and relationship type, in the order of their names."""
        found: dict[str, int] = {}
        for key in self.contents():
            name = key[0].type_name() if isinstance(key, tuple) else key.label()
            found[name] = found.get(name, 0) + self.count(key)
        return dict(sorted(found.items()))

    def add_tables(self, tables: Tables) -> None:
        """Keep what is in memory already."""
        for key in tables.contents():
            schema = stored_schema(class_of(key))
            for rows in tables.batches(key, _FRAME):
                self.add(key, pl.DataFrame(rows, schema=schema, orient="row"))
        self.conflicts += tables.conflicts

    def batches(self, key: Key, size: int, skip: int = 0) -> Iterator[list[Row]]:
        """The rows in lists of at most `size`. What was struck leaves a list shorter, so that the n-th stays the n-th."""
        for path in self.files[key]:
            skipped = min(skip, -(-self.heights[path] // size))
            skip -= skipped
            if skipped * size >= self.heights[path]:
                continue
            frame = pl.read_ipc(path)
            for begin in range(skipped * size, frame.height, size):
                yield self._kept(key, frame.slice(begin, size)).to_dicts()

    def batch_count(self, key: Key, size: int) -> int:
        """How many lists `batches` gives."""
        return sum(-(-self.heights[path] // size) for path in self.files[key])

    def frames(self, key: Key, *columns: str) -> Iterator[pl.DataFrame]:
        """The rows as frames, for what takes columns: all of them, or the id and some."""
        for path in self.files[key]:
            yield self._kept(key, pl.read_ipc(path, columns=list(columns) or None))

    def ends_elsewhere(self) -> dict[type[Node], set[str]]:
        """By base class, the ids at which relationships end and that no node of the load has."""
        delivered: dict[type[Node], list[Hashes]] = {}
        for key in self.contents():
            if not isinstance(key, tuple):
                hashes = [frame["id"].hash().to_numpy() for frame in self.frames(key, "id")]
                delivered.setdefault(key.base(), []).extend(hashes)
        # Sorted once and searched: a join would make its table of all ids anew for each frame.
        own = {base: np.sort(np.concatenate(hashes)) for base, hashes in delivered.items()}
        found: dict[type[Node], set[str]] = {}
        for key in self.contents():
            if isinstance(key, tuple):
                for side, base in zip(("start", "end"), key[1], strict=True):
                    for frame in self.frames(key, "id", side):
                        ids = frame[side].unique()
                        there = _among(ids.hash().to_numpy(), own.get(base))
                        found.setdefault(base, set()).update(ids.filter(pl.Series(~there)))
        return found

    def strike_nodes(self, key: type[Node], ids: set[str]) -> None:
        """Leave nodes out."""
        self._strike(key, ids)

    def strike_ending_at(self, missing: dict[type[Node], set[str]]) -> Iterator[tuple[Key, Row]]:
        """Leave out the relationships that end at one of these; gives each with its row."""
        for key in self.contents():
            if isinstance(key, tuple):
                start, end = (list(missing.get(base, ())) for base in key[1])
                rows = [
                    row
                    for frame in self.frames(key, "id", "start", "end")
                    for row in frame.filter(pl.col("start").is_in(start) | pl.col("end").is_in(end)).iter_rows(
                        named=True
                    )
                ]
                self._strike(key, {row["id"] for row in rows})
                yield from ((key, row) for row in rows)

    def _kept(self, key: Key, frame: pl.DataFrame) -> pl.DataFrame:
        struck = self.struck.get(key)
        return frame if struck is None else frame.filter(~pl.col("id").is_in(struck.implode()))

    def _strike(self, key: Key, ids: set[str]) -> None:
        if ids:
            gone = pl.Series("id", sorted(ids), dtype=pl.String)
            self.left_out[key] = self.left_out.get(key, 0) + sum(
                int(frame["id"].is_in(gone.implode()).sum()) for frame in self.frames(key, "id")
            )
            self.struck[key] = pl.concat([self.struck.get(key, gone.clear()), gone])

    def _told_twice(self, key: Key) -> pl.Series:
        """The ids that more than one row has, or that share a hash with such a one."""
        turns = self._turns(key)
        twice = pl.concat([self._hashes_twice(key, turn, turns) for turn in range(turns)]).implode()
        if not twice.list.len().item():
            return pl.Series("id", [], dtype=pl.String)
        found = [frame["id"].filter(frame["id"].hash().is_in(twice)) for frame in self.frames(key, "id")]
        return pl.concat(found).unique()

    def _turns(self, key: Key) -> int:
        """In how many parts the hashes of a table are looked at, so that memory has a bound."""
        return 1 + self.count(key) // _AT_ONCE

    def _hashes_twice(self, key: Key, turn: int, turns: int) -> pl.Series:
        """Among the hashes of one turn, those that come more than once."""
        found = []
        for frame in self.frames(key, "id"):
            hashes = frame["id"].hash()
            found.append(hashes.filter(hashes % turns == turn) if turns > 1 else hashes)
        hashes = pl.concat(found)
        return hashes.filter(hashes.is_duplicated()).unique()

    def _strike_two_labels(self) -> None:
        """An id is unique under its base label: two classes of one base cannot share it."""
        nodes = [key for key in self.contents() if not isinstance(key, tuple)]
        for one, other in combinations(nodes, 2):
            if one.base() is other.base():
                ids = pl.concat([frame["id"] for frame in self.frames(one)]).implode()
                both = {id_ for frame in self.frames(other) for id_ in frame["id"].filter(frame["id"].is_in(ids))}
                self.conflicts += [Conflict.twice(f"{other.label()} {id_}", "label") for id_ in sorted(both)]
                self._strike(one, both)
                self._strike(other, both)

    def _complete(self, key: Key, ids: pl.Series) -> None:
        told: dict[str, list[Row]] = {}
        for frame in self.frames(key):
            for row in frame.filter(pl.col("id").is_in(ids.implode())).iter_rows(named=True):
                told.setdefault(row["id"], []).append(row)
        self._strike(key, set(told))
        whole: list[Row] = []
        for rows in told.values():
            row, differs = completed(rows)
            self.conflicts += [Conflict.twice(name_of(class_of(key), row), name) for name in differs]
            whole += [] if differs else [row]
        struck = self.struck.pop(key)
        self._rewrite(key, struck)
        if whole:
            whole.sort(key=lambda row: str(row["id"]))
            self.add(key, pl.DataFrame(whole, schema=stored_schema(class_of(key)), orient="row"))

    def _rewrite(self, key: Key, struck: pl.Series) -> None:
        """Take rows out of the files for good, so that their ids can come back as whole rows."""
        for path in self.files[key]:
            frame = pl.read_ipc(path)
            kept = frame.filter(~pl.col("id").is_in(struck.implode()))
            if kept.height < frame.height:
                draft = path.with_suffix(".part")
                kept.write_ipc(draft, compression="zstd")
                draft.replace(path)
                self.heights[path] = kept.height
        self.left_out.pop(key, None)


def _among(some: Hashes, ordered: Hashes | None) -> Any:
    """Which of some hashes are among others, which are sorted: an array of booleans."""
    if ordered is None or not ordered.size:
        return np.zeros(some.size, dtype=np.bool_)
    at = np.minimum(np.searchsorted(ordered, some), ordered.size - 1)
    return np.equal(ordered[at], some)


@contextmanager
def spool(folder: Path) -> Iterator[Spool]:
    """A spool in a folder that only this user can read, and that is gone afterwards. Two loads of one scope wait in turn.

    What a load that was killed left there is removed first: it is read again, which is quicker than to trust it.
    """
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with FileLock(folder.with_name(f"{folder.name}.lock")):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        try:
            yield Spool(folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
