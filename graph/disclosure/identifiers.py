"""What points to one person and may stand nowhere in a case: addresses, numbers of telephones and of papers."""

import re
from collections.abc import Iterator

import phonenumbers

_EMAIL = re.compile(r"(?<![^\s@])[^\s@]+@[^\s@]+\.[A-Za-z]{2,}")
"""From the beginning of a word only: tried at each letter, 10,000 letters without an @ took 5 seconds."""
_PAPER = re.compile(r"\b[A-Z]{1,3}[ -]?\d{6,9}\b")
_DIGITS = re.compile(r"(?<![\w.])\d(?:[ -]?\d){8,14}(?![\w.])")
"""A number of a telephone as it is dialled at home, or of an identity card."""
_HANDLE = re.compile(r"(?<![\w@])@\w{3,}")


def kinds(text: str) -> Iterator[str]:
    """What kinds of identifiers a text seems to hold: `e-mail address`, `telephone number` ..."""
    if _EMAIL.search(text):
        yield "e-mail address"
    elif _HANDLE.search(text):
        yield "handle"
    if any(True for _ in phonenumbers.PhoneNumberMatcher(text, None)):
        yield "telephone number"
    elif _DIGITS.search(text):
        yield "telephone or identity number"
    if _PAPER.search(text):
        yield "passport number"
