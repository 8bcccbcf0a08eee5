"""Commands on communications: letter."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import rich_click as click

from graph.cli import note
from graph.connection import connect
from graph.printing import answer_options, emit
from graph.settings import Settings
from queries.ledger import ledger, told


class LetterGroup(click.RichGroup):
    """`palermo letter "AL MYS 1/2025"` is short for `palermo letter show ...`: a reference is no name of a command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put in the command that is meant where the first word is none."""
        if args and args[0] not in (*self.commands, *self.get_help_option_names(ctx)):
            args = ["show", *args]
        return super().parse_args(ctx, args)


@click.group(cls=LetterGroup, context_settings={"help_option_names": ["-h", "--help"]})
def letter() -> None:
    """Show the ledger of a letter (palermo letter "AL MYS 1/2025"), or prepare a letter or a reply for loading."""


def _day(_context: click.Context, _parameter: click.Parameter, given: Any) -> date:
    return given.date() if isinstance(given, datetime) else datetime.now(UTC).date()


@letter.command("show")
@click.argument("reference")
@click.option(
    "--on",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=_day,
    help="The day for which it is asked, today by default; a later reply was not there yet.",
)
@answer_options
def show(reference: str, day: date, format_: str, out: Path | None) -> None:
    """Show a letter: to whom it and its sisters went, what it asks, on what each question bears, and what was answered.

    REFERENCE is as the letter gives it ("AL MYS 1/2025") or its id (AL_MYS_1_2025).
    """
    with connect(Settings(), note) as store:
        found = ledger(store, reference, day)
    for line in told(found):
        note(str(line))
    emit(found.questions, format_, out)


commands = (letter,)
