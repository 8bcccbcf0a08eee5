"""What is said of parties and their part in a place: never a finding, a listing least of all."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from viz.report import evidence
from viz.report.document import Draft
from viz.report.language import _

Row = Mapping[str, Any]


def operators(draft: Draft, found: Iterable[Row], hidden: Collection[str]) -> None:
    """Rows of compound-operators, each with its claims."""
    for row in found:
        if row["operator"] in hidden:
            draft.say(hidden_words())
            continue
        draft.say(
            _("{name} ({id}): said to {role}; {modality}; independent origins: {origins}; denials: {denials}.").format(
                name=row["name"], id=row["operator"], role=_part(row["role"]), origins=row["origins"],
                modality=surest(row["highest_modality"]), denials=row["denials"],
            ) + listed(row["programmes"])
        )  # fmt: skip
        evidence.claims(draft, row["evidence"])


def recruiters(draft: Draft, found: Iterable[Row], hidden: Collection[str]) -> None:
    """Rows of recruiter-to-compound. Recruiter is a role in a claim: people who are held are made to recruit."""
    draft.say(
        _(
            "To recruit is a part in what a source says, never a kind of person: people who are held are made to recruit."
        )
    )
    for row in found:
        if row["recruiter"] in hidden:
            draft.say(hidden_words())
            continue
        draft.say(
            _("{name} ({id}): said to recruit; {modality}; independent origins: {origins}; denials: {denials}.").format(
                name=row["name"], id=row["recruiter"], modality=surest(row["highest_modality"]),
                origins=row["origins"], denials=row["denials"],
            )
        )  # fmt: skip
        evidence.claims(draft, row["evidence"])


def listed(programmes: Collection[str]) -> str:
    """That a party is listed, and what that does not say."""
    if not programmes:
        return ""
    return " " + _("Listed under {programmes}: a listing is no finding.").format(programmes=", ".join(programmes))


def surest(modality: str | None) -> str:
    """The surest of several modalities; none where nothing asserts it."""
    return _(modality) if modality else _("asserted by nobody")


def hidden_words() -> str:
    """In place of a party whom a source says to have been held."""
    return _("A party that a source also says was held or moved is not named here: see perhaps-a-victim.")


def _part(role: str) -> str:
    return _({"OPERATES": "operate it", "GUARDS": "guard it", "OWNS_LAND_OF": "own its land"}.get(role, role))
