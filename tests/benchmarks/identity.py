"""Measure identity: precision, recall, F1 and records a second, beside exact identifiers alone and splink, on made records.

    python -m tests.benchmarks.identity                        prints the table for 10,000 and 100,000 records
    python -m tests.benchmarks.identity --records 2000 --seed 3

A pair counts as predicted where the program decides it alone or proposes it at its own threshold (loaders/identity/rules.yaml);
the two are also told apart. Splink gets the names as this program reads them (titles off, words sorted, romanised, the other
script beside, a consonant key to block on), is trained without labels as its manual says, and is shown at its probability 0.5
and at the threshold that, knowing the truth, has the best F1 with a precision of at least 0.95. Time is from the records in
memory to the pairs, for both with the reading of names, of which each begins with none in memory.
"""

import argparse
import logging
import os
import platform
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pyarrow

from graph.decisions.parties import Party
from graph.names import folded, read, romanised
from loaders.identity.columns import country, skeleton
from loaders.identity.evidence import SCORE, gather
from loaders.identity.exact import pairs_with_one_identifier
from loaders.identity.judging import judge
from loaders.identity.rules import rules
from tests.benchmarks.identity_records import Made, made

Pairs = set[tuple[str, str]]
LEAST_PRECISION = 0.95


@dataclass(frozen=True, slots=True)
class Figures:
    method: str
    predicted: int
    precision: float
    recall: float
    seconds: float
    processor: float
    """Seconds of all cores together: what does not change with the machine's other work."""

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / ((self.precision + self.recall) or 1)


Spent = tuple[float, float]
"""Seconds on the clock, and of the processor."""


def timed(work: Callable[[], Any]) -> tuple[Any, Spent]:
    begun, used = time.perf_counter(), time.process_time()
    return work(), (time.perf_counter() - begun, time.process_time() - used)


