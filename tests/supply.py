"""A bill of materials in CycloneDX: every Python package of the lock and every jar of Neo4j's, each by hash.

python -m tests.supply requirements.lock --out bom.json
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from graph.server import distribution


def bill(requirements: Path, project: Path) -> dict[str, Any]:
    """The bill of a lock of packages and of the lock of jars; the same locks give the same bytes."""
    made = subprocess.run(
        [
            *(sys.executable, "-m", "cyclonedx_py", "requirements", str(requirements)),
            *("--pyproject", str(project), "--of", "JSON", "--output-reproducible"),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(made.stdout)
    found["components"] += [jar(path, sha256) for path, sha256 in sorted(distribution.lock().jars.items())]
    return found


def jar(path: str, sha256: str) -> dict[str, Any]:
    """A jar as a component; its path in a Maven repository is group, artifact, version, file."""
    *group, artifact, version, file = path.split("/")
    purl = f"pkg:maven/{'.'.join(group)}/{artifact}@{version}"
    classifier = file.removesuffix(".jar").removeprefix(f"{artifact}-{version}").lstrip("-")
    return {
        "type": "library",
        "bom-ref": purl + (f"?classifier={classifier}" if classifier else ""),
        "group": ".".join(group),
        "name": artifact,
        "version": version,
        "purl": purl + (f"?classifier={classifier}" if classifier else ""),
        "hashes": [{"alg": "SHA-256", "content": sha256}],
    }


def main() -> None:
    """Take the lock, and write the bill."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("requirements", type=Path)
    arguments.add_argument("--out", type=Path, required=True)
    given = arguments.parse_args()
    made = bill(given.requirements, Path(__file__).parents[1] / "pyproject.toml")
    given.out.write_text(json.dumps(made, indent=2, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
