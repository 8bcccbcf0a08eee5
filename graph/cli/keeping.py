"""Commands on what is kept, shared and forgotten, and on who asked: audit, publish, forget."""

from datetime import datetime
from pathlib import Path
from typing import get_args

import rich_click as click

from graph.answer import Answer
from graph.cli.notes import note
from graph.clock import utc_now
from graph.connection import connect
from graph.disclosure import audit, forgetting, publication, publishing
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


@click.command()
@click.option(
    "--audience", type=click.Choice(get_args(publishing.Audience)), required=True, help="Who is to see the copy."
)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def publish(audience: publishing.Audience, file: Path) -> None:
    """Write a reduced copy of the whole graph to FILE: what the model lets the audience see, and nothing else.

    Whoever gets it opens it in a store of their own by palermo load published FILE. Of cases it holds counts alone,
    rounded down to a multiple of 11.
    """
    today = utc_now().date()
    told = {"audience": audience, "made": today.isoformat(), "withheld": publishing.withheld(audience)}
    with connect(Settings(), note) as store:
        rows = publication.write(file, publishing.copy(store, audience, today), told)
        audit.record(
            store.home, "publish", {"file": file.name, "audience": audience}, f"copy: {audience}", sum(rows.values())
        )
    click.echo(
        f"{file}: {sum(rows.values())} nodes and relationships for {audience}; its {publication.MANIFEST} says what is not in it."
    )


@click.command()
@click.argument("case", metavar="CASE")
@click.option("--yes", is_flag=True, help="Do not ask whether it is meant.")
@click.option("--purpose", metavar="TEXT", help="Why, for the audit log; in at least three words that name nobody.")
def forget(case: str, yes: bool, purpose: str | None) -> None:
    """Forget CASE, by its pseudonym: remove it, its claims and what only it supports, and keep it out of later loads.

    It cannot be undone. Backups and copies that were made before have to be dealt with by themselves.
    """
    why = audit.purpose(purpose, "Forgetting a case") if purpose is not None else "the person is to be forgotten"
    settings = Settings()
    with connect(settings, note) as store:
        if not forgetting.holds(store, case):
            click.echo("It was forgotten before; nothing of it is there.")
            return
        if not yes:
            click.confirm("This removes the case and what only it supports for good. Go on?", abort=True)
        removed = forgetting.forget(store, case, why)
    click.echo(f"Forgotten: {removed} nodes and relationships are gone, and no later load brings them back.")
    kept = sorted(settings.replaced.glob("*.palermo"))
    note(
        f"Backups of before still hold the case: delete those that you made{', and' if kept else '.'}"
        + (f" the {len(kept)} in {settings.replaced}, which restores left." if kept else "")
        + " A restore of one of them brings it back until it is forgotten again."
    )


commands = (read_audit, publish, forget)
