"""Measure ties and routes on a generated network, beside the ways that were not taken, in the same run.

    python tests/benchmarks/paths.py                  80,000 claims
    python tests/benchmarks/paths.py --claims 8000    fewer

Ties: rebuilt in this process (what the program does) and by one Cypher statement. Routes: `palermo path` on ties, with
what is left without each origin, beside `SHORTEST k` over the raw claims, which gives routes alone and each once for
every combination of parallel claims.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from graph import write
from graph.connection import Store, connect, silent
from graph.derived import ties
from graph.derived.passable import walked_types
from graph.errors import PalermoError
from graph.loading.tables import tabulate
from graph.model import (
    Account,
    Claim,
    Compound,
    Document,
    Guards,
    Leads,
    MemberOf,
    Node,
    Operates,
    Organisation,
    Owns,
    Person,
    Uses,
)
from graph.server import embedded
from graph.settings import Settings
from queries import leads

K = 5
PAIRS = 20
FEW = 4
"""Pairs that are asked by groups: most of them run into their time-out."""
PATIENCE = 10
SEED = 7


def network(claims: int, chance: random.Random) -> Iterator[Any]:
    """A network in the shape of the real one: few large bodies, many persons with accounts, several documents a claim."""
    size = claims // 8
    documents = [Document(id=f"D{n}", title=f"Report {n}", origin=f"O{n % 90}") for n in range(300)]
    people: list[Node] = [Person(id=f"P{n}", name=f"Person {n}") for n in range(size)]
    bodies: list[Node] = [Organisation(id=f"B{n}", name=f"Body {n}") for n in range(size // 4)]
    accounts: list[Node] = [Account(id=f"A{n}", name=f"@a{n}", kind="handle") for n in range(size)]
    places: list[Node] = [Compound(id=f"C{n}", name=f"Compound {n}") for n in range(max(20, size // 40))]
    yield from (*documents, *people, *bodies, *accounts, *places)
    shapes: list[tuple[type[Claim[Any, Any]], list[Node], list[Node], int]] = [
        (MemberOf, people, bodies, 30),
        (Leads, people, bodies, 8),
        (Owns, bodies, bodies, 12),
        (Uses, people, accounts, 30),
        (Operates, bodies, places, 12),
        (Guards, bodies, places, 8),
    ]
    made = 0
    while made < claims:
        kind, starts, ends, _ = chance.choices(shapes, [weight for *_, weight in shapes])[0]
        start, end = starts[_few(len(starts), chance)], ends[_few(len(ends), chance)]
        for document in chance.sample(documents, chance.choice([1, 1, 1, 2, 3])):
            yield kind(
                start=start.ref(start.id),
                end=end.ref(end.id),
                document=document.id,
                locator=f"p. {made}",
                modality=chance.choice(["alleged", "reported", "corroborated"]),
                since=f"20{chance.randint(15, 25)}",
            )
            made += 1


def _few(size: int, chance: random.Random) -> int:
    """Most claims are on few: the square of a uniform number, as on the real lists."""
    return int(size * chance.random() ** 2)


IN_CYPHER = f"""
MATCH (a)-[r:{"|".join(walked_types())}]->(b)
WHERE r.stance = 'asserts' AND a.canonical <> b.canonical
OPTIONAL MATCH (d:Document {{id: r.document}})
WITH CASE WHEN a.canonical < b.canonical THEN [a.canonical, b.canonical] ELSE [b.canonical, a.canonical] END AS pair,
     r, coalesce(d.origin, r.document) AS origin
WITH pair, collect(DISTINCT type(r)) AS kinds, collect(DISTINCT origin) AS origins, collect(r.id) AS claims,
     min(r.since) AS since, collect(DISTINCT r.modality) AS modalities
