"""Excel workbooks: the values of a sheet, never its formulas or macros."""

from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from graph.errors import InputRefused
from loaders.tabular.table import Table, header, row, text


def spreadsheet(path: Path, _encoding: str | None, sheet: str | None) -> Table:
    """The values of a sheet as last calculated: formulas and macros are never run."""
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            if sheet is not None and sheet not in book.sheet_names:
                raise InputRefused(f"{path.name} has no sheet {sheet!r}; it has: {', '.join(book.sheet_names)}.")
            cells = book.get_sheet_by_name(sheet or book.sheet_names[0]).to_python()
    except (CalamineError, IndexError) as error:
        raise InputRefused(f"{path.name} is damaged or no Excel file; save it again as .xlsx.") from error
    names = header(path, [text(cell) for cell in cells[0]] if cells else [])
    rows = (
        row(f"row {number}", names, [text(cell) for cell in line])
        for number, line in enumerate(cells[1:], start=2)
        if any(cell != "" for cell in line)
    )
    return Table(path.name, names, rows)
