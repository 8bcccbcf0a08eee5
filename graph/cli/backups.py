"""Commands that keep the store: backup, restore, check."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import rich_click as click
from pydantic import SecretStr
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from graph import admin
from graph.answer import Answer
from graph.cli.notes import NOTES, note
from graph.clock import utc_now
from graph.connection import connect
from graph.disclosure import audit
from graph.keeping import archive, soundness
from graph.keeping import check as promises
from graph.keeping.archive import Seal
from graph.printing import answer_options, emit
from graph.settings import Settings


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--encrypt", is_flag=True, help="Encrypt it with a passphrase: PALERMO_PASSPHRASE, or it is asked for.")
@click.option("--recipient", multiple=True, help="Encrypt it to this public key of age; may be given several times.")
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
def backup(file: Path, encrypt: bool, recipient: tuple[str, ...], force: bool) -> None:
    """Write all that is in the store to FILE, which only you can read: cases, decisions and runs too.

    The file can be restored onto any version of Neo4j. Without --encrypt or --recipient, whoever gets it reads it.
    """
    settings = Settings()
    secret = _passphrase(settings, new=True) if encrypt else None
    with connect(settings, note) as store, _bar() as progress:
        kept = admin.backup(
            store,
            file,
            now=utc_now,
            program=version("palermo"),
            seal=Seal(secret, recipient),
            force=force,
            progress=progress,
        )
    click.echo(f"{file}: {kept.nodes} nodes, {kept.relationships} relationships.")
    if not (encrypt or recipient):
        note("It is not encrypted: keep it where the store itself may lie, or give --encrypt.")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--identity",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File of your private key of age, for a backup that was encrypted to its public key.",
)
@click.option("--force", is_flag=True, help="Replace what is in the store; it is first kept in a backup of its own.")
def restore(file: Path, identity: Path | None, force: bool) -> None:
    """Put what is in backup FILE into an empty store, all of it or nothing.

    The file is read to its end and checked before anything is changed.
    """
    settings = Settings()
    asked = archive.sealed_by(file) == "passphrase" and identity is None
    seal = Seal(_passphrase(settings, new=False) if asked else None, identity=identity)
    with connect(settings, note, unfinished=True) as store, _bar() as progress:
        kept, before = admin.restore(
            store,
            file,
            replaced=settings.replaced,
            now=utc_now,
            program=version("palermo"),
            seal=seal,
            force=force,
            progress=progress,
        )
    click.echo(f"Restored {kept.nodes} nodes and {kept.relationships} relationships, as of {kept.made}.")
    if before is not None:
        note(f"What the store held before is kept in {before}; delete it when you no longer need it.")


@click.command()
@click.option("--deep", is_flag=True, help="Also check the files of the embedded Neo4j, which is stopped for it.")
@click.option("--purpose", metavar="TEXT", help="Why you need to know which cases it is about; kept in the audit log.")
@answer_options
@click.pass_context
def check(context: click.Context, deep: bool, purpose: str | None, format_: str, out: Path | None) -> None:
    """Check that the store keeps what the model promises; a row for each broken promise, and exit status 1.

    Every record is read: it has its source, its document is there, its dates are in order, it has nothing that the
    model does not know, and no case holds what points to a person.
    """
    settings = Settings()
    why = audit.purpose(purpose, "Naming the cases of broken promises") if purpose is not None else None
    rows = [("files", settings.database, fault) for fault in soundness.faults(settings, note)] if deep else []
    with connect(settings, note) as store, _bar() as progress:
        found = promises.examine(store, progress)
        if why is None:
            found = promises.veiled(store, found)
        else:
            audit.record(settings.home, "check", {}, why, len(found.values))
    found = Answer(found.columns, (*rows, *found.values))
    if not found.values and format_ == "table" and out is None:
        click.echo(
            f"Every promise is kept: {'; '.join(text for name, text in promises.PROMISES.items() if deep or name != 'files')}."
        )
        return
    emit(found, format_, out)
    context.exit(1 if found.values else 0)


def _passphrase(settings: Settings, *, new: bool) -> SecretStr:
    return settings.passphrase or SecretStr(
        click.prompt("Passphrase", hide_input=True, confirmation_prompt=new, err=True)
    )


@contextmanager
def _bar() -> Iterator[admin.Told]:
    """A bar for each thing that is done, beside the answer and gone when it is over."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    tasks: dict[str, TaskID] = {}
    with Progress(*columns, console=NOTES, transient=True) as bar:

        def told(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what)
            bar.update(tasks[what], completed=done, total=total)

        yield told


commands = (backup, restore, check)
