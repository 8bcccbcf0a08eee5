"""PROFILE of canned queries on a made store: what the server touches with `$x IS NULL` decided beforehand, and without.

    python -m tests.benchmarks.plans [--claims 20000] [--write]

A query that is asked with a name is planned in both ways, and run: accesses of the store ("db hits") and where it begins.
"""

import argparse
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import neo4j

from graph.connection import connect, silent
from graph.server import embedded
from graph.settings import Settings
from queries.ask import resolve
from queries.catalogue import catalogue
from tests.benchmarks.growth import Measuring, load
from tests.measured import table, write_section

BEGINS = ("Seek", "Scan")
NAMES = {"Compound": "Compound-0", "Entity": "Person-0", "Organisation": "Organisation-0", "Account": "Account-4"}


def rows(session: neo4j.Session) -> Iterator[list[str]]:
    """Each query that can be asked with or without a name."""
    for query in catalogue().values():
        name = query.narrowing
        if name and query.starts_anywhere and query.parameters[name].type == "name":
            label = str(query.parameters[name].of).split(" or ")[0]
            given = {**resolve(query, {}), name: [NAMES[label]], "first": 101}
            hits, begins = profile(session, query.text, given)
            fewer, now = profile(session, query.planned(given), given)
            yield [f"`{query.id}`", f"{hits:,}", begins, f"{fewer:,}", now, f"{hits / max(fewer, 1):,.1f}"]


def profile(session: neo4j.Session, query: str, given: Mapping[str, Any]) -> tuple[int, str]:
    """Accesses of the store, and the step with which the plan begins."""
    root = session.run(f"PROFILE {query}", dict(given)).consume().profile or {}
    steps = list(_steps(root))
    first = next((name for name in reversed(steps) if any(word in name for word in BEGINS)), "")
    return sum(_hits(root)), first


def _steps(plan: Mapping[str, Any]) -> Iterator[str]:
    """Names of steps, the leftmost leaf, with which the server begins, last."""
    yield str(plan["operatorType"]).partition("@")[0]
    for below in reversed(plan.get("children", ())):
        yield from _steps(below)


def _hits(plan: Mapping[str, Any]) -> Iterator[int]:
    yield int(plan.get("dbHits", 0))
    for below in plan.get("children", ()):
        yield from _hits(below)


def measured(claims: int) -> str:
    """The table, on a store of so many made claims."""
    with tempfile.TemporaryDirectory(prefix="palermo-plans-") as home:
        settings = Settings(home=Path(home), uri=None)
        try:
            server = embedded.up(settings, silent)
            load("bolt", claims, settings, Measuring("bolt", claims, settings, Path(home) / "results"))
            connect(settings).close()
            password = server.password.get_secret_value()
            with (
                neo4j.GraphDatabase.driver(server.uri, auth=(server.user, password)) as driver,
                driver.session(default_access_mode=neo4j.READ_ACCESS) as session,
            ):
                found = list(rows(session))
        finally:
            embedded.down(settings)
    heading = [
        "query, asked with a name",
        "db hits before",
        "began with",
        "db hits now",
        "begins with",
        "fewer by a factor of",
    ]
    return f"{claims:,} claims, the largest hub of its kind.\n\n{table(heading, found)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=20_000)
    parser.add_argument("--write", action="store_true", help="write the section of docs/measured.md")
    given = parser.parse_args()
    text = measured(given.claims)
    if given.write:
        write_section("plans", text)
    else:
        print(text)


if __name__ == "__main__":
    main()
