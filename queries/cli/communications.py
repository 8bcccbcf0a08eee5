"""Commands on communications: letter."""

from pathlib import Path

import rich_click as click

from graph.cli import note
from graph.connection import connect
from graph.printing import answer_options, emit
from graph.settings import Settings
from queries.ask import ask


@click.command()
@click.argument("reference")
@answer_options
def letter(reference: str, format_: str, out: Path | None) -> None:
    """Show a letter: to whom it and its sisters went, what it asks, and what each question bears on.

    REFERENCE is as the letter gives it ("AL MYS 1/2025") or its id (AL_MYS_1_2025).
    """
    with connect(Settings(), note) as store:
        given = {"letter": reference}
        addressees = ask(store, "letter-addressees", given).rows
        questions = ask(store, "questions-to-provisions", given)
        (id_,) = (row["document"] for row in addressees if not row["sister"])
        found = next(row for row in ask(store, "letters", {}).rows if row["letter"] == id_)
    note(f"{found['title']}, {found['date']}, public from {found['public_from']}")
    note(f"from {'; '.join(found['mandates'])}")
    note(f"to {', '.join(row['name'] for row in addressees if not row['sister'])}")
    note(f"sister letters to {', '.join(row['name'] for row in addressees if row['sister'])}")
    emit(questions, format_, out)


commands = (letter,)
