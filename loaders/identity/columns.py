"""Parties as columns: what is compared, read once for each record so that pairs are compared as arrays."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

import iso3166
import numpy as np
from numpy.typing import NDArray

from graph.decisions.parties import Party
from graph.names import Kind, folded, read, romanised, scripts, variants
from graph.names.script import script_of
from graph.names.vocabulary import vocabulary
from loaders.identity.rules import rules

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

UNKNOWN = -(10**6)
"""A date that is not known, in days."""
_DIGIT = re.compile(r"\d")
_SYLLABLE = re.compile(r"(?<!\u1039)[\u1000-\u102a\u103f](?![\u103a\u1039])")
"""Where a Burmese syllable begins: a letter that is neither stacked nor silenced."""
_KINDS: dict[str, Kind] = {"Person": "person", "Organisation": "body", "Compound": "place", "Area": "place"}


@dataclass(slots=True)
class Names:
    """The names of all records, one row a name of a record; a record's rows stand together."""

    owner: list[int] = field(default_factory=list)
    words: list[tuple[str, ...]] = field(default_factory=list)
    key: list[str] = field(default_factory=list)
    script: list[str] = field(default_factory=list)
    sound: list[str] = field(default_factory=list)
    turned: list[str] = field(default_factory=list)
    """The sound with its first word last: Han puts the family name first."""
    dressed: list[str] = field(default_factory=list)
    """The key with the titles that stand in the name."""
    numbers: list[str] = field(default_factory=list)
    """The digits in it: Mining Enterprise No 1 is not No 2, however alike."""
    information: Floats = field(default_factory=lambda: np.zeros(0))
    """How unlikely it is, in nats, that another record has the name by chance."""


@dataclass(slots=True)
class Columns:
    """Records of one label, by their place."""

    parties: Sequence[Party]
    names: Names
    records: Counter[str]
    """Word -> number of records that have it."""
    earliest: Integers
    latest: Integers
    sex: Integers
    """0 not known, 1 male, 2 female."""


def columns(parties: Sequence[Party]) -> Columns:
    """The columns of records of one label."""
    names, sexes = Names(), np.zeros(len(parties), dtype=np.int64)
    records: Counter[str] = Counter()
    for place, party in enumerate(parties):
        sexes[place] = _read(party, place, names)
    seen: dict[int, set[str]] = {}
    for place, words in zip(names.owner, names.words, strict=True):
        seen.setdefault(place, set()).update(part for word in words for part in parts(word))
    for found in seen.values():
        records.update(found)
    names.information = _information(names, records, len(parties))
    born = [party.born for party in parties]
    return Columns(
        parties,
        names,
        records,
        np.array([UNKNOWN if one is None else one.earliest.toordinal() for one in born], dtype=np.int64),
        np.array([UNKNOWN if one is None else one.latest.toordinal() for one in born], dtype=np.int64),
        sexes,
    )


def _read(party: Party, place: int, names: Names) -> int:
    """Add the names of a party; returns the sex that its titles tell."""
    kind, keys, sexes = _KINDS.get(party.label), set[str](), set[str]()
    for text in party.names:
        for one in variants(text):
            name = read(one, kind)
            if name.sex:
                sexes.add(name.sex)
            if not name.words or name.key in keys:
                continue
            keys.add(name.key)
            ascii_ = name.key.isascii()
            words = list(name.words) if ascii_ else [romanised(word).replace(" ", "") for word in name.words]
            if len(words) == 1 and not ascii_:
                words = romanised(name.words[0]).split() or words  # a Han name: each character a word
            told = one.split()
            names.dressed.append(name.key if len(told) == len(name.words) else _dressed(one))
            names.numbers.append("".join(_DIGIT.findall(name.key)))
            names.owner.append(place)
            names.words.append(name.words)
            names.key.append(name.key)
            names.script.append("+".join(name.scripts))
            names.sound.append("".join(words))
            names.turned.append("".join([*words[1:], *words[:1]]))
    if not keys:  # a name of marks only: it is like no other
        names.owner.append(place)
        names.words.append(())
        names.script.append("")
        for column in (names.key, names.sound, names.turned, names.dressed, names.numbers):
            column.append(party.id)
    return 0 if len(sexes) != 1 else 1 if "male" in sexes else 2


def _dressed(text: str) -> str:
    return " ".join(sorted(folded(text).replace(".", "").replace(",", " ").split()))


def _information(names: Names, records: Counter[str], total: int) -> Floats:
    known, common = rules().names, vocabulary().common
    size = total + known.world
    worth = {
        word: -np.log(max((count + 1) / size, 1 / known.common_one_in if word in common else 0))
        for word, count in records.items()
    }
    return np.array(
        [sum(worth[part] for part in {part for word in words for part in parts(word)}) for words in names.words],
        dtype=np.float64,
    )


@lru_cache(maxsize=262_144)
def parts(word: str) -> tuple[str, ...]:
    """What a word is made of where its script sets no spaces: Han by characters, Burmese by syllables; else the word."""
    if word.isascii():
        return (word,)
    script = script_of(word[0])
    if script == "Han":
        return tuple(word)
    return tuple(_SYLLABLE.sub(r" \g<0>", word).split()) if script == "Myanmar" else (word,)


@lru_cache(maxsize=65_536)
def skeleton(sound: str) -> str:
    """The consonants of a sound in no order: shared by its spellings, by both orders of the words, by all spacings."""
    for one, other in rules().blocks.sounds:
        if one in sound:
            sound = sound.replace(one, other)
    return "".join(sorted(letter for letter in sound if letter not in "aeiouyhw'"))


@cache
def country(text: str) -> str:
    """A country's alpha-3 code if the text is one's name or code; else the text, so that equal words still agree."""
    plain = text.strip().lower()
    if plain in rules().countries:
        return rules().countries[plain]
    try:
        return str(iso3166.countries.get(plain).alpha3)
    except KeyError:
        return plain


def countries(party: Party) -> frozenset[str]:
    """The countries that its source puts beside it, as codes."""
    return frozenset(country(text) for text in party.countries)


def script_name(text: str) -> str:
    """The scripts of a text as one word for a reason."""
    return " and ".join(scripts(text)) or "no script"
