"""JSON lines: one object a line, its keys the columns."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.errors import InputRefused
from loaders.tabular.table import Table, TableRow, filled


def json_lines(path: Path, _encoding: str | None, _sheet: str | None) -> Table:
    """One object a line. Its columns are those of all lines: a key may begin late in the file."""
    columns: dict[str, None] = {}
    for _, value in _objects(path):
        columns |= dict.fromkeys((*value, *filled(value)))
    rows = (TableRow(f"line {number}", filled(value)) for number, value in _objects(path))
    return Table(path.name, tuple(columns), rows)


def _objects(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                try:
                    value = json.loads(line)
                except (ValueError, RecursionError) as error:
                    raise InputRefused(f"{path.name}, line {number} is not JSON: {error}.") from error
                if not isinstance(value, dict):
                    raise InputRefused(f"{path.name}, line {number} is not an object; write one object a line.")
                yield number, value
