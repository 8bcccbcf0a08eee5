"""Measure intake: rows a second checked by columns and by pydantic, written over Bolt, and imported in bulk.

    python tests/benchmarks/intake.py                          10,000, 100,000 and 1,000,000 rows are checked, 20,000 written
    python tests/benchmarks/intake.py --bulk 1000000           and a million cases imported
    python tests/benchmarks/intake.py --sizes 1000 --bolt 1000

Rows are in the columns of HTCDS, made from a seed (case_rows.py). Every size runs in a process of its own, so that its
peak memory is its own. One case in a hundred is spoiled after it was read, so that the model has something to refuse;
pydantic takes the first SAMPLE cases with all that is said of them, row by row, and has to refuse the same rows for the
same reasons.
"""

import argparse
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from pydantic import ValidationError

from graph.connection import connect
from graph.loading.tables import stored
from graph.model import Case, Ref
from graph.server import embedded
from graph.settings import Settings
from loaders.bulk import load_bulk
from loaders.cases.delivering import deliver_people
from loaders.cases.terms import Asked, Terms
from loaders.delivery import Part, refusal
from loaders.intake import validate
from loaders.loading import Loader
from loaders.privacy import CaseKey
from tests.benchmarks.case_rows import write_rows

SAMPLE = 5_000
ASKED = Asked(consent_text="v3", case_key="case")
SEED = 5


def spoiled(part: Part) -> Part:
    """One case in a hundred with a year, a code or an id that the model refuses."""
    if part.cls is not Case:
        return part
    chance = np.random.default_rng([SEED, part.frame.height])
    which = pl.Series(np.where(chance.random(part.frame.height) < 0.01, chance.integers(0, 3, part.frame.height), -1))
    frame = part.frame.with_columns(
        pl.when(which == 0).then(20_240).otherwise(pl.col("year")).alias("year"),
        pl.when(which == 1)
        .then(pl.lit(["Unheard"], dtype=pl.List(pl.String)))
        .otherwise(pl.col("controls"))
        .alias("controls"),
        pl.when(which == 2).then(pl.lit(None)).otherwise(pl.col("document")).alias("document"),
    )
    return Part(part.cls, frame)


def chunks(path: Path) -> Iterator[list[Part]]:
    terms = Terms(CaseKey(b"a key of thirty-two bytes for it"), ASKED)
    for chunk in deliver_people("htcds", path, terms).chunks or ():
        if chunk.parts:
            yield [spoiled(part) for part in chunk.parts]


def row_by_row(part: Part) -> tuple[list[dict[str, Any]], list[tuple[str, str, str]], float]:
    """What pydantic makes of a part, and the seconds of its validation alone."""
    rows = []
    for row in part.frame.iter_rows(named=True):
        said = {name: value for name, value in row.items() if value is not None and name != "_row"}
        for side, end in zip(("start", "end"), part.ends or (), strict=False):
            if side in said:
                said[side] = Ref(end, said[side])
        rows.append((row["_row"], said))
    made, bad, begun = [], [], time.perf_counter()
    for place, said in rows:
        try:
            made.append(part.cls.model_validate(said))
        except ValidationError as error:
            bad.append((f"row {place}", *refusal(part.cls, error)))
    seconds = time.perf_counter() - begun
    return [stored(one) for one in made], bad, seconds


