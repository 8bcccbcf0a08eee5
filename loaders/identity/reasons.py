"""Reasons: evidence on a pair as a person reads it, and what evidence beside names and dates adds."""

import math

import numpy as np

from graph.decisions.parties import Party
from loaders.identity.columns import Columns, Floats, Integers, countries, parts, script_name
from loaders.identity.exact import identifiers
from loaders.identity.rules import rules
from loaders.identity.scores import NameScores

EARTH_M = 6_371_000


def identifier(one: str) -> str:
    """Why an identifier joins."""
    kind, _, value = one.partition(":")
    return f"both have the {kind} {value if len(value) < 40 else f'{value[:16]}…'}"


def names(table: Columns, found: NameScores, place: int) -> str:
    """The two names that say most."""
    one, other = int(found.one[place]), int(found.other[place])
    words = [" ".join(table.names.words[name]) for name in (one, other)]
    scripts = [script_name(text) for text in words]
    if found.likeness[place] == 1 and scripts[0] == scripts[1]:
        also = f", and the same in {found.exact_scripts[place]} scripts" if found.exact_scripts[place] > 1 else ""
        also += ", with the same title" if found.titled[place] else ""
        return f"same name {words[0]}{also}{_commonness(table, one)}"
    if scripts[0] != scripts[1]:
        return f"{words[0]} ({scripts[0]}) reads like {words[1]} ({scripts[1]}), {found.likeness[place]:.0%} alike"
    return f"{words[0]} and {words[1]} are {found.likeness[place]:.0%} alike{_commonness(table, one)}"


def _commonness(table: Columns, name: int) -> str:
    """Of the words of a name, how many records have the rarest."""
    words = [part for word in table.names.words[name] for part in parts(word)]
    if not words:
        return ""
    rarest = min(words, key=lambda word: (table.records[word], word))
    return f" ({rarest} in {table.records[rarest]} of {len(table.parties)} records)"


def birth(a: Party, b: Party, nats: float) -> list[str]:
    """What the dates of birth say."""
    if a.born is None or b.born is None:
        return []
    if nats > 0:
        return [f"born {a.born.text}" if a.born == b.born else f"born {a.born.text} and {b.born.text}, which agree"]
    slip = ", a slip of the pen apart" if nats > rules().born.contradict else ""
    return [f"born {a.born.text} and {b.born.text}, which contradict{slip}"]


def at_most(table: Columns, one: Integers, other: Integers) -> Floats:
    """The most nats that `beside` can add for each pair."""
    known = rules()
    most = np.full(len(one), known.same_country)
    for has, nats in (
        ([bool(party.accounts) for party in table.parties], 2 * known.shared_account),
        (
            [any(_supports(item) for item in party.identifiers) for party in table.parties],
            2 * known.supporting_identifier,
        ),
        ([party.location is not None for party in table.parties], known.place.near),
    ):
        flags = np.array(has, dtype=bool)
        most += np.where(flags[one] & flags[other], nats, 0.0)
    return most


def _supports(item: str) -> bool:
    """Whether an identifier is evidence and does not decide."""
    return item.partition(":")[0] not in rules().deciding - rules().supporting


def beside(a: Party, b: Party) -> list[tuple[float, str]]:
    """Evidence beside names, dates and sex, as nats and a reason."""
    found: list[tuple[float, str]] = []
    known = rules()
    one, other = countries(a), countries(b)
    if one & other:
        found.append((known.same_country, f"both of {', '.join(sorted(one & other))}"))
    elif one and other:
        found.append((known.other_country, f"of {', '.join(sorted(one))} and of {', '.join(sorted(other))}"))
    shared = sorted(set(a.accounts) & set(b.accounts))
    if shared:
        found.append((known.shared_account * min(len(shared), 2), f"both use {', '.join(shared[:3])}"))
    found += _identifiers(a, b)
    lists = sorted(set(a.lists) & set(b.lists))
    if lists:
        found.append((known.same_list, f"{lists[0]} lists both, each for itself"))
    if a.location and b.location:
        found += _distance(a.location, b.location)
    return found


def _identifiers(a: Party, b: Party) -> list[tuple[float, str]]:
    known = rules()
    if not a.identifiers or not b.identifiers or a.label == "Account":
        return []
    one, other = identifiers(a), identifiers(b)
    shared = sorted(item for item in one & other if _supports(item))
    found = [(known.supporting_identifier, identifier(item)) for item in shared[:2]]
    kinds = {item.partition(":")[0] for item in one} & {item.partition(":")[0] for item in other} & known.one_each
    for kind in sorted(kinds):
        numbers = [{item for item in items if item.startswith(f"{kind}:")} for items in (one, other)]
        if not numbers[0] & numbers[1]:
            found.append((known.other_number_of_one_list, f"two different numbers of {kind}"))
    return found


def _distance(one: tuple[float, float, float], other: tuple[float, float, float]) -> list[tuple[float, str]]:
    known = rules().place
    north, south = math.radians(one[0]), math.radians(other[0])
    east = math.radians(other[1] - one[1])
    half = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(east / 2) ** 2
    metres = 2 * EARTH_M * math.asin(math.sqrt(half))
    apart = metres - one[2] - other[2]  # each may lie anywhere within its precision
    if apart <= known.near_m:
        return [(known.near, f"{metres / 1000:.1f} km from each other by their points")]
    if apart >= known.far_m:
        return [(known.far, f"{metres / 1000:.0f} km from each other by their points")]
    return []
