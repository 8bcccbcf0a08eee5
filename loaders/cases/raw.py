"""A file of cases as raw text: only the columns that are asked for are read, so that what names a person never is.

Row numbers are those of the table: the header is row 1, and a line break in quotes does not count.
"""

import hashlib
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from graph.errors import InputRefused
from loaders.tabular import PACKED, check_room, open_table, reader_of
from loaders.tabular.delimited import delimited, delimiter_of, encoding_of
from loaders.tabular.spreadsheet import NOT_CALCULATED, sheet_cells, sheet_names, spreadsheet
from loaders.tabular.table import LONGEST, text

ROW, FAULT = "_row", "_fault"
CHUNK = 25_000
"""Rows of a frame."""
BLOCK = 1 << 24
TOO_MANY = "has more cells than the header; check its quotes"


@dataclass(frozen=True, slots=True)
class Raw:
    """A table that was opened and not read yet."""

    name: str
    header: tuple[str, ...]
    second: tuple[str, ...]
    """The first row after the header: in the published templates it has the labels."""
    read: Callable[[Mapping[str, int]], Iterator[pl.DataFrame]]
    """Name -> index of a column; gives frames with these names as text, `_row` (1 is the header) and `_fault`."""
    sheet: str | None = None


def tables(path: Path) -> Iterator[Raw]:
    """The tables of a file: each sheet of a workbook, or the one of another. Raises InputRefused in one sentence."""
    reader = reader_of(path)
    if reader is spreadsheet:
        check_room(path)
        for sheet in sheet_names(path):
            yield _sheet(path, sheet)
    elif reader is delimited:
        yield _delimited(path)
    else:
        check_room(path)
        yield _listed(path)


def digest(path: Path) -> str:
    """SHA-256 of a file, read in blocks. Raises InputRefused where text is none, as in a file that was cut or is sparse."""
    found = hashlib.sha256()
    text_ = path.suffix.lower() not in (*PACKED, ".zip")
    try:
        with path.open("rb") as file:
            wide = file.read(2) in (b"\xff\xfe", b"\xfe\xff")
            file.seek(0)
            while block := file.read(BLOCK):
                if text_ and not wide and b"\0" in block:
                    raise InputRefused(f"{path.name} is damaged: it has zero bytes where text should be; get it again.")
                found.update(block)
    except OSError as error:
        raise InputRefused(f"Cannot read {path}: {error.strerror}; check the path.") from error
    return found.hexdigest()


def _delimited(path: Path) -> Raw:
    digest(path)
    encoding = encoding_of(path)
    table = delimited(path, encoding, None)
    first = next(iter(table.rows), None)
    second = tuple(str(first.cells.get(name, "")) for name in table.columns) if first else ()
    mark = "\t" if path.suffix.lower() == ".tsv" else delimiter_of(path, encoding)

    def read(columns: Mapping[str, int]) -> Iterator[pl.DataFrame]:
        source: Any = path
        if encoding != "utf-8-sig":
            check_room(path)
            source = io.BytesIO(path.read_text(encoding=encoding).encode())
        yield from _scan(path.name, source, mark, len(table.columns), columns)

    return Raw(path.name, table.columns, second, read)


def _scan(name: str, source: Any, mark: str, width: int, columns: Mapping[str, int]) -> Iterator[pl.DataFrame]:
    """Frames of a CSV file. One more column than the header has is asked for: it is filled where a row is too long."""
    names = [f"column_{number + 1}" for number in range(width + 1)]
    try:
        lazy = pl.scan_csv(
            source,
            has_header=False,
            skip_rows=1,
            separator=mark,
            schema=dict.fromkeys(names, pl.String),
            missing_columns="insert",
            truncate_ragged_lines=True,
            row_index_name=ROW,
            row_index_offset=2,
        )
        wanted = [
            pl.col(ROW).cast(pl.Int64),
            pl.when(pl.col(names[-1]).is_not_null()).then(pl.lit(TOO_MANY)).alias(FAULT),
            *(_trimmed(pl.col(names[index])).alias(field) for field, index in columns.items()),
        ]
        for frame in lazy.select(wanted).collect_batches(chunk_size=CHUNK, maintain_order=True):
            for start in range(0, frame.height, CHUNK):
                yield frame.slice(start, CHUNK)
    except (pl.exceptions.PolarsError, OSError):
        # What polars says of a cell has the cell in it.
        raise InputRefused(
            f"{name} cannot be read as a table; check its quotes, and save it as CSV in UTF-8."
        ) from None


def _trimmed(column: pl.Expr) -> pl.Expr:
    """Without white space around, of any kind; an empty cell is none. The lengths of cells are bounded."""
    stripped = column.str.slice(0, LONGEST).str.replace_all(" ", " ", literal=True).str.strip_chars()
    return pl.when(stripped != "").then(stripped)


def _sheet(path: Path, sheet: str) -> Raw:
    cells, first, formulas = sheet_cells(path, sheet)
    rows = [[text(cell) for cell in row] for row in cells[:2]]
    header = tuple(rows[0]) if rows else ()
    second = tuple(rows[1]) if len(rows) > 1 else ()

    def read(columns: Mapping[str, int]) -> Iterator[pl.DataFrame]:
        for start in range(1, len(cells), CHUNK):
            some = list(enumerate(cells[start : start + CHUNK], start=first + start))
            yield _framed(
                [number for number, _ in some],
                [f"{formulas[number]} {NOT_CALCULATED}" if number in formulas else None for number, _ in some],
                {field: [text(row[index]) for _, row in some] for field, index in columns.items()},
            )

    return Raw(path.name, header, second, read, sheet)


def _listed(path: Path) -> Raw:
    """Parquet, JSON lines, XML: what the other readers give."""
    table = open_table(path)

    def read(columns: Mapping[str, int]) -> Iterator[pl.DataFrame]:
        rows = list(open_table(path).rows)
        yield _framed(
            list(range(2, len(rows) + 2)),
            [" ".join(row.fault) if row.fault else None for row in rows],
            {field: [_joined(row.cells.get(table.columns[at])) for row in rows] for field, at in columns.items()},
        )

    return Raw(path.name, table.columns, (), read)


def _joined(cell: Any) -> str:
    return "; ".join(part for part in cell if isinstance(part, str)) if isinstance(cell, list) else cell or ""


def _framed(rows: list[int], faults: list[str | None], columns: Mapping[str, list[str]]) -> pl.DataFrame:
    schema = {ROW: pl.Int64, FAULT: pl.String, **dict.fromkeys(columns, pl.String)}
    frame = pl.DataFrame({ROW: rows, FAULT: faults, **columns}, schema=schema)
    return frame.with_columns(_trimmed(pl.col(name)) for name in columns)
