"""Text search: what a person writes means what it says, and nothing in it is syntax of the index."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import schema
from graph.connection import Store
from graph.errors import UsageError
from queries.search import lucene, search


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("women AND detention NOT child", "(+women +detention -child)"),
        ("women detention", "(+women +detention)"),
        ("women OR men AND shelter", "(women (+men +shelter))"),
        ('"forced criminality" NOT (debt OR ransom)', '(+"forced criminality" -(debt ransom))'),
        ("NOT child", "(-child +*:*)"),
        ("NOT NOT child", "child"),
        ("a:b*", r"a\:b\*"),
    ],
)
def test_words_are_written_out_in_full(written: str, means: str) -> None:
    assert lucene(written) == means


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("women AND", "A word is missing at the end"),
        ("", "A word is missing at the end"),
        ("OR women", "A word is missing before OR"),
        ("(women", "bracket is not closed"),
        ("women)", "nothing before it opens"),
        ('"women', "quotation mark is not closed"),
        ('""', "no words between"),
        ("x" * 2000, "at most 1000"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(written: str, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        lucene(written)


@pytest.fixture(scope="module")
def indexed(store: Store) -> Store:
    schema.apply(store)
    return store


@given(st.text(max_size=60))
def test_no_text_is_syntax_of_the_index(indexed: Store, written: str) -> None:
    try:
        words = lucene(written)
    except UsageError:
        return
    indexed.read("CALL db.index.fulltext.queryNodes('texts', $words) YIELD node RETURN count(node)", {"words": words})


def test_a_filter_that_names_nothing_is_refused(indexed: Store) -> None:
    with pytest.raises(UsageError, match="There is no Document 'AL_XXX_1_2025'"):
        search(indexed, "women", document="AL XXX 1/2025")
