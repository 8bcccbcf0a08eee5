"""Where the law lies: one folder an instrument, those that ship and those of the user, and the user's corrections.

A folder holds `instrument.yaml` and, as far as there are any, `articles.csv`, `ratifications.csv`, `reservations.csv`,
`denunciations.csv`; and `strengths.csv` and `bearers.csv` for wordings of its own. What the user adds is kept under the program's home, so that it outlives an upgrade.
"""

import shutil
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.errors import InputRefused
from loaders.rows import CsvRow, rows

FOLDER = Path(__file__).parent
CORRECTIONS = "corrections.csv"
TABLES = ("articles.csv", "ratifications.csv", "reservations.csv", "denunciations.csv", "strengths.csv", "bearers.csv")


@dataclass(frozen=True, slots=True)
class LawFiles:
    """The files that one reading of the law rests on."""

    shared: Path
    """Folder of what all instruments share: States, memberships, what the wordings mean."""
    instruments: tuple[Path, ...]
    corrections: Path | None = None

    @property
    def all(self) -> list[Path]:
        """Every file, in one order."""
        own = [file for folder in self.instruments for file in sorted(folder.iterdir()) if file.is_file()]
        shared = sorted(self.shared.glob("*.csv"))
        return [*shared, *own, *([self.corrections] if self.corrections else [])]


def law_files(own: Path, more: Path | None = None, shared: Path = FOLDER) -> LawFiles:
    """The law that ships, what the user keeps in the folder `own`, and `more` that is about to be added to it."""
    folders = {folder.name: folder for folder in _folders(own)}
    corrections = own / CORRECTIONS if (own / CORRECTIONS).is_file() else None
    if more is not None and more.is_dir():
        folders[more.name] = more
    elif more is not None:
        corrections = more
    return LawFiles(shared, (*_folders(shared / "instruments"), *folders.values()), corrections)


def keep(more: Path, own: Path) -> None:
    """Copy a treaty's folder, or corrections, to where the user's law is kept; an earlier copy is replaced."""
    own.mkdir(parents=True, exist_ok=True)
    if more.is_dir():
        draft = own / f".{more.name}.part"
        shutil.rmtree(draft, ignore_errors=True)
        shutil.copytree(more, draft)
        shutil.rmtree(own / more.name, ignore_errors=True)
        draft.rename(own / more.name)
    else:
        draft = own / f".{CORRECTIONS}.part"
        shutil.copyfile(more, draft)
        draft.replace(own / CORRECTIONS)


def check_form(more: Path) -> None:
    """Refuse what is neither a treaty's folder nor a table of corrections."""
    if more.is_dir():
        for file in more.iterdir():
            if file.name not in (*TABLES, "instrument.yaml"):
                raise InputRefused(
                    f"{more.name} holds {file.name}, which no treaty's folder has; it has instrument.yaml and "
                    f"any of {', '.join(TABLES)}."
                )
    elif more.suffix != ".csv":
        raise InputRefused(f"{more.name} is neither a treaty's folder nor a {CORRECTIONS}; give one of them.")


def rows_of(folder: Path, table: str, columns: Collection[str]) -> Iterator[CsvRow]:
    """The rows of an instrument's table, named FOLDER/TABLE in errors; none where it has no such table."""
    if (folder / table).is_file():
        for row in rows(folder / table, columns):
            yield CsvRow(f"{folder.name}/{row.file}", row.number, row.cells)


def _folders(parent: Path) -> list[Path]:
    if not parent.is_dir():
        return []
    return sorted(path for path in parent.iterdir() if path.is_dir() and not path.name.startswith("."))
