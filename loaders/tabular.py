"""Any table as rows of text: CSV, TSV, XLSX, Parquet, JSON lines."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars
from polars.exceptions import PolarsError
from python_calamine import CalamineError, CalamineWorkbook

from graph.errors import InputRefused

ENCODINGS = ("utf-8-sig", "cp874", "cp1252")
"""Tried in turn; UTF-16 is known by its first bytes. cp874 is the Thai one of Windows."""
LONGEST = 1_000_000
"""Characters of a cell."""

Cells = dict[str, str | list[str]]


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


def open_table(path: Path, *, encoding: str | None = None, sheet: str | None = None) -> Table:
    """Open a table by its ending. Raises InputRefused in one sentence where it cannot be read."""
    readers = {".csv": _csv, ".tsv": _csv, ".xlsx": _xlsx, ".xlsm": _xlsx, ".parquet": _parquet, ".jsonl": _json_lines}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise InputRefused(f"{path.name} is none of {', '.join(sorted(readers))}; save it as one of them.")
    if not path.is_file():
        raise InputRefused(f"Cannot read {path}: no such file; check the path.")
    if not path.stat().st_size:
        raise InputRefused(f"{path.name} is empty.")
    return reader(path, encoding, sheet)


def _csv(path: Path, encoding: str | None, _sheet: str | None) -> Table:
    csv.field_size_limit(LONGEST)
    chosen = encoding or _encoding(path)
    rows = _csv_cells(path, chosen)
    _, first = next(rows, (0, []))
    header = _header(path, first)
    return Table(
        path.name, header, (_row(f"line {line}", header, cells) for line, cells in rows if any(map(str.strip, cells)))
    )


def _csv_cells(path: Path, encoding: str) -> Iterator[tuple[int, list[str]]]:
    """Line numbers and cells, the header first."""
    try:
        delimiter = "\t" if path.suffix.lower() == ".tsv" else _delimiter(path, encoding)
        with path.open(encoding=encoding, newline="") as file:
            reader = csv.reader(file, delimiter=delimiter)
            for cells in reader:
                yield reader.line_num, cells
    except (csv.Error, UnicodeError, LookupError) as error:
        raise InputRefused(
            f"{path.name} cannot be read as {encoding} text ({error}); say its encoding in the mapping."
        ) from error


def _delimiter(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding) as file:
        first = file.readline(LONGEST)
    return max(",;\t", key=first.count)


def _encoding(path: Path) -> str:
    start = path.read_bytes()[:1_000_000]
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    for encoding in ENCODINGS:
        try:
            io.TextIOWrapper(io.BytesIO(start.rsplit(b"\n", 1)[0]), encoding=encoding).read()
        except UnicodeDecodeError:
            continue
        return encoding
    raise InputRefused(f"{path.name} is neither UTF-8, UTF-16 nor Windows text; save it as UTF-8.")


def _xlsx(path: Path, _encoding: str | None, sheet: str | None) -> Table:
    """The values of a sheet as last calculated: formulas and macros are never run."""
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            if sheet is not None and sheet not in book.sheet_names:
                raise InputRefused(f"{path.name} has no sheet {sheet!r}; it has: {', '.join(book.sheet_names)}.")
            cells = book.get_sheet_by_name(sheet or book.sheet_names[0]).to_python()
    except (CalamineError, IndexError) as error:
        raise InputRefused(f"{path.name} is damaged or no Excel file; save it again as .xlsx.") from error
    header = _header(path, [_text(cell) for cell in cells[0]] if cells else [])
    rows = (
        _row(f"row {number}", header, [_text(cell) for cell in row])
        for number, row in enumerate(cells[1:], start=2)
        if any(cell != "" for cell in row)
    )
    return Table(path.name, header, rows)


def _parquet(path: Path, _encoding: str | None, _sheet: str | None) -> Table:
    try:
        frame = polars.scan_parquet(path)
        header = _header(path, frame.collect_schema().names())
    except (PolarsError, OSError) as error:
        raise InputRefused(f"{path.name} is damaged or no Parquet file; write it again.") from error

    def rows() -> Iterator[TableRow]:
        number = 0
        for batch in frame.collect_batches(chunk_size=10_000):
            for cells in batch.iter_rows(named=True):
                number += 1
                yield TableRow(f"row {number}", _filled(cells))

    return Table(path.name, header, rows())


def _json_lines(path: Path, _encoding: str | None, _sheet: str | None) -> Table:
    """One object a line. Its columns are those of all lines: a key may begin late in the file."""
    columns: dict[str, None] = {}
    for _, value in _objects(path):
        columns |= dict.fromkeys(value)
    rows = (TableRow(f"line {number}", _filled(value)) for number, value in _objects(path))
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


def _header(path: Path, cells: list[str]) -> tuple[str, ...]:
    names = tuple(cell.strip() for cell in cells)
    while names and not names[-1]:
        names = names[:-1]
    if not names:
        raise InputRefused(f"{path.name} has no header row; put the names of the columns into its first row.")
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise InputRefused(f"{path.name} has two columns named {twice!r}; rename one.")
    return names


def _row(place: str, header: tuple[str, ...], cells: list[str]) -> TableRow:
    return TableRow(place, _filled(dict(zip(header, cells, strict=False))))


def _filled(cells: dict[str, Any]) -> Cells:
    found: Cells = {}
    for name, cell in cells.items():
        value = [_text(part) for part in cell if _text(part)] if isinstance(cell, list) else _text(cell)
        if value:
            found[name] = value
    return found


def _text(cell: Any) -> str:
    """A cell as text: 7.0 of a spreadsheet is 7, a day at midnight is the day."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip().removesuffix(" 00:00:00")
