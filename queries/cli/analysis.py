"""Commands on networks as a whole: central."""

from pathlib import Path

import rich_click as click

from graph.cli import note
from graph.connection import connect
from graph.printing import answer_options, emit
from graph.settings import Settings
from queries.analysis.central import WARNING, WHY, central


@click.command("central")
@click.option("--network", default="people-and-companies", show_default=True, help="Name of the network.")
@click.option("--by", default="betweenness", show_default=True, help=f"Measures, with commas: {', '.join(WHY)}.")
@click.option("--top", type=click.IntRange(min=1), default=20, show_default=True, help="So many of each measure.")
@click.option("--without", metavar="ORIGIN", multiple=True, help="Leave this origin's claims aside; may be repeated.")
@answer_options
def central_nodes(network: str, by: str, top: int, without: tuple[str, ...], format_: str, out: Path | None) -> None:
    """Rank who holds a network together, say in words why, and on how many independent origins each rests."""
    measures = [word.strip() for word in by.split(",") if word.strip()]
    with connect(Settings(), note) as store:
        answer = central(store, network, by=measures, top=top, without=without)
    note(WARNING)
    emit(answer, format_, out)


commands = (central_nodes,)
"""What this module brings."""
