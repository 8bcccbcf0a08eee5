"""Commands that draw charts: map, timeline, matrix, corridors; and explore. Those of pages and documents are beside them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar, get_args

import rich_click as click

from graph.cli import note
from graph.connection import Store, connect
from graph.settings import Settings
from queries.cli import obligations
from queries.obligations.dates import period
from queries.standing import explained
from viz.charts import asked, timeline
from viz.charts.drawing import form
from viz.charts.picture import Picture, write
from viz.explorer import LOOPBACK, PORT, Desk, is_loopback, listen, serve
from viz.explorer.desk import Reviewer
from viz.pages import cli as pages
from viz.report.cli import report

Command = TypeVar("Command", bound=Callable[..., Any])


def out_option(default: str) -> Callable[[Command], Command]:
    """Where a chart goes, and in which form."""
    return click.option(
        "--out",
        type=click.Path(dir_okay=False, path_type=Path),
        default=default,
        show_default=True,
        help="The file to write: a page with tables (.html), or the picture alone (.svg, .png).",
    )


@click.command("map")
@click.option("--state", help="Only places that a source puts in this State: ISO 3166 code or name.")
@click.option("--compound", help="Only this place, by id or any of its names, in any script.")
@out_option("map.html")
def draw_map(state: str | None, compound: str | None, out: Path) -> None:
    """Draw where the compounds are said to be: offline, each with the circle within which its source puts it.

    Country outlines are bundled. In a .png, letters of a script for which this machine has no font come out as boxes; a
    page and an .svg are shown with the fonts of whoever looks at them.
    """
    form(out)
    with connect(Settings(), note) as store:
        drawn = asked.places(store, state=state, compound=compound)
    _write(drawn, out)


@click.command("timeline")
@click.option("--place", help="Only this compound, area or State, with what lies in it, by id or any of its names.")
@click.option("--since", help="Leave out what is over before this day.")
@click.option("--until", help="Leave out what begins after this day.")
@click.option(
    "--lanes", type=click.Choice(get_args(timeline.Lanes)), default="kind", show_default=True, help="One lane for each."
)
@out_option("timeline.html")
def draw_timeline(place: str | None, since: str | None, until: str | None, lanes: timeline.Lanes, out: Path) -> None:
    """Draw what happened when: events, listings and letters, each as exactly as its source dates it.

    What has no date is listed beneath the picture of a page. Fonts: as for palermo map.
    """
    form(out)
    with connect(Settings(), note) as store:
        drawn = asked.events(store, place=place, since=since, until=until, lanes=lanes)
    _write(drawn, out)


@click.command("corridors")
@click.option("--year", type=int, help="Only cases registered in this year.")
@click.option("--form", "kind", help="Only with this form of exploitation, by its code, such as ForcedCriminality.")
@out_option("corridors.html")
def draw_corridors(year: int | None, kind: str | None, out: Path) -> None:
    """Draw the ways of people from State to State, as wide as they are many: counts as the disclosure rules let them out."""
    form(out)
    with connect(Settings(), note) as store:
        drawn = asked.corridors(store, year=year, form=kind)
    _write(drawn, out)


@click.command("matrix", params=obligations.matrix.params, help=obligations.matrix.help)
@click.pass_context
def draw_matrix(context: click.Context, /, **given: Any) -> None:
    """The command of the same name, which also draws: .svg and .png tell the standings by sign and pattern."""
    out: Path | None = given["out"]
    if out is None or out.suffix.lower() not in (".svg", ".png"):
        context.invoke(obligations.matrix, **given)
        return
    when = period(given["on"], given["since"], given["until"], today=date.today())
    with connect(Settings(), note) as store:
        found = asked.standing(store, given["states"], given["instrument"], when)
    if given["explain"]:
        note(explained(found))
    _write(asked.standing_matrix(found, given["instrument"], given["states"]), out)


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0: any that is free.")
@click.option("--host", default=LOOPBACK, show_default=True, help="Another address opens it to whoever reaches that.")
@click.option("--no-browser", is_flag=True, help="Only print the address at which it opens.")
@click.pass_obj
def explore(reviewer: Callable[[Store], Reviewer] | None, port: int, host: str, no_browser: bool) -> None:
    """Look around in the graph in a browser, on this machine only, until Ctrl-C.

    The address is good once, for one browser. What is seen stays here: the page asks nobody but this program.
    """
    listening = listen(host, port)
    with listening, connect(Settings(), note) as store:
        if not is_loopback(host):
            note(f"{host} can be reached from outside, unencrypted: whoever reads along sees what you see.")
        desk = Desk(store, reviewer(store) if reviewer else None)
        serve(desk, listening, host, browser=not no_browser, told=lambda address: click.echo(f"Open {address}"))
    click.echo("Stopped. The store runs on.")


def _write(drawn: Picture, out: Path) -> None:
    write(drawn, out)
    click.echo(f"{out}: {drawn.told}")


commands = (*pages.commands, draw_map, draw_timeline, draw_matrix, draw_corridors, explore, report)
