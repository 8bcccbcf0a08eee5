"""Scores: how much the evidence on each pair says that the two are one, in nats, kept apart by kind for the reasons."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from loaders.identity.columns import UNKNOWN, Columns, Floats, Integers
from loaders.identity.rules import rules

Booleans = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class NameScores:
    """What the names of each pair say."""

    worth: Floats
    """Nats, the prior and the number of records in them."""
    likeness: Floats
    """Of the two names that say most, from 0 to 1."""
    one: Integers
    """Place of that name of the first record."""
    other: Integers
    exact_scripts: Integers
    """In how many scripts a name of both is the same."""
    exact_information: Floats
    """Nats of the longest name that both have letter for letter."""
    titled: Booleans
    """Whether that name has the same title in both."""


def name_scores(table: Columns, one: Integers, other: Integers) -> NameScores:
    """Compare every name of the one with every name of the other, and keep what says most."""
    pair, left, right = _name_pairs(table, one, other)
    names, known = table.names, rules().names
    key = np.array(names.key, dtype=object)
    script_code = np.unique(np.array(names.script, dtype=str), return_inverse=True)[1]
    same_script = script_code[left] == script_code[right]
    information = np.minimum(names.information[left], names.information[right])
    equal = np.array(key[left] == key[right], dtype=bool)
    alike = np.where(equal, 1.0, 0.0)
    spelt = np.flatnonzero(same_script & ~equal)
    alike[spelt] = _ratio(key[left[spelt]], key[right[spelt]])
    across = np.flatnonzero(~same_script)
    sound, turned = np.array(names.sound, dtype=object), np.array(names.turned, dtype=object)
    alike[across] = np.maximum(
        _ratio(sound[left[across]], sound[right[across]]), _ratio(turned[left[across]], sound[right[across]])
    )
    numbers = np.array(names.numbers, dtype=object)
    alike[np.array(numbers[left] != numbers[right], dtype=bool)] = 0.0
    share = np.clip((alike - known.from_similarity) / (1 - known.from_similarity), 0, 1)
    worth = information * share * np.where(same_script, 1.0, known.across_scripts)
    dressed = np.array(names.dressed, dtype=object)
    titled = equal & np.array((dressed[left] == dressed[right]) & (dressed[left] != key[left]), dtype=bool)
    best = _best(pair, worth + known.same_title * titled, len(one))
    scripts, most = _exact(pair, script_code[left], information, equal, len(one))
    total = worth[best] + known.prior - np.log(len(table.parties) + known.world)
    cap = known.alone_at_most - known.unlike * (1 - alike[best])
    further = known.script * np.maximum(scripts - 1, 0) + known.same_title * titled[best]
    return NameScores(
        np.minimum(total, cap) + further, alike[best], left[best], right[best], scripts, most, titled[best]
    )


def _name_pairs(table: Columns, one: Integers, other: Integers) -> tuple[Integers, Integers, Integers]:
    """Place of the pair, of the one's name and of the other's name, for every two names of every pair."""
    owner = np.array(table.names.owner, dtype=np.int64)
    counts = np.bincount(owner, minlength=len(table.parties))
    first = np.concatenate(([0], np.cumsum(counts)[:-1]))
    sizes = counts[one] * counts[other]
    pair = np.repeat(np.arange(len(one)), sizes)
    within = np.arange(len(pair)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    width = counts[other][pair]
    return pair, first[one][pair] + within // width, first[other][pair] + within % width


def _ratio(one: NDArray[np.object_], other: NDArray[np.object_]) -> Floats:
    if not len(one):
        return np.zeros(0)
    return process.cpdist(one.tolist(), other.tolist(), scorer=fuzz.ratio, workers=-1, dtype=np.float64) / 100


def _best(pair: Integers, worth: Floats, total: int) -> Integers:
    """For each pair the place of its row that is worth most, the first of equals."""
    order = np.lexsort((np.arange(len(pair)), -worth, pair))
    starts = np.flatnonzero(np.diff(pair[order], prepend=-1))
    best = order[starts]
    assert len(best) == total  # noqa: S101 - every record has a name
    return best


def _exact(
    pair: Integers, script: Integers, information: Floats, equal: Booleans, total: int
) -> tuple[Integers, Floats]:
    most = np.zeros(total)
    np.maximum.at(most, pair[equal], information[equal])
    told = np.unique(np.stack((pair[equal], script[equal])), axis=1)[0]
    return np.bincount(told, minlength=total), most


def birth_scores(table: Columns, one: Integers, other: Integers) -> Floats:
    """What the dates of birth of each pair say; nought where one is not known."""
    known = rules().born
    a, b, c, d = table.earliest[one], table.latest[one], table.earliest[other], table.latest[other]
    told = (a != UNKNOWN) & (c != UNKNOWN)
    meets = told & (a <= d) & (c <= b)
    width = np.maximum(b - a, d - c)
    scores = np.where(meets, known.overlap, np.where(told, known.contradict, 0.0))
    scores[meets & (width <= 366)] = known.same_year
    scores[meets & (width <= 31)] = known.same_month
    scores[meets & (width == 0)] = known.same_day
    for place in np.flatnonzero(told & ~meets & (a == b) & (c == d)):
        if _near(date.fromordinal(int(a[place])), date.fromordinal(int(c[place]))):
            scores[place] = known.near
    return scores


def _near(one: date, other: date) -> bool:
    """Whether a slip of the pen makes the one the other: day and month swapped, or one digit off."""
    swapped = one.year == other.year and (one.day, one.month) == (other.month, other.day)
    return swapped or sum(x != y for x, y in zip(one.isoformat(), other.isoformat(), strict=True)) == 1


def sex_scores(table: Columns, one: Integers, other: Integers) -> Floats:
    """What the titles in the names say on the sex; only a contradiction counts."""
    a, b = table.sex[one], table.sex[other]
    return np.where((a != b) & (a > 0) & (b > 0), rules().sex_contradicts, 0.0)
