"""Kill the server, the loader, or both at random moments of loads, decisions and backups; look after each for what was lost.

python -m tests.soak.kill --rounds 200 [--write]
"""

import argparse
import json
import os
import random
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from graph import admin
from graph.connection import Store, connect, silent
from graph.keeping import archive, check
from graph.loading.tables import tabulate
from graph.server import embedded
from graph.settings import Settings
from tests.measured import table, write_section
from tests.soak import worker

STEPS = 14
"""Acknowledgements of a whole round, about: a round is cut after a random number of them."""
MOMENT = 0.05
"""Seconds within which the kill falls after that."""
ROOT = Path(__file__).parents[2]


@dataclass(slots=True)
class Said:
    """What a worker had acknowledged when it was killed."""

    batches: int = 0
    loaded: bool = False
    decided: list[str] = field(default_factory=list)
    ended: str = ""


def run(settings: Settings, rounds: int, seed: int, every: int = 4) -> Counter[str]:
    """Do rounds, each with a kill; every so many the server dies, alone or with the loader. Returns how many of each.

    Raises AssertionError at the first thing that was acknowledged and lost, or is half there, or there twice.
    """
    chance = random.Random(seed)
    killed: Counter[str] = Counter()
    for number in range(rounds):
        victim = "loader" if number % every else chance.choice(("server", "both"))
        said = cut(settings, number, victim, chance)
        killed[f"{victim}, {said.ended}"] += 1
        with connect(settings) as store:
            look(store, settings, number, said)
    with connect(settings) as store:
        found = check.examine(store).values
        assert not found, found
    return killed


def cut(settings: Settings, number: int, victim: str, chance: random.Random) -> Said:
    """Start a worker, and kill at a random moment; returns what it had acknowledged by then."""
    server = embedded.up(settings, silent)
    process = start(settings, server, number)
    assert process.stdout is not None
    said = Said()
    for _ in range(chance.randrange(STEPS)):
        line = process.stdout.readline()
        if not line:
            break
        note(said, json.loads(line))
    select.select([process.stdout], [], [], chance.random() * MOMENT)
    if victim in ("server", "both"):
        os.kill(server.pid, signal.SIGKILL)
        psutil.wait_procs([psutil.Process(server.pid)] if psutil.pid_exists(server.pid) else [], timeout=20)
    process.kill()
    for line in process.communicate()[0].splitlines():
        if line.endswith("}"):
            note(said, json.loads(line))
    return said


def start(settings: Settings, server: embedded.Server, number: int) -> "subprocess.Popen[str]":
    """A worker, as a process of its own."""
    words = [server.uri, server.password.get_secret_value(), str(settings.home), str(number)]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.soak.worker", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


def note(said: Said, step: dict[str, Any]) -> None:
    """Take down an acknowledgement."""
    said.ended = next(iter(step))
    said.batches = step.get("batch", said.batches)
    said.loaded = said.loaded or "loaded" in step
    said.decided += [step["decided"]] if "decided" in step else []


def look(store: Store, settings: Settings, number: int, said: Said) -> None:
    """What was acknowledged is there, nothing is half there, nothing twice; then the same load is taken up and completed."""
    expected = tabulate(worker.records(number)).counts()
    found = store.read(
        "OPTIONAL MATCH (run:Run {scope: $scope}) RETURN coalesce(run.batches, 0), run.state",
        {"scope": f"soak/{number}"},
    ).values
    ((batches, state),) = found
    assert batches >= said.batches, f"round {number}: {said.batches} batches were acknowledged, {batches} are there"
    assert not said.loaded or state == "complete"
    rows = sum(count(store, number).values())
    full, last = divmod(worker.AREAS, worker.BATCH)
    table = [*[worker.BATCH] * full, last]
    wanted = [*table, *table, 1, *table]  # areas, compounds, the document, claims
    assert rows == sum(wanted[:batches]), (
        f"round {number}: {rows} records where {batches} batches hold {sum(wanted[:batches])}"
    )
    decisions = [
        why
        for (why,) in store.read(
            "MATCH (d:Decision) WHERE d.why STARTS WITH $why RETURN d.why", {"why": f"decision {number}/"}
        ).values
    ]
    assert set(said.decided) <= set(decisions)
    assert len(decisions) == len(set(decisions)), "a decision is there twice"
    if (settings.home / "backup").exists():
        admin.look(settings.home / "backup", archive.Seal())
    worker.load(store, number)
    assert count(store, number) == Counter(expected), f"round {number} was not completed"


def count(store: Store, number: int) -> Counter[str]:
    """What is there of a round, by label and type."""
    named = {"Document": f"D{number}", "Area": f"A{number}-", "Compound": f"C{number}-"}
    found: Counter[str] = Counter()
    for label, begun in named.items():
        rule = "n.id = $begun" if label == "Document" else "n.id STARTS WITH $begun"
        found[label] = store.read(f"MATCH (n:{label}) WHERE {rule} RETURN count(n)", {"begun": begun}).values[0][0]
    found["LOCATED_IN"] = store.read(
        "MATCH ()-[r:LOCATED_IN {document: $document}]->() RETURN count(r)", {"document": f"D{number}"}
    ).values[0][0]
    return found


def main() -> None:
    """Take the number of rounds, and say what was done."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=200)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--write", action="store_true", help="into docs/measured.md")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder) / "home")
        begun = time.monotonic()
        try:
            killed = run(settings, given.rounds, given.seed)
        finally:
            embedded.down(settings)
    text = table(["killed, and what it had acknowledged last", "times"], rows(killed))
    text += (
        f"\n\n{given.rounds} rounds in {time.monotonic() - begun:.0f} s: nothing that was acknowledged was lost, nothing "
        "was half there or there twice, each load was taken up and completed."
    )
    print(text)
    if given.write:
        write_section("kill", text)


def rows(killed: Counter[str]) -> list[list[str]]:
    """How often what was killed at which step."""
    return [[what.removesuffix(", ") or "nothing", str(times)] for what, times in sorted(killed.items())]


if __name__ == "__main__":
    main()
