"""Commands that write documents: report."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import rich_click as click

from graph.cli import note
from graph.connection import Store, connect
from graph.settings import Settings
from queries.obligations.dates import period
from viz.report import KINDS, SUBMISSION, Writer, check, write

Command = TypeVar("Command", bound=Callable[..., Any])


def options(command: Command) -> Command:
    """Where it goes, for which day, in which language."""
    command = click.option(
        "--lang", default="en", show_default=True, help="Language of our words; sources stay as they are."
    )(command)
    command = click.option("--on", metavar="DATE", help="As it stood on this day. Today, if no date is given.")(command)
    return click.option(
        "--out",
        type=click.Path(dir_okay=False, path_type=Path),
        required=True,
        help="The file to write: a page (.html), a Word file with footnotes (.docx), or .pdf where Chromium is installed.",
    )(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def report() -> None:
    """Write a dossier: what the graph holds on a State, compound, party or letter, each sentence with its source."""


@report.group(context_settings={"help_option_names": ["-h", "--help"]})
def submission() -> None:
    """Write the form of a submission to the special procedures, with blanks for what is not known."""


def _command(group: click.Group, name: str, words: str, metavar: str, writer: Writer) -> None:
    @group.command(name, help=words)
    @click.argument("name", metavar=metavar)
    @options
    def command(name: str, out: Path, on: str | None, lang: str) -> None:
        check(out, lang)
        with connect(Settings(), note) as store:
            _write(store, writer, name, period(on, today=date.today()).until, lang, out)


def _write(store: Store, writer: Writer, name: str, day: date, lang: str, out: Path) -> None:
    made = writer(store, name, on=day, language=lang)
    write(made, out)
    click.echo(f"{out}: {made.title}, as of {made.day}, {len(made.notes)} footnotes.")


_command(
    report,
    "state",
    "Write on the State NAME: its matrix, gaps, letters and places. By code or name.",
    "NAME",
    KINDS["state"],
)
_command(
    report,
    "compound",
    "Write on the compound NAME, by id or any of its names, and on its State.",
    "NAME",
    KINDS["compound"],
)
_command(
    report,
    "entity",
    "Write on the person, company or account NAME: every claim with its source.",
    "NAME",
    KINDS["entity"],
)
_command(
    report,
    "letter",
    'Write on the letter REF ("AL MYS 1/2025"): its words, questions and answers.',
    "REF",
    KINDS["letter"],
)
_command(
    submission,
    "compound",
    "Fill the form for the compound NAME; no victim is ever named.",
    "NAME",
    SUBMISSION["compound"],
)

commands = (report,)
