"""Cells of coded columns, by rules that hold for every list of the standard."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.cases.cells import Cells
from loaders.cases.crosswalk import crosswalks
from loaders.cases.places import Places

(HTCDS,) = crosswalks("htcds")
CELLS = Cells(HTCDS, Places())
SEVERAL = {name: spec.codes for name, spec in HTCDS.fields.items() if spec.read == "codes" and spec.codes}


def read(field: str, text: str) -> tuple[list[str] | None, str | None, bool]:
    value, reason, left = CELLS.column(field, pl.Series([text]))
    return (value.to_list()[0], reason[0], left[0])


@st.composite
def ticked(draw: st.DrawFn) -> tuple[str, list[str], list[str], str]:
    """A field, some codes of it, how each is spelt, and what stands between."""
    field = draw(st.sampled_from(sorted(SEVERAL)))
    entries = HTCDS.lists[str(SEVERAL[field])]
    chosen = draw(st.lists(st.sampled_from(sorted(entries)), min_size=1, max_size=6, unique=True))
    spelt = [draw(st.sampled_from([code, *entries[code].labels, code.upper()])) for code in chosen]
    return field, chosen, spelt, draw(st.sampled_from(["; ", ";", " ", ", ", "\n"]))


@given(ticked())
def test_what_was_ticked_is_read_whatever_the_spelling_and_the_separator(
    given_: tuple[str, list[str], list[str], str],
) -> None:
    field, chosen, spelt, mark = given_
    meant = [HTCDS.meaning(str(SEVERAL[field]), code) for code in chosen]
    assert read(field, mark.join(spelt)) == (meant, None, False)


@given(ticked(), st.text("qwz", min_size=4, max_size=12))
def test_a_part_that_is_no_code_is_never_repeated(given_: tuple[str, list[str], list[str], str], word: str) -> None:
    field, _, spelt, mark = given_
    value, reason, left = read(field, mark.join([*spelt, word]))
    assert (reason is not None) != left, "either the row is refused, or the part is left out and counted"
    assert word not in f"{value}{reason}"


@pytest.mark.parametrize("field", sorted(SEVERAL))
def test_every_code_and_label_of_a_list_is_read_alone(field: str) -> None:
    for code, entry in HTCDS.lists[str(SEVERAL[field])].items():
        for spelling in (code, *entry.labels):
            assert read(field, spelling)[0] == [HTCDS.meaning(str(SEVERAL[field]), code)], spelling


def test_equal_cells_are_read_once_and_stand_where_they_stood() -> None:
    texts = pl.Series(["17", None, "300", "17", "-99"])
    value, reason, _ = CELLS.column("vic_AgeWhenTrafficked", texts)
    assert value.to_list() == [17, None, None, 17, None]
    assert [one is not None for one in reason.to_list()] == [False, False, True, False, False]
