"""Run networkx's own tests with every graph turned into one of the backend `palermo`, and write the result as a table.

    python tests/benchmarks/analysis_agreement.py [--out docs/analysis-agreement.md] [--part algorithms]

It takes some minutes. networkx ships its tests in its package; the backend is registered from pyproject.toml whether or
not the project is installed.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parents[2]
PARTS = ("algorithms", "classes", "drawing", "generators", "linalg", "readwrite", "tests", "utils")
"""Each is run by itself: collecting all at once, a test module of networkx makes it forget its backends."""
OUTCOMES = ("passed", "failed", "expected to fail", "skipped")


def registered(folder: Path) -> None:
    """Register the entry points of the checkout in a folder for the module path."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    info = folder / "palermo-0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: palermo\nVersion: 0\n", encoding="utf-8")
    groups = [
        f"[{group}]\n" + "".join(f"{name} = {target}\n" for name, target in points.items())
        for group, points in project["entry-points"].items()
    ]
    (info / "entry_points.txt").write_text("\n".join(groups), encoding="utf-8")


def run(backend: str | None, parts: Sequence[str]) -> dict[str, Counter[str]]:
    """Part of networkx -> how many of its tests ended how; under "" those that failed."""
    found: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        registered(folder)
        report = folder / "report.xml"
        path = os.pathsep.join([str(folder), str(ROOT)])
        environment = {**os.environ, "PYTHONPATH": path} | ({"NETWORKX_TEST_BACKEND": backend} if backend else {})
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--tb=short"]
        for part in parts:
            asked = [*command, "--junit-xml", str(report), "--pyargs", f"networkx.{part}"]
            subprocess.run(asked, cwd=folder, env=environment, check=False)
            for name, ends in counted(report).items():
                found.setdefault(name, Counter()).update(ends)
    return found


def counted(report: Path) -> dict[str, Counter[str]]:
    """The outcomes of a JUnit report, by the part of networkx that is tested."""
    found: dict[str, Counter[str]] = {}
    for case in ElementTree.parse(report).iter("testcase"):  # noqa: S314 - written by the run above
        words = case.attrib["classname"].removeprefix("networkx.").split(".")
        at = words.index("tests") if "tests" in words else 0
        # tests of a module that is no package of its own: by the name of their file
        part = ".".join(words[:at]) if at > 1 else ".".join(word for word in words[: at + 2] if word != "tests")
        kinds = {child.tag: child.attrib for child in case}
        if {"failure", "error"} & kinds.keys():
            outcome = "failed"
            found.setdefault("", Counter())[f"{case.attrib['classname']}::{case.attrib['name']}"] += 1
        elif "skipped" in kinds:
            outcome = "expected to fail" if "xfail" in kinds["skipped"].get("type", "") else "skipped"
        else:
            outcome = "passed"
        found.setdefault(part or "networkx", Counter())[outcome] += 1
    return found


def page(with_backend: dict[str, Counter[str]], alone: dict[str, Counter[str]], parts: Sequence[str] | None) -> str:
    """The page: a table a part of networkx, and each test that fails."""
    import networkx

    failed, failed_alone = with_backend.pop("", Counter()), alone.pop("", Counter())
    rows = [
        f"| {part} | " + " | ".join(str(ends[outcome]) for outcome in OUTCOMES) + " |"
        for part, ends in sorted(with_backend.items())
    ]
    total: Counter[str] = sum(with_backend.values(), Counter())
    rows.append("| **all** | " + " | ".join(f"**{total[outcome]}**" for outcome in OUTCOMES) + " |")
    lines = [
        f"# networkx's own tests on the backend `palermo`\n\nnetworkx {networkx.__version__}, {'the tests of these parts' if parts else 'its whole test-suite'} with "
        "`NETWORKX_TEST_BACKEND=palermo`: every graph that a test makes is turned into one of the backend, and every "
        "function is called on that. Written by `python tests/benchmarks/analysis_agreement.py`.\n",
        "| part of networkx | " + " | ".join(OUTCOMES) + " |",
        "|---|" + "---:|" * len(OUTCOMES),
        *rows,
        "",
    ]
    for name in sorted(failed):
        also = " (fails without a backend too)" if name in failed_alone else ""
        lines.append(f"- fails: `{name}`{also}")
    return "\n".join(lines).rstrip() + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "analysis-agreement.md")
    parser.add_argument(
        "--part", action="append", help="only this part of networkx, such as algorithms.centrality; may be repeated"
    )
    asked = parser.parse_args()
    with_backend = run("palermo", asked.part or PARTS)
    alone = run(None, asked.part or PARTS) if "" in with_backend else {}
    asked.out.write_text(page(with_backend, alone, asked.part), encoding="utf-8")


if __name__ == "__main__":
    main()
