"""The walks in CONTRIBUTING.md work as they are written there."""

import re
from pathlib import Path

import pytest
import yaml

from graph import write
from graph.connection import Store
from graph.loading.tables import tabulate
from loaders import source as registry
from queries.catalogue import read
from tests.queries.test_library import records
from tests.soak.worker import now

ROOT = next(folder for folder in Path(__file__).parents if (folder / "pyproject.toml").exists())
FILES = dict(
    re.findall(r"^`([\w/.-]+)`:\n```\w+\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.S | re.M)
)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    for name, content in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def test_a_source_is_added_by_its_folder_alone(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "FOLDER", written / "loaders" / "sources")
    added = registry.source("raids")
    delivery = added.deliver(None)
    tables = tabulate(delivery.records)
    assert (delivery.rejects, tables.conflicts) == ((), [])
    counts = tables.counts()
    assert all(expected.min <= counts[name] <= expected.max for name, expected in added.card.expect.items())


def test_a_query_is_added_by_its_file_and_its_example(written: Path, empty_store: Store) -> None:
    query = read(written / "queries" / "library" / "networks" / "raids-by-compound.cypher")
    assert empty_store.explain(query.text) == "r"
    (example,) = yaml.safe_load(
        (written / "queries/library/networks/raids-by-compound.yaml").read_text(encoding="utf-8")
    )
    write.load(
        empty_store, tabulate(records(example["given"])), source="s", scope="s", digest="1", version="1", now=now
    )
    found = empty_store.read(query.text, example["ask"])
    assert set(found.columns) == set(query.columns)
    assert found.rows == example["rows"]


def test_what_the_pages_point_to_is_there() -> None:
    for page in (
        ROOT / "CONTRIBUTING.md",
        ROOT / "docs" / "security.md",
        ROOT / "docs" / "scale.md",
        ROOT / "docs" / "keeping.md",
    ):
        text = page.read_text(encoding="utf-8")
        for name in re.findall(r"`((?:tests|docs|graph)/[\w/.-]+\w)`", text) + re.findall(
            r"\]\((?!http)([\w/.-]+)\)", text
        ):
            there = (ROOT / name).exists() or (page.parent / name).exists()
            assert there, f"{page.name} points to {name}"


def test_the_compose_file_keeps_no_password_and_opens_no_port_to_others() -> None:
    server = yaml.safe_load((ROOT / "docs" / "compose.yaml").read_text(encoding="utf-8"))["services"]["neo4j"]
    assert all(port.startswith("127.0.0.1:") for port in server["ports"])
    assert server["environment"]["NEO4J_AUTH"].startswith("neo4j/${NEO4J_PASSWORD:?")
    assert server["environment"]["NEO4J_server_http_enabled"] == "false"
