"""What every reader gives: a table with columns, whose rows are text and know where they stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from graph.errors import InputRefused

LONGEST = 1_000_000
"""Characters of a cell."""

Cell: TypeAlias = str | list[str] | list[dict[str, Any]]
Cells: TypeAlias = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: where it stands, and its filled cells by column."""

    place: str
    cells: Cells


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


def row(place: str, names: tuple[str, ...], cells: list[str]) -> TableRow:
    """A row from its cells in the order of the columns."""
    return TableRow(place, filled(dict(zip(names, cells, strict=False))))


def filled(cells: dict[str, Any]) -> Cells:
    """The cells that hold something, as text.

    Records within a cell are kept under its column, and what they hold beside it: {"aka": [{"name": "A"}]} gives the
    columns `aka`, a list of records, and `aka/name`, a list of texts.
    """
    found: dict[str, Any] = {}
    for name, cell in cells.items():
        _fill(found, name, cell, several=False)
    return found


def _fill(found: dict[str, Any], name: str, cell: Any, *, several: bool) -> None:
    if isinstance(cell, list):
        for part in cell:
            _fill(found, name, part, several=True)
    elif isinstance(cell, dict):
        record = filled(cell)
        if record:
            found.setdefault(name, []).append(record)
        for key, below in cell.items():
            _fill(found, f"{name}/{key}", below, several=several)
    elif text(cell):
        there = found.get(name)
        if there is None and not several:
            found[name] = text(cell)
        else:
            found[name] = [*(there if isinstance(there, list) else [there] if there else []), text(cell)]


def text(cell: Any) -> str:
    """A cell as text: 7.0 of a spreadsheet is 7, a day at midnight is the day."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip().removesuffix(" 00:00:00")
