import importlib
import re
from pathlib import Path
from typing import Any

import pytest
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf.errors import DependencyError

from graph.errors import InputRefused
from loaders.sources.letters.load import BUNDLED
from loaders.sources.letters.parser import Communication, find_quote, parse
from loaders.sources.letters.text import normalised, read_paragraphs

LETTER = parse(read_paragraphs(BUNDLED), BUNDLED.name)


def read(path: Path) -> Communication:
    return parse(read_paragraphs(path), path.name)


class Paged(FPDF):
    """The same letter as a PDF: its page breaks fall elsewhere for every page size."""

    margins = False

    def header(self) -> None:
        if self.margins:
            self.cell(0, 5, "PALAIS DES NATIONS - 1211 GENEVA 10, SWITZERLAND", new_x="LMARGIN", new_y="NEXT")

    def footer(self) -> None:
        if self.margins:
            self.set_y(-12)
            self.cell(0, 5, f"Page {self.page_no()} of 9", align="C")


def latin(text: str) -> str:
    return normalised(text).encode("latin-1", "replace").decode("latin-1")


def pdf(
    tmp_path: Path,
    format_: str | tuple[int, int] = "A4",
    size: int = 11,
    *,
    align: str = "L",
    pitch: int = 6,
    space: int = 4,
    margins: bool = False,
) -> Path:
    document = Paged(format=format_)
    document.margins = margins
    document.set_auto_page_break(True, margin=20)
    document.set_font("Helvetica", size=size)
    document.add_page()
    for paragraph in read_paragraphs(BUNDLED):
        document.multi_cell(0, pitch, latin(paragraph.text), align=align, new_x="LMARGIN", new_y="NEXT")
        document.ln(space)
    path = tmp_path / "letter.pdf"
    document.output(str(path))
    return path


@pytest.mark.parametrize(
    ("format_", "size", "look"),
    [
        ("A4", 11, {}),
        ("Letter", 12, {}),
        ((140, 210), 10, {}),
        ("A4", 14, {"align": "J"}),
        ("A4", 11, {"margins": True}),
        ("A4", 11, {"pitch": 10}),
        ("A4", 11, {"space": 0}),
    ],
)
def test_a_pdf_gives_the_same_letter(
    tmp_path: Path, format_: str | tuple[int, int], size: int, look: dict[str, Any]
) -> None:
    path = pdf(tmp_path, format_, size, **look)
    letter = read(path)
    assert (letter.reference, letter.date, letter.mandates) == (LETTER.reference, LETTER.date, LETTER.mandates)
    assert (letter.reply_days, letter.resolutions) == (LETTER.reply_days, LETTER.resolutions)
    assert [sister.name for sister in letter.sisters] == [sister.name for sister in LETTER.sisters]
    assert [latin(question.text) for question in letter.questions] == [latin(q.text) for q in LETTER.questions]
    words = [word for paragraph in read_paragraphs(path) for word in latin(paragraph.text).split()]
    assert words == [word for paragraph in read_paragraphs(BUNDLED) for word in latin(paragraph.text).split()]


@pytest.mark.parametrize(("format_", "size"), [("A4", 11), ("Letter", 12), ((140, 210), 10)])
def test_a_passage_of_a_pdf_is_whole_and_says_its_page(
    tmp_path: Path, format_: str | tuple[int, int], size: int
) -> None:
    letter = read(pdf(tmp_path, format_, size))
    for passage in LETTER.passages:
        found = find_quote(letter.passages, latin(passage.text))
        assert found is not None, passage.locator
        assert re.fullmatch(r"p\. \d+ ¶\d+( to p\. \d+ ¶1)?", found.locator)
    assert len({passage.locator for passage in letter.passages}) == len(letter.passages)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_pdf_is_one_sentence(tmp_path: Path, part: float) -> None:
    path = pdf(tmp_path)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * part)])
    with pytest.raises(InputRefused, match="damaged or cut off") as refusal:
        read(path)
    assert "\n" not in str(refusal.value)


@pytest.fixture(scope="module")
def whole_pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return pdf(tmp_path_factory.mktemp("whole")).read_bytes()


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 3000))
def test_a_pdf_with_a_hole_is_read_or_refused_and_nothing_else(
    whole_pdf: bytes, tmp_path_factory: pytest.TempPathFactory, start: int, length: int
) -> None:
    start %= len(whole_pdf)
    path = tmp_path_factory.mktemp("hole") / "letter.pdf"
    path.write_bytes(whole_pdf[:start] + whole_pdf[start + length :])
    try:
        assert read(path).reference == LETTER.reference
    except InputRefused:
        return


def locked(tmp_path: Path, user_password: str) -> Path:
    document = FPDF()
    document.set_encryption(owner_password="a", user_password=user_password)  # noqa: S106
    document.add_page()
    document.set_font("Helvetica", size=11)
    document.cell(0, 5, "Ref.: AL MYS 1/2025")
    path = tmp_path / "locked.pdf"
    document.output(str(path))
    return path


def test_a_locked_pdf_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="locked by a password"):
        read(locked(tmp_path, "b"))


def test_an_encryption_that_cannot_be_undone_here_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Where the library that undoes AES is installed (for the keyring), it can be undone.
    fallback = importlib.import_module("pypdf._crypt_providers._fallback")
    monkeypatch.setattr("pypdf._encryption.aes_cbc_decrypt", fallback.aes_cbc_decrypt)
    monkeypatch.setattr("pypdf._encryption.CryptAES", fallback.CryptAES)
    path = locked(tmp_path, "")
    content = path.read_bytes().replace(b"/EncryptMetadata false", b"").replace(b"/R 3", b"/R 4")
    aes = b"/V 4 /CF <</StdCF <</CFM /AESV2 /Length 16 /AuthEvent /DocOpen>>>>\n"
    path.write_bytes(content.replace(b"/V 2\n", aes))
    with pytest.raises(InputRefused, match="locked by a password or encrypted") as refusal:
        read(path)
    assert isinstance(refusal.value.__cause__, DependencyError)


@pytest.mark.parametrize(("typed_pages", "sentence"), [(0, "holds no text"), (1, "page 2 is a picture")])
def test_a_picture_of_a_letter_is_one_sentence(tmp_path: Path, typed_pages: int, sentence: str) -> None:
    document = FPDF()
    document.set_font("Helvetica", size=11)
    for _ in range(typed_pages):
        document.add_page()
        document.cell(0, 5, "Ref.: AL MYS 1/2025")
    document.add_page()
    document.image(Image.new("L", (40, 40), 128), w=100)
    document.output(str(tmp_path / "scan.pdf"))
    with pytest.raises(InputRefused, match=f"{sentence}.*text recognition"):
        read(tmp_path / "scan.pdf")
