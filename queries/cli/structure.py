"""Commands on how a network is built: communities, bridges, between."""

from datetime import datetime
from pathlib import Path

import rich_click as click

from graph.cli import note
from graph.connection import connect
from graph.printing import with_column
from graph.settings import Settings
from queries import leads
from queries.analysis import between, bridges, communities
from queries.analysis.communities import METHODS
from queries.analysis.resting import listed
from queries.cli.analysis import GRAPHS, asked, form, network_options, output_options, save_option, tell, write_graph


@click.command("communities")
@network_options
@click.option("--method", default="louvain", show_default=True, help=f"How they are found: {', '.join(METHODS)}.")
@click.option("--least", type=click.IntRange(min=1), default=2, show_default=True, help="Members that it has at least.")
@save_option
@output_options(graphs=True)
def communities_of(
    network: str, without: tuple[str, ...], since: datetime | None, until: datetime | None, method: str, least: int,
    keep: bool, format_: str | None, out: Path | None,
) -> None:  # fmt: skip
    """Find groups that are tied more among themselves than to others: members, size, and what holds each together."""
    which, chosen = asked(network, without, since, until), form(format_, out)
    with connect(Settings(), note) as store:
        answer = communities(store, which, method=method, least=1 if chosen in GRAPHS else least, keep=keep)
        if chosen in GRAPHS:
            write_graph(store, which, answer, chosen, out)
            return
    if chosen == "table":  # all of them in the other forms
        answer = with_column(answer, "names", lambda names: listed(names, 8))
    tell(answer, ("community", "size", "names", "what_holds_it", "ties_out"), chosen, out)


@click.command("bridges")
@network_options
@click.option(
    "--top", type=click.IntRange(min=1), default=20, show_default=True, help="So many nodes, and so many ties."
)
@click.option("--least", type=click.IntRange(min=1), default=1, show_default=True, help="Only what cuts off so many.")
@output_options(graphs=False)
def bridges_of(
    network: str, without: tuple[str, ...], since: datetime | None, until: datetime | None, top: int, least: int,
    format_: str | None, out: Path | None,
) -> None:  # fmt: skip
    """Show without whom, and without which tie, others lose every way to the rest, and who they are."""
    with connect(Settings(), note) as store:
        answer = bridges(store, asked(network, without, since, until), top=top, least=least)
    tell(answer, ("kind", "name", "other_name", "cut_off", "says", "origins"), format_, out)


@click.command("between")
@click.argument("start", metavar="A")
@click.argument("end", metavar="B")
@network_options
@output_options(graphs=False)
def between_two(
    start: str, end: str, network: str, without: tuple[str, ...], since: datetime | None, until: datetime | None,
    format_: str | None, out: Path | None,
) -> None:  # fmt: skip
    """Show whom every path from A to B passes, or else the fewest without whom no path is left.

    A and B are ids or names, in any script. palermo path A B shows the paths themselves.
    """
    with connect(Settings(), note) as store:
        ends = [leads.end_of(store, name) for name in (start, end)]
        answer = between(store, ends[0], ends[1], asked(network, without, since, until))
    for who in ends:
        if who.joined:
            note(who.joined)
    tell(answer, ("set", "of", "name", "class", "origins", "says"), format_, out)


commands = (communities_of, bridges_of, between_two)
"""What this module brings."""
