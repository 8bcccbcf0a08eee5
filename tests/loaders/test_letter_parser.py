from datetime import date
from pathlib import Path
from textwrap import wrap

import pytest

from graph.errors import InputRefused
from loaders.sources.letters.load import BUNDLED
from loaders.sources.letters.parser import Communication, find_quote, parse
from loaders.sources.letters.text import read_paragraphs

LETTER = parse(read_paragraphs(BUNDLED), BUNDLED.name)

OTHER = """Mandates of the Working Group on Business and Human Rights; the Special Rapporteur on trafficking in persons
Ref.: JUA KHM 3/2024
4 June 2024

Excellency,

We have the honour to address you pursuant to Human Rights Council resolutions 53/3 and 53/9.

1. This number is no question.

We would be grateful for your observations on the following matters:

1. Please explain the first matter.

Kindly give figures.

2. Please explain the second matter.

This communication will be made public within 48 days.

A similar letter was also sent to the Governments of Thailand and the Philippines.
"""


def read(path: Path) -> Communication:
    return parse(read_paragraphs(path), path.name)


def written(tmp_path: Path, text: str, name: str = "letter.txt", encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def test_the_head_of_the_letter() -> None:
    assert (LETTER.reference, LETTER.id, LETTER.kind, LETTER.addressee) == (
        "AL MYS 1/2025",
        "AL_MYS_1_2025",
        "AL",
        "MYS",
    )
    assert LETTER.date == date(2025, 3, 10)
    assert LETTER.mandates == (
        "Special Rapporteur on contemporary forms of slavery, including its causes and consequences",
        "Special Rapporteur on trafficking in persons, especially women and children",
    )
    assert LETTER.resolutions == ("Human Rights Council resolution 51/15", "Human Rights Council resolution 53/9")
    assert LETTER.reply_days == 60


def test_the_eight_sister_letters() -> None:
    names = ["Armed Forces of Myanmar", "ASEAN", "Cambodia", "China", "Lao PDR", "Philippines", "Thailand", "Viet Nam"]
    assert [(sister.name, sister.locator) for sister in LETTER.sisters] == [(name, "L86") for name in names]


def test_fourteen_questions_and_the_seventh_is_whole() -> None:
    assert [question.number for question in LETTER.questions] == list(range(1, 15))
    seventh = LETTER.questions[6]
    assert seventh.text.endswith("trafficking in persons for the purposes of forced criminality.")
    assert seventh.locator == "L68-70"
    assert LETTER.questions[13].text.endswith("did not contribute to this criminal activity.")


@pytest.mark.parametrize(
    ("locator", "across_the_break"),
    [
        ("L54-56", "serious crime, and continued impunity"),
        ("L68-70", "purposes of forced criminality."),
        ("L113-115", "from performing any work that is likely"),
        ("L123-125", "criminal group and obstruction of justice"),
        ("L135-137", "temporary residence permits, irrespective"),
    ],
)
def test_a_page_break_does_not_cut_a_sentence(locator: str, across_the_break: str) -> None:
    passage = find_quote(LETTER.passages, across_the_break)
    assert passage is not None
    assert passage.locator == locator


def test_a_passage_knows_its_heading() -> None:
    passage = find_quote(LETTER.passages, "scattered across the country")
    assert passage is not None
    assert (passage.locator, passage.heading) == ("L34", "Online scam operations in Malaysia")
    headings = {passage.locator: passage.heading for passage in LETTER.passages}
    assert headings["L12"] is headings["L62"] is headings["L86"] is headings["L94"] is None
    assert headings["L145"] == "Reference to international human rights law"


def test_a_quote_is_found_whatever_its_marks_but_not_with_another_word() -> None:
    assert find_quote(LETTER.passages, 'victims are "sold"  to another scam operation')
    assert find_quote(LETTER.passages, "such as death, tor- ture or cruel, inhuman or degrad-ing treatment")
    assert find_quote(LETTER.passages, 'victims are "given" to another scam operation') is None
    assert find_quote(LETTER.passages, "held captive in prison-like condition") is None
    assert find_quote(LETTER.passages, " ") is None


def test_another_letter_of_the_genre(tmp_path: Path) -> None:
    letter = read(written(tmp_path, OTHER))
    assert (letter.reference, letter.kind, letter.addressee, letter.reply_days) == ("JUA KHM 3/2024", "JUA", "KHM", 48)
    assert letter.mandates == (
        "Working Group on Business and Human Rights",
        "Special Rapporteur on trafficking in persons",
    )
    assert [sister.name for sister in letter.sisters] == ["Thailand", "Philippines"]
    assert [question.text for question in letter.questions] == [
        "Please explain the first matter. Kindly give figures.",
        "Please explain the second matter.",
    ]


@pytest.mark.parametrize(
    ("written_as", "reference"),
    [
        ("Ref.: UA KHM 3/2024", "UA KHM 3/2024"),
        ("REFERENCE: AL KHM 3/2024", "AL KHM 3/2024"),
        ("Ref. AL KHM 3/2024", "AL KHM 3/2024"),
        ("Ref. : OL OTH 12/2023", "OL OTH 12/2023"),
        ("REFERENCE: UA Housing (2000-9) G/SO 214 (53-24) Water (2008-1) SYR 3/2014", "UA SYR 3/2014"),
    ],
)
def test_the_references_of_the_genre(tmp_path: Path, written_as: str, reference: str) -> None:
    assert read(written(tmp_path, OTHER.replace("Ref.: JUA KHM 3/2024", written_as))).reference == reference


@pytest.mark.parametrize("written_as", ["Geneva, 4 June 2024", "4th June 2024", "4 June, 2024"])
def test_the_dates_of_the_genre(tmp_path: Path, written_as: str) -> None:
    assert read(written(tmp_path, OTHER.replace("4 June 2024", written_as))).date == date(2024, 6, 4)


@pytest.mark.parametrize(
    "announced",
    [
        "We would be grateful if your Excellency’s Government could respond to the following questions:",
        "In this connection, please provide your comments on the following:",
        "We look forward to receiving information on the following points:",
    ],
)
def test_questions_are_found_however_they_are_announced(tmp_path: Path, announced: str) -> None:
    text = OTHER.replace("We would be grateful for your observations on the following matters:", announced)
    assert [question.number for question in read(written(tmp_path, text)).questions] == [1, 2]


def test_a_holder_is_told_from_the_next_whatever_joins_them(tmp_path: Path) -> None:
    line = (
        "Mandates of the Special Rapporteur on the right to food; the Working Group on Enforced or Involuntary "
        "Disappearances and the Independent Expert on human rights and international solidarity\n\n"
    )
    assert read(written(tmp_path, line + OTHER.partition("\n")[2])).mandates == (
        "Special Rapporteur on the right to food",
        "Working Group on Enforced or Involuntary Disappearances",
        "Independent Expert on human rights and international solidarity",
    )


def test_resolutions_of_the_annex_are_none_of_the_mandates(tmp_path: Path) -> None:
    letter = read(written(tmp_path, OTHER + "\nAnnex\n\nWe recall General Assembly resolution 60/251.\n"))
    assert letter.resolutions == ("Human Rights Council resolution 53/3", "Human Rights Council resolution 53/9")


PUBLIC = "This communication will be made public within 48 days."


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("We would appreciate receiving a response within 60 days. Past this delay, it will be made public.", 60),
        ("We would appreciate a response within 30 days. It will be made public after 60 days.", 60),
        ("This communication will be made public within sixty (60) days.", 60),
        ("This communication will be made public within a maximum of 60 days.", 60),
        ("This communication will be made public via the website within 48 hours.", None),
    ],
)
def test_the_days_are_those_of_the_letter_and_not_of_its_story(tmp_path: Path, sentence: str, days: int | None) -> None:
    story = "We have the honour to report that the State gave no response within 10 days and made it public."
    text = OTHER.replace(PUBLIC, sentence).replace("1. This number is no question.", story)
    assert read(written(tmp_path, text)).reply_days == days


