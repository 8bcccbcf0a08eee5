"""The sections that growth.py measured: tables of sizes side by side, exponents of growth, and every query."""

import math
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.benchmarks.growth_results import kept
from tests.measured import table, write_section

STEPS = {
    "made and checked": "made, checked, kept on disk",
    "imported": "imported",
    "written in batches": "written in batches",
    "taken up after the import": "taken up after the import",
    "derived for the first time": "canonical records and ties, for the first time",
    "canonical, nothing changed": "canonical records, nothing changed",
    "ties, nothing changed": "ties, nothing changed",
    "identity": "who is one with whom",
}
LOADS = (
    "made and checked",
    "imported",
    "written in batches",
    "taken up after the import",
    "derived for the first time",
)
DISK = ("nodes", "relationships", "properties", "indexes", "other", "log")
Lines = list[dict[str, Any]]


def write(results: Path) -> None:
    """Write the sections `growth` and `growth-queries` of docs/measured.md."""
    lines = kept(results)
    write_section("growth", "\n\n".join([*busy(lines), *loads(lines)]))
    if any(one["step"] == "query" for one in lines):
        write_section("growth-queries", asked(lines))


def loads(lines: Lines) -> list[str]:
    """Seconds of each step, claims a second, memory and disk; bulk import and Bolt in a table each."""
    found = []
    for how, title in (("bulk", "Bulk import"), ("bolt", "In batches over Bolt")):
        sizes = sorted({one["asked"] for one in lines if one["how"] == how and one["step"] == "made and checked"})
        if sizes:
            found += [f"**{title}** ({memory(lines, how)})", _loaded(lines, how, sizes)]
    return found


def busy(lines: Lines) -> list[str]:
    """A sentence where the machine had more to do than it has cores: then seconds are those of a queue."""
    most = max((one.get("load_average") or os.getloadavg()[0] for one in lines), default=0)
    if most <= (os.cpu_count() or 1):
        return []
    return [
        f"The machine was shared (load average up to {most:.0f} on {os.cpu_count()} cores): seconds and powers of seconds tell "
        "little; memory and disk are not affected."
    ]


def memory(lines: Lines, how: str) -> str:
    """What the server was given."""
    given = sorted({(one["asked"], one["heap"], one["page_cache"]) for one in lines if one["how"] == how})
    return "; ".join(f"{asked:,} claims: heap {heap}, page cache {cache}" for asked, heap, cache in given)


def _loaded(lines: Lines, how: str, sizes: list[int]) -> str:
    there = {(one["asked"], one["step"]): one for one in lines if one["how"] == how}
    rows = []
    for step, title in STEPS.items():
        seconds = [there.get((size, step), {}).get("seconds") for size in sizes]
        if any(seconds):
            rows.append([f"{title}, s", *map(_number, seconds), exponent(sizes, seconds)])
    ended = [(size, LOADS[-1]) in there for size in sizes]
    whole = [
        _sum(there.get((size, step), {}).get("seconds") for step in LOADS) if done else None
        for size, done in zip(sizes, ended, strict=True)
    ]
    rates = [size / seconds if seconds else None for size, seconds in zip(sizes, whole, strict=True)]
    rows.append(["the load in all, s", *map(_number, whole), exponent(sizes, whole)])
    rows.append(["claims a second", *map(_number, rates), ""])
    for name, title in (("client", "this process"), ("server", "the server"), ("tool", "the import tool")):
        peaks = [
            max((one.get(f"{name}_bytes", 0) for (at, _), one in there.items() if at == size)) / 2**20 for size in sizes
        ]
        if any(peaks):
            rows.append([f"peak memory of {title}, MiB", *map(_number, peaks), exponent(sizes, peaks)])
    counts = [there.get((size, "disk"), {}) for size in sizes]
    for name in ("nodes", "relationships"):
        numbers = [one.get(name) for one in counts]
        rows.append([f"{name} in the store", *map(_number, numbers), ""])
    for name in DISK:
        megabytes = [one[f"disk_{name}"] / 2**20 if one else None for one in counts]
        rows.append([f"disk: {name}, MiB", *map(_number, megabytes), exponent(sizes, megabytes)])
    return table(["claims", *(f"{size:,}" for size in sizes), "grows with"], rows)


def asked(lines: Lines) -> str:
    """Each query at each size, its limit, and whether it kept it at the largest."""
    queries = [one for one in lines if one["step"] == "query" and one["how"] == "bulk"]
    sizes = sorted({one["asked"] for one in queries})
    there = {(one["query"], one["narrowed"], one["asked"]): one for one in queries}
    rows, over = [], 0
    for name, narrowed in sorted(
        {(one["query"], one["narrowed"]) for one in queries}, key=lambda key: (key[0], not key[1])
    ):
        found = [there.get((name, narrowed, size)) for size in sizes]
        cells = [_milliseconds(one) for one in found]
        last = next((one for one in reversed(found) if one), None)
        limit = last["limit"] if last else 0
        late = last is not None and (last["failed"] is not None or last["p99"] > limit)
        over += late
        rows.append(
            [
                f"`{name}`",
                "begins somewhere" if narrowed else "everything",
                *cells,
                f"{limit} s",
                "**over**" if late else "",
            ]
        )
    heading = ["query", "asked", *(f"{size:,}" for size in sizes), "limit", ""]
    return f"p50 / p99 in ms, 100 rows; {over} of {len(rows)} are over their limit.\n\n{table(heading, rows)}"


def exponent(sizes: list[int], values: Iterable[float | None]) -> str:
    """The power of the number of claims with which something grew, from the smallest to the largest."""
    known = [(size, value) for size, value in zip(sizes, values, strict=True) if value]
    if len(known) < 2:
        return ""
    (first, low), (last, high) = known[0], known[-1]
    return f"n^{math.log(high / low) / math.log(last / first):.2f}"


def _milliseconds(one: dict[str, Any] | None) -> str:
    if one is None:
        return "not measured"
    if one["failed"]:
        return "stopped" if "too long" in one["failed"] else "refused"
    return f"{one['p50'] * 1000:,.0f} / {one['p99'] * 1000:,.0f}"


def _number(value: float | None) -> str:
    if value is None:
        return "not measured"
    return f"{value:,.1f}" if value < 100 else f"{value:,.0f}"


def _sum(values: Iterable[float | None]) -> float:
    return sum(value for value in values if value)
