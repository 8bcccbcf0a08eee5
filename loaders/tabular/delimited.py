"""CSV and TSV, in the encodings that spreadsheets write."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from graph.errors import InputRefused
from loaders.tabular.table import LONGEST, Table, TableRow, header, row

ENCODINGS = ("utf-8-sig", "cp874", "cp1252")
"""Tried in turn; UTF-16 is known by its first bytes. cp874 is the Thai one of Windows."""


def delimited(path: Path, encoding: str | None, _sheet: str | None) -> Table:
    """Open a CSV or TSV file. Raises InputRefused where it cannot be read."""
    csv.field_size_limit(LONGEST)
    chosen = encoding or encoding_of(path)
    rows = _csv_cells(path, chosen)
    _, first = next(rows, (0, []))
    names = header(path, first)
    return Table(
        path.name, names, (row(f"line {line}", names, cells) for line, cells in rows if any(map(str.strip, cells)))
    )


def headless(path: Path, encoding: str | None, columns: tuple[str, ...]) -> Table:
    """Open a CSV or TSV file whose first row is data. Raises InputRefused where its rows have another length."""
    csv.field_size_limit(LONGEST)

    def rows() -> Iterator[TableRow]:
        for line, cells in _csv_cells(path, encoding or encoding_of(path)):
            filled = [cell for cell in cells if cell.strip(" \t\x1a")]
            if len(cells) == len(columns):
                yield row(f"line {line}", columns, cells)
            elif filled:
                raise InputRefused(
                    f"{path.name}, line {line} has {len(cells)} cells where {len(columns)} are expected; "
                    "check that it is the file that the mapping is for."
                )

    return Table(path.name, columns, rows())


def _csv_cells(path: Path, encoding: str) -> Iterator[tuple[int, list[str]]]:
    """Line numbers and cells, the header first."""
    try:
        delimiter = "\t" if path.suffix.lower() == ".tsv" else delimiter_of(path, encoding)
        with path.open(encoding=encoding, newline="") as file:
            reader = csv.reader(file, delimiter=delimiter)
            for cells in reader:
                yield reader.line_num, cells
    except (csv.Error, UnicodeError, LookupError) as error:
        raise InputRefused(
            f"{path.name} cannot be read as {encoding} text ({error}); say its encoding in the mapping."
        ) from error


def delimiter_of(path: Path, encoding: str) -> str:
    """What stands between the cells of the first line: a comma, a semicolon or a tab."""
    with path.open(encoding=encoding) as file:
        first = file.readline(LONGEST)
    return max(",;\t", key=first.count)


def encoding_of(path: Path) -> str:
    """The encoding that the beginning of a file can be read in. Raises InputRefused where it is none of the known ones."""
    with path.open("rb") as file:
        start = file.read(1_000_000)
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    for encoding in ENCODINGS:
        try:
            io.TextIOWrapper(io.BytesIO(start.rsplit(b"\n", 1)[0]), encoding=encoding).read()
        except UnicodeDecodeError:
            continue
        return encoding
    raise InputRefused(f"{path.name} is neither UTF-8, UTF-16 nor Windows text; save it as UTF-8.")