SISTERS = "A similar letter was also sent to the Governments of Thailand and the Philippines."


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "Letters have also been sent to the Government of Bosnia and Herzegovina and the Government of Chad.",
            ["Bosnia and Herzegovina", "Chad"],
        ),
        (
            "Please note that a similar letter has been sent to Thailand, as well as to Meta Platforms, Inc. and ASEAN.",
            ["Thailand", "Meta Platforms, Inc.", "ASEAN"],
        ),
        ("A copy of this letter was sent to the Government of Lao P.D.R. and to China.", ["Lao P.D.R.", "China"]),
        ("A communication is also being transmitted to Cambodia on the same subject.", ["Cambodia"]),
        ("A similar letter was sent to China.\n\nA similar letter was sent to Japan.", ["China", "Japan"]),
        ("Similar letters have been sent to other concerned Governments.", []),
        ("The letters were found in the compound from which victims were sent home.", []),
    ],
)
def test_sister_letters_are_named_as_the_letter_names_them(tmp_path: Path, sentence: str, names: list[str]) -> None:
    letter = read(written(tmp_path, OTHER.replace(SISTERS, sentence)))
    assert [sister.name for sister in letter.sisters] == names
    assert [question.text for question in letter.questions][1:] == ["Please explain the second matter."]


def test_a_question_keeps_its_parts_and_takes_nothing_after_the_questions(tmp_path: Path) -> None:
    asked = "2. Please explain:\n\n(a) the first part;\n\n(b) the second part."
    annex = "\nAnnex\n\nThe Committee recommends that the State:\n\n3. Adopt a law.\n\n4. Publish it.\n"
    letter = read(written(tmp_path, OTHER.replace("2. Please explain the second matter.", asked) + annex))
    assert [question.text for question in letter.questions] == [
        "Please explain the first matter. Kindly give figures.",
        "Please explain: (a) the first part; (b) the second part.",
    ]


