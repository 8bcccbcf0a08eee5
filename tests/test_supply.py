"""The bill of materials names all that runs, by hash, and nothing twice."""

import re
from pathlib import Path

from graph.server import distribution
from tests.supply import bill

ROOT = Path(__file__).parents[1]


def test_every_locked_package_and_every_jar_is_in_the_bill_with_its_hash() -> None:
    lock = ROOT / "requirements.lock"
    made = bill(lock, ROOT / "pyproject.toml")
    assert made["bomFormat"] == "CycloneDX"
    components = made["components"]
    packages = set(re.findall(r"^([\w.-]+)==(\S+)", lock.read_text(encoding="utf-8"), re.M))
    there = {(one["name"], one["version"]) for one in components}
    assert packages <= there
    hashes = {one["hashes"][0]["content"] for one in components if one["purl"].startswith("pkg:maven/")}
    assert hashes == set(distribution.lock().jars.values())
    references = [one["bom-ref"] for one in components]
    assert len(references) == len(set(references))


def test_the_locks_name_every_package_by_hash_and_no_host() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for entry in re.split(r"\n(?=[\w-])", text):
            assert "--hash=sha256:" in entry, entry
        assert "://" not in text


def test_loaders_and_pages_write_to_no_store_by_themselves() -> None:
    for folder in ("loaders", "viz"):
        for path in (ROOT / folder).rglob("*.py"):
            for line in path.read_text(encoding="utf-8").splitlines():
                assert not re.search(r"\b(?:MERGE|DETACH DELETE)\b", line), (path, line)
