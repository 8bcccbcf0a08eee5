"""States side by side: provisions down, States across, a sign and a word for each standing."""

from dataclasses import replace

from graph.answer import Answer
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
WIDE = 4
"""So many States have room for the words."""


def grid(found: Standings) -> Answer:
    """Provisions down, States across: signs for law and practice, then whether bound."""
    columns = ("provision", "strength", *(subject.id for subject in found.subjects))

    def shown(cell: Cell) -> str:
        value = cell.bound.value
        return f"{sign(cell)} {value if len(found.subjects) <= WIDE else SHORT[value.split(' (')[0]]}"

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
