"""Commands that load: load, mapping."""

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

import rich_click as click
from click.shell_completion import CompletionItem
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from graph.answer import Answer
from graph.cli import note
from graph.clock import utc_now
from graph.connection import connect
from graph.errors import UsageError
from graph.server import embedded
from graph.settings import Settings
from loaders.bulk import load_bulk
from loaders.cases.terms import Asked
from loaders.draft import draft
from loaders.loading import Loader, LoadReport
from loaders.source import sources

SHOWN = 10
"""Rejects that are printed; all of them are in the rejects file."""


def known_sources(settings: Settings) -> Answer:
    """Every source: who publishes it and where, on what terms, how old the copy is, and when it was loaded."""
    loaded: dict[str, str] = {}
    if settings.uri is not None or embedded.running(settings) is not None:
        with connect(settings) as store:
            query = "MATCH (run:Run {state: 'complete'}) RETURN run.source AS source, max(run.finished) AS finished"
            loaded = {row["source"]: row["finished"] for row in store.read(query).rows}
    cards = [source.card for source in sources().values()]
    today = utc_now().date()
    columns = ("source", "title", "publisher", "origin", "licence", "dated", "age_days", "accepts", "loaded")
    rows = [
        (
            *(card.id, card.title, card.publisher, card.origin, card.licence, card.dated),
            *(card.age(today), card.accepts, loaded.get(card.id)),
        )
        for card in cards
    ]
    return Answer(columns, tuple(rows))


def _complete(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    cards = (source.card for source in sources().values())
    return [CompletionItem(card.id, help=card.title) for card in cards if card.id.startswith(begun)]


@click.command("load")
@click.argument("name", shell_complete=_complete)
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option(
    "--mapping", type=click.Path(path_type=Path), help="How the rows of a table of yours become nodes and claims."
)
@click.option("--consent-text", metavar="VERSION", help="For records of people: the consent text that they were shown.")
@click.option("--case-key", metavar="COLUMN", help="For records of people: the column with your own number of a case.")
@click.option("--organisation", metavar="NAME", help="For records of people: whose cases they are; ours otherwise.")
@click.option("--bulk", is_flag=True, help="For a first load of millions: through Neo4j's import tool.")
@click.pass_context
def load_source(
    context: click.Context,
    name: str,
    path: Path | None,
    mapping: Path | None,
    consent_text: str | None,
    case_key: str | None,
    organisation: str | None,
    *,
    bulk: bool,
) -> None:
    """Load source NAME, and first what it needs; or, with --mapping, the table in file NAME.

    Some sources take a file of yours at PATH. Loading again changes nothing where the source says the same, and takes
    back what it no longer says. Exit status 3: loaded, but some records were refused; they are listed with reasons.
    """
    settings = Settings()
    asked = Asked(consent_text, case_key, organisation) if consent_text or case_key or organisation else None
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    tasks: dict[str, TaskID] = {}

    def progress(source: str, done: int, total: int) -> None:
        if source not in tasks:
            tasks[source] = bar.add_task(source)
        bar.update(tasks[source], completed=done, total=total)

    rejected = False
    with ExitStack() as stack:
        if bulk:
            if mapping or path is None:
                raise UsageError("--bulk takes a source and a file: palermo load NAME PATH --bulk.")
            stack.enter_context(bar)
            reports: Iterable[LoadReport] = load_bulk(settings, name, path, asked, progress=progress, report=note)
        else:
            loader = Loader(stack.enter_context(connect(settings, note)), settings, progress)
            stack.enter_context(bar)
            reports = [loader.load_table(Path(name), mapping, asked)] if mapping else loader.load(name, path, asked)
        for report in reports:
            _tell(report)
            rejected = rejected or bool(report.refused)
    if rejected:
        context.exit(3)


def _tell(report: LoadReport) -> None:
    run = report.run
    click.echo(f"{run.scope}: {run.nodes} nodes, {run.relationships} relationships, {run.removed} withdrawn.")
    for warning in report.warnings:
        note(warning)
    for reject in report.rejects[:SHOWN]:
        click.echo(f"refused: {reject.file}, {reject.row}, {reject.field}: {reject.reason}", err=True)
    if report.refused:
        click.echo(f"{report.refused} records were refused; all of them are in {report.rejects_file}.", err=True)


@click.command("mapping")
@click.argument("table", type=click.Path(path_type=Path))
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write it to this file; it is printed otherwise."
)
def draft_mapping(table: Path, out: Path | None) -> None:
    """Draft a mapping for the table in file TABLE by looking at its columns, for you to complete."""
    text = draft(table)
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")


commands = (load_source, draft_mapping)
