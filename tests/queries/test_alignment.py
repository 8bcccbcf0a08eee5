"""Questions of sister letters put side by side."""

from hypothesis import given
from hypothesis import strategies as st

from queries.alignment import align, differences

HERE = {
    1: "Please provide any additional information you may have on the above-mentioned allegations.",
    2: "Please explain the measures taken to ensure that returns are voluntary and safe.",
    3: "Please list the raids.",
}
THERE = {
    4: "Please provide any additional information you may have on the above-mentioned allegations.",
    5: "Please explain the measures taken to ensure that returns are voluntary, dignified and lawful.",
    6: "How many casinos were licensed, and by whom?",
}


def test_the_same_question_is_found_under_another_number_and_a_changed_one_is_not_the_same() -> None:
    first, second, third = align(HERE, THERE)
    assert (first.number, first.other, first.likeness, first.same) == (1, 4, 100.0, True)
    assert (second.number, second.other, second.same) == (2, 5, False)
    assert (third.other, third.likeness, third.same) == (None, None, False)


def test_the_difference_is_a_line() -> None:
    assert differences(align(HERE, THERE), THERE) == (
        "1 questions alike; worded otherwise: 2 (there 5); only here: 3; only there: 6"
    )


questions = st.dictionaries(st.integers(1, 30), st.text(max_size=30), max_size=6)


@given(questions, questions)
def test_no_counterpart_is_used_twice_and_every_question_is_there(here: dict[int, str], there: dict[int, str]) -> None:
    aligned = align(here, there)
    assert [one.number for one in aligned] == sorted(here)
    used = [one.other for one in aligned if one.other is not None]
    assert len(used) == len(set(used))
    assert set(used) <= set(there)


@given(st.dictionaries(st.integers(1, 30), st.text("abcdefgh ", min_size=8, max_size=30), max_size=6))
def test_a_letter_differs_in_nothing_from_itself(questions: dict[int, str]) -> None:
    written = {number: f"{number} {text}" for number, text in questions.items()}
    assert all(one.same for one in align(written, written))
