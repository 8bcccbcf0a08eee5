"""Commands of the store: up, down, status, doctor, schema."""

from pathlib import Path

import rich_click as click

from graph import schema
from graph.cli.notes import note
from graph.connection import connect
from graph.errors import PalermoError
from graph.printing import answer_options, emit
from graph.server import embedded, health
from graph.settings import Settings


@click.command()
def up() -> None:
    """Start the embedded Neo4j, if it is not running."""
    server = embedded.up(Settings(), note)
    click.echo(f"Neo4j {server.version} runs at {server.uri} (process {server.pid}).")


@click.command()
def down() -> None:
    """Stop the embedded Neo4j. What was loaded stays."""
    click.echo("Stopped." if embedded.down(Settings()) else "It was not running.")


@click.command()
@answer_options
def status(format_: str, out: Path | None) -> None:
    """Show what is connected, what is loaded, and how many nodes and relationships there are."""
    settings = Settings()
    if settings.uri is None and embedded.running(settings) is None:
        raise PalermoError("The embedded Neo4j is not running; start it with palermo up.")
    with connect(settings, note) as store:
        note(f"{health.server_version(store)} at {store.uri}")
        for row in health.runs(store).rows:
            note(f"{row['scope']}: {row['state']}, {row['finished'] or 'not finished'}, rejects {row['rejects']}")
        emit(health.counts(store), format_, out)


@click.command()
def doctor() -> None:
    """Look for what is wrong, and say how to mend it."""
    findings = health.examine(Settings())
    for finding in findings:
        mark = "FAIL" if not finding.ok else "note" if finding.advice else "ok  "
        click.echo(f"{mark}  {finding.subject}: {finding.says}")
    wrong = [finding for finding in findings if not finding.ok]
    if wrong:
        raise PalermoError(
            f"{len(wrong)} of {len(findings)} checks failed; each line above that begins with FAIL says what to do."
        )


@click.command("schema")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write it to a file.")
def schema_page(out: Path | None) -> None:
    """Print the schema: every label, relationship type and property, with its meaning."""
    if out is None:
        click.echo(schema.page())
    else:
        out.write_text(schema.page() + "\n", encoding="utf-8")


commands = (up, down, status, doctor, schema_page)
