"""JSON lines: one object a line, its keys the columns."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.errors import InputRefused
from loaders.tabular.table import Table, TableRow, filled


def json_lines(path: Path, _encoding: str | None, _sheet: str | None) -> Table:
    """One object a line. Its columns are those of all lines: a key may begin late in the file.

    A line that is no object is a row that cannot be taken. Raises InputRefused where no line is one.
    """
    columns: dict[str, None] = {}
    fault: str | None = None
    for row, keys in _rows(path):
        if row.fault is not None:
            fault = fault or f"{row.place} {row.fault[1]}"
        columns |= dict.fromkeys((*keys, *row.cells))
    if fault is not None and not columns:
        raise InputRefused(f"{path.name}, {fault}.")
    return Table(path.name, tuple(columns), (row for row, _ in _rows(path)))


def _rows(path: Path) -> Iterator[tuple[TableRow, tuple[str, ...]]]:
    """Each row, and the keys of its object: an empty one is a column too."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    value, fault = _object(line)
                    yield TableRow(f"line {number}", filled(value), fault), tuple(value)
    except UnicodeDecodeError as error:
        raise InputRefused(f"{path.name} is not UTF-8 text, as JSON has to be; save it as UTF-8.") from error


def _object(line: str) -> tuple[dict[str, Any], tuple[str, str] | None]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return {}, ("line", f"is not JSON: {error}")
    return (value, None) if isinstance(value, dict) else ({}, ("line", "is not an object; write one object a line"))
