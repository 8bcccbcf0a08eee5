"""Commands on the obligations of States: standing, matrix, compare."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import rich_click as click

from graph.cli import note
from graph.connection import connect
from graph.errors import UsageError
from graph.printing import answer_options, emit
from graph.settings import Settings
from queries.obligations import asked
from queries.obligations.answers import cell_rows, matrix_rows
from queries.obligations.dates import period
from queries.obligations.pages import as_page
from queries.obligations.sheets import as_workbook
from queries.obligations.sides import SHORT, WIDE, compared, grid, marks_in_words
from queries.obligations.telling import told
from queries.standing import Standings, explained, standing, standings

Command = TypeVar("Command", bound=Callable[..., Any])


def period_options(command: Command) -> Command:
    """The day or the period for which it is asked."""
    command = click.option("--until", metavar="DATE", help="Last day of the period; with --since.")(command)
    command = click.option("--since", metavar="DATE", help="First day of the period.")(command)
    return click.option(
        "--on", metavar="DATE", help="As it stood on this day: all conduct up to it. Today, if no date is given."
    )(command)


explain_option = click.option("--explain", is_flag=True, help="Show the rules, their versions and the runs beside it.")


@click.command("standing")
@click.argument("state")
@click.argument("provision")
@period_options
@explain_option
@answer_options
def standing_(
    state: str, provision: str, on: str | None, since: str | None, until: str | None, explain: bool, format_: str, out: Path | None
) -> None:  # fmt: skip
    """Show how STATE stands under PROVISION, step by step, with every sentence and its place.

    STATE is a code or a name (an organisation works too), PROVISION an id such as "ACTIP-14(7)" or "PALERMO". An article
    shows its paragraphs. A standing is silent, supported, challenged or contested: what was said, never a verdict.
    """
    when = period(on, since, until, today=date.today())
    with connect(Settings(), note) as store:
        found = standing(store, state, provision, when)
        id_ = asked.provision(provision, found.law)
        answer = cell_rows(store, found, id_)
    if explain:
        note(explained(found))
    if format_ != "table":
        emit(answer, format_, out)
        return
    (subject,) = found.subjects
    lines = [line for row in answer.rows for line in (*told(found.cells[subject.id, row["provision"]], row), "")]
    text = "\n".join(_shown(line) for line in lines)
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")


@click.command()
@click.option("--states", required=True, help="Codes or names with commas between (MYS,THA), or a group (ASEAN).")
@click.option("--instrument", required=True, help="The instrument, such as PALERMO.")
@period_options
@explain_option
@answer_options
def matrix(
    states: str, instrument: str, on: str | None, since: str | None, until: str | None, explain: bool, format_: str, out: Path | None
) -> None:  # fmt: skip
    """Show how States stand under each article of an instrument.

    --out writes a table for a spreadsheet (.xlsx), a page (.html), a drawing (.svg, .png), or rows (.json, .csv) by the
    file's ending.
    """
    found = _matrix(states, instrument, period(on, since, until, today=date.today()))
    if explain:
        note(explained(found))
    _written(found, grid(found), format_, out, f"{instrument}: standing of {states}")


@click.command()
@click.argument("states", nargs=-1, required=True)
@click.option(
    "--instrument", help="One instrument; without it, every provision on which the States do not stand alike."
)
@period_options
@explain_option
@answer_options
def compare(
    states: tuple[str, ...], instrument: str | None, on: str | None, since: str | None, until: str | None, explain: bool,
    format_: str, out: Path | None,
) -> None:  # fmt: skip
    """Put STATES side by side: only the provisions on which they are not all alike, in standing or in being bound."""
    if len(states) < 2:
        raise UsageError("One State compares with nobody; give at least two, such as MYS THA.")
    found = _matrix(",".join(states), instrument, period(on, since, until, today=date.today()))
    if explain:
        note(explained(found))
    different = compared(found)
    if not different.provisions:
        note("These States stand alike, and are bound alike, under every provision asked.")
    _written(different, grid(different), format_, out, f"{' and '.join(states)} side by side")


def _matrix(states: str, instrument: str | None, when: Any) -> Standings:
    with connect(Settings(), note) as store:
        subjects = asked.group(store, states, when.until.isoformat())
        return standings(store, subjects, [instrument] if instrument else None, when)


def _written(found: Standings, shown: Any, format_: str, out: Path | None, title: str) -> None:
    ending = out.suffix.lower() if out else ""
    rows = matrix_rows(found)
    if out and ending == ".xlsx":
        out.write_bytes(as_workbook(rows, shown, found, title))
    elif out and ending in (".html", ".htm"):
        out.write_text(as_page(found, title), encoding="utf-8")
    elif format_ == "table" and ending not in (".json", ".csv"):
        emit(shown, format_, out)
        if out is None:
            note("law / practice: · silent, + supported, − challenged, ± contested, – no standing; then whether bound")
            if len(found.subjects) > WIDE:
                note(", ".join(f"{short} {word}" for word, short in SHORT.items() if short not in (word, "–")))
                note(f"after it, what nobody has made sure of: {marks_in_words()}")
    else:
        emit(rows, ending[1:] if ending in (".json", ".csv") else format_, out)


def _shown(line: str) -> str:
    """What a terminal would obey is shown as a mark."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in line)


commands = (standing_, matrix, compare)
