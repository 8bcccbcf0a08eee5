"""Commands that draw: show."""

from pathlib import Path

import rich_click as click

from graph.cli import note
from graph.connection import connect
from graph.settings import Settings
from queries import find, picture
from queries.cli import complete_query, limit_option, param_option
from viz.network import page


@click.command()
@click.argument("query_id", shell_complete=complete_query)
@param_option
@limit_option
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; QUERY_ID.html otherwise."
)
def show(query_id: str, given: dict[str, str], limit: int | None, out: Path | None) -> None:
    """Draw what canned query QUERY_ID answers, as one offline page."""
    query = find(query_id)
    with connect(Settings(), note) as store:
        subgraph = picture(store, query_id, given, limit=limit)
    told = ", ".join(f"{name} {value}" for name, value in given.items())
    path = out or Path(f"{query_id}.html")
    path.write_text(page(subgraph, title=query.title, note=f"{query.question} {told}".strip()), encoding="utf-8")
    click.echo(f"{path}: {len(subgraph.nodes)} nodes, {len(subgraph.edges)} relationships.")


commands = (show,)
