"""The text of a letter, from plain text or PDF, as paragraphs that know where they stand."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from graph.errors import InputRefused

LONGEST = 100_000
"""Characters of a paragraph; a longer one is no letter."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, whole even where a page break cut it."""

    text: str
    locator: str
    """`L38`, `L54-56` in plain text (line numbers); `p. 2 ¶3` in a PDF."""


def read_paragraphs(path: Path) -> list[Paragraph]:
    """The paragraphs of a .txt or .pdf file. Raises InputRefused in one sentence where there is no text to read."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputRefused(f"Cannot read {path}: {error.strerror}; check the path.") from error
    if not content.strip():
        raise InputRefused(f"{path.name} is empty; bring the letter as text or PDF.")
    pieces = _pdf(path) if content.startswith(b"%PDF") or path.suffix.lower() == ".pdf" else _plain(path, content)
    if any(len(piece.text) > LONGEST for piece in pieces):
        raise InputRefused(f"{path.name} has a paragraph of over {LONGEST} characters; it is no letter.")
    return _joined(pieces)


def normalised(text: str) -> str:
    """Text for comparing: one sort of quotation mark, dash and space. Words stay as they are."""
    text = text.translate(_MARKS)
    return re.sub(r"\s+", " ", text).strip()


_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00ad": "", "\u00a0": " "})
_LIST_ITEM = re.compile(r"(?:- )?(?:\(\w{1,4}\)|\d{1,2}\.)\s")
_OPENING = re.compile(r"Ref(?:erence)?\s*\.?:|Mandates? of |\d{1,2} [A-Z][a-z]+ \d{4}$|Excellency,")
"""Lines at the top of a letter that stand alone."""
_ENDS = re.compile(r"[.!?:;”\"’')\]]\W*$")


def _plain(path: Path, content: bytes) -> list[Paragraph]:
    for encoding in ("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise InputRefused(f"{path.name} is neither UTF-8, UTF-16 nor Windows-1252 text; save it as UTF-8.")
    if "\x00" in text:
        raise InputRefused(f"{path.name} is not text; bring the letter as text or PDF.")
    lines = enumerate(text.splitlines(), start=1)
    return [Paragraph(_clean(line), f"L{number}") for number, line in lines if line.strip()]


def _pdf(path: Path) -> list[Paragraph]:
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputRefused(f"{path.name} is locked by a password; save it without one.")
        pages = [page.extract_text(extraction_mode="layout") for page in reader.pages]
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputRefused(f"{path.name} is damaged or cut off and cannot be read as PDF; fetch it again.") from error
    if not "".join(pages).strip():
        raise InputRefused(
            f"{path.name} holds no text, only pictures of pages; run text recognition (OCR) on it first."
        )
    return [
        Paragraph(_clean(text), f"p. {number} ¶{place}")
        for number, lines in enumerate(_without_margins([page.splitlines() for page in pages]), start=1)
        for place, text in enumerate(_paragraphs(lines), start=1)
    ]


def _without_margins(pages: list[list[str]]) -> list[list[str]]:
    """Without page numbers and the running lines that most pages repeat at their top or foot."""
    edges = Counter(line.strip() for lines in pages for line in {*lines[:2], *lines[-2:]} if line.strip())
    running = {line for line, count in edges.items() if len(pages) > 2 and count > len(pages) / 2}
    return [
        [
            line
            for line in lines
            if line.strip() not in running and not re.fullmatch(r"\s*(?:page )?\d{1,3}\s*", line, re.I)
        ]
        for lines in pages
    ]


def _paragraphs(lines: list[str]) -> list[str]:
    """Lines joined into paragraphs: a new one begins after an empty line, at a list item and at what stands alone.

    Where a page has no empty lines, a paragraph ends with a short line that ends a sentence.
    """
    widest = max((len(line) for line in lines), default=0)
    spaced = any(not line.strip() for line in lines)
    found: list[str] = []
    fresh = True
    for line in (line.strip() for line in lines):
        if not line:
            fresh = True
            continue
        if fresh or not found or _LIST_ITEM.match(line) or _OPENING.match(line):
            found.append(line)
        else:
            found[-1] += " " + line
        fresh = not spaced and len(line) < widest * 0.7 and bool(_ENDS.search(line))
    return found


def _joined(pieces: list[Paragraph]) -> list[Paragraph]:
    """Paragraphs that a page break cut, made whole: one that does not end a sentence, before one in small letters."""
    found: list[Paragraph] = []
    for piece in pieces:
        last = found[-1] if found else None
        if last and piece.text[0].islower() and not _ENDS.search(last.text):
            found[-1] = Paragraph(f"{last.text} {piece.text}", _span(last.locator, piece.locator))
        else:
            found.append(piece)
    return found


def _span(first: str, last: str) -> str:
    if first.startswith("L"):
        return f"{first.partition('-')[0]}-{last.removeprefix('L')}"
    return f"{first.partition(' to ')[0]} to {last}"


def _clean(line: str) -> str:
    """Without what a conversion from other formats leaves: bold marks, links, control characters."""
    line = re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", "", line)
    line = re.sub(r"\[([^\]]*)\]\(#?[^)]*\)", r"\1", line)
    return re.sub(r"\s+", " ", line.replace("**", "")).strip()
