"""Spoil files as `tests.soak.fuzz` does, but led by which lines of the readers a file reaches (atheris, libFuzzer).

python -m tests.soak.guided --inputs 20000 --write
"""

import argparse
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import atheris

from tests.measured import table, write_section

with atheris.instrument_imports(include=["graph", "loaders", "queries"], enable_loader_override=False):
    from tests.soak import fuzz

SLOW = 20
"""Seconds after which a file counts as one that hangs its reader."""


def drive(name: str, inputs: int, seconds: int, folder: Path) -> None:
    """Give one reader so many files, or as many as go into the time, in this process; libFuzzer ends it, and keeps the file that broke the reader."""
    reader = next(one for one in fuzz.readers() if one.name == name)
    path = folder / reader.file
    begin, found, words = folder / "begin", folder / "found", folder / "words"
    for one in (begin, found):
        one.mkdir()
    (begin / "sound").write_bytes(reader.sound)
    entries = sorted({piece for piece in fuzz.NASTY if 0 < len(piece) < 64})
    words.write_text("".join('"' + "".join(rf"\x{byte:02x}" for byte in piece) + '"\n' for piece in entries))

    def each(content: bytes) -> None:
        fuzz.give(reader, path, content)

    options = [
        f"-runs={inputs}",
        f"-max_total_time={seconds}",
        "-seed=1",
        f"-max_len={2 * len(reader.sound)}",
        f"-timeout={SLOW}",
        f"-dict={words}",
    ]
    kept = ["-rss_limit_mb=4096", f"-artifact_prefix={folder}/", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], *options, *kept, str(found), str(begin)], each)
    atheris.Fuzz()


def run(name: str, inputs: int, seconds: int, keep: Path) -> list[str]:
    """A process that drives one reader; returns a row of what came of it. What broke the reader is kept."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.monotonic()
        command = [sys.executable, "-m", "tests.soak.guided", "--drive", name, "--folder", folder]
        done = subprocess.run(
            [*command, "--inputs", str(inputs), "--seconds", str(seconds)],
            capture_output=True,
            text=True,
            errors="replace",
        )
        tried = re.search(r"number_of_executed_units: (\d+)", done.stderr)
        reached = re.findall(r"\bcov: (\d+)", done.stderr)
        broke = [path for path in Path(folder).glob("*-*") if path.name.startswith(("crash", "timeout", "oom", "slow"))]
        for path in broke:
            keep.mkdir(exist_ok=True)
            (keep / f"{name.replace(' ', '_')}-{path.name}").write_bytes(path.read_bytes())
        if done.returncode:
            print(done.stdout[-4000:], done.stderr[-4000:], sep="\n")
    outcome = "none" if not done.returncode else "broke"
    return [
        name,
        tried[1] if tried else "?",
        reached[-1] if reached else "?",
        outcome,
        f"{time.monotonic() - begun:.0f}",
    ]


def main() -> None:
    """Take how many, run each reader, and say what was tried."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--inputs", type=int, default=20_000)
    arguments.add_argument("--seconds", type=int, default=0, help="for each reader at most; 0 is no bound")
    arguments.add_argument("--only", action="append", help="a reader; otherwise all of them")
    arguments.add_argument("--keep", type=Path, default=Path("broken"), help="where files that broke a reader go")
    arguments.add_argument("--write", action="store_true", help="write the figures into docs/measured.md")
    arguments.add_argument("--drive", help=argparse.SUPPRESS)
    arguments.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = arguments.parse_args()
    if asked.drive:
        drive(asked.drive, asked.inputs, asked.seconds, asked.folder)
        return
    rows = []
    for reader in fuzz.readers():
        if asked.only is None or reader.name in asked.only:
            rows.append(run(reader.name, asked.inputs, asked.seconds, asked.keep))
            print(" | ".join(rows[-1]), flush=True)
    if asked.write:
        headings = ["reader", "files tried", "branches reached", "broke the reader", "seconds"]
        write_section("fuzzing", table(headings, rows))


if __name__ == "__main__":
    main()
