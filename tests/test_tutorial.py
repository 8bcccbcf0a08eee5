"""What docs/tutorial.md shows is what the program answers now."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from graph.cli.notes import NOTES
from graph.connection import Store
from tests.pages import DOCS, WIDE, answered
from tests.tutorial import PAGE

PICTURES = re.compile(r"\]\((pictures/[\w-]+\.png)\)")


def test_the_answers_of_the_tutorial_are_fresh(
    empty_store: Store, run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert empty_store
    monkeypatch.chdir(tmp_path)
    for name, value in WIDE.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(NOTES, "_width", int(WIDE["COLUMNS"]))  # where COLUMNS was set before, it keeps that
    demo = run("demo")
    assert demo.exit_code == 0, demo.output
    page = PAGE.read_text(encoding="utf-8")
    assert answered(page, run) == page, "run python -m tests.tutorial"


def test_the_tutorial_can_be_read_in_one_sitting() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 220
    assert all((DOCS / name).is_file() for name in PICTURES.findall(text))
