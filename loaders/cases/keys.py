"""By what the cases of a file are told apart: a column with the source's own number, or, said aloud, the row."""

from dataclasses import dataclass

from graph.errors import UsageError
from loaders.cases.header import Matched
from loaders.cases.raw import Raw

KEY = "_key"


@dataclass(frozen=True, slots=True)
class KeyColumn:
    """Where the key of a case stands."""

    at: int | None
    """The index of its column; None: the row's number is the key."""
    own: bool
    """Whether a key means the same case in every file of its holder; a number in a sheet is the sheet's own."""
    warning: str | None = None


def key_column(raw: Raw, matched: Matched, asked: str | None) -> KeyColumn:
    """The column asked for, else one that the standard's tools write, else the template's numbers. Raises UsageError.

    The content of a row is never the key: two people of whom the same is known would be one.
    """
    if asked == "row":
        return KeyColumn(
            None,
            own=False,
            warning=f"The cases of {raw.name} are told apart by their row: once it is loaded, never sort or take out rows.",
        )
    if asked is not None:
        for at, name in enumerate(raw.header):
            if name.strip() == asked:
                return KeyColumn(at, own=True)
        raise UsageError(f"{raw.name} has no column {asked!r}; --case-key names one of its columns, or is row.")
    for gives in ("pseudonym", "key"):
        for name, at in matched.columns.items():
            if matched.crosswalk.fields[name].gives == gives:
                return KeyColumn(at, own=True)
    if matched.numbered is not None:
        return KeyColumn(
            matched.numbered,
            own=False,
            warning=f"The cases of {raw.name} are told apart by the number in its first column: never give one to another.",
        )
    raise UsageError(
        f"{raw.name} has no column known to hold its own number of a case; say which with --case-key COLUMN, or "
        "--case-key row where rows are never sorted or taken out."
    )
