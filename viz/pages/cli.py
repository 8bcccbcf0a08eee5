"""Commands whose answer is also a page: show, and path, neighbours, central, communities with an --out that ends in .html."""

from collections.abc import Callable, Mapping
from copy import copy
from pathlib import Path
from typing import Any

import rich_click as click
from click.core import ParameterSource

from graph.cli import note
from graph.connection import Store, connect
from graph.errors import UsageError
from graph.settings import Settings
from queries.cli import analysis, complete_query, leads, limit_option, param_option, structure
from viz import pages
from viz.pages.drawing import Drawing

Draw = Callable[..., Drawing]


@click.command()
@click.argument("query_id", shell_complete=complete_query)
@param_option
@limit_option
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; QUERY_ID.html otherwise."
)
def show(query_id: str, given: dict[str, str], limit: int | None, out: Path | None) -> None:
    """Draw what canned query QUERY_ID answers, as one offline page.

    palermo path, neighbours, central and communities draw their own answers, with --out FILE.html.
    """
    with connect(Settings(), note) as store:
        drawn = pages.show(store, query_id, given, limit=limit)
    _write(drawn, out or Path(f"{query_id}.html"))


def _path(store: Store, start: str, end: str, since: Any, **which: Any) -> Drawing:
    return pages.path(store, start, end, since=since.date() if since else None, **which)


def _neighbours(store: Store, name: str, since: Any, **which: Any) -> Drawing:
    return pages.neighbours(store, name, since=since.date() if since else None, **which)


def _central(store: Store, by: str, top: int, then: Any, keep: bool, **which: Any) -> Drawing:
    if then or keep:
        raise UsageError("A picture takes neither --compare nor --save; ask for these alone.")
    measures = [word.strip() for word in by.split(",") if word.strip()]
    return pages.central(store, analysis.asked(**which), by=measures, top=top)


def _communities(store: Store, method: str, least: int, keep: bool, **which: Any) -> Drawing:
    if keep:
        raise UsageError("A picture takes no --save; ask for it alone.")
    return pages.communities(store, analysis.asked(**which), method=method, least=least)


def _drawing(command: click.Command, draw: Draw) -> click.Command:
    """The command of the same name, which also draws."""

    @click.pass_context
    def called(context: click.Context, /, **given: Any) -> None:
        out: Path | None = given["out"]
        stated = context.get_parameter_source("format_") == ParameterSource.COMMANDLINE
        if stated or out is None or out.suffix.lower() not in (".html", ".htm"):
            context.invoke(command, **given)
            return
        which = {name: value for name, value in given.items() if name not in ("out", "format_")}
        with connect(Settings(), note) as store:
            drawn = draw(store, **which)
        _write(drawn, out)

    return click.command(command.name, params=[_told(one) for one in command.params], help=command.help)(called)


def _told(parameter: click.Parameter) -> click.Parameter:
    if parameter.name != "out" or not isinstance(parameter, click.Option):
        return parameter
    told = copy(parameter)
    told.help = f"{(parameter.help or '').rstrip('.')}; a picture as an offline page by the ending .html."
    return told


def _write(drawn: Drawing, out: Path) -> None:
    drawn.write(out)
    click.echo(f"{out}: {drawn.told}")


ALSO_DRAWN: Mapping[click.Command, Draw] = {
    leads.path_between: _path,
    leads.neighbours_of: _neighbours,
    analysis.central_nodes: _central,
    structure.communities_of: _communities,
}
commands = (show, *(_drawing(command, draw) for command, draw in ALSO_DRAWN.items()))
