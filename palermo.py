"""Palermo: the `palermo` command, composed of each package's cli.py, and the Python facade.

import palermo
with palermo.open() as g:
    g.ask("treaty-status", state="MYS", on="2025-03-10").to_pandas()
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any

import rich_click as click
from click.exceptions import Exit
from pydantic import ValidationError

import graph.cli
import loaders.cli
import queries.cli
import viz
import viz.cli
import viz.report
from graph.answer import Answer
from graph.connection import Store, connect
from graph.errors import PalermoError, UsageError, nearest
from graph.printing import answer_options, emit
from graph.read import Subgraph
from graph.settings import Settings
from loaders.cases import terms
from loaders.identity import Identity
from queries import analysis, leads
from queries.analysis import DEFAULT, Asked, projection
from queries.obligations.dates import period

__all__ = ["Palermo", "main", "open"]


class Palermo(AbstractContextManager["Palermo"]):
    """An open graph."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store = store
        self._settings = settings

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connection; the embedded server goes on."""
        self.store.close()

    def ask(self, query: str, limit: int | None = None, purpose: str | None = None, **parameters: Any) -> Answer:
        """Run a canned query: `g.ask("letter-questions", letter="AL_MYS_1_2025")`.

        One that is about single people needs a purpose of at least three words, and is written to the audit log.
        """
        return queries.ask(self.store, query, parameters, limit=limit, purpose=purpose)

    @property
    def draw(self) -> viz.Draw:
        """Pictures that show themselves in a notebook: `g.draw.map()`, `g.draw.path("KK Park", "Chen Zhi")`."""
        return viz.Draw(self.store)

    def picture(self, query: str, limit: int | None = None, **parameters: Any) -> Subgraph:
        """The nodes that a canned query's answer names, and the relationships among them."""
        return queries.picture(self.store, query, parameters, limit=limit)

    def cypher(self, query: str, purpose: str | None = None, **parameters: Any) -> Answer:
        """Run a query of your own; it can only read, and reaches cases only for a purpose, which is written down."""
        return queries.cypher(self.store, query, parameters, purpose=purpose)

    def find(self, name: str, limit: int | None = None) -> Answer:
        """The parties and places that go by a name, in any script, also misspelt: `g.find("KK园区")`."""
        return leads.find(self.store, name, limit=limit)

    def path(
        self,
        start: str,
        end: str,
        *,
        k: int = 5,
        hops: int = leads.MOST_HOPS,
        not_through: Sequence[str] = (),
        since: str | date | None = None,
        modality: str | None = None,
        without: Sequence[str] = (),
        through_cases: bool = False,
        purpose: str | None = None,
    ) -> Answer:
        """The shortest routes between two parties or compounds, by id or name; one row a hop, with its claims.

        With `through_cases` and a purpose, the cases of fewer than 11 people join a recruiter and a compound, too.
        """
        return leads.path(
            self.store,
            start,
            end,
            k=k,
            hops=hops,
            not_through=not_through,
            since=since,
            modality=modality,
            without=without,
            through_cases=through_cases,
            purpose=purpose,
        )

    def neighbours(
        self,
        of: str,
        *,
        kind: Sequence[str] = (),
        since: str | date | None = None,
        modality: str | None = None,
        limit: int = leads.LIMIT,
    ) -> Answer:
        """What sources say of a party or place, claim by claim."""
        return leads.neighbours(self.store, of, kind=kind, since=since, modality=modality, limit=limit)

    def network(self, name: str, *, without: Sequence[str] = ()) -> Any:
        """A named network as a networkx graph: `nx.betweenness_centrality(g.network("people-and-companies"))`."""
        return projection.project(self.store, name, without=without)

    def central(
        self,
        network: str = DEFAULT,
        *,
        by: Sequence[str] = ("betweenness",),
        top: int | None = 20,
        keep: bool = False,
        **which: Any,
    ) -> Answer:
        """Who holds a network together, in words why, and on what it rests: `g.central(by=["degree"], without=["EU"])`.

        `which` narrows the network, here and in the four below: `without` (origins), `since`, `until` (days). The
        sentences that belong beside an answer are its `notes`.
        """
        return analysis.central(self.store, Asked.given(network, **which), by=by, top=top, keep=keep)

    def communities(
        self, network: str = DEFAULT, *, method: str = "louvain", least: int = 2, keep: bool = False, **which: Any
    ) -> Answer:
        """Groups that are tied more among themselves than to others, and what holds each together."""
        return analysis.communities(self.store, Asked.given(network, **which), method=method, least=least, keep=keep)

    def bridges(self, network: str = DEFAULT, *, top: int = 20, least: int = 1, **which: Any) -> Answer:
        """Without whom, and without which tie, others lose every way to the rest."""
        return analysis.bridges(self.store, Asked.given(network, **which), top=top, least=least)

    def between(self, start: str, end: str, network: str = DEFAULT, **which: Any) -> Answer:
        """Whom every path between two passes, or the fewest without whom no path is left."""
        return analysis.between(self.store, start, end, Asked.given(network, **which))

    def robustness(self, network: str = DEFAULT, *, by: str = "betweenness", top: int = 10, **which: Any) -> Answer:
        """What becomes of those who rank first when each origin is taken away in turn."""
        return analysis.robustness(self.store, Asked.given(network, **which), by=by, top=top)

    def report(
        self, kind: str, name: str, out: str | Path | None = None, *, on: str | None = None, lang: str = "en"
    ) -> viz.report.Document:
        """A dossier: `g.report("state", "MYS", "mys.docx")`; kind is state, compound, entity, letter or submission.

        Written to `out` (.html, .docx, .pdf) if given; returned in any case.
        """
        writers = {**viz.report.KINDS, "submission": viz.report.SUBMISSION["compound"]}
        if kind not in writers:
            raise UsageError(f"There is no dossier of the kind {kind!r}.{nearest(kind, list(writers))}")
        if out is not None:
            viz.report.check(Path(out), lang)
        made = writers[kind](self.store, name, on=period(on, today=date.today()).until, language=lang)
        if out is not None:
            viz.report.write(made, Path(out))
        return made

    def load(
        self,
        name: str,
        path: str | Path | None = None,
        *,
        consent_text: str | None = None,
        case_key: str | None = None,
        organisation: str | None = None,
    ) -> list[loaders.LoadReport]:
        """Load a source, and first what it needs; the options are for records of people, as in `palermo load`."""
        given = consent_text or case_key or organisation
        asked = terms.Asked(consent_text, case_key, organisation) if given else None
        return list(loaders.Loader(self.store, self._settings).load(name, Path(path) if path else None, asked))


