"""Any table as rows of text: one module a format, found by the ending of the file."""

from collections.abc import Callable
from pathlib import Path

from graph.errors import InputRefused
from loaders.tabular.delimited import delimited
from loaders.tabular.geojson import geojson
from loaders.tabular.json_lines import json_lines
from loaders.tabular.kml import kml, kmz
from loaders.tabular.parquet import parquet
from loaders.tabular.spreadsheet import spreadsheet
from loaders.tabular.table import Cells, Table, TableRow

__all__ = ["READERS", "Cells", "Table", "TableRow", "open_table"]

READERS: dict[str, Callable[[Path, str | None, str | None], Table]] = {
    ".csv": delimited,
    ".tsv": delimited,
    ".xlsx": spreadsheet,
    ".xlsm": spreadsheet,
    ".parquet": parquet,
    ".jsonl": json_lines,
    ".geojson": geojson,
    ".kml": kml,
    ".kmz": kmz,
}
"""Ending -> what opens such a file: path, encoding and sheet -> table."""


def open_table(path: Path, *, encoding: str | None = None, sheet: str | None = None) -> Table:
    """Open a table by its ending. Raises InputRefused in one sentence where it cannot be read."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise InputRefused(f"{path.name} is none of {', '.join(sorted(READERS))}; save it as one of them.")
    if not path.is_file():
        raise InputRefused(f"Cannot read {path}: no such file; check the path.")
    if not path.stat().st_size:
        raise InputRefused(f"{path.name} is empty.")
    return reader(path, encoding, sheet)
