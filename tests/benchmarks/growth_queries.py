"""Every canned query with parameters that the made store has: seconds of each, several times.

A query that can be narrowed is asked twice: as narrow as its first parameter that names a node, and as wide as it goes.
"""

import random
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import queries
from graph.connection import Store
from graph.errors import PalermoError
from queries.catalogue import Parameter, Query, catalogue

TIMES, LONGEST = 9, 3.0
"""How often a query is asked, or until it took so many seconds together."""
ROWS = 100
"""Rows that are asked for: what a person reads. What people are counted in is whole."""
SEED = 9


def ask_all(store: Store, keep: Callable[..., None]) -> None:
    """Ask all, and keep each one's seconds as it ends."""
    there = _there(store)
    for query in catalogue().values():
        for narrowed in _ways(query):
            chance = random.Random(SEED)
            seconds, rows, failed = _asked(store, query, narrowed, there, chance)
            found = {"p50": statistics.median(seconds), "p99": _p99(seconds), "limit": query.limit}
            keep(step="query", query=query.id, narrowed=narrowed, rows=rows, failed=failed, times=len(seconds), **found)


def _asked(
    store: Store, query: Query, narrowed: bool, there: Mapping[str, list[str]], chance: random.Random
) -> tuple[list[float], int, str | None]:
    seconds: list[float] = []
    rows = 0
    while len(seconds) < TIMES and sum(seconds) < LONGEST:
        given = dict(_given(query, narrowed, there, chance))
        begun = time.perf_counter()
        try:
            answer = queries.ask(store, query.id, given, limit=ROWS, purpose="to measure how long it takes")
        except PalermoError as error:
            return [*seconds, time.perf_counter() - begun], rows, str(error)
        seconds.append(time.perf_counter() - begun)
        rows = max(rows, len(answer.values))
    return seconds, rows, None


def _p99(seconds: list[float]) -> float:
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]


def _ways(query: Query) -> Iterator[bool]:
    if query.narrowing:
        yield True
    if query.starts_anywhere:
        yield False


def _given(
    query: Query, narrowed: bool, there: Mapping[str, list[str]], chance: random.Random
) -> Iterator[tuple[str, Any]]:
    for name, parameter in query.parameters.items():
        if parameter.required or (narrowed and name == query.narrowing):
            yield name, _value(name, parameter, there, chance)


def _value(name: str, parameter: Parameter, there: Mapping[str, list[str]], chance: random.Random) -> Any:
    ids = there.get((parameter.of or "").split(" or ")[0]) or there.get(name)
    if parameter.type == "state":
        ids = there["State"]
    if parameter.type == "letter":
        ids = there["letter"]
    if not ids:
        return parameter.example
    # Few have most: the first of them are hubs, and they are what is asked for.
    return ids[int(len(ids) * chance.random() ** 3)]


def _there(store: Store) -> dict[str, list[str]]:
    """Ids by label, at most ten thousand of each, in the order in which they were made."""
    labels = {"Entity": "Person", "Place": "Compound"}
    names = ["Person", "Organisation", "Account", "Compound", "Case", "Provision", "Instrument", "State", "Run"]
    found = {}
    for name in names:
        query = f"MATCH (n:{name}) WITH n.id AS id LIMIT 1000000 RETURN id ORDER BY size(id), id LIMIT 10000"
        found[name] = [id_ for (id_,) in store.read(query, timeout=600).values]
    found |= {label: found[own] for label, own in labels.items()} | {"Law": found["Provision"]}
    letters = "MATCH (d:Document) WHERE d.id STARTS WITH 'AL_MADE_' RETURN d.id ORDER BY size(d.id), d.id LIMIT 10000"
    found["letter"] = [id_ for (id_,) in store.read(letters).values]
    wallets = "MATCH (n:Account {kind: 'wallet'}) WITH n.id AS id LIMIT 10000 RETURN id ORDER BY size(id), id"
    found["wallet"] = found["Account"] and [id_ for (id_,) in store.read(wallets).values]
    found["of"] = [f"{letter}/A01" for letter in found["letter"]]
    found["words"] = ["detained"]
    return found