def open(settings: Settings | None = None) -> Palermo:  # noqa: A001 - palermo.open() reads as it should
    """Open the graph that the environment names (PALERMO_URI ...), or the embedded one."""
    settings = settings or Settings()
    return Palermo(connect(settings), settings)


class FrontDoor(click.RichGroup):
    """Turns every error into one sentence and an exit status; a traceback only with --debug."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, Exit, click.Abort):
            raise
        except Exception as error:
            if ctx.params.get("debug"):
                raise
            sentence, status = _in_words(error)
            click.echo(f"palermo: {sentence}", err=True)
            ctx.exit(status)


def _in_words(error: Exception) -> tuple[str, int]:
    """An error as the user sees it, and the exit status."""
    if isinstance(error, PalermoError):
        return str(error), error.exit_status
    if isinstance(error, ValidationError) and error.title == Settings.__name__:
        (first, *_) = error.errors()
        name = str(first["loc"][0]).upper()
        return f"PALERMO_{name} in the environment is wrong: {first['msg']}.", UsageError.exit_status
    if isinstance(error, MemoryError):
        return (
            "There was not enough memory and nothing more was written; split the input, and give the command again.",
            1,
        )
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}; check the path, its permissions and the room on the disk.", 1
    return f"{type(error).__name__}: {error}; give the command again with --debug to see where.", 1


# The explorer takes decisions on identity, but pictures know no loader: what takes them is handed to the commands.
@click.group(cls=FrontDoor, context_settings={"help_option_names": ["-h", "--help"], "obj": Identity})
@click.version_option(package_name="palermo")
@click.option("--debug", is_flag=True, help="Show where an error came from.")
def main(debug: bool) -> None:
    """Join the facts of trafficking networks to the law that binds States."""


@main.command("sources")
@click.option(
    "--unverified", is_flag=True, help="List the treaty facts that nobody fully checked, and what rests on each."
)
@answer_options
def list_sources(unverified: bool, format_: str, out: Path | None) -> None:
    """List the sources: who publishes each and where, on what terms, how old the copy is, and when it was loaded.

    Nothing is ever downloaded: a newer copy is fetched from where it is published, and given to palermo load.
    """
    settings = Settings()
    if unverified:
        with connect(settings, graph.cli.note) as store:
            emit(queries.ask(store, "unverified-facts", {}), format_, out)
    else:
        emit(loaders.cli.known_sources(settings), format_, out)


@main.command()
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default="demo",
    show_default=True,
    help="Folder of the pages.",
)
@click.pass_context
def demo(context: click.Context, out: Path) -> None:
    """Start a store, load the bundled sources, answer a question for each of the three users, and draw the answers.

    From a checkout the two EU acts on scam centres are loaded too: their transcription may not be part of a package.
    """
    settings = Settings()
    out.mkdir(parents=True, exist_ok=True)
    with connect(settings, graph.cli.note) as store:
        loader = loaders.Loader(store, settings)
        acts = sorted((Path(__file__).parent / "tests" / "real" / "eu_sanctions_scam_centres").glob("*.csv"))
        for source, path in (("letters", None), ("compounds", None), *(("designations", act) for act in (None, *acts))):
            for report in loader.load(source, path):
                told = f"loaded {report.run.scope}: {report.run.nodes} nodes, {report.run.relationships} relationships"
                graph.cli.note(told + (f", {len(report.rejects)} cells or rows refused" if report.rejects else ""))
        for story in queries.stories():
            answer = queries.ask(store, story.query, story.parameters, limit=story.limit)
            click.secho(f"\n{story.user}: {story.asks}", bold=True)
            emit(answer.only(story.columns), "table")
            page = out / f"{story.query}.html"
            viz.pages.show(store, story.query, story.parameters, limit=story.limit).write(page)
            click.echo(f"In full: {story.command}. Picture: {page}")
        for name, chart in (("map", viz.cli.draw_map), ("timeline", viz.cli.draw_timeline)):
            page = out / f"{name}.html"
            context.invoke(chart, out=page)
        dossier = Palermo(store, settings).report("state", "MYS", out / "malaysia.html")
        click.echo(f"{out / 'malaysia.html'}: {dossier.title}, {len(dossier.notes)} footnotes.")
    click.echo("\nLook around in it: palermo explore. More questions: palermo queries. palermo down stops the store.")


def _compose(command: click.Command) -> None:
    """Add a command. Packages that know nothing of each other bring parts of one group: `letter` asks and prepares."""
    there = main.commands.get(command.name or "")
    if isinstance(there, click.Group) and isinstance(command, click.Group):
        for part in command.commands.values():
            there.add_command(part)
    else:
        main.add_command(command)


for _package in (graph.cli, queries.cli, loaders.cli, viz.cli):
    for _command in _package.commands:
        _compose(_command)
