"""Excel workbooks: the values of a sheet, never its formulas or macros."""

import zipfile
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from python_calamine import CalamineError, CalamineWorkbook

from graph.errors import InputRefused
from loaders.tabular.formulas import uncalculated
from loaders.tabular.table import Table, TableRow, header, row, text

PACKED_MOST = 200
"""How many times larger than packed a part of a workbook may be: sheets of people are packed to a tenth or so."""
SMALL = 10_000_000
"""Bytes that a part may have however well it is packed."""


def spreadsheet(path: Path, _encoding: str | None, sheet: str | None) -> Table:
    """The values of a sheet as last calculated: formulas and macros are never run.

    A row with a formula that has no value is refused: it may say what nobody can read.
    """
    cells, first, open_formulas = sheet_cells(path, sheet)
    names = header(path, [text(cell) for cell in cells[0]] if cells else [])
    rows = (
        _unread(number, open_formulas[number])
        if number in open_formulas
        else row(f"row {number}", names, [text(cell) for cell in line])
        for number, line in enumerate(cells[1:], start=first + 1)
        if number in open_formulas or any(cell != "" for cell in line)
    )
    return Table(path.name, names, rows)


def sheet_cells(path: Path, sheet: str | None) -> tuple[list[list[Any]], int, dict[int, str]]:
    """The cells of a sheet, the number of its first row, and by row a formula in it that was never calculated.

    Raises InputRefused where it cannot be read.
    """
    try:
        _refuse_bomb(path)
        with CalamineWorkbook.from_path(str(path)) as book:
            if sheet is not None and sheet not in book.sheet_names:
                raise InputRefused(f"{path.name} has no sheet {sheet!r}; it has: {', '.join(book.sheet_names)}.")
            name = sheet or book.sheet_names[0]
            opened = book.get_sheet_by_name(name)
            return opened.to_python(), (opened.start or (0, 0))[0] + 1, uncalculated(path, name)
    except (CalamineError, IndexError, KeyError, ParseError, DefusedXmlException, zipfile.BadZipFile) as error:
        raise InputRefused(f"{path.name} is damaged or no Excel file; save it again as .xlsx.") from error


def sheet_names(path: Path) -> list[str]:
    """The sheets of a workbook, in their order. Raises InputRefused where it cannot be read."""
    try:
        _refuse_bomb(path)
        with CalamineWorkbook.from_path(str(path)) as book:
            return list(book.sheet_names)
    except (CalamineError, zipfile.BadZipFile) as error:
        raise InputRefused(f"{path.name} is damaged or no Excel file; save it again as .xlsx.") from error


def _refuse_bomb(path: Path) -> None:
    """Refuse a workbook that is small only as long as it is packed: it would fill the memory before a row is seen."""
    with zipfile.ZipFile(path) as packed:
        for part in packed.infolist():
            if part.file_size > max(SMALL, PACKED_MOST * part.compress_size):
                raise InputRefused(
                    f"{path.name} unpacks to {part.file_size / 1e6:,.0f} MB, which is no table that people filled in; "
                    "save what you need of it as CSV."
                )


NOT_CALCULATED = (
    "is a formula that was never calculated, and formulas are not run here; save the file in a spreadsheet program"
)


def _unread(number: int, cell: str) -> TableRow:
    return TableRow(f"row {number}", {}, (cell, NOT_CALCULATED))
