"""A name: its words without titles and legal forms, in no order, as a key that its spellings share.

    read("THU, Chit", "person").key  ==  read("Saw Chit THU", "person").key  ==  "chit thu"

Nothing here says that two bearers of a name are one.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from graph.names.script import SPACED, folded, romanised, runs, script_of, scripts
from graph.names.vocabulary import Sex, vocabulary

Kind = Literal["person", "body", "place"]

_WORD = re.compile(r"[\w'][\w']*")
_BRACKETS = re.compile(r"^(?P<before>[^()（）]+)[(（](?P<inside>[^()（）]{2,})[)）](?P<after>.*)$")
_INITIALS = re.compile(r"\b(?:\w\.){2,}")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it was read."""

    text: str
    scripts: tuple[str, ...]
    words: tuple[str, ...]
    """Folded, in the order in which they are spoken: a comma turns them round."""
    key: str
    """The words in no order of their own."""
    sex: Sex | None
    """Of whom its title or honorific is used; None where it has none, or one for everybody."""

    @property
    def sound(self) -> str:
        """The words in Latin letters."""
        return " ".join(romanised(word) for word in self.words).strip()


@lru_cache(maxsize=524_288)
def read(text: str, kind: Kind | None = None) -> Name:
    """Read a name. Where the kind is not known, both titles and legal forms are passed over.

    At least one word is kept: somebody called only "Ko" is `ko`.
    """
    plain = _INITIALS.sub(lambda match: match[0].replace(".", ""), folded(text))
    if kind != "body" and plain.count(",") == 1:
        family, given = plain.split(",")
        if not _is_legal(given):
            plain = f"{given} {family}"
    words = _words(plain)
    sex: Sex | None = None
    if kind in (None, "person"):
        words, sex = _without_titles(words)
    if kind in (None, "body", "place"):
        words = _without_legal_forms(words)
    spelt = vocabulary().spellings
    told = tuple(spelt.get(word, word) for word in words)
    return Name(text, scripts(text), told, " ".join(sorted(told)), sex)


def variants(text: str) -> tuple[str, ...]:
    """The names that one entry holds: "Chit Linn Myaing Group (CLM)" is two, "KK Park / Shwe Kokko area" also."""
    found: dict[str, None] = {}
    for part in re.split(r"\s+/\s+", text):
        match = _BRACKETS.match(part.strip())
        if match is None:
            found[part.strip()] = None
            continue
        outside = " ".join(f"{match['before']} {match['after']}".split())
        found |= {outside: None, match["inside"].strip(): None}
    return tuple(name for name in found if _WORD.search(name)) or (text,)


def keys(text: str, kind: Kind | None = None) -> tuple[str, ...]:
    """The keys of a name and of its variants, sorted: two spellings of one name share at least one."""
    return tuple(sorted({read(one, kind).key for one in variants(text)} - {""}))


def _words(text: str) -> list[str]:
    """The words of a folded text; one that is written without spaces is one word however it was spaced."""
    if text.isascii():
        return [word for token in _WORD.findall(text) if (word := token.strip("'"))]
    found: list[str] = []
    joined: list[str] = []
    for token in _tokens(text):
        for run in runs(token):
            if run and not run[0].isdigit() and (script_of(run[0]) or "Latin") not in SPACED:
                joined.append(run)
            elif run.strip("'"):
                found.append(run.strip("'"))
    return [*found, "".join(joined)] if joined else found


def _tokens(text: str) -> list[str]:
    # \w leaves out the vowel signs and tones of Burmese, Thai, Khmer and Lao, which are marks
    return "".join(letter if letter.isalnum() or letter == "'" or script_of(letter) else " " for letter in text).split()


def _without_titles(words: list[str]) -> tuple[list[str], Sex | None]:
    known, sexes, kept = vocabulary(), set[Sex | None](), list[str]()
    for word in _without_phrases(words, known.title_phrases):
        if word in known.titles:
            sexes.add(known.titles[word])
        else:
            kept.append(word)
    kept = kept or words[-1:]
    while len(kept) > 1 and kept[0] in known.honorifics and kept[0] != kept[1]:
        sexes.add(known.honorifics[kept[0]])
        kept = kept[1:]
    shorter: list[str] = []
    for word in kept:
        bare, sex = _bare(word)
        shorter.append(bare)
        sexes.add(sex)
    told = sexes - {None}
    return shorter, (told.pop() if len(told) == 1 else None)


def _without_phrases(words: list[str], phrases: tuple[tuple[str, ...], ...]) -> list[str]:
    kept = list(words)
    for phrase in phrases:
        size = len(phrase)
        for place in reversed(range(len(kept) - size + 1)):
            if tuple(kept[place : place + size]) == phrase:
                del kept[place : place + size]
    return kept


def _bare(word: str) -> tuple[str, Sex | None]:
    """A word of a script without spaces, without the title that it begins or ends with."""
    if word.isascii():
        return word, None
    known = vocabulary()
    for title in sorted(known.prefixes, key=len, reverse=True):
        if (
            word.startswith(title)
            and len(word) > len(title) + 1
            and script_of(word[len(title)])
            and _begins(word, title)
        ):
            return word[len(title) :], known.prefixes[title]
    for title, sex in known.suffixes.items():
        if word.endswith(title) and len(word) > len(title):
            return word[: -len(title)], sex
    return word, None


def _begins(word: str, title: str) -> bool:
    """Whether a new syllable begins after the title: a mark would still belong to the title's last letter."""
    return word[len(title)].isalpha()


def _without_legal_forms(words: list[str]) -> list[str]:
    kept = _without_phrases(words, vocabulary().phrases) or words
    return [_without_suffix(word) for word in kept]


@cache
def _legal_suffixes() -> tuple[str, ...]:
    return tuple(sorted(vocabulary().legal_suffixes, key=len, reverse=True))


def _without_suffix(word: str) -> str:
    if word.isascii():
        return word
    for form in _legal_suffixes():
        if word.endswith(form) and len(word) > len(form):
            return word[: -len(form)]
    return word


def _is_legal(text: str) -> bool:
    """Whether what follows a comma is a legal form: "Acme Co., Ltd" is not turned round."""
    words = tuple(_words(text))
    return words in vocabulary().phrases or not words
