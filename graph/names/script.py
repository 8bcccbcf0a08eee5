"""Scripts: what a name is written in, and its letters without what only its typing adds."""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import groupby

from anyascii import anyascii

SPACED = frozenset({"Latin", "Cyrillic", "Greek", "Arabic", "Hebrew", "Devanagari"})
"""Scripts that set spaces between words; a name in any other is one word however it is spaced."""

_NAMES = {"KATAKANA-HIRAGANA": "Katakana", "CJK": "Han", "IDEOGRAPHIC": "Han", "KANGXI": "Han"}
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_QUOTES = re.compile("[’‘ʼ`´ʻ]")


@cache
def script_of(letter: str) -> str | None:
    """The script of a letter or of a mark on one (Latin, Han, Myanmar, Thai, Khmer, Lao ...); None for the rest."""
    if not unicodedata.category(letter).startswith(("L", "M")):
        return None
    first = unicodedata.name(letter, "").split(" ")[0]
    if first in ("COMBINING", "MODIFIER", "VARIATION", ""):
        return None
    return _NAMES.get(first, first.capitalize())


def scripts(text: str) -> tuple[str, ...]:
    """The scripts of a text, sorted."""
    if text.isascii():
        return ("Latin",) if any(letter.isalpha() for letter in text) else ()
    return tuple(sorted({found for letter in text if (found := script_of(letter))}))


@lru_cache(maxsize=262_144)
def folded(text: str) -> str:
    """Lower case, simplified Han, no accents on Latin letters, nothing invisible; vowel signs and tones stay.

    Raises nothing; a text without letters or digits gives an empty or punctuated one.
    """
    if text.isascii():
        return text.lower()
    text = _QUOTES.sub("'", _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold())
    found = scripts(text)
    if "Han" in found:
        text = _simplifier().convert(text)
    if "Latin" in found:
        text = "".join(anyascii(letter).lower() if script_of(letter) == "Latin" else letter for letter in text)
    return text


def runs(word: str) -> list[str]:
    """A word cut where its script changes: `kk园区` is `kk` and `园区`. Digits and marks stay with what is before them."""
    if word.isascii():
        return [word]
    last: str | None = None

    def current(letter: str) -> str | None:
        nonlocal last
        last = script_of(letter) or last
        return last

    return ["".join(letters) for _, letters in groupby(word, key=current)]


@lru_cache(maxsize=262_144)
def romanised(text: str) -> str:
    """The name in Latin letters, Han by its Mandarin reading, each character a syllable: 陈志 is `chen zhi`.

    A guess by table: good for Han, Cyrillic and kana; for Burmese, Thai, Khmer and Lao near the letters, not the sound.
    """
    if text.isascii():
        return text.lower()
    spaced = "".join(f" {letter} " if script_of(letter) == "Han" else letter for letter in folded(text))
    return " ".join(re.findall(r"[a-z0-9']+", anyascii(spaced).lower().replace("-", " ")))


@cache
def _simplifier():  # type: ignore[no-untyped-def]  # opencc has no types
    from opencc import OpenCC

    return OpenCC("t2s")
