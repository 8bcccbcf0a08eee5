"""Reference pages are made from the code, and data that ships carries its licence."""

import tomllib
from pathlib import Path

import yaml

from graph import schema
from loaders.source import FOLDER, sources
from queries.cli import reference

ROOT = Path(__file__).parents[1]


def test_the_schema_page_is_fresh() -> None:
    assert (ROOT / "docs" / "schema.md").read_text(encoding="utf-8") == schema.page() + "\n", "run make docs"


def test_the_query_page_is_fresh() -> None:
    assert (ROOT / "docs" / "queries.md").read_text(encoding="utf-8") == reference() + "\n", "run make docs"


def test_every_data_file_can_be_read_and_has_a_licence() -> None:
    licences = tomllib.loads((ROOT / "REUSE.toml").read_text(encoding="utf-8"))["annotations"]
    paths = [Path(ROOT, pattern) for entry in licences for pattern in entry["path"]]
    for path in (*FOLDER.rglob("*.yaml"), *FOLDER.rglob("*.csv"), *FOLDER.rglob("*.txt")):
        assert any(path.match(str(pattern)) or path == pattern or pattern.name == "**" for pattern in paths), path
        if path.suffix == ".yaml":
            yaml.safe_load(path.read_text(encoding="utf-8"))


def test_every_source_comes_after_what_it_needs() -> None:
    seen: set[str] = set()
    for source in sources().values():
        assert set(source.card.needs) <= seen
        seen.add(source.card.id)


def test_a_source_folder_is_all_that_a_source_is() -> None:
    for folder in (path.parent for path in FOLDER.glob("*/source.yaml")):
        assert (folder / "load.py").is_file() or list(folder.glob("*.mapping.yaml"))
        assert (folder / "__init__.py").is_file()
