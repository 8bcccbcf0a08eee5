"""Commands on texts: search."""

from pathlib import Path

import rich_click as click

from graph.cli import note
from graph.connection import connect
from graph.printing import answer_options, emit
from graph.settings import Settings
from queries.cli.asking import limit_option
from queries.search import lucene
from queries.search import search as found


@click.command()
@click.argument("text")
@click.option("--state", help="Only what is attributed to this State, is about it, or was addressed to it.")
@click.option("--document", help="Only in this document, by id or reference.")
@click.option("--provision", help="Only what engages, weighs on or probes this provision or one under it.")
@click.option("--since", help="Only documents that may be of this day or later.")
@click.option("--until", help="Only documents that may be of this day or earlier.")
@limit_option
@answer_options
def search(
    text: str,
    state: str | None,
    document: str | None,
    provision: str | None,
    since: str | None,
    until: str | None,
    limit: int | None,
    format_: str,
    out: Path | None,
) -> None:
    """Search passages, statements, conclusions and questions for words.

    TEXT takes AND, OR, NOT, "phrases" and (brackets): 'women AND detention NOT child'. Words are found by their stems.
    """
    note(f"searched for: {lucene(text)}")
    with connect(Settings(), note) as store:
        filters = {"state": state, "document": document, "provision": provision, "since": since, "until": until}
        emit(found(store, text, limit=limit, **filters), format_, out)


commands = (search,)
