"""A workbook runs nothing that a source wrote."""

import io
from datetime import date

import openpyxl

from graph.answer import Answer
from queries.obligations.cell import Tree
from queries.obligations.dates import Period
from queries.obligations.reading import Law
from queries.obligations.sheets import as_workbook
from queries.standing import Standings


def test_what_begins_like_a_formula_stays_text() -> None:
    found = Standings((), (), {}, Law({}, {}, Tree([])), Period(None, date(2025, 3, 10)), "rules: none")
    given = ("=1+1", "+1", "@x", 'HYPERLINK("x")', None, 3, True, {"a": "=1"})
    answer = Answer(tuple("abcdefgh"), (given,))
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(answer, answer, found, "=title")))
    shown = [cell.value for cell in book["rows"][2]]
    assert shown == ["=1+1", "+1", "@x", 'HYPERLINK("x")', None, 3, "yes", '{"a": "=1"}']
    assert {cell.data_type for cell in book["rows"][2] if cell.value is not None} <= {"s", "n"}