@pytest.mark.parametrize("hyphens", [False, True])
def test_text_whose_lines_were_broken_is_put_together(tmp_path: Path, hyphens: bool) -> None:
    lines = [part for p in read_paragraphs(BUNDLED) for part in (*wrap(p.text, 80, break_on_hyphens=hyphens), "")]
    paged = "\n".join(lines[:200]) + "\n\f" + "\n".join(lines[200:])
    letter = read(written(tmp_path, paged))
    assert [question.text for question in letter.questions] == [question.text for question in LETTER.questions]
    assert [passage.text for passage in letter.passages] == [passage.text for passage in LETTER.passages]
    last = letter.passages[-1]
    assert last.locator == f"L{len(lines) - 2}-{len(lines) - 1}"


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8-sig"])
def test_the_encoding_of_the_file_does_not_matter(tmp_path: Path, encoding: str) -> None:
    text = BUNDLED.read_text(encoding="utf-8")
    assert read(written(tmp_path, text, encoding=encoding)).questions == LETTER.questions


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "is empty"),
        ("A recipe for soup.\n", "no reference such as"),
        ("Ref.: ZZ MYS 1/2025\n\n10 March 2025\n\nExcellency,\n", "kind ZZ is not one of"),
        ("Ref.: AL MYS 1/2025\n\nExcellency,\n\n10 March 2025\n", "no date above"),
        ("Ref.: AL MYS 1/2025\n\n31 February 2025\n\nExcellency,\n", "no date above"),
        ("a\x00b" * 10, "is not text"),
        ("****\n\x01\n", "no reference such as"),
        ("x" * 200_000, "over 100000 characters"),
    ],
)
def test_what_is_no_letter_is_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(InputRefused) as refusal:
        read(written(tmp_path, text))
    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="check the path"):
        read(tmp_path / "nowhere.txt")
