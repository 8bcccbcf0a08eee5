"""Statistics, or records, -> a schema of CTDC: a row a person, flags as 1, 0 and not known."""

from collections.abc import Iterator
from typing import Any

from graph.disclosure.cases import KeptCase
from loaders.cases.exporting import OTHER, Export, Row, said_of, unsayable

UNKNOWN = {"alpha2": "-99", "either": "-99", "alpha3": ""}
"""What not known is written as: the schemas with three-letter countries leave it blank."""
MONTHS = {"0-12": "0--12 (0-1 yr)", "13-24": "13--24 (1-2 yrs)", "25+": "25+ (2+ yrs)"}


def rows(export: Export, cases: list[KeptCase]) -> Iterator[Row]:
    """A row for each person that a case stands for; what the schema cannot say is counted once a person."""
    sayable = _sayable(export)
    for case in cases:
        people = int(case.properties.get("people", 1))
        for lost in {*unsayable(case, sayable)}:
            export.lost[lost] += people
        for place in {place["type"] for place in case.places} - {"CITIZEN_OF", "EXPLOITED_IN"}:
            export.lost[place] += people
        row = _row(export, case)
        for _ in range(people):
            yield row


def _sayable(export: Export) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"written_no": [], "consent": [], "age_at": []}
    for spec in export.crosswalk.fields.values():
        if spec.gives and spec.read == "flag":
            found.setdefault(spec.gives, []).append(str(spec.code))
        elif spec.gives:
            found[spec.gives] = list(export.written(spec.codes)) if spec.codes else []
    return found


def _row(export: Export, case: KeptCase) -> Row:
    unknown = UNKNOWN[export.crosswalk.countries]
    said = dict(said_of(case))
    written_no = said.get("written_no", ())
    sayable = _sayable(export)
    row: Row = {}
    for name, spec in export.crosswalk.fields.items():
        gives = str(spec.gives)
        if spec.read == "flag":
            held = _held(said.get(gives, ()), sayable[gives])
            no = f"{gives}:{spec.code}" in written_no
            row[name] = "1" if spec.code in held else "0" if no else unknown
        elif spec.read == "country":
            row[name] = next((export.country(at["id"]) for at in case.places if at["type"] == gives), unknown)
        else:
            row[name] = _written(export, spec.codes, gives, said.get(gives)) if gives in said else unknown
    return row


def _held(codes: list[str], sayable: list[str]) -> list[str]:
    """The codes that a schema can say; what it has no column for is Other, where it has that."""
    beyond = [code for code in codes if code not in sayable]
    return [*codes, OTHER] if beyond else codes


def _written(export: Export, list_: str | None, gives: str, value: Any) -> str:
    if list_:
        return export.written(list_).get(value, str(value))
    if gives == "age_band":
        return str(value).replace("-", "--")
    return MONTHS[value] if gives == "months" else str(value)
