"""The matrix as a workbook: the grid, the rows behind it, and what made them. No cell can run as a formula."""

import io
import json
from datetime import UTC, datetime
from typing import Any

import xlsxwriter

from graph.answer import Answer
from queries.standing import Standings

_CREATED = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""A fixed time, so that the same answer gives the same bytes."""


def as_workbook(rows: Answer, grid: Answer, found: Standings, title: str) -> bytes:
    """The file's bytes; the same answer gives the same sheets."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": title, "created": _CREATED})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for name, answer in (("matrix", grid), ("rows", rows)):
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 1)
            sheet.set_column(0, len(answer.columns) - 1, 18)
            sheet.write_row(0, 0, answer.columns, bold)
            for number, values in enumerate(answer.values, start=1):
                for place, value in enumerate(values):
                    _write(sheet, number, place, value)
        sheet = book.add_worksheet("about")
        for number, line in enumerate((title, f"Period: {found.period.text}", LEGEND, *found.made_by.splitlines())):
            sheet.write_string(number, 0, line)
    return file.getvalue()


LEGEND = (
    "A standing says what was said, not what is so: silent, supported, challenged, contested; law, then practice: "
    "· silent, + supported, − challenged, ± contested, – a provision without a standing. "
    "Whether bound, in short: yes or no as read in a source; behind it d: date unverified, s: status unverified, "
    "r: reservations not checked."
)


def _write(sheet: Any, row: int, column: int, value: Any) -> None:
    """Text is always written as text: a spreadsheet runs what begins like a formula."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_string(row, column, "yes" if value else "no")
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
