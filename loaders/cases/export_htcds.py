"""Records -> HTCDS 2.0. What it cannot say goes into columns of ours, whose names begin with x_, and is counted as lost.

A case of which dated stages are known has a row for each, with hte_Type; any other has one row. Months stand where the
standard has days: a finer date is not kept.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from graph.disclosure.cases import KeptCase
from loaders.cases.exporting import OTHER, SEPARATOR, Export, Row, month_of, said_of, unsayable

STAGES = {
    "RECRUITED_IN": "Recruitment",
    "PASSED_THROUGH": "Transit",
    "EXPLOITED_IN": "Exploitation",
    "HELD_AT": "Exploitation",
}
UNDATED = {
    "CITIZEN_OF": "prs_Citizenship",
    "RECRUITED_IN": "vic_LocationOfRecruitment",
    "EXPLOITED_IN": "vic_LocationOfExploitation",
    "HELD_AT": "x_HeldAt",
    "PASSED_THROUGH": "x_PassedThrough",
    "RETURNED_TO": "x_ReturnedTo",
}


def rows(export: Export, cases: list[KeptCase]) -> Iterator[Row]:
    """The rows of records; what is lost is counted on the way."""
    sayable = _sayable(export)
    for case in cases:
        export.lost.update(set(unsayable(case, sayable)))
        row = {"x_Pseudonym": str(case.properties["id"]), "con_Consent": "TRUE"}
        for name, value in said_of(case):
            row |= _cells(export, name, value)
        row |= _undated(export, case)
        stages = [_stage(export, place) for place in case.places if place["since"] and place["type"] in STAGES]
        yield from ({**row, **stage} for stage in stages or [{}])


def _sayable(export: Export) -> dict[str, list[str]]:
    """By property the codes that HTCDS itself has for it; none listed where it has no codes."""
    found: dict[str, list[str]] = {"year": [], "consent": []}
    for spec in export.crosswalk.fields.values():
        if spec.gives and not spec.ours:
            found[spec.gives] = list(export.written(spec.codes)) if spec.codes else []
    return found


def _cells(export: Export, name: str, value: Any) -> Row:
    """A property in the column of the standard, and what that has no code for in ours."""
    if name in ("received", "referred"):
        return {column: month_of(value) for column, _ in export.fields(name)}
    if not isinstance(value, list):
        return {column: _one(export, spec.codes, value) for column, spec in export.fields(name)[:1]}
    columns = export.fields(name)
    if not columns:
        return {}
    base, ours = columns[0], next((one for one in columns if one[1].ours), None)
    known = export.written(str(base[1].codes))
    if ours is None or base[1].ours:  # the standard lets a list of platforms grow
        return {base[0]: SEPARATOR.join(known.get(code) or code for code in value)}
    beyond = [code for code in value if code not in known]
    within = [known[code] for code in value if code in known]
    row: Row = {}
    if beyond:
        row[ours[0]] = SEPARATOR.join([*beyond, *([OTHER] if OTHER in within and ours[1].beside else [])])
        if ours[1].beside and OTHER not in within:
            within.append(OTHER)
    if name == "exploitation" and "ForcedCriminality" in beyond:
        row["x_ForcedCriminality"] = "TRUE"
    return row | ({base[0]: SEPARATOR.join(within)} if within else {})


def _one(export: Export, list_: str | None, value: Any) -> str:
    return export.written(list_).get(value, str(value)) if list_ else str(value)


def _undated(export: Export, case: KeptCase) -> Row:
    found: dict[str, list[str]] = {}
    for place in case.places:
        if place["since"] is None or place["type"] not in STAGES:
            found.setdefault(UNDATED[place["type"]], []).append(_place(export, place))
    return {column: SEPARATOR.join(dict.fromkeys(places)) for column, places in found.items()}


def _stage(export: Export, place: Mapping[str, Any]) -> Row:
    column = "hte_Country" if _is_country(place) else "hte_State"
    return {"hte_Type": STAGES[place["type"]], "hte_Date": month_of(place["since"]), column: _place(export, place)}


def _place(export: Export, place: Mapping[str, Any]) -> str:
    """A country by its letters, another place by its name where that names it alone, else by its id."""
    if _is_country(place):
        return export.country(place["id"])
    own = f"{place['label']}/{place['id']}"
    return str(place["name"] if export.places.find(place["name"]) == own and ";" not in place["name"] else place["id"])


def _is_country(place: Mapping[str, Any]) -> bool:
    return len(place["id"]) == 3 and place["id"].isupper() and place["label"] in ("State", "Area")
