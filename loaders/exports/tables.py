"""A folder with a table for each class: CSV, in which no cell can run as a formula, or Parquet."""

from pathlib import Path

from graph.answer import Answer
from graph.disclosure.publishing import Part
from graph.model import Node
from graph.printing import emit


def write_csv(parts: list[Part], folder: Path) -> int:
    """A CSV file for each class; lists as JSON."""
    return _write(parts, folder, "csv")


def write_parquet(parts: list[Part], folder: Path) -> int:
    """A Parquet file for each class; lists stay lists."""
    return _write(parts, folder, "parquet")


def _write(parts: list[Part], folder: Path, form: str) -> int:
    folder.mkdir()
    for part in parts:
        name = part.cls.label() if issubclass(part.cls, Node) else part.cls.type_name()
        emit(_table(part), form, folder / f"{name}.{form}")
    return sum(len(part.rows) for part in parts)


def _table(part: Part) -> Answer:
    """The rows with the fields that any of them has, in the order of the model; an end is two columns, class and id."""
    said = {name for row in part.rows for name in row}
    fields = [info.alias or name for name, info in part.cls.model_fields.items() if {name, info.alias} & said]
    known = {name.rstrip("_"): name for name in said}
    ends = ["start", "end"] if "start" in said else []
    plain = [name for name in fields if name not in ends]
    columns = (*(f"{end}_{what}" for end in ends for what in ("class", "id")), *plain)
    values = tuple(
        (
            *(value for end in ends for value in row[end]),
            *(row.get(name, row.get(known.get(name, name))) for name in plain),
        )
        for row in part.rows
    )
    return Answer(columns, values)
