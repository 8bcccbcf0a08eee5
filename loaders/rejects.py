"""Rejects on their way to the file in which the user finds them; memory holds the first of them only."""

import csv
import os
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from graph import durable
from loaders.delivery import Reject

SHOWN = 1_000
"""Rejects that are kept in memory, to be shown."""


class Rejects:
    """Writes rejects as they come up. The file of an earlier load is replaced at the end, or removed if there are none."""

    def __init__(self, path: Path) -> None:
        self.count = 0
        self.first: list[Reject] = []
        self._path = path
        self._draft = path.with_suffix(".part")
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._file = self._draft.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow(["file", "row", "field", "reason"])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self._draft.unlink(missing_ok=True)

    def add(self, rejects: Iterable[Reject]) -> None:
        """Write some."""
        for reject in rejects:
            self.count += 1
            if len(self.first) < SHOWN:
                self.first.append(reject)
            self._writer.writerow([reject.file, reject.row, reject.field, reject.reason])

    def keep(self) -> Path | None:
        """Put the file in its place; None where nothing was refused."""
        self._file.flush()
        os.fsync(self._file.fileno())
        if not self.count:
            self._path.unlink(missing_ok=True)
            return None
        durable.rename(self._draft, self._path)
        return self._path
