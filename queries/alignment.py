"""Where the questions of two sister letters differ: each is put beside the one that is most like it, in its words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, utils

SAME, LIKE = 95.0, 60.0
"""Likeness of words, 0 to 100: from SAME on two questions are one but for a name or a comma; below LIKE they are two."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """A question of a letter and its counterpart in a sister letter."""

    number: int
    other: int | None
    """The number there; none where nothing is like it."""
    likeness: float | None
    """0 to 100; none where there is no counterpart."""

    @property
    def same(self) -> bool:
        """Whether they ask the same, as far as words tell."""
        return self.likeness is not None and self.likeness >= SAME


def align(questions: Mapping[int, str], others: Mapping[int, str]) -> list[Aligned]:
    """Each question with its counterpart, most alike first, none used twice; in the order of the questions.

    Both map numbers to words. Where two are equally alike, the lower numbers go together.
    """
    pairs = sorted(
        (
            (-fuzz.token_sort_ratio(text, other, processor=utils.default_process), number, there)
            for number, text in questions.items()
            for there, other in others.items()
        )
    )
    found: dict[int, Aligned] = {}
    taken: set[int] = set()
    for unlikeness, number, there in pairs:
        if -unlikeness >= LIKE and number not in found and there not in taken:
            found[number] = Aligned(number, there, round(-unlikeness, 1))
            taken.add(there)
    return [found.get(number, Aligned(number, None, None)) for number in sorted(questions)]


def differences(aligned: Sequence[Aligned], others: Mapping[int, str]) -> str:
    """In a line: how many ask the same, which differ, and which stand in the one letter only."""
    same = [one for one in aligned if one.same]
    changed = [f"{one.number} (there {one.other})" for one in aligned if one.other is not None and not one.same]
    here = [str(one.number) for one in aligned if one.other is None]
    there = [str(number) for number in sorted(set(others) - {one.other for one in aligned})]
    parts = [f"{len(same)} questions alike"]
    parts += [f"worded otherwise: {', '.join(changed)}"] if changed else []
    parts += [f"only here: {', '.join(here)}"] if here else []
    parts += [f"only there: {', '.join(there)}"] if there else []
    return "; ".join(parts)
