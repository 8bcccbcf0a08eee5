"""What a store of very many claims would take and cost, from what growth.py measured and what costs.yaml assumes.

    python -m tests.benchmarks.costs            prints the plan
    python -m tests.benchmarks.costs --write    writes it into docs/scale.md

Nothing of such a size was built: it is arithmetic, with every figure that goes into it.
"""

import argparse
from pathlib import Path
from typing import Any

import yaml

from tests.benchmarks.growth_report import DISK, LOADS, busy
from tests.benchmarks.growth_results import RESULTS, kept
from tests.measured import table, write_section

GIVEN = Path(__file__).with_name("costs.yaml")
PAGE = Path(__file__).parents[2] / "docs" / "scale.md"
GB = 1e9


def measured(results: Path) -> dict[str, float]:
    """Bytes a claim, by what they are for, and claims a second, of the largest bulk import."""
    lines = [one for one in kept(results) if one["how"] == "bulk"]
    claims = max(one["asked"] for one in lines if one["step"] == "disk")
    there = {one["step"]: one for one in lines if one["asked"] == claims and one["step"] != "query"}
    found = {f"{name}, bytes a claim": there["disk"][f"disk_{name}"] / claims for name in DISK}
    seconds = sum(there[step]["seconds"] for step in LOADS if step in there)
    server = max(one.get("server_bytes", 0) for one in there.values())
    return {
        "claims": claims,
        "nodes a claim": there["disk"]["nodes"] / claims,
        "relationships a claim, ties among them": there["disk"]["relationships"] / claims,
        **found,
        "store, bytes a claim": sum(value for name, value in found.items() if not name.startswith("log")),
        "server's memory at its peak, bytes a claim": server / claims,
        "claims loaded a second": claims / seconds,
    }


def plan(of: dict[str, float], given: dict[str, Any]) -> list[tuple[str, float, str]]:
    """The arithmetic, step by step: what, how much, how it was computed."""
    price = {name: one["value"] for name, one in given["prices"].items()}
    taken = {name: one["value"] for name, one in given["assumptions"].items()}
    shards = -(-given["claims"] // taken["claims_a_shard"])
    store = of["store, bytes a claim"] * taken["claims_a_shard"] / GB
    disk, memory = store * taken["room"], store * taken["hot"] + taken["heap_gb"]
    members = shards * taken["copies"]
    backup = store * shards * taken["backups"]
    costs = {
        "disk": members * disk * price["disk_gb"],
        "memory": members * memory * price["memory_gb"],
        "processors": members * taken["vcpus_a_member"] * price["vcpu"],
        "backups": backup * price["backup_gb"],
    }
    hours = taken["claims_a_shard"] / of["claims loaded a second"] / 3600
    return [
        ("shards", shards, "claims / claims a shard"),
        ("members", members, "shards x copies"),
        ("store of a shard, GB", store, "bytes a claim x claims a shard"),
        ("disk of a member, GB", disk, "store x room"),
        ("memory of a member, GB", memory, "store x hot + heap"),
        ("first load of a shard, hours", hours, "claims a shard / claims a second; shards load beside each other"),
        *((f"{name}, $ a month", cost, "amount x price") for name, cost in costs.items()),
        ("in all, $ a month", sum(costs.values()), "sum"),
        ("$ a month for a million claims", sum(costs.values()) / given["claims"] * 1e6, "in all / claims"),
    ]


def text(results: Path) -> str:
    """The section: measured, assumed, computed."""
    of, given = measured(results), yaml.safe_load(GIVEN.read_text(encoding="utf-8"))
    assumed = [
        [name, f"{one['value']:,}", one["from"]]
        for part in ("prices", "assumptions")
        for name, one in given[part].items()
    ]
    computed = [[what, f"{much:,.2f}" if much < 100 else f"{much:,.0f}", how] for what, much, how in plan(of, given)]
    return "\n\n".join(
        [
            *busy(kept(results)),
            "**Measured** (the largest bulk import that ran)",
            table(["what", "value"], [[name, f"{value:,.1f}"] for name, value in of.items()]),
            "**Assumed** (tests/benchmarks/costs.yaml; put your own prices there)",
            table(["what", "value", "from"], assumed),
            f"**Computed** for {given['claims']:,} claims, each figure linear in the measured one",
            table(["what", "value", "how"], computed),
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--results", type=Path, default=RESULTS, help="the file of results that growth.py wrote")
    parser.add_argument("--write", action="store_true", help="write the section of docs/scale.md")
    given = parser.parse_args()
    if given.write:
        write_section("costs", text(given.results), PAGE)
    else:
        print(text(given.results))


if __name__ == "__main__":
    main()
