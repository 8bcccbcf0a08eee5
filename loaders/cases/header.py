"""Columns of a file -> fields of a standard, whichever spelling of them a tool wrote."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.errors import InputRefused
from loaders.cases.crosswalk import Crosswalk
from loaders.cases.raw import Raw

TRUNCATED = 28
"""Characters from which a name may be the beginning of a longer one: some programs cut names at 32."""
ENOUGH = 3
"""Fields by which a standard is recognised."""
SHOWN = 12
NUMBER = "#"
"""The column of row numbers in the published templates; it has no name."""


@dataclass(frozen=True, slots=True)
class Matched:
    """What a header is."""

    crosswalk: Crosswalk
    columns: Mapping[str, int]
    """Field -> index of its column."""
    surplus: tuple[str, ...]
    """Where the columns are that the standard does not have. They are never read, and their headings never repeated."""
    labelled: bool
    """Whether the first row after the header is a row of labels."""
    disagree: tuple[str, ...]
    """Fields whose name and label say different things."""
    numbered: int | None
    """The column of row numbers, where a template has one."""
    by_label: int = 0
    """How many fields were known by a label alone: Gender and Citizenship stand in many sheets."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Columns that the standard needs and that are not there."""
        return tuple(name for name in self.crosswalk.needs if name not in self.columns)


def plain(text: str) -> str:
    """Letters and digits in small letters: what is compared."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def match(raw: Raw, crosswalk: Crosswalk) -> Matched:
    """Read a header as a standard's; whether it is one is for `recognised` to say."""
    names, labels = _names(crosswalk), _labels(crosswalk)
    labelled = sum(plain(cell) in labels for cell in raw.second if cell) > len([c for c in raw.second if c]) // 2
    columns: dict[str, int] = {}
    surplus: list[str] = []
    disagree, by_label = [], 0
    for index, name in enumerate(raw.header):
        label = raw.second[index] if labelled and index < len(raw.second) else ""
        field = _field(name, names, labels) or (labels.get(plain(label)) if not name.strip() else None)
        if field is None or field in columns:
            surplus += [place(index)] if name.strip() else []
            continue
        columns[field] = index
        by_label += not labelled and plain(name) in labels and plain(name) not in names
        if label and labels.get(plain(label), field) != field:
            disagree.append(field)
    numbered = 0 if labelled and raw.header and not raw.header[0].strip() and not raw.second[0] else None
    return Matched(crosswalk, columns, tuple(surplus), labelled, tuple(disagree), numbered, by_label)


def recognised(raw: Raw, among: Sequence[Crosswalk], enough: int = ENOUGH) -> Matched | None:
    """The standard whose fields a table has, if it has all that is needed; of several the one that reads most."""
    fit = [found for found in (match(raw, one) for one in among) if not found.missing and _of_standard(found) >= enough]
    return max(fit, key=lambda found: (len(found.columns), -len(found.surplus)), default=None)


def nearest(raw: Raw, among: Sequence[Crosswalk]) -> InputRefused:
    """Why no standard is recognised: what the nearest one misses, and what it does not know."""
    found = max(
        (match(raw, one) for one in among), key=lambda one: (len(one.columns) - len(one.missing), len(one.columns))
    )
    title, missing = found.crosswalk.standard, found.missing
    if not found.columns:  # then the first row may be data, which no message repeats
        return InputRefused(
            f"{raw.name} has none of the columns of {title}, such as {', '.join(missing[:3])}; put the names of the columns "
            "into its first row, or say what they are with palermo mapping."
        )
    return InputRefused(
        f"{raw.name} has not the columns of {title}: missing {some(missing) or 'none'}; "
        f"surplus {some(found.surplus) or 'none'}; nothing was loaded; say what its columns are with palermo mapping."
    )


def place(index: int) -> str:
    """A column by its number: what heads a column of a sheet about people may be somebody's name."""
    return f"column {index + 1}"


def some(names: Sequence[str]) -> str:
    """The first of them, and how many more."""
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(" ".join(name.split())[:60] for name in names[:SHOWN]) + more


def _of_standard(found: Matched) -> int:
    """How many columns are the standard's own; labels count for little."""
    own = sum(not found.crosswalk.fields[name].ours for name in found.columns)
    return own - found.by_label + found.by_label // ENOUGH


def _names(crosswalk: Crosswalk) -> dict[str, str]:
    return {plain(spelling): name for name, field in crosswalk.fields.items() for spelling in (name, *field.also)}


def _labels(crosswalk: Crosswalk) -> dict[str, str]:
    """The labels that mean one field only: Country and City mean several."""
    found: dict[str, list[str]] = {}
    for name, field in crosswalk.fields.items():
        if field.label:
            found.setdefault(plain(field.label), []).append(name)
    return {label: names[0] for label, names in found.items() if len(names) == 1}


def _field(name: str, names: Mapping[str, str], labels: Mapping[str, str]) -> str | None:
    """A column by its name, without the group that an XLSForm puts before it or what Salesforce puts after it."""
    for spelling in (name, name.rpartition("/")[2]):
        found = plain(spelling.strip().removesuffix("__c"))
        if found and (field := names.get(found) or labels.get(found)):
            return field
    found = plain(name)
    if len(found) >= TRUNCATED:
        longer = {field for known, field in names.items() if known.startswith(found)}
        return longer.pop() if len(longer) == 1 else None
    return None
