"""Measure standings on generated facts at three sizes: the whole matrix, its rules alone, and one cell.

    python tests/benchmarks/standing.py            200 States x 500 provisions x 100,000 statements, and two smaller sizes
    python tests/benchmarks/standing.py --scale 4  a fourth of it

The growth exponent is the slope of log seconds over log statements between neighbouring sizes: 1 is linear. Statements
grow with cells (States x provisions), so that each cell has one statement on average at every size.
"""

import argparse
import math
import os
import platform
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import iso3166

from graph import schema
from graph.connection import Store, connect
from graph.server import embedded
from graph.settings import Settings
from queries.obligations.cell import cell
from queries.obligations.dates import Period
from queries.obligations.reading import read_facts, read_law, read_subjects
from queries.standing import standing, standings

RUNS = 5
BATCH = 10_000
PERIOD = Period(date(2015, 1, 1), date(2025, 3, 10))
PROVISIONS_EACH = 25
"""Provisions of one instrument."""


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def generate(store: Store, states: int, provisions: int, statements: int) -> None:
    """Fill an empty store; the same facts at every run."""
    chance = random.Random(0)
    codes = [country.alpha3 for country in iso3166.countries][:states]
    laws = [(f"I{n // PROVISIONS_EACH:02}", f"I{n // PROVISIONS_EACH:02}-{n}") for n in range(provisions)]
    instruments = sorted({instrument for instrument, _ in laws})
    created(store, "CREATE (n:Place:State {id: row.id, name: row.id})", [{"id": code} for code in codes])
    created(
        store,
        "CREATE (n:Law:Instrument {id: row.id, title: row.id, kind: 'treaty', in_force: date('2003-12-25'), in_force_latest: date('2003-12-25')})",
        [{"id": one} for one in instruments],
    )
    created(
        store,
        "MATCH (i:Law {id: row.instrument}) CREATE (i)-[:CONTAINS {id: row.id}]->(:Law:Provision {id: row.id, title: row.id, "
        "listed: true, strength: row.strength, bearer: 'every', subject: row.subject})",
        [
            {"instrument": instrument, "id": id_, "strength": chance.choice(["firm", "qualified", "consider"]), "subject": f"s{n % 60}"}
            for n, (instrument, id_) in enumerate(laws)
        ],
    )  # fmt: skip
    created(
        store,
        "MATCH (s:Place {id: row.state}) MATCH (i:Law {id: row.instrument}) CREATE (s)-[:PARTY_TO {id: row.id, "
        "since: date(row.since), since_latest: date(row.since), verified: 'yes', reservations_checked: true}]->(i)",
        [
            {"state": code, "instrument": one, "id": f"{code}-{one}", "since": f"{chance.randint(2000, 2024)}-06-01"}
            for code in codes
            for one in instruments
        ],
    )
    documents = statements // 20
    created(store, "CREATE (:Source:Document {id: row.id, title: row.id})", [{"id": f"D{n}"} for n in range(documents)])
    created(
        store,
        "MATCH (a:Source {id: row.a}) MATCH (b:Source {id: row.b}) CREATE (a)-[:DERIVES_FROM {id: row.a}]->(b)",
        [{"a": f"D{n}", "b": f"D{n // 2}"} for n in range(1, documents, 10)],
    )
    created(
        store,
        "MATCH (law:Law {id: row.law}) CREATE (s:Statement:Allegation {id: row.id, code: row.id, summary: 's', quote: 'q', "
        "modality: row.modality, category: 'c', speaker: 'Committee', origin: row.origin, role: 'host', basis: 'named', "
        "conditional: false, stance: 'asserts', reported_on: date(row.day), reported_on_latest: date(row.day)}) "
        "FOREACH (_ IN CASE WHEN row.speaks_for THEN [1] ELSE [] END | CREATE (s)-[:WEIGHS_FOR {id: row.id, state: row.state, aspect: row.aspect, basis: 'named', role: 'host'}]->(law)) "
        "FOREACH (_ IN CASE WHEN row.speaks_for THEN [] ELSE [1] END | CREATE (s)-[:WEIGHS_AGAINST {id: row.id, state: row.state, aspect: row.aspect, basis: 'named', role: 'host'}]->(law))",
        [
            {
                "id": f"S{n}", "law": chance.choice(laws)[1], "state": chance.choice(codes), "origin": f"D{chance.randrange(documents)}",
                "speaks_for": chance.random() < 0.3, "aspect": chance.choice(["law", "practice"]),
                "modality": chance.choice(["alleged", "reported"]), "day": f"{chance.randint(2010, 2025)}-02-03",
            }
            for n in range(statements)
        ],
    )  # fmt: skip


def created(store: Store, cypher: str, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), BATCH):
        store.write([(f"UNWIND $rows AS row {cypher}", {"rows": rows[start : start + BATCH]})])


def measure(store: Store) -> Iterator[tuple[str, float]]:
    known = read_subjects(store)
    subjects = [known[id_] for id_ in sorted(known)]
    law = read_law(store)
    facts = read_facts(store, law)
    yield "whole matrix", min(seconds(lambda: standings(store, subjects, None, PERIOD)) for _ in range(2))
    yield (
        "of it, the rules",
        min(
            seconds(
                lambda: [cell(facts, law.tree, one, p, PERIOD) for one in subjects for p in law.provisions.values()]
            )
            for _ in range(2)
        ),
    )
    one, other = subjects[0], list(law.provisions.values())[-1]

    def work() -> object:
        return standing(store, one.id, other.id, PERIOD)

    work()
    yield "one cell", statistics.median(seconds(work) for _ in range(RUNS))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=int, default=1, help="divide the statements, and the cells, by so much")
    scale = parser.parse_args().scale
    root = math.sqrt(scale)
    sizes = [
        (round(200 / part / root), round(500 / part / root), round(100_000 / part**2 / scale)) for part in (4, 2, 1)
    ]
    print(f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}")
    before: dict[str, tuple[int, float]] = {}
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home), uri=None, timeout=300)
        try:
            with connect(settings) as store:
                schema.apply(store)
                for states, provisions, statements in sizes:
                    store.execute("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS")
                    took = seconds(lambda: generate(store, states, provisions, statements))
                    print(f"{states} States x {provisions} provisions x {statements} statements (made in {took:.0f} s)")
                    for name, value in measure(store):
                        grown = ""
                        if name in before:
                            less, quicker = before[name]
                            grown = f", growth exponent {math.log(value / quicker) / math.log(statements / less):.2f}"
                        print(
                            f"  {name}: {value:.3g} s{grown}"
                            if value >= 1
                            else f"  {name}: {value * 1000:.0f} ms{grown}"
                        )
                        before[name] = statements, value
        finally:
            embedded.down(settings)


if __name__ == "__main__":
    main()
