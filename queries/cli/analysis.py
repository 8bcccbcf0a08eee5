"""Commands on networks as a whole: central, robustness."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import rich_click as click

from graph import printing
from graph.answer import Answer
from graph.cli import note
from graph.connection import Store, connect
from graph.errors import UsageError
from graph.settings import Settings
from queries.analysis.central import central
from queries.analysis.periods import periods
from queries.analysis.rankings import MEASURES
from queries.analysis.resting import DEFAULT, Asked
from queries.analysis.robustness import robustness

Command = TypeVar("Command", bound=Callable[..., Any])
GRAPHS = ("graphml", "gexf")


def network_options(command: Command) -> Command:
    """Which network, and what of it."""
    command = click.option("--until", type=_DAY, help="Only claims that may have begun on this day or earlier.")(
        command
    )
    command = click.option(
        "--since", type=_DAY, help="Only claims that may have begun on this day or later; undated claims stay."
    )(command)
    command = click.option(
        "--without", metavar="ORIGIN", multiple=True, help="Leave this origin's claims aside; may be repeated."
    )(command)
    return click.option("--network", default=DEFAULT, show_default=True, help="Name of the network.")(command)


_DAY = click.DateTime(["%Y-%m-%d"])


def output_options(*, graphs: bool) -> Callable[[Command], Command]:
    """The form of the answer; with `graphs` also the network itself as a file."""

    def add(command: Command) -> Command:
        extra = "; the network itself in GraphML or GEXF by the ending .graphml or .gexf" if graphs else ""
        command = click.option(
            "--out", type=click.Path(dir_okay=False, path_type=Path), help=f"Write to this file{extra}."
        )(command)
        return click.option(
            "--format",
            "format_",
            type=click.Choice([*printing.FORMATS, *(GRAPHS if graphs else ())]),
            default=None,
            help="Form of the answer; else by the ending of --out, else a table.",
        )(command)

    return add


save_option = click.option(
    "--save", "keep", is_flag=True, help="Save the results on the nodes, as derived properties with their run."
)


def asked(network: str, without: Sequence[str], since: datetime | None, until: datetime | None) -> Asked:
    """The network as the options name it."""
    return Asked(network, tuple(without), since.date() if since else None, until.date() if until else None)


def form(format_: str | None, out: Path | None) -> str:
    """The form that was asked for, by word or by the ending of the file."""
    ending = out.suffix.lower().lstrip(".") if out else ""
    return format_ or (ending if ending in (*printing.FORMATS, *GRAPHS) else "table")


def tell(answer: Answer, brief: Sequence[str], format_: str | None, out: Path | None) -> None:
    """The notes beside the answer, then the answer: on the screen its main columns, numbers to four digits."""
    for text in answer.notes:
        note(text)
    chosen = form(format_, out)
    shown = printing.rounded(answer.only(brief)) if chosen == "table" else answer
    printing.emit(shown, chosen, out)


def write_graph(store: Store, which: Asked, answer: Answer, format_: str, out: Path | None) -> None:
    """The network with the answer on its nodes, as GraphML or GEXF."""
    from queries.analysis.files import as_file

    text = as_file(store, which, answer, format_)
    for said in answer.notes:
        note(said)
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")


@click.command("central")
@network_options
@click.option("--by", default="betweenness", show_default=True, help=f"Measures, with commas: {', '.join(MEASURES)}.")
@click.option("--top", type=click.IntRange(min=1), default=20, show_default=True, help="So many of each measure.")
@click.option(
    "--compare", "then", nargs=2, type=_DAY, metavar="SINCE UNTIL",
    help="Put beside it the ranks in another period, from a first to a last day.",
)  # fmt: skip
@save_option
@output_options(graphs=True)
def central_nodes(
    network: str, without: tuple[str, ...], since: datetime | None, until: datetime | None, by: str, top: int,
    then: tuple[datetime, datetime] | None, keep: bool, format_: str | None, out: Path | None,
) -> None:  # fmt: skip
    """Rank who holds a network together, say in words why, and on how many independent origins each rests.

    Equal values share a rank; who has the value 0 is counted and not ranked. The network itself (GraphML, GEXF) has the
    values of all nodes.
    """
    measures = [word.strip() for word in by.split(",") if word.strip()]
    if not measures:
        raise UsageError(f"There is no measure in --by {by!r}. There are: {', '.join(MEASURES)}.")
    which, chosen = asked(network, without, since, until), form(format_, out)
    if then:
        if keep or chosen in GRAPHS or len(measures) != 1:
            raise UsageError(
                "--compare takes one measure, and neither --save nor a network as a file; ask for these alone."
            )
        with connect(Settings(), note) as store:
            beside = periods(store, which, then=(then[0].date(), then[1].date()), by=measures[0], top=top)
        tell(beside, ("name", "rank_then", "rank", "says", "ties_then", "ties"), chosen, out)
        return
    with connect(Settings(), note) as store:
        if chosen in GRAPHS:
            write_graph(store, which, central(store, which, by=measures, top=None, keep=keep), chosen, out)
            return
        answer = central(store, which, by=measures, top=top, keep=keep)
    tell(answer, BRIEF if len(measures) == 1 else ("measure", *BRIEF), chosen, out)


BRIEF = ("rank", "name", "value", "why", "origins", "documents")


@click.command("robustness")
@network_options
@click.option("--by", default="betweenness", show_default=True, help=f"Measure: {', '.join(MEASURES)}.")
@click.option("--top", type=click.IntRange(min=1), default=10, show_default=True, help="So many of the ranking.")
@output_options(graphs=False)
def robustness_of(
    network: str, without: tuple[str, ...], since: datetime | None, until: datetime | None, by: str, top: int,
    format_: str | None, out: Path | None,
) -> None:  # fmt: skip
    """Take each origin away in turn: what becomes of those who rank first, and who rests on one origin alone."""
    with connect(Settings(), note) as store:
        answer = robustness(store, asked(network, without, since, until), by=by, top=top)
    tell(answer, ("without", "name", "rank", "rank_without", "says"), format_, out)


commands = (central_nodes, robustness_of)
"""What this module brings."""
