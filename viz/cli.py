"""Commands that draw: show, map, timeline, matrix, corridors, explore; those that write documents are beside them."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeVar, get_args

import rich_click as click

from graph.cli import note
from graph.connection import Store, connect
from graph.settings import Settings
from queries import ask, find, picture
from queries.cli import complete_query, limit_option, obligations, param_option
from queries.obligations import asked
from queries.obligations.dates import period
from queries.obligations.reading import read_subjects
from queries.standing import explained, standings
from viz.charts import empty, flow, map, matrix, timeline  # noqa: A004 - the command is called so
from viz.charts.drawing import form
from viz.charts.picture import write
from viz.explorer import LOOPBACK, PORT, Desk, is_loopback, listen, serve
from viz.explorer.desk import Reviewer
from viz.network import page
from viz.report.cli import report

Command = TypeVar("Command", bound=Callable[..., Any])


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
    given = {name: value for name, value in (("state", state), ("compound", compound)) if value is not None}
    with connect(Settings(), note) as store:
        found = ask(store, "places-on-map", given).rows
        every = found if found and not given else ask(store, "places-on-map", {}).rows
    if compound is not None and not found:
        empty.check_name(compound, "place with a point or compound", every)
    reason = empty.why_no_place(found, every, state or compound)
    drawn = map.picture(found, find("places-on-map").title, [*_told(given), *([reason] if reason else [])])
    write(drawn, out)
    click.echo(f"{out}: {drawn.notes[0]}{f' {reason}' if reason else ''}")


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
    given = {name: value for name, value in (("place", place), ("since", since), ("until", until)) if value is not None}
    with connect(Settings(), note) as store:
        found = ask(store, "timeline", given).rows
        every = found if found else ask(store, "timeline", {}).rows
        if place is not None and not found:
            empty.check_name(place, "place", ask(store, "place-names", {}).rows)
    reason = empty.why_no_event(found, every)
    drawn = timeline.picture(found, find("timeline").title, [*_told(given), *([reason] if reason else [])], lanes=lanes)
    write(drawn, out)
    click.echo(f"{out}: {drawn.notes[0]}{f' {reason}' if reason else ''}")


@click.command("corridors")
@click.option("--year", type=int, help="Only cases registered in this year.")
@click.option("--form", "kind", help="Only with this form of exploitation, by its code, such as ForcedCriminality.")
@out_option("corridors.html")
def draw_corridors(year: int | None, kind: str | None, out: Path) -> None:
    """Draw the ways of people from State to State, as wide as they are many: counts as the disclosure rules let them out."""
    form(out)
    given: dict[str, Any] = {name: value for name, value in (("year", year), ("form", kind)) if value is not None}
    with connect(Settings(), note) as store:
        found = ask(store, "corridors", given).rows
        names = {one.id: one.name for one in read_subjects(store).values()}
    told = {name: str(value) for name, value in given.items()}
    drawn = flow.picture(found, names, find("corridors").title, _told(told))
    write(drawn, out)
    click.echo(f"{out}: {drawn.notes[-1] if drawn.main is None else drawn.notes[0]}")


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
        subjects = asked.group(store, given["states"], when.until.isoformat())
        found = standings(store, subjects, [given["instrument"]], when)
    if given["explain"]:
        note(explained(found))
    drawn = matrix.picture(found, f"{given['instrument']}: standing of {given['states']}")
    write(drawn, out)
    click.echo(f"{out}: {drawn.notes[0]}")


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


def _told(given: Mapping[str, str]) -> list[str]:
    """What was asked, for the page."""
    return [f"Asked for {', '.join(f'{name} {value}' for name, value in given.items())}."] if given else []


commands = (show, draw_map, draw_timeline, draw_matrix, draw_corridors, explore, report)
