"""Parquet files, read in batches."""

from collections.abc import Iterator
from pathlib import Path

import polars
from polars.exceptions import PolarsError

from graph.errors import InputRefused
from loaders.tabular.table import Table, TableRow, filled, header


def parquet(path: Path, _encoding: str | None, _sheet: str | None) -> Table:
    """Open a Parquet file. Raises InputRefused where it is damaged."""
    try:
        frame = polars.scan_parquet(path)
        names = header(path, frame.collect_schema().names())
    except (PolarsError, OSError) as error:
        raise InputRefused(f"{path.name} is damaged or no Parquet file; write it again.") from error

    def rows() -> Iterator[TableRow]:
        number = 0
        for batch in frame.collect_batches(chunk_size=10_000):
            for cells in batch.iter_rows(named=True):
                number += 1
                yield TableRow(f"row {number}", filled(cells))

    return Table(path.name, names, rows())
