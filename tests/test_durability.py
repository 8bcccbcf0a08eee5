"""What was acknowledged stays, whatever dies and however full the disk is."""

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph import admin
from graph.connection import Store
from graph.errors import PalermoError
from graph.settings import Settings
from tests.soak import kill, worker


def test_twenty_kills_lose_nothing_that_was_acknowledged(private_home: Settings) -> None:
    killed = kill.run(private_home, rounds=20, seed=7, every=7)
    assert killed.total() == 20
    assert any(what.startswith("loader") for what in killed)
    assert any(not what.startswith("loader") for what in killed)


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """No file of this process can grow over a size: what a full disk is to it, without a disk of its own."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_backup_that_has_no_room_leaves_the_old_one(empty_store: Store, tmp_path: Path) -> None:
    worker.load(empty_store, 1)
    path = tmp_path / "b"
    admin.backup(empty_store, path, now=worker.now, program="1")
    before = path.read_bytes()
    worker.load(empty_store, 2)
    with files_of_at_most(1_000), pytest.raises(PalermoError, match="make room") as refusal:
        admin.backup(empty_store, path, now=worker.now, program="1", force=True)
    assert "\n" not in str(refusal.value)
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["b"]
    admin.backup(empty_store, path, now=worker.now, program="1", force=True)
    assert path.read_bytes() != before


def test_a_folder_that_is_not_there_is_one_sentence(empty_store: Store, tmp_path: Path) -> None:
    with pytest.raises(PalermoError, match="could not be written") as refusal:
        admin.backup(empty_store, tmp_path / "none" / "b", now=worker.now, program="1")
    assert "\n" not in str(refusal.value)
