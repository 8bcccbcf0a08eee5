"""Excel workbooks: the values of a sheet, never its formulas or macros."""

import zipfile
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from python_calamine import CalamineError, CalamineWorkbook

from graph.errors import InputRefused
from loaders.tabular.formulas import uncalculated
from loaders.tabular.table import Table, TableRow, header, row, text


def spreadsheet(path: Path, _encoding: str | None, sheet: str | None) -> Table:
    """The values of a sheet as last calculated: formulas and macros are never run.

    A row with a formula that has no value is refused: it may say what nobody can read.
    """
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            if sheet is not None and sheet not in book.sheet_names:
                raise InputRefused(f"{path.name} has no sheet {sheet!r}; it has: {', '.join(book.sheet_names)}.")
            name = sheet or book.sheet_names[0]
            opened = book.get_sheet_by_name(name)
            cells = opened.to_python()
            first = (opened.start or (0, 0))[0] + 1
        open_formulas = uncalculated(path, name)
    except (CalamineError, IndexError, KeyError, ParseError, DefusedXmlException, zipfile.BadZipFile) as error:
        raise InputRefused(f"{path.name} is damaged or no Excel file; save it again as .xlsx.") from error
    names = header(path, [text(cell) for cell in cells[0]] if cells else [])
    rows = (
        _unread(number, open_formulas[number])
        if number in open_formulas
        else row(f"row {number}", names, [text(cell) for cell in line])
        for number, line in enumerate(cells[1:], start=first + 1)
        if number in open_formulas or any(cell != "" for cell in line)
    )
    return Table(path.name, names, rows)


def _unread(number: int, cell: str) -> TableRow:
    reason = (
        "is a formula that was never calculated, and formulas are not run here; save the file in a spreadsheet program"
    )
    return TableRow(f"row {number}", {}, (cell, reason))
