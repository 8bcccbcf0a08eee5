"""The command that writes what is kept in the forms of others: export."""

from pathlib import Path
from typing import cast, get_args

import rich_click as click

from graph.cli import note
from graph.clock import utc_now
from graph.connection import connect
from graph.disclosure import audit, publishing
from graph.errors import UsageError
from graph.settings import Settings
from loaders import exports
from loaders.cases.writing import Kind, Standard, export_cases
from loaders.cases.writing import write as write_cases

STANDARDS = get_args(Standard)


@click.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as", "form", type=click.Choice((*STANDARDS, *exports.FORMS)), required=True, help="The form to write.")
@click.option(
    "--audience",
    type=click.Choice(get_args(publishing.Audience)),
    default="partner",
    show_default=True,
    help="Who is to see it; not for htcds and ctdc.",
)
@click.option("--purpose", metavar="TEXT", help="For htcds and ctdc: why, in a sentence; it goes to the audit log.")
@click.option(
    "--kind",
    type=click.Choice(("record", "statistic")),
    default="record",
    show_default=True,
    help="For htcds and ctdc: cases of people, or statistics that were loaded.",
)
@click.option("--schema", metavar="NAME", help="For ctdc: 'CTDC 2018', 'CTDC synthetic 2021' or 'CTDC synthetic 2024'.")
def export(
    file: Path, form: str, audience: publishing.Audience, purpose: str | None, kind: Kind, schema: str | None
) -> None:
    """Write what is kept to FILE in the form of another tool (a folder for csv and parquet).

    csv, parquet, graphml, gexf, ftm (FollowTheMoney) and turtle (RDF) hold what a copy for the audience would hold, without
    cases; ftm and copies can be loaded again. htcds and ctdc hold the cases: they are an answer about single people and
    need a purpose.
    """
    if form in STANDARDS:
        _cases(file, cast(Standard, form), purpose, kind, schema)
        return
    if purpose or schema:
        raise UsageError(f"--purpose and --schema are for {' and '.join(STANDARDS)}; leave them out with --as {form}.")
    today = utc_now().date()
    with connect(Settings(), note) as store:
        written = exports.write(form, publishing.copy(store, audience, today), file)
        what = {"file": file.name, "as": form, "audience": audience}
        audit.record(store.home, "export", what, f"export: {audience}", written)
    click.echo(f"{file}: {written} records in {form}, for {audience}.")


def _cases(file: Path, standard: Standard, purpose: str | None, kind: Kind, schema: str | None) -> None:
    """What the standard cannot say is told and counted; columns whose names begin with x_ keep it for palermo load."""
    why = audit.purpose(purpose, "An export of cases")
    settings = Settings()
    with connect(settings, note) as store:
        made, rows, cases = export_cases(store, standard, kind, schema)
        asked = {"as": made.crosswalk.standard, "kind": kind}
        audit.record(settings.home, "export", asked, why, len(rows))
        write_cases(file, made.columns() if standard == "htcds" else list(made.crosswalk.fields), rows)
    click.echo(f"{cases} cases, {len(rows)} rows in {made.crosswalk.standard}: {file}")
    for what, number in sorted(made.lost.items()):
        click.echo(f"{made.crosswalk.standard} cannot say: {what} ({number})", err=True)


commands = (export,)
