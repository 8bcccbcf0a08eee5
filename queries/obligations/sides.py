"""States side by side: provisions down, States across, a sign and a word for each standing."""

from dataclasses import replace

from graph.answer import Answer
from queries.obligations.bound import DATE_UNVERIFIED, RESERVATIONS_UNCHECKED, STATUS_UNVERIFIED
from queries.obligations.cell import Cell
from queries.standing import Standings

SIGNS = {"silent": "·", "supported": "+", "challenged": "−", "contested": "±", None: "–"}
"""Never colour alone, never a sign without its word near."""


def sign(one: Cell) -> str:
    """Law and practice in two signs; one where the provision has no standing."""
    if not one.has_standing:
        return SIGNS[None]
    return f"{SIGNS[one.law.standing]}/{SIGNS[one.practice.standing]}"


def in_words(one: Cell) -> str:
    """A cell in a few words."""
    if not one.has_standing:
        return "no standing"
    both = f"law {one.law.standing}, practice {one.practice.standing}"
    if not one.counted:
        return both if one.standing != "silent" else "silent"
    return f"{both}; {one.modality}; origins: {len(one.origins)}"


SHORT = {
    "throughout": "yes", "partly": "part", "no": "no", "uncertain": "?", "not checked": "n/c", "custom": "cust.",
    "addressed": "addr.", "not addressed": "–", "committed": "comm.", "own law": "own", "not its law": "–",
    "no treaty status": "none",
}  # fmt: skip
"""Whether bound, in few letters: only where many States stand side by side on a screen."""
MARKS = {DATE_UNVERIFIED: "d", STATUS_UNVERIFIED: "s", RESERVATIONS_UNCHECKED: "r"}
"""What nobody has made sure of, behind the short word: a bare yes or no is one that was read in a source."""
WIDE = 4
"""So many States have room for the words."""


def bound_in_words(one: Cell) -> str:
    """Whether bound, and what of it nobody has made sure of."""
    return f"{one.bound.value} [{', '.join(one.caveats)}]" if one.caveats else one.bound.value


def bound_in_letters(one: Cell) -> str:
    """The same, where many States stand side by side."""
    marks = "".join(MARKS[caveat] for caveat in one.caveats)
    return " ".join(part for part in (SHORT[one.bound.value.split(" (")[0]], marks) if part)


def marks_in_words() -> str:
    """What the letters mean."""
    return ", ".join(f"{letter} {word}" for word, letter in MARKS.items())


def grid(found: Standings) -> Answer:
    """Provisions down, States across: signs for law and practice, then whether bound."""
    columns = ("provision", "strength", *(subject.id for subject in found.subjects))

    def shown(cell: Cell) -> str:
        return f"{sign(cell)} {bound_in_words(cell) if len(found.subjects) <= WIDE else bound_in_letters(cell)}"

    values = tuple(
        (one.id, one.strength, *(shown(found.cells[subject.id, one.id]) for subject in found.subjects))
        for one in found.provisions
    )
    return Answer(columns, values, found.made_by)


def compared(found: Standings) -> Standings:
    """Only the provisions on which the States do not all stand alike, or are not all bound alike."""

    def alike(provision: str) -> bool:
        cells = [found.cells[subject.id, provision] for subject in found.subjects]
        return (
            len({(one.law.standing, one.practice.standing, one.bound.value, one.state_says.says) for one in cells}) == 1
        )

    return replace(found, provisions=tuple(one for one in found.provisions if not alike(one.id)))
