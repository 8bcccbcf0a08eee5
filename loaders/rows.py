"""Rows of a CSV file that a source ships: the columns are checked first, and an error names file, row and column."""

import csv
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, TypeVar

from graph.errors import InputRefused, nearest

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CsvRow:
    """A row: its cells by column name, and where it stands."""

    file: str
    number: int
    """Line of the file, the header being 1; a quoted line break does not count."""
    cells: dict[str, str]

    def text(self, column: str) -> str:
        """The cell, which has to be filled."""
        return self.cells[column] or self.refuse(column, "is empty; fill it in")

    def maybe(self, column: str) -> str | None:
        """The cell, or None where the source does not say."""
        return self.cells[column] or None

    def one_of(self, column: str, known: Collection[str]) -> str:
        """The cell, which has to be one of these."""
        value = self.cells[column]
        return (
            value if value in known else self.refuse(column, f"{value!r} is not known.{nearest(value, sorted(known))}")
        )

    def read(self, column: str, reader: Callable[[str], T]) -> T | None:
        """The cell through a reader that raises ValueError; None where it is empty."""
        value = self.cells[column]
        try:
            return reader(value) if value else None
        except ValueError as error:
            self.refuse(column, str(error))

    def refuse(self, column: str, reason: str) -> NoReturn:
        """Refuse the file because of this cell."""
        raise InputRefused(f"{self.file}, row {self.number}, {column}: {reason}")


def rows(path: Path, columns: Collection[str]) -> Iterator[CsvRow]:
    """The rows of a UTF-8 CSV file that has exactly these columns, in any order."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            _check_columns(path, reader.fieldnames or (), columns)
            for number, row in enumerate(reader, start=2):
                if None in row or None in row.values():
                    raise InputRefused(
                        f"{path.name}, row {number}: has not {len(columns)} cells; check its quotes and commas."
                    )
                yield CsvRow(path.name, number, {name: value.strip() for name, value in row.items()})
    except OSError as error:
        raise InputRefused(f"Cannot read {path}: {error.strerror}; check the path.") from error
    except UnicodeDecodeError as error:
        raise InputRefused(f"{path.name} is not UTF-8 text (byte {error.start}); save it as CSV in UTF-8.") from error
    except csv.Error as error:
        raise InputRefused(f"{path.name} is not a CSV file: {error}; save it as CSV in UTF-8.") from error


def _check_columns(path: Path, found: Collection[str], wanted: Collection[str]) -> None:
    missing = [name for name in wanted if name not in found]
    if missing:
        raise InputRefused(f"{path.name} has no column {missing[0]!r}; its columns are: {', '.join(found) or 'none'}.")
    unknown = [name for name in found if name not in wanted]
    if unknown:
        raise InputRefused(
            f"{path.name} has a column that is not known, {unknown[0]!r}.{nearest(unknown[0], list(wanted))}"
        )
