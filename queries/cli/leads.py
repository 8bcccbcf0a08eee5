"""Commands on leads: find, path, neighbours."""

from datetime import datetime
from pathlib import Path

import rich_click as click

from graph.cli import note
from graph.connection import connect
from graph.disclosure import audit
from graph.model import LADDER
from graph.printing import answer_options, emit
from graph.settings import Settings
from queries import leads
from queries.cli.asking import limit_option, purpose_option
from queries.leads.claims import shown_types
from queries.leads.path import MOST_ROUTES
from queries.leads.routes import MOST_HOPS

since_option = click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Only claims that begin on this day or later. One whose source does not say is kept, and marked uncertain.",
)
modality_option = click.option(
    "--modality", type=click.Choice(list(LADDER)), help="Only claims that are at least so sure."
)


@click.command("find")
@click.argument("name")
@limit_option
@answer_options
def find_name(name: str, limit: int | None, format_: str, out: Path | None) -> None:
    """Find parties and places that go by NAME, in any script, also misspelt.

    Says which of their names matched and how: id, exact, other name, other script, part or similar.
    """
    with connect(Settings(), note) as store:
        emit(leads.find(store, name, limit=limit), format_, out)


@click.command("path")
@click.argument("start", metavar="A")
@click.argument("end", metavar="B")
@click.option("--k", type=click.IntRange(1, MOST_ROUTES), default=5, show_default=True, help="At most so many routes.")
@click.option(
    "--hops", type=click.IntRange(1, MOST_HOPS), default=MOST_HOPS, show_default=True, help="At most so many hops each."
)
@click.option(
    "--not-through", metavar="X", multiple=True, help="A party or place to avoid; may be given several times."
)
@since_option
@modality_option
@click.option("--without", metavar="ORIGIN", multiple=True, help="Leave this origin's claims aside; may be repeated.")
@click.option(
    "--through-cases",
    is_flag=True,
    help="Let the cases of fewer than 11 people join a recruiter and a compound, too; needs --purpose.",
)
@purpose_option
@answer_options
def path_between(
    start: str,
    end: str,
    k: int,
    hops: int,
    not_through: tuple[str, ...],
    since: datetime | None,
    modality: str | None,
    without: tuple[str, ...],
    through_cases: bool,
    purpose: str | None,
    format_: str,
    out: Path | None,
) -> None:
    """Show the shortest routes from A to B, each hop with the claims that it rests on.

    A and B are ids or names, in any script. A row, and with --format json an object, is one hop of a route: its ends,
    its surest modality, whether it is the weakest of the route, its claims with document, locator, dates and quote, and
    for each of its origins which route is left without that origin ("none": all rests on it).
    """
    if through_cases:
        audit.purpose(purpose, "A path through every case")  # a missing one should not have to wait for a server
    with connect(Settings(), note) as store:
        ends = [leads.end_of(store, name) for name in (start, end)]
        answer = leads.path(
            store,
            *ends,
            k=k,
            hops=hops,
            not_through=not_through,
            since=since.date() if since else None,
            modality=modality,
            without=without,
            through_cases=through_cases,
            purpose=purpose,
        )
    for who in ends:
        if who.joined:
            note(who.joined)
    if not answer.values:
        note(f"No route of at most {hops} hops joins {ends[0].name} and {ends[1].name} under these conditions.")
    emit(answer, format_, out)


@click.command("neighbours")
@click.argument("name", metavar="A")
@click.option("--kind", metavar="TYPE", multiple=True, help=f"Only claims of this type: {', '.join(shown_types())}.")
@since_option
@modality_option
@click.option("--limit", type=click.IntRange(min=1), default=100, show_default=True, help="At most so many claims.")
@answer_options
def neighbours_of(
    name: str,
    kind: tuple[str, ...],
    since: datetime | None,
    modality: str | None,
    limit: int,
    format_: str,
    out: Path | None,
) -> None:
    """Show what sources say of A and of every record that is one with it, claim by claim.

    A is an id or a name, in any script.
    """
    with connect(Settings(), note) as store:
        who = leads.party(store, name)
        answer = leads.neighbours(
            store, who, kind=kind, since=since.date() if since else None, modality=modality, limit=limit
        )
    if who.joined:
        note(who.joined)
    emit(answer, format_, out)


commands = (find_name, path_between, neighbours_of)