CALL (pair, kinds, origins, claims, since, modalities) {{
  MATCH (a:Entity|Place {{id: pair[0]}}), (b:Entity|Place {{id: pair[1]}})
  MERGE (a)-[t:TIE {{id: pair[0] + '|' + pair[1]}}]->(b)
  SET t.kinds = kinds, t.origins = origins, t.claims = claims, t.since = since, t.modalities = modalities
}} IN TRANSACTIONS OF 5000 ROWS
"""
SHORTEST = f"""
MATCH (a:Entity {{id: $a}}), (b:Place {{id: $b}})
MATCH p = SHORTEST {K} (a)-[:{"|".join(walked_types())}]-{{1,6}}(b)
RETURN [n IN nodes(p) | n.id] AS route
"""
GROUPS = SHORTEST.replace(f"SHORTEST {K} ", f"SHORTEST {K} GROUPS ")


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def show(name: str, times: list[float]) -> float:
    ordered = sorted(times)
    p50, p99 = statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    print(f"{name:44} p50 {p50 * 1000:8.0f} ms   p99 {p99 * 1000:8.0f} ms")
    return p50


def rebuilds(store: Store) -> None:
    """Rebuild the ties in each way, from none and when nothing changed."""
    drop = "MATCH ()-[t:TIE]->() CALL (t) { DELETE t } IN TRANSACTIONS OF 10000 ROWS"
    for name, work in (
        ("ties in one Cypher statement", lambda: store.execute(IN_CYPHER)),
        ("ties in this process", lambda: ties.rebuild(store)),
    ):
        store.execute(drop)
        first = seconds(work)
        print(f"{name:44} from none {first:6.1f} s   again {seconds(work):6.1f} s")
    print(f"{store.read('MATCH ()-[t:TIE]->() RETURN count(t)').values[0][0]} ties")


def routes(store: Store, claims: int, chance: random.Random) -> None:
    """The same pairs asked in each way."""
    people, places = claims // 8, max(20, claims // 320)
    pairs = [(f"A{chance.randrange(people)}", f"C{chance.randrange(places)}") for _ in range(PAIRS)]
    whole: list[float] = []
    alone: list[float] = []
    found = 0
    for a, b in pairs:
        whole.append(seconds(lambda: leads.path(store, a, b, k=K)))
        alone.append(seconds(lambda: leads.path(store, a, b, k=1)))
        found += bool(leads.path(store, a, b, k=1).values)
    print(f"{found} of {PAIRS} pairs are joined")
    ours = show(f"palermo path, {K} routes opened and tested", whole)
    show("palermo path, 1 route opened and tested", alone)
    for name, query, asked in (
        ("SHORTEST k over claims", SHORTEST, pairs),
        (f"SHORTEST k GROUPS over claims, {FEW} pairs", GROUPS, pairs[:FEW]),
    ):
        raw: list[float] = []
        distinct = rows = stopped = 0
        for a, b in asked:
            begun = time.perf_counter()
            try:
                answer = store.read(query, {"a": a, "b": b}, timeout=PATIENCE)
                rows, distinct = rows + len(answer.values), distinct + len({tuple(row[0]) for row in answer.values})
            except PalermoError:
                stopped += 1
            raw.append(time.perf_counter() - begun)
        theirs = show(name, raw)
        print(
            f"    {rows} rows of {distinct} routes, {stopped} stopped after {PATIENCE} s; {theirs / ours:.1f} x palermo path"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=80_000)
    claims = parser.parse_args().claims
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home), uri=None)
        try:
            embedded.up(settings, silent)
            with connect(settings) as store:
                chance = random.Random(SEED)
                tables = tabulate(network(claims, chance))
                now = datetime(2026, 1, 1, tzinfo=UTC)
                load = seconds(
                    lambda: write.load(store, tables, source="x", scope="x", digest="x", version="1", now=lambda: now)
                )
                print(f"{sum(map(len, tables.relationships.values()))} claims loaded, ties and all, in {load:.1f} s")
                rebuilds(store)
                routes(store, claims, chance)
        finally:
            embedded.down(settings)


if __name__ == "__main__":
    main()
