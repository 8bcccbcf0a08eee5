"""Commands that ask: queries, ask, cypher."""

from pathlib import Path

import rich_click as click
from click.shell_completion import CompletionItem

from graph.answer import Answer
from graph.cli import note
from graph.connection import connect
from graph.disclosure import harmless
from graph.disclosure.suppression import KINDS, NOTE
from graph.errors import UsageError
from graph.printing import answer_options, emit
from graph.settings import Settings
from queries import ask, catalogue, find
from queries import cypher as run_own
from queries.ask import stated
from queries.catalogue import BEGINS_SOMEWHERE, READS_ALL, Query


def parameters(_context: click.Context, _option: click.Parameter, pairs: tuple[str, ...]) -> dict[str, str]:
    """`name=value` pairs as a dict."""
    found = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise UsageError(f"--param {pair} has no value; write --param {pair}=...")
        found[name] = value
    return found


def complete_query(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Query ids for the shell."""
    return [CompletionItem(query.id, help=query.title) for query in catalogue().values() if query.id.startswith(begun)]


def complete_parameter(context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Parameters of the query that was named."""
    query = catalogue().get(context.params.get("query_id", ""))
    known = query.parameters if query else {}
    return [
        CompletionItem(f"{name}={known[name].example}", help=known[name].meaning)
        for name in known
        if name.startswith(begun)
    ]


param_option = click.option(
    "--param",
    "-p",
    "given",
    multiple=True,
    metavar="NAME=VALUE",
    callback=parameters,
    shell_complete=complete_parameter,
    help="A parameter of the query; may be given several times.",
)
purpose_option = click.option(
    "--purpose",
    metavar="TEXT",
    help="Why you ask, in at least three words that name nobody. What is asked of single people needs it, and who asked, "
    "what, when, why and how many rows came out is kept: see palermo audit.",
)
limit_option = click.option("--limit", type=click.IntRange(min=1), help="At most so many rows.")


@click.command("queries")
@click.argument("query_id", required=False, shell_complete=complete_query)
@click.option("--full", is_flag=True, help="Show all of them in full, as Markdown.")
@answer_options
def list_queries(query_id: str | None, full: bool, format_: str, out: Path | None) -> None:
    """List the canned queries, or show one in full."""
    if query_id is not None or full:
        text = reference() if query_id is None else described(find(query_id))
        if out is None:
            click.echo(text)
        else:
            out.write_text(f"{text}\n", encoding="utf-8")
        return
    columns = ("id", "question", "parameters", "audience")
    rows = (
        (query.id, query.question, list(query.parameters), ", ".join(query.audience)) for query in catalogue().values()
    )
    emit(Answer(columns, tuple(rows)), format_, out)


LIMITS = (
    f"Each has a limit of time on a store of ten million claims: {BEGINS_SOMEWHERE} seconds where it begins at something "
    f"named, {READS_ALL} where it may read all of a kind, or its own; docs/measured.md says which keep it. `$first` in a query "
    "is one more than the rows that are wanted (`--limit`).\n"
)


def reference() -> str:
    """Every query in full, as the reference page."""
    head = "# Canned queries\n\nMade from `queries/library` by `palermo queries --full`; not to be edited.\n\n" + LIMITS
    return "\n".join([head, *(described(query) for query in catalogue().values())])


def described(query: Query) -> str:
    """A query in full, as Markdown."""
    lines = [f"## {query.id}", "", f"{query.title}. *{query.question}*", ""]
    lines.append(
        f"For: {', '.join(query.audience)}. Sensitivity: {query.sensitivity}. Since {query.since}. Limit: {query.limit} s."
    )
    if query.parameters:
        lines += ["", "| parameter | type | meaning | example |", "|---|---|---|---|"]
        lines += [
            f"| `{name}`{'' if one.required else ' (optional)'} | {one.type} | {one.meaning} | `{one.example}` |"
            for name, one in query.parameters.items()
        ]
    lines += ["", "| column | type | meaning |", "|---|---|---|"]
    lines += [
        f"| `{name}` | {one.type}{f' of {one.of}' if one.of else ''} | {one.meaning} |"
        for name, one in query.columns.items()
    ]
    return "\n".join([*lines, "", "```cypher", query.text, "```", ""])


@click.command("ask")
@click.argument("query_id", shell_complete=complete_query)
@param_option
@limit_option
@purpose_option
@click.option("--explain", is_flag=True, help="Show the query that ran and its parameters, beside the answer.")
@answer_options
def ask_query(
    query_id: str,
    given: dict[str, str],
    limit: int | None,
    purpose: str | None,
    explain: bool,
    format_: str,
    out: Path | None,
) -> None:
    """Run canned query QUERY_ID.

    Counts of people are rounded down to a multiple of 11, and cells under 11 are left out.
    """
    query = find(query_id)
    stated(query, purpose)  # a misspelt name or a missing purpose should not have to wait for a server
    with connect(Settings(), note) as store:
        answer = ask(store, query_id, given, limit=limit, purpose=purpose)
        if query.counts_people:
            note(NOTE)
            note(KINDS)
        if explain:
            runs = store.read("MATCH (run:Run {state: 'complete'}) RETURN run.id AS id ORDER BY id").values
            note(f"{answer.query}\n\nparameters: {dict(answer.parameters)}\nruns: {', '.join(id_ for (id_,) in runs)}")
    emit(answer, format_, out)


@click.command()
@click.argument("query")
@limit_option
@purpose_option
@answer_options
def cypher(query: str, limit: int | None, purpose: str | None, format_: str, out: Path | None) -> None:
    """Run a Cypher query of your own. It can only read, and reaches cases only for a purpose.

    Without one, every node needs a label and every relationship a type that ends at no case.
    """
    harmless.check(query)  # what is more than reading should not have to wait for a server
    with connect(Settings(), note) as store:
        answer = run_own(store, query, limit=limit, purpose=purpose)
    emit(answer, format_, out)


commands = (list_queries, ask_query, cypher)
