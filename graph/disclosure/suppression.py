"""Counts of people: released only rounded down to a multiple of eleven, so that under eleven nothing is released.

Eleven is the k of the datasets that CTDC publishes. Any two released counts are equal or at least eleven apart: no
subtraction of two answers, nor of a part from its total, gives a number from 1 to 10. So no complementary cells have to
be left out, and the rule needs no memory of what was asked before.
"""

K = 11
"""The fewest people of whom anything is told."""
NOTE = f"Counts of people are rounded down to a multiple of {K}; cells under {K} are left out, and shares follow."
KINDS = (
    "Unless its question says otherwise, an answer adds case records and published statistics: a row of statistics is "
    "nobody's case, and those in the schemas of CTDC from 2021 on are synthetic. data-quality tells them apart by their "
    "standard."
)


def released(people: int | None) -> int | None:
    """A count of people as it may be shown; None where there are fewer than eleven, nobody included."""
    return ((people or 0) // K * K) or None
