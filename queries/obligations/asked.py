"""Who and what is asked for: a State, an organisation or a group of States; a provision or an instrument."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import iso3166
import yaml

from graph.connection import Store
from graph.errors import UsageError, nearest
from queries.obligations.dates import Period
from queries.obligations.reading import Law, read_subjects, rows
from queries.obligations.records import Instrument, Subject


@cache
def former_states() -> Mapping[str, Mapping[str, Any]]:
    """Codes of States that were succeeded, with their successors."""
    text = Path(__file__).with_name("former_states.yaml").read_text(encoding="utf-8")
    found: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return found


def subject(word: str, known: Mapping[str, Subject], groups: Sequence[str] = ()) -> Subject:
    """The State of that code or name, or the organisation of that id or name. Raises UsageError for nobody.

    A State of which nothing is loaded is one all the same: its treaty status is not checked.
    """
    text = word.strip()
    for one in known.values():
        if text.lower() in {name.lower() for name in (one.id, one.name, *one.names)}:
            return one
    for code, former in former_states().items():
        if text.lower() in (code.lower(), former["name"].lower()):
            successors = ", ".join(f"{one} ({_name(one)})" for one in former["successors"])
            raise UsageError(
                f"{code} ({former['name']}) was succeeded by {successors}; ask for a successor, whose own acts, "
                "succession among them, are what the law holds."
            )
    try:
        country = iso3166.countries.get(text)
    except KeyError:
        names = sorted(
            {*groups, *(one.name for one in known.values()), *(c.apolitical_name for c in iso3166.countries)}
        )
        hint = nearest(text, names)
        hint = hint if hint.startswith(" Did") else " Give an ISO 3166 code such as MYS, or a name."
        raise UsageError(f"{text!r} is neither a State nor an organisation of the store.{hint}") from None
    return known.get(country.alpha3) or Subject(country.alpha3, country.apolitical_name, (country.name,))


def group(store: Store, words: str, on: str) -> list[Subject]:
    """The States of a list such as MYS,THA, or the members of a group such as ASEAN on a day, by their codes.

    A group's members are those to whom a treaty open to that group only is open: the law says so of each State.
    """
    known = read_subjects(store)
    groups = sorted(name for (name,) in rows(store, "groups") if name not in iso3166.countries_by_alpha3)
    found: dict[str, Subject] = {}
    for word in filter(None, (part.strip() for part in words.split(","))):
        if word.upper() in {name.upper() for name in groups}:
            name = next(name for name in groups if name.upper() == word.upper())
            members = [known[code] for (code,) in rows(store, "group", group=name, on=on)]
        else:
            members = [subject(word, known, groups)]
        found |= {one.id: one for one in members}
    if not found:
        raise UsageError(f"{words!r} names no State; give codes such as MYS,THA or a group: {', '.join(groups)}.")
    return [found[id_] for id_ in sorted(found)]


def instrument(word: str, law: Law) -> Instrument:
    """The instrument of that id. Raises UsageError with the nearest one."""
    if word not in law.instruments:
        raise UsageError(f"There is no instrument {word!r} in the store.{_hint(word, list(law.instruments))}")
    return law.instruments[word]


def provision(word: str, law: Law) -> str:
    """The id of that provision or instrument, whatever its letters' case. Raises UsageError with the nearest one."""
    ids = [*law.instruments, *law.provisions]
    by_letters = {id_.lower().replace(" ", ""): id_ for id_ in ids}
    found = by_letters.get(word.lower().replace(" ", ""))
    if found is None:
        raise UsageError(f"There is no provision {word!r} in the store.{_hint(word, ids)}")
    return found


def existed(one: Instrument, asked: Period) -> None:
    """Refuse a period that ends before the instrument was adopted: nothing can be said of it."""
    if one.adopted and asked.until < one.adopted.earliest:
        in_force = f" and in force since {one.in_force.text}" if one.in_force else ""
        raise UsageError(
            f"{one.id} is of {one.adopted.text}{in_force}: on {asked.until} there was no such text; ask for a later day."
        )


def _hint(word: str, ids: list[str]) -> str:
    if not ids:
        return " No law is loaded yet; see palermo load law."
    hint = nearest(word, ids)
    return hint if hint.startswith(" Did") else " See palermo cypher 'MATCH (p:Provision) RETURN p.id'."


def _name(code: str) -> str:
    return str(iso3166.countries.get(code).apolitical_name)
