from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import When

days = st.dates(min_value=date(1800, 1, 1), max_value=date(2200, 12, 31))
intervals = st.tuples(days, days).map(lambda pair: When(min(pair), max(pair)))


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2017", "2017-01-01", "2017-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2009-03-28", "2009-03-28", "2009-03-28"),
        ("2017/2018", "2017-01-01", "2018-12-31"),
        ("2017-02-06/2017-02-07", "2017-02-06", "2017-02-07"),
    ],
)
def test_a_date_is_as_exact_as_its_text(text: str, earliest: str, latest: str) -> None:
    assert When.parse(text) == When(date.fromisoformat(earliest), date.fromisoformat(latest))


@pytest.mark.parametrize("text", ["", "March 2017", "2017-13", "2017-02-30", "17", "2018/2017", "2017-1-1"])
def test_what_is_no_date_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S") as refusal:
        When.parse(text)
    assert "\n" not in str(refusal.value)


@given(intervals)
def test_the_text_means_the_same_interval(when: When) -> None:
    assert When.parse(when.text) == when


@given(intervals, days)
def test_a_day_inside_the_interval_is_uncertain_and_only_there(when: When, day: date) -> None:
    assert when.by(day) == ("yes" if day >= when.latest else "no" if day < when.earliest else "uncertain")
