"""Commands on what is kept and who asked: audit."""

from datetime import datetime
from pathlib import Path

import rich_click as click

from graph import audit
from graph.answer import Answer
from graph.cli.notes import note
from graph.errors import PalermoError
from graph.printing import answer_options, emit
from graph.settings import Settings


@click.command("audit")
@click.option("--who", help="Only what this user of the operating system did.")
@click.option("--did", help="Only one kind of step: ask, cypher, path, forget, publish.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only what was done on this day (UTC) or later.")
@answer_options
def read_audit(who: str | None, did: str | None, since: datetime | None, format_: str, out: Path | None) -> None:
    """Show who asked what of cases, when, why and how many rows came out; and check that nothing was changed.

    Exit status 1 and one sentence where a line was changed, taken out or cut off. The hash of the last line, noted
    elsewhere from time to time, shows later that the lines up to it are the same.
    """
    log = audit.read(Settings().home)
    lines = [
        line
        for line in log.lines
        if who in (None, line.who) and did in (None, line.did) and (since is None or line.at >= f"{since:%Y-%m-%d}")
    ]
    columns = ("number", "at", "who", "did", "what", "why", "rows", "hash")
    shown = columns if format_ != "table" else columns[:-1]
    emit(Answer(shown, tuple(tuple(getattr(line, name) for name in shown) for line in lines)), format_, out)
    if log.broken:
        raise PalermoError(log.broken)
    note(f"{len(log.lines)} lines, unbroken; the last has the hash {log.lines[-1].hash if log.lines else audit.FIRST}.")


commands = (read_audit,)