def checked(path: Path) -> dict[str, Any]:
    """Read, translate and check a file, chunk by chunk."""
    found: dict[str, Any] = {"cases": 0, "rows": 0, "rejects": 0, "check": 0.0}
    begun = time.perf_counter()
    sampled = False
    for parts in chunks(path):
        if not sampled:
            found |= compared(parts)
            sampled = True
            begun += found["compared"]
        for part in parts:
            one = time.perf_counter()
            done = validate(part.frame, part.cls, file="f", ends=part.ends)
            found["check"] += time.perf_counter() - one
            found["rows"] += part.frame.height
            found["cases"] += part.frame.height if part.cls is Case else 0
            found["rejects"] += len(done.rejects)
    found["whole"] = time.perf_counter() - begun
    found["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return found


def compared(parts: list[Part]) -> dict[str, Any]:
    """Seconds and rows of both ways on the sample; the answers have to be the same."""
    begun = time.perf_counter()
    ids = next(part.frame["id"] for part in parts if part.cls is Case)[:SAMPLE].implode()
    some = [Part(part.cls, part.frame.filter(_of(part).is_in(ids)), part.ends) for part in parts]
    columns = validation = whole = 0.0
    rows = 0
    for part in some:
        one = time.perf_counter()
        taken = validate(part.frame, part.cls, file="f", ends=part.ends)
        columns += time.perf_counter() - one
        one = time.perf_counter()
        good, bad, alone = row_by_row(part)
        whole += time.perf_counter() - one
        validation += alone
        rows += part.frame.height
        if taken.good.drop("_row").to_dicts() != good or [(r.row, r.field, r.reason) for r in taken.rejects] != bad:
            raise SystemExit(f"{part.cls.__name__}: the columns and pydantic disagree")
    seconds = {"columns on the sample": columns, "pydantic alone": validation, "pydantic to stored rows": whole}
    return {"sample": rows, **seconds, "compared": time.perf_counter() - begun}


def _of(part: Part) -> pl.Expr:
    if part.ends is None:
        return pl.col("id")
    return pl.col("start") if part.ends[0] is Case else pl.col("end")


def written(size: int, *, bulk: bool) -> dict[str, Any]:
    """Load a file into a fresh store, over Bolt or in bulk."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder) / "home", uri=None)
        path = write_rows(Path(folder) / "cases.csv", size, SEED)
        try:
            with connect(settings) as store:
                list(Loader(store, settings).load("indicators"))
                list(Loader(store, settings).load("law"))
                begun = time.perf_counter()
                if not bulk:
                    run = list(Loader(store, settings).load("htcds", path, ASKED))[-1].run
            if bulk:
                steps: list[tuple[str, float]] = []
                reports = load_bulk(
                    settings, "htcds", path, ASKED, report=lambda what: steps.append((what, time.perf_counter()))
                )
                run = list(reports)[-1].run
                for what, at in steps:
                    print(f"  {what}: after {at - begun:.1f} s")
            seconds = time.perf_counter() - begun
        finally:
            embedded.down(settings)
    return {"nodes": run.nodes, "relationships": run.relationships, "seconds": seconds}


def exponent(pairs: list[tuple[float, float]]) -> float:
    """Of growth between the smallest and the largest: 1 is linear."""
    (small, low), (large, high) = pairs[0], pairs[-1]
    return math.log(high / low) / math.log(large / small)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--bolt", type=int, default=20_000)
    parser.add_argument("--bulk", type=int, nargs="*", default=[])
    parser.add_argument("--child", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        print(json.dumps(checked(Path(asked.child))))
        return
    runs = []
    with tempfile.TemporaryDirectory() as folder:
        for size in asked.sizes:
            path = write_rows(Path(folder) / "cases.csv", size, SEED)
            done = subprocess.run([sys.executable, __file__, "--child", str(path)], stdout=subprocess.PIPE, check=True)
            run = json.loads(done.stdout)
            runs.append(run)
            fast = run["rows"] / run["check"]
            alone, whole = (run["sample"] / run[name] for name in ("pydantic alone", "pydantic to stored rows"))
            print(
                f"{size:,} rows of HTCDS: {run['cases']:,} cases, {run['rows']:,} rows with relationships, {run['rejects']:,} "
                f"refused; columns {fast:,.0f} rows/s, pydantic alone {alone:,.0f} ({fast / alone:.1f}x), "
                f"to stored rows {whole:,.0f} ({fast / whole:.1f}x); read, translated and checked in {run['whole']:.1f} s; "
                f"{run['memory'] / 1e6:,.0f} MB"
            )
    if len(runs) > 1:
        for what in ("check", "whole", "memory"):
            print(f"growth of {what}: exponent {exponent([(run['rows'], run[what]) for run in runs]):.2f}")
    for bulk, sizes in ((False, [asked.bolt] if asked.bolt else []), (True, asked.bulk)):
        for size in sizes:
            run = written(size, bulk=bulk)
            rows = run["nodes"] + run["relationships"]
            print(
                f"{'bulk' if bulk else 'Bolt'}: {size:,} cases, {rows:,} nodes and relationships in {run['seconds']:.1f} s: "
                f"{rows / run['seconds']:,.0f} rows/s"
            )


if __name__ == "__main__":
    main()
