"""How an answer leaves the program: as a table for people, as JSON or CSV for other programs."""

import csv
import io
import json
import math
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import rich_click as click
from rich.console import Console
from rich.table import Table

from graph.answer import Answer
from graph.errors import UsageError

READABLE = 26
"""Characters to which a column of a table may be folded."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

PIPED = 140
"""Characters of a line where there is no screen to measure."""
FORMATS = ("table", "json", "csv", "parquet")
Command = TypeVar("Command", bound=Callable[..., Any])


def answer_options(command: Command) -> Command:
    """The options of every command that returns rows."""
    command = click.option(
        "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead of the screen."
    )(command)
    return click.option(
        "--format",
        "format_",
        type=click.Choice(FORMATS),
        default="table",
        show_default=True,
        help="Form of the answer.",
    )(command)


def emit(answer: Answer, format_: str, out: Path | None = None) -> None:
    """Print an answer, or write it to a file."""
    if format_ == "parquet":
        _parquet(answer, out)
        return
    if format_ == "table" and out is None:
        _print(answer, Console(width=None if sys.stdout.isatty() else PIPED))
        return
    text = {"json": as_json, "csv": as_csv, "table": as_text}[format_](answer)
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")


def with_column(answer: Answer, name: str, change: Callable[[Any], Any]) -> Answer:
    """The answer with every value of a column changed."""
    at = answer.columns.index(name)
    return replace(answer, values=tuple((*row[:at], change(row[at]), *row[at + 1 :]) for row in answer.values))


def rounded(answer: Answer) -> Answer:
    """The answer with numbers to four digits, as people read them."""
    values = tuple(
        tuple(float(f"{value:.4g}") if isinstance(value, float) else value for value in row) for row in answer.values
    )
    return replace(answer, values=values)


def _parquet(answer: Answer, out: Path | None) -> None:
    """Columns of lists stay lists; what holds maps is written as JSON, as in CSV."""
    import polars

    if out is None:
        raise UsageError("Parquet is no text; give it a file with --out FILE.")
    columns = zip(*answer.values, strict=True) if answer.values else ((),) * len(answer.columns)
    told = {
        name: [_cell(value) for value in column] if any(_holds_maps(value) for value in column) else list(column)
        for name, column in zip(answer.columns, columns, strict=True)
    }
    polars.DataFrame(told, strict=False).write_parquet(out)


def _holds_maps(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(_holds_maps(one) for one in value))


def as_json(answer: Answer) -> str:
    """A list of objects, one a row, in the letters of their script. JSON has no NaN and no infinity: they become words."""
    try:
        return json.dumps(answer.rows, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    except ValueError:
        return json.dumps(_finite(answer.rows), ensure_ascii=False, indent=2) + "\n"


def _finite(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, list):
        return [_finite(item) for item in value]
    if isinstance(value, dict):
        return {name: _finite(item) for name, item in value.items()}
    return value


def as_csv(answer: Answer) -> str:
    """One line a row; lists and maps as JSON."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows([_cell(value) for value in row] for row in answer.values)
    return text.getvalue()


def as_text(answer: Answer, width: int = 160) -> str:
    """The answer for people, as plain text of at most that width."""
    text = io.StringIO()
    _print(answer, Console(file=text, width=width, no_color=True))
    return text.getvalue()


def _print(answer: Answer, console: Console) -> None:
    if not answer.values:
        console.print("No rows.", style="dim")
    elif _width(answer) <= console.width:
        console.print(_table(answer))
    else:
        for row in answer.rows:  # too many columns for one line each: a block for each row reads better
            console.print(_block(row))
            console.print()
    if answer.truncated:
        console.print(f"The first {len(answer.values)} rows; there are more.", style="dim")


def _width(answer: Answer) -> int:
    """Characters that the columns need side by side if none is wider than a short line of text."""
    cells = [
        [len(name), *(len(_shown(value)) for value in column)]
        for name, column in zip(answer.columns, zip(*answer.values, strict=True), strict=True)
    ]
    return sum(min(max(lengths), READABLE) + 2 for lengths in cells)


def _table(answer: Answer) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False, show_edge=False)
    for column in answer.columns:
        table.add_column(_shown(column.replace("_", " ")), overflow="fold")
    for row in answer.values:
        table.add_row(*(_shown(value) for value in row))
    return table


def _block(row: dict[str, Any]) -> Table:
    block = Table.grid(padding=(0, 2))
    block.add_column(style="bold", no_wrap=True)
    block.add_column(overflow="fold")
    for name, value in row.items():
        block.add_row(_shown(name.replace("_", " ")), _shown(value))
    return block


def _shown(value: Any) -> str:
    """A value for people. Not known is a dash, so that it is never taken for no or nought."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "\n".join(_shown(item) for item in value) or "–"
    if isinstance(value, dict):
        return ", ".join(f"{name} {_shown(item)}" for name, item in value.items())
    # rich reads [..] as markup; a terminal reads control characters as commands
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", str(value)).replace("[", r"\[")


def _cell(value: Any) -> Any:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"  # a spreadsheet would run it as a formula
    return value
