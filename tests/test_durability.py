"""What was acknowledged stays, whatever dies and however full the disk is."""

import json
import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph import admin
from graph.connection import Store, connect, silent
from graph.errors import PalermoError
from graph.server import embedded
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


def test_palermo_down_during_a_load_is_one_sentence_and_the_load_is_taken_up(private_home: Settings) -> None:
    server = embedded.up(private_home, silent)
    process = kill.start(private_home, server, 0)
    assert process.stdout is not None
    said = kill.Said()
    for _ in range(3):
        kill.note(said, json.loads(process.stdout.readline()))
    assert embedded.down(private_home)
    rest, sentence = process.communicate(timeout=120)
    for line in rest.splitlines():
        kill.note(said, json.loads(line))
    if process.returncode:  # it may have been done by then
        assert sentence.strip().count("\n") == 0, sentence
        assert "No Neo4j answers" in sentence or "Neo4j has closed the database" in sentence, sentence
    with connect(private_home) as store:
        kill.look(store, private_home, 0, said)


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A disk of its own, in memory; skips where nobody may mount one."""
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True)
    if made.returncode:
        pytest.skip("only who may mount a file system can fill one")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def test_a_read_only_disk_is_one_sentence_and_changes_nothing(empty_store: Store, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "10m") as disk:
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        with pytest.raises(PalermoError, match="could not be written: Read-only file system") as refusal:
            admin.backup(empty_store, disk / "b", now=worker.now, program="1")
        assert "\n" not in str(refusal.value)
        with pytest.raises(PalermoError) as at_start:
            embedded.up(Settings(home=disk / "home"), silent)
        assert "\n" not in str(at_start.value)
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
        admin.backup(empty_store, disk / "b", now=worker.now, program="1")
