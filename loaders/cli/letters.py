"""Commands that prepare letters and replies for loading: letter new, letter check."""

from pathlib import Path

import rich_click as click

from graph.cli import note
from graph.connection import connect
from graph.errors import UsageError
from graph.server import embedded
from graph.settings import Settings
from loaders.loading import missing
from loaders.sources.letters.drafting import draft
from loaders.sources.letters.verification import Verdict, verify


@click.group()
def letter() -> None:
    """Prepare a letter or a reply for loading. The part of `palermo letter` that needs no store."""


@letter.command("new")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write it to this file instead of the screen."
)
def new(file: Path, out: Path | None) -> None:
    """Draft the annotation of the letter or reply in FILE (text or PDF), for a person to complete.

    Save it beside FILE under the same name ending in .yaml. No draft is ever loaded: complete it and put your name.
    """
    text = draft(file)
    if out is None:
        click.echo(text, nl=False)
    elif out.exists():
        raise UsageError(f"{out} is there already, and may hold a person's work; give another name.")
    else:
        out.write_text(text, encoding="utf-8")


@letter.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_context
def check(context: click.Context, file: Path) -> None:
    """Check the annotation FILE, or the one beside the letter FILE, against its text, the law and what is loaded.

    Every problem is told with its line. Exit status 1 where there is one.
    """
    settings = Settings()
    if settings.uri is not None or embedded.running(settings) is not None:
        with connect(settings) as store:
            verdict = verify(file, lambda required: missing(store, required))
    else:
        verdict = verify(file, None)
    _tell(verdict, file)
    if verdict.problems:
        context.exit(1)


def _tell(verdict: Verdict, file: Path) -> None:
    for problem in verdict.problems:
        click.echo(problem)
    if verdict.unchecked:
        note(f"Not checked, because no store is running (palermo up): {', '.join(verdict.unchecked)}.")
    found = f"{len(verdict.problems)} problems." if len(verdict.problems) != 1 else "1 problem."
    note(f"{file.name}: {found}" if verdict.problems else f"{file.name}: nothing wrong; palermo load letters takes it.")


commands = (letter,)
