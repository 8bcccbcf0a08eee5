"""Commands of cases: export --as htcds, export --as ctdc."""

from pathlib import Path

import rich_click as click

from graph import audit
from graph.cli import note
from graph.connection import connect
from graph.settings import Settings
from loaders.cases.writing import Kind, Standard, export_cases, write

STANDARDS = ("htcds", "ctdc")


@click.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--as", "standard", type=click.Choice(STANDARDS), required=True, help="The standard to write.")
@click.option("--purpose", metavar="TEXT", help="Why, in a sentence; it is written to the audit log.")
@click.option(
    "--kind",
    type=click.Choice(("record", "statistic")),
    default="record",
    show_default=True,
    help="Cases of people, or statistics that were loaded.",
)
@click.option("--schema", metavar="NAME", help="For ctdc: 'CTDC 2018', 'CTDC synthetic 2021' or 'CTDC synthetic 2024'.")
def export(file: Path, standard: Standard, purpose: str | None, kind: Kind, schema: str | None) -> None:
    """Write the cases that are kept to FILE, a CSV in the columns of a standard of the field.

    It is an answer about single people, so that it needs a purpose. What the standard cannot say is told and counted; columns
    whose names begin with x_ keep it for palermo load.
    """
    why = audit.purpose(purpose, "An export of cases")
    settings = Settings()
    with connect(settings, note) as store:
        made, rows, cases = export_cases(store, standard, kind, schema)
        asked = {"as": made.crosswalk.standard, "kind": kind}
        audit.record(settings.home, "export", asked, why, len(rows))
        write(file, made.columns() if standard == "htcds" else list(made.crosswalk.fields), rows)
    click.echo(f"{cases} cases, {len(rows)} rows in {made.crosswalk.standard}: {file}")
    for what, number in sorted(made.lost.items()):
        click.echo(f"{made.crosswalk.standard} cannot say: {what} ({number})", err=True)


commands = (export,)
