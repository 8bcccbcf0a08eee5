"""Any table as rows of text: one module a format, found by the ending of the file."""

from collections.abc import Callable
from pathlib import Path

import psutil

from graph.errors import InputRefused
from loaders.tabular.delimited import delimited, headless
from loaders.tabular.geojson import geojson
from loaders.tabular.json_lines import json_lines
from loaders.tabular.kml import kml, kmz
from loaders.tabular.parquet import parquet
from loaders.tabular.spreadsheet import spreadsheet
from loaders.tabular.table import Cell, Cells, Table, TableRow
from loaders.tabular.xml import xml

__all__ = ["PACKED", "READERS", "Cell", "Cells", "Table", "TableRow", "check_room", "open_table", "reader_of"]

Reader = Callable[[Path, str | None, str | None], Table]
READERS: dict[str, Reader] = {
    ".csv": delimited,
    ".tsv": delimited,
    ".xlsx": spreadsheet,
    ".xlsm": spreadsheet,
    ".parquet": parquet,
    ".jsonl": json_lines,
    ".ndjson": json_lines,
    ".ftm.json": json_lines,
    ".ftm": json_lines,
    ".xml": xml,
    ".geojson": geojson,
    ".kml": kml,
    ".kmz": kmz,
}
"""Ending -> what opens such a file: path, encoding, and sheet or elements -> table."""


HELD = 60
"""Bytes of memory that a load holds for a byte of CSV: 61 measured at 20,000 rows of five columns, 60 at 60,000."""
PACKED = (".xlsx", ".xlsm", ".parquet", ".kmz")
PACKING = 5
"""How much smaller a packed file is than its rows as CSV; sheets of text are mostly packed to a fifth."""


def open_table(
    path: Path, *, encoding: str | None = None, sheet: str | None = None, columns: tuple[str, ...] = ()
) -> Table:
    """Open a table by its ending; `columns` are those of a CSV file that does not name them.

    `sheet` is a sheet of a workbook, or the elements of an XML file that are its rows. Raises InputRefused in one
    sentence where it cannot be read.
    """
    reader = reader_of(path)
    check_room(path)
    if columns and reader is delimited:
        return headless(path, encoding, columns)
    return reader(path, encoding, sheet)


def reader_of(path: Path) -> Reader:
    """What reads a file of that ending. Raises InputRefused for another ending, and where there is no file or nothing in it."""
    two, one = "".join(path.suffixes[-2:]).lower(), path.suffix.lower()
    reader = READERS.get(two) or READERS.get(one)
    if reader is None:
        raise InputRefused(f"{path.name} is none of {', '.join(sorted(READERS))}; save it as one of them.")
    if not path.is_file():
        raise InputRefused(f"Cannot read {path}: no such file; check the path.")
    if not path.stat().st_size:
        raise InputRefused(f"{path.name} is empty.")
    return reader


def check_room(path: Path) -> None:
    """Refuse a file whose rows would not fit into memory: a load keeps them until all of it is known to be right."""
    packed = path.suffix.lower() in PACKED
    needed, free = path.stat().st_size * HELD * (PACKING if packed else 1), psutil.virtual_memory().available
    if needed > free:
        raise InputRefused(
            f"{path.name} has {path.stat().st_size / 1e6:,.0f} MB, for which a load needs about {needed / 1e9:,.1f} GB of "
            f"memory, and {free / 1e9:,.1f} GB are free; split it and load its parts, each by a name of its own."
        )
