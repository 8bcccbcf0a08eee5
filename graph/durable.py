"""Files that only this user can read, and that are on the disk when the call returns: all of what is written, or nothing."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def replacing(path: Path, *, last: Callable[[], None] = lambda: None) -> Iterator[IO[bytes]]:
    """A file to write into; at the end it takes the name, and what had it before is gone only then.

    `last` is called when all is written and before it gets its name: what it raises leaves nothing.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        last()
        rename(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def rename(draft: Path, path: Path) -> None:
    """Give a file that is on the disk its name, and have the name on the disk too: a power cut could take it back."""
    draft.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Have on the disk which names a folder holds. Nothing where the system knows no such thing (Windows)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def append(path: Path, content: bytes) -> None:
    """Add to the end of a file; it is made where there is none."""
    new = not path.exists()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "ab") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if new:
        sync_folder(path.parent)
