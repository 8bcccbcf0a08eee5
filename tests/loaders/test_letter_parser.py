from datetime import date
from pathlib import Path

import pytest
from fpdf import FPDF

from graph.errors import InputRefused
from loaders.sources.letters.load import BUNDLED
from loaders.sources.letters.parser import Communication, find_quote, parse
from loaders.sources.letters.text import normalised, read_paragraphs

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
    assert list(LETTER.sisters.names) == names
    assert LETTER.sisters.locator == "L86"


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


def test_a_quote_is_found_whatever_its_marks_but_not_with_another_word() -> None:
    assert find_quote(LETTER.passages, 'victims are "sold"  to another scam operation')
    assert find_quote(LETTER.passages, 'victims are "given" to another scam operation') is None


def test_another_letter_of_the_genre(tmp_path: Path) -> None:
    letter = read(written(tmp_path, OTHER))
    assert (letter.reference, letter.kind, letter.addressee, letter.reply_days) == ("JUA KHM 3/2024", "JUA", "KHM", 48)
    assert letter.mandates == (
        "Working Group on Business and Human Rights",
        "Special Rapporteur on trafficking in persons",
    )
    assert letter.sisters.names == ("Thailand", "Philippines")
    assert [question.text for question in letter.questions] == [
        "Please explain the first matter. Kindly give figures.",
        "Please explain the second matter.",
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8-sig"])
def test_the_encoding_of_the_file_does_not_matter(tmp_path: Path, encoding: str) -> None:
    text = BUNDLED.read_text(encoding="utf-8")
    assert read(written(tmp_path, text, encoding=encoding)).questions == LETTER.questions


def pdf(tmp_path: Path, format_: str | tuple[int, int], size: int) -> Path:
    """The same letter as a PDF: its page breaks fall elsewhere for every page size."""
    document = FPDF(format=format_)
    document.set_auto_page_break(True, margin=20)
    document.set_font("Helvetica", size=size)
    document.add_page()
    for line in BUNDLED.read_text(encoding="utf-8").splitlines():
        if line.strip():
            text = normalised(line.replace("**", "")).encode("latin-1", "replace").decode("latin-1")
            document.multi_cell(0, 6, text, align="L", new_x="LMARGIN", new_y="NEXT")
            document.ln(4)
    path = tmp_path / "letter.pdf"
    document.output(str(path))
    return path


@pytest.mark.parametrize(("format_", "size"), [("A4", 11), ("Letter", 12), ((140, 210), 10)])
def test_a_pdf_gives_the_same_letter(tmp_path: Path, format_: str | tuple[int, int], size: int) -> None:
    letter = read(pdf(tmp_path, format_, size))
    assert (letter.reference, letter.date, letter.mandates) == (LETTER.reference, LETTER.date, LETTER.mandates)
    assert letter.sisters.names == LETTER.sisters.names
    assert [normalised(question.text) for question in letter.questions] == [
        normalised(question.text) for question in LETTER.questions
    ]
    assert find_quote(letter.passages, "serious crime, and continued impunity")


def test_a_truncated_pdf_is_one_sentence(tmp_path: Path) -> None:
    path = pdf(tmp_path, "A4", 11)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])
    with pytest.raises(InputRefused, match="damaged or cut off|no text") as refusal:
        read(path)
    assert "\n" not in str(refusal.value)


def test_a_locked_pdf_is_one_sentence(tmp_path: Path) -> None:
    document = FPDF()
    document.set_encryption(owner_password="a", user_password="b")  # noqa: S106
    document.add_page()
    document.output(str(tmp_path / "locked.pdf"))
    with pytest.raises(InputRefused, match="locked by a password|damaged"):
        read(tmp_path / "locked.pdf")


def test_a_picture_of_a_letter_is_one_sentence(tmp_path: Path) -> None:
    document = FPDF()
    document.add_page()
    document.output(str(tmp_path / "scan.pdf"))
    with pytest.raises(InputRefused, match="text recognition"):
        read(tmp_path / "scan.pdf")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "is empty"),
        ("A recipe for soup.\n", "no reference such as"),
        ("Ref.: ZZ MYS 1/2025\n\n10 March 2025\n\nExcellency,\n", "kind ZZ is not one of"),
        ("Ref.: AL MYS 1/2025\n\nExcellency,\n\n10 March 2025\n", "no date above"),
        ("Ref.: AL MYS 1/2025\n\n31 February 2025\n\nExcellency,\n", "no date above"),
        ("a\x00b" * 10, "is not text"),
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
