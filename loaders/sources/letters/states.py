"""The States that a letter may speak of: those of the law, and the others of ISO 3166, whose treaty status is not known."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import iso3166
import yaml

from graph.model import Area, Node, Relationship, State
from loaders.sources.law.load import law_states

NOT_STATES = Path(__file__).with_name("not_states.yaml")


def every_state() -> dict[str, State]:
    """By ISO 3166-1 alpha-3 code. Codes of territories are left out: they are Areas."""
    return iso_states() | {state.id: state for state in law_states()}


@cache
def iso_states() -> dict[str, State]:
    """By ISO 3166-1 alpha-3 code, as ISO names them."""
    areas = territories()
    return {
        country.alpha3: State(
            id=country.alpha3,
            name=country.apolitical_name,
            names=sorted({country.name} - {country.apolitical_name}),
        )
        for country in iso3166.countries
        if country.alpha3 not in areas
    }


@cache
def territories() -> dict[str, Area]:
    """By ISO 3166-1 alpha-3 code, what has a code and is no State here."""
    codes = set(yaml.safe_load(NOT_STATES.read_text(encoding="utf-8")))
    return {
        country.alpha3: Area(
            id=country.alpha3,
            name=country.name,
            names=sorted({country.apolitical_name} - {country.name}),
            kind="territory",
        )
        for country in iso3166.countries
        if country.alpha3 in codes
    }


def beyond_the_law(
    records: Iterable[Node | Relationship[Any, Any]], states: Mapping[str, State]
) -> list[Node | Relationship[Any, Any]]:
    """The States at the ends of these records that the law does not deliver."""
    spoken_of = {
        end.id
        for record in records
        if isinstance(record, Relationship)
        for end in (record.start, record.end)
        if end.cls is State
    }
    return [states[code] for code in sorted(spoken_of - {state.id for state in law_states()})]
