"""What every reader gives: a table with columns, whose rows are text and know where they stand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from graph.errors import InputRefused

LONGEST = 1_000_000
"""Characters of a cell."""
LARGEST = 256_000_000
"""Bytes of a file that is read whole: maps, which are no tables of millions."""

Cell: TypeAlias = str | list[str] | list[dict[str, Any]]
Cells: TypeAlias = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: where it stands, and its filled cells by column."""

    place: str
    cells: Cells
    fault: tuple[str, str] | None = None
    """Why the reader could not take the row: the field and the reason. Such a row is a reject; the others are taken."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was opened: its columns, and its rows as they are read."""

    name: str
    columns: tuple[str, ...]
    rows: Iterator[TableRow]


def header(path: Path, cells: list[str]) -> tuple[str, ...]:
    """The names of the columns. Raises InputRefused where there are none, or two of one name."""
    names = tuple(cell.strip() for cell in cells)
    while names and not names[-1]:
        names = names[:-1]
    if not names:
        raise InputRefused(f"{path.name} has no header row; put the names of the columns into its first row.")
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise InputRefused(f"{path.name} has two columns named {twice!r}; rename one.")
    return names


def columns_of(rows: Iterable[TableRow], always: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The columns of rows that each name their own, in the order in which they come up; `always` are there in any case."""
    return tuple(dict.fromkeys((*(name for row in rows for name in row.cells), *always)))


def too_large(path: Path) -> None:
    """Refuse a file that would have to be read whole and is too large for it."""
    if path.stat().st_size > LARGEST:
        raise InputRefused(f"{path.name} is larger than {LARGEST // 1_000_000} MB; split it, or save it as CSV.")


def row(place: str, names: tuple[str, ...], cells: list[str]) -> TableRow:
    """A row from its cells in the order of the columns."""
    if any(map(str.strip, cells[len(names) :])):
        return TableRow(
            place, {}, ("row", f"has {len(cells)} cells where the header has {len(names)}; check its quotes")
        )
    return TableRow(place, filled(dict(zip(names, cells, strict=False))))


def filled(cells: dict[str, Any]) -> Cells:
    """The cells that hold something, as text.

    Records within a cell are kept under its column, and what they hold beside it: {"aka": [{"name": "A"}]} gives the
    columns `aka`, a list of records, and `aka/name`, a list of texts.
    """
    found: dict[str, Any] = {}
    for name, cell in cells.items():
        if isinstance(cell, list):
            for part in cell:
                _add(found, name, part, several=True)
        else:
            _add(found, name, cell, several=False)
    return found


def _add(found: dict[str, Any], name: str, cell: Any, *, several: bool) -> None:
    if not isinstance(cell, dict):
        words = text(cell)
        if words:
            _put(found, name, [words] if several else words)
        return
    record = filled(cell)
    if record:
        found.setdefault(name, []).append(record)
        for key, below in record.items():
            _put(found, f"{name}/{key}", [below] if several and isinstance(below, str) else below)


def _put(found: dict[str, Any], name: str, cell: str | list[Any]) -> None:
    there = found.get(name)
    if there is None:
        found[name] = cell if isinstance(cell, str) else [*cell]
        return
    if isinstance(there, str):
        there = found[name] = [there]
    there += [cell] if isinstance(cell, str) else cell


def text(cell: Any) -> str:
    """A cell as text: 7.0 of a spreadsheet is 7, a day at midnight is the day."""
    if isinstance(cell, str):
        return cell.strip().removesuffix(" 00:00:00")
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip().removesuffix(" 00:00:00")
