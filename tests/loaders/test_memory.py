"""A file whose rows do not fit into memory."""

import zipfile
from pathlib import Path

import psutil
import pytest

from graph.errors import InputRefused
from loaders.tabular import open_table
from loaders.tabular.spreadsheet import sheet_names


def sparse(path: Path, size: int) -> Path:
    """A file of that size that takes no room on the disk."""
    with path.open("wb") as file:
        file.write(b"handle,site\n")
        file.truncate(size)
    return path


def test_a_file_over_memory_size_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match=r"big.csv has .* MB, for which a load needs about .* split it and load"):
        open_table(sparse(tmp_path / "big.csv", psutil.virtual_memory().total))


def test_a_workbook_counts_with_what_is_packed_in_it(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="split it"):
        open_table(sparse(tmp_path / "big.xlsx", psutil.virtual_memory().total // 100))


def test_a_workbook_that_is_small_only_while_it_is_packed_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"<c><v>1</v></c>" * 2_000_000)
    assert path.stat().st_size < 200_000
    for read in (open_table, sheet_names):
        with pytest.raises(InputRefused, match="bomb.xlsx unpacks to 30 MB"):
            read(path)


def test_a_small_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "small.csv"
    path.write_text("handle,site\na,b\n", encoding="utf-8")
    assert [row.cells for row in open_table(path).rows] == [{"handle": "a", "site": "b"}]
