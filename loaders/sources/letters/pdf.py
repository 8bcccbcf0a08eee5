"""The pages of a PDF as lines of text, laid out as they are seen."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError

from graph.errors import InputRefused

_LOST = re.compile(r"while decompressing|incomplete")
"""What pypdf logs where it goes on without a part of the text; the rest of its remarks is about what it could mend."""


def read_pages(content: bytes, name: str) -> list[list[str]]:
    """The lines of each page, empty ones included. Raises InputRefused in one sentence where there are none to read."""
    if b"%%EOF" not in content[-1024:]:  # pypdf would mend it, and give the pages that are left for the whole
        raise _damaged(name)
    try:
        with _remarks() as remarks:
            reader = PdfReader(BytesIO(content))
            if reader.is_encrypted and not reader.decrypt(""):
                raise _locked(name)
            pages = [page.extract_text(extraction_mode="layout").splitlines() for page in reader.pages]
            pictures = [number for number, page in enumerate(reader.pages, 1) if _is_picture(page, pages[number - 1])]
    except InputRefused:
        raise
    except DependencyError as error:  # an encryption that needs a further library
        raise _locked(name) from error
    except Exception as error:  # damaged bytes reach pypdf's parsers at any depth, as errors of every class
        raise _damaged(name) from error
    if any(_LOST.search(remark) for remark in remarks):
        raise _damaged(name)
    if not any(line.strip() for lines in pages for line in lines):
        raise InputRefused(f"{name} holds no text, only pictures of pages; run text recognition (OCR) on it first.")
    if pictures:
        raise InputRefused(
            f"{name}: page {pictures[0]} is a picture without text; run text recognition (OCR) on it first."
        )
    return pages


class _Remarks(logging.Handler):
    """Keeps what is logged."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        self.kept.append(record.getMessage())


@contextmanager
def _remarks() -> Iterator[list[str]]:
    """What pypdf logs meanwhile, kept from the user's screen."""
    logger, remarks = logging.getLogger("pypdf"), _Remarks()
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(remarks)
    try:
        yield remarks.kept
    finally:
        logger.removeHandler(remarks)
        logger.propagate = propagate


def _is_picture(page: PageObject, lines: list[str]) -> bool:
    return not any(line.strip() for line in lines) and len(page.images) > 0


def _damaged(name: str) -> InputRefused:
    return InputRefused(f"{name} is damaged or cut off and cannot be read as PDF; fetch it again.")


def _locked(name: str) -> InputRefused:
    return InputRefused(f"{name} is locked by a password or encrypted; save it without.")