class Truth:
    """Which pairs are of one party; no method is given it."""

    def __init__(self, records: Made) -> None:
        self.of = {party.id: number for party, number in zip(records.parties, records.party, strict=True)}
        self.pairs = sum(count * (count - 1) // 2 for count in Counter(records.party).values())

    def figures(self, method: str, pairs: Pairs, spent: Spent) -> Figures:
        right = sum(self.of[one] == self.of[other] for one, other in pairs)
        return Figures(method, len(pairs), right / max(1, len(pairs)), right / self.pairs, *spent)


def measure(size: int, seed: int) -> list[Figures]:
    records = made(size, seed)
    truth = Truth(records)
    parties = records.parties
    exact, seconds = timed(lambda: pairs_with_one_identifier(parties))
    rows = [truth.figures("exact identifiers only", _closed(parties, exact), seconds)]

    def ours() -> Any:
        for memory in (read, skeleton, folded, romanised):
            memory.cache_clear()
        found = gather(parties)
        return found, judge(parties, found, {}, {}, "2026-01-01T00:00:00+00:00")

    (found, judged), seconds = timed(ours)
    alone = {(one.pair.one, one.pair.other) for one in found if one.rule != SCORE}
    rows.append(truth.figures("palermo, decided alone", alone, seconds))
    every = {(one.pair.one, one.pair.other) for one in judged}
    rows.append(truth.figures(f"palermo, decided or proposed at {rules().propose_at}", every, seconds))
    return [*rows, *_splink(parties, truth)]


def _closed(parties: tuple[Party, ...], pairs: Iterable[tuple[int, int]]) -> Pairs:
    """Every two records that the pairs join, also those that they join by a third."""
    holders: dict[int, list[int]] = {}
    for one, other in pairs:
        holders.setdefault(one, [one]).append(other)
    return {
        tuple(sorted((parties[one].id, parties[other].id)))  # type: ignore[misc]
        for places in holders.values()
        for place, one in enumerate(places)
        for other in places[place + 1 :]
    }


def _row(party: Party) -> dict[str, str | None]:
    """A record as splink's columns."""
    names = [read(text, "person") for text in party.names]
    latin = next((name for name in names if name.key.isascii()), None)
    native = next((name for name in names if not name.key.isascii()), None)
    key = latin.key if latin else romanised(names[0].words[0])
    born = party.born
    return {
        "unique_id": party.id,
        "name": key,
        "bones": skeleton(key.replace(" ", "")),
        "native": native.key if native else None,
        "day": born.earliest.isoformat() if born and born.earliest == born.latest else None,
        "year": str(born.earliest.year) if born else None,
        "passport": party.identifiers[0] if party.identifiers else None,
        "country": country(party.countries[0]) if party.countries else None,
    }


def _splink(parties: tuple[Party, ...], truth: Truth) -> list[Figures]:
    import splink.comparison_level_library as level
    import splink.comparison_library as compare
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.getLogger("splink").setLevel(logging.ERROR)
    born = compare.CustomComparison(
        output_column_name="born",
        comparison_levels=[
            level.NullLevel("year"),
            level.ExactMatchLevel("day"),
            level.CustomLevel("year_l = year_r and (day_l is null or day_r is null)", "same year"),
            level.ElseLevel(),
        ],
    )
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            compare.JaroWinklerAtThresholds("name", [0.95, 0.88]).configure(term_frequency_adjustments=True),
            compare.ExactMatch("native").configure(term_frequency_adjustments=True),
            born,
            # of two parties, none has the other's passport; splink would leave what it never saw untrained
            compare.ExactMatch("passport").configure(u_probabilities=[1e-6, 1 - 1e-6]),
            compare.ExactMatch("country"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("name"),
            block_on("native"),
            block_on("passport"),
            block_on("day"),
            block_on("bones", "year"),
            block_on("bones", "country"),
        ],
    )

    def run() -> list[tuple[str, str, float]]:
        for memory in (read, skeleton, folded, romanised):
            memory.cache_clear()
        table = pyarrow.Table.from_pylist([_row(party) for party in parties])
        api = DuckDBAPI()
        linker = Linker(api.register(table), settings, log_level=logging.ERROR)
        sure: list[Any] = [block_on("passport"), block_on("name", "day")]
        linker.training.estimate_probability_two_random_records_match(sure, recall=0.25)
        linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
        for rule in (block_on("passport"), block_on("day")):
            linker.training.estimate_parameters_using_expectation_maximisation(rule, record_sample_proportion=1.0)
        found = linker.inference.predict(threshold_match_probability=0.01).as_record_list()
        return [(row["unique_id_l"], row["unique_id_r"], row["match_probability"]) for row in found]

    scored, seconds = timed(run)
    scored.sort(key=lambda row: -row[2])
    usual = {(one, other) for one, other, chance in scored if chance >= 0.5}
    rows = [truth.figures("splink at 0.5", usual, seconds)]
    best, threshold = rows[0], 0.5
    cuts = [place for place, (a, b) in enumerate(pairwise(scored), start=1) if a[2] != b[2]] + [len(scored)]
    right = [0]
    for one, other, _ in scored:
        right.append(right[-1] + (truth.of[one] == truth.of[other]))
    for place in cuts:
        figures = Figures("", place, right[place] / place, right[place] / truth.pairs, *seconds)
        if figures.precision >= LEAST_PRECISION and (best.precision < LEAST_PRECISION or figures.f1 > best.f1):
            best, threshold = figures, scored[place - 1][2]
    name = f"splink at {threshold:.4f}, the best for it"
    return [*rows, Figures(name, best.predicted, best.precision, best.recall, *seconds)]


def table(sizes: list[int], seed: int) -> str:
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, seed {seed}"
    lines = [
        machine,
        "",
        "| records | method | pairs | precision | recall | F1 | seconds | records/s | processor s | records/processor s |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {size:,} | {row.method} | {row.predicted:,} | {row.precision:.3f} | {row.recall:.3f} | {row.f1:.3f} "
        f"| {row.seconds:.1f} | {size / row.seconds:,.0f} | {row.processor:.1f} | {size / row.processor:,.0f} |"
        for size in sizes
        for row in measure(size, seed)
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--seed", type=int, default=2026)
    arguments = parser.parse_args()
    measure(2_000, arguments.seed + 1)  # not counted: imports, and the tables that libraries read once
    print(table(arguments.records, arguments.seed))


if __name__ == "__main__":
    main()
