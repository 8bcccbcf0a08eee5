import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.names import folded, keys, read, romanised, scripts, variants
from graph.names.vocabulary import vocabulary

SYLLABLES = ("chit", "thu", "zhi", "chen", "aung", "kyaw", "hla", "steel", "htoo", "đặng", "zhong", "biao")
BARE = st.lists(st.sampled_from(SYLLABLES), min_size=2, max_size=4).map(" ".join)
TITLE = st.sampled_from([*vocabulary().titles, *vocabulary().honorifics])


@given(BARE, st.lists(TITLE, max_size=3, unique=True), st.booleans())
def test_titles_honorifics_and_capitals_leave_the_key_as_it_is(name: str, titles: list[str], loud: bool) -> None:
    dressed = " ".join([*titles, name])
    assert read(dressed.upper() if loud else dressed.title(), "person").key == read(name, "person").key


@given(BARE, st.randoms(use_true_random=False))
def test_the_order_of_the_words_and_a_comma_leave_the_key_as_it_is(name: str, chance: object) -> None:
    words = name.split()
    chance.shuffle(words)  # type: ignore[attr-defined]
    assert read(" ".join(words), "person").key == read(name, "person").key
    assert read(f"{words[0].upper()}, {' '.join(words[1:])}", "person").key == read(name, "person").key


@given(st.text(max_size=40))
def test_any_text_can_be_read_and_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert read(text).key == read(text).key
    assert keys(text) == tuple(sorted(keys(text)))


@given(BARE, st.sampled_from(["Co., Ltd", "CO. LTD.", "PLC.", "Limited", "Company Limited", "Inc."]))
def test_a_legal_form_leaves_the_key_of_a_body_as_it_is(name: str, form: str) -> None:
    assert read(f"{name} {form}", "body").key == read(name, "body").key


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("THU, Chit", "Saw Chit THU", "person"),
        ("Zhi CHEN", "Neak Oknha Chen Zhi", "person"),
        ("陳志先生", "陈志", "person"),
        ("JIN BEI GROUP CO. LTD.", "Jin Bei Group", "body"),
        ("金貝集團有限公司", "金贝集团", "body"),
        ("ဦး အောင် ဆန်း", "အောင်ဆန်း", "person"),
        ("Đặng Văn", "Dang Van", "person"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str, kind: str) -> None:
    assert read(one, kind).key == read(other, kind).key


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Maung Maung Soe", "Soe", "person"),
        ("Nyo Saw", "Nyo", "person"),
        ("PRINCE GROUP PLC.", "PRINCE HOLDING PLC.", "body"),
        ("Prince Group", "Prince Holding Group", "body"),
    ],
)
def test_names_that_are_two_have_two_keys(one: str, other: str, kind: str) -> None:
    assert read(one, kind).key != read(other, kind).key


def test_an_entry_that_holds_two_names_gives_both() -> None:
    assert variants("Chit Linn Myaing Group (CLM)") == ("Chit Linn Myaing Group", "CLM")
    assert keys("KK Park / Shwe Kokko area") == ("area kokko shwe", "kk park")


def test_a_name_says_its_scripts_and_how_it_would_be_spelt_in_latin() -> None:
    assert scripts("KK园区") == ("Han", "Latin")
    assert scripts("ရွှေကုက္ကိုလ်") == ("Myanmar",)
    assert scripts("チェン・ジー") == ("Katakana",)
    assert romanised("陈志") == "chen zhi"


def test_a_title_that_is_used_of_one_sex_says_so() -> None:
    assert (read("Daw Khin", "person").sex, read("Ko Sai", "person").sex, read("Dr Moe", "person").sex) == (
        "female",
        "male",
        None,
    )
