"""Any table as rows of text: one module a format, found by the ending of the file."""

from collections.abc import Callable
from pathlib import Path

from graph.errors import InputRefused
from loaders.tabular.delimited import delimited, headless
from loaders.tabular.json_lines import json_lines
from loaders.tabular.parquet import parquet
from loaders.tabular.spreadsheet import spreadsheet
from loaders.tabular.table import Cell, Cells, Table, TableRow
from loaders.tabular.xml import xml

__all__ = ["READERS", "Cell", "Cells", "Table", "TableRow", "open_table"]

READERS: dict[str, Callable[[Path, str | None, str | None], Table]] = {
    ".csv": delimited,
    ".tsv": delimited,
    ".xlsx": spreadsheet,
    ".xlsm": spreadsheet,
    ".parquet": parquet,
    ".jsonl": json_lines,
    ".ndjson": json_lines,
    ".xml": xml,
}
"""Ending -> what opens such a file: path, encoding, and sheet or elements -> table."""


def open_table(
    path: Path, *, encoding: str | None = None, sheet: str | None = None, columns: tuple[str, ...] = ()
) -> Table:
    """Open a table by its ending; `columns` are those of a CSV file that does not name them.

    `sheet` is a sheet of a workbook, or the elements of an XML file that are its rows. Raises InputRefused in one
    sentence where it cannot be read.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise InputRefused(f"{path.name} is none of {', '.join(sorted(READERS))}; save it as one of them.")
    if not path.is_file():
        raise InputRefused(f"Cannot read {path}: no such file; check the path.")
    if not path.stat().st_size:
        raise InputRefused(f"{path.name} is empty.")
    if columns and reader is delimited:
        return headless(path, encoding, columns)
    return reader(path, encoding, sheet)
