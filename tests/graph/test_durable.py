"""What has to outlive a power cut is on the disk when it is acknowledged: the bytes, and the name."""

import os
from pathlib import Path

import pytest

from graph import durable

ROOT = Path(__file__).parents[2]
KEPT_OTHERWISE = {
    "graph/durable.py",
    "graph/loading/fresh_store.py",  # a mark that is made anew if it is lost
    "loaders/privacy.py",  # a key is linked, so that the first of two stays
    "loaders/rejects.py",  # written row by row, named by durable.rename
}


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is given to the disk, in order: file or folder."""
    seen: list[str] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        seen.append("folder" if Path(f"/proc/self/fd/{handle}").resolve().is_dir() else "file")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    return seen


def test_a_file_is_on_the_disk_before_it_has_its_name_and_the_name_before_it_is_acknowledged(
    tmp_path: Path, steps: list[str]
) -> None:
    with durable.replacing(tmp_path / "a", last=lambda: steps.append("last")) as file:
        file.write(b"whole")
    assert steps == ["file", "last", "folder"]
    assert ((tmp_path / "a").read_bytes(), (tmp_path / "a").stat().st_mode & 0o777) == (b"whole", 0o600)


def test_a_new_log_has_its_name_on_the_disk_too(tmp_path: Path, steps: list[str]) -> None:
    durable.append(tmp_path / "log", b"one\n")
    durable.append(tmp_path / "log", b"two\n")
    assert steps == ["file", "folder", "file"]
    assert (tmp_path / "log").read_bytes() == b"one\ntwo\n"


def fail() -> None:
    raise OSError(28, "No space left on device")


def fill(path: Path, *, break_off: bool) -> None:
    with durable.replacing(path, last=fail) as file:
        file.write(b"new")
        if break_off:
            fail()


@pytest.mark.parametrize("break_off", [True, False])
def test_what_breaks_off_in_the_writing_or_before_the_name_leaves_what_was_there(
    tmp_path: Path, break_off: bool
) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(OSError, match="No space left"):
        fill(tmp_path / "a", break_off=break_off)
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a", b"old")]


def test_nothing_else_in_the_program_gives_files_to_the_disk_in_its_own_way() -> None:
    ways = {
        str(path.relative_to(ROOT))
        for folder in ("graph", "loaders", "queries", "viz")
        for path in (ROOT / folder).rglob("*.py")
        if "os.fsync" in path.read_text(encoding="utf-8")
    }
    assert ways == KEPT_OTHERWISE
