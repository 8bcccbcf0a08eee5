"""Commands of identity: review, decide."""

import getpass
import sys
from pathlib import Path
from typing import Any

import rich_click as click
from click.core import ParameterSource

from graph.answer import Answer
from graph.cli import note
from graph.connection import connect
from graph.decisions.parties import Party
from graph.errors import UsageError
from graph.model import Decision
from graph.printing import answer_options, as_text, emit
from graph.settings import Settings
from loaders.identity import Identity, Review
from loaders.identity.deciding import Verdict

ANSWERS: dict[str, Verdict] = {"s": "same", "d": "different", "u": "undecided"}


@click.command()
@click.option("--undecided", is_flag=True, help="Also what somebody looked at and left undecided.")
@click.option("--by", "author", help="Who decides; otherwise the name of your account on this machine.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many candidates.")
@answer_options
@click.pass_context
def review(
    context: click.Context, undecided: bool, author: str | None, limit: int | None, format_: str, out: Path | None
) -> None:
    """Go through the records that may be one, the likeliest first, and decide.

    On a terminal each pair is shown side by side and you are asked: same, different, undecided, or skip. With --format or
    --out, or where there is no terminal, they are listed and nobody is asked.
    """
    with connect(Settings(), note) as store:
        identity = Identity(store)
        waiting = identity.candidates(undecided)[:limit]
        asked = context.get_parameter_source("format_") is ParameterSource.COMMANDLINE or out is not None
        if asked or not (sys.stdin.isatty() and sys.stdout.isatty()):
            emit(_listed(waiting), format_, out)
            return
        ask(identity, waiting, author or getpass.getuser(), undecided)


def ask(identity: Identity, waiting: list[Review], author: str, undecided: bool) -> None:
    """Put each candidate before a person and take the answer."""
    if not waiting:
        click.echo("No candidates wait for a decision.")
    while waiting:
        one, *rest = waiting
        click.echo(f"\n{len(waiting)} to go")
        click.echo(as_text(_beside(one)), nl=False)
        answer = click.prompt(
            "(s)ame, (d)ifferent, (u)ndecided, s(k)ip, (q)uit", type=click.Choice([*ANSWERS, "k", "q"])
        )
        if answer == "q":
            return
        if answer in ANSWERS:
            why = click.prompt("Why")
            try:
                identity.decide(one.one.id, one.other.id, ANSWERS[answer], by=author, why=why)
            except UsageError as refusal:
                click.echo(f"Not taken: {refusal}", err=True)
        # a decision can settle other pairs, so what waits is looked up again
        still = {(next_.one.base, next_.one.id, next_.other.id) for next_ in identity.candidates(undecided)}
        waiting = [next_ for next_ in rest if (next_.one.base, next_.one.id, next_.other.id) in still]


def _listed(waiting: list[Review]) -> Answer:
    columns = (
        "one",
        "one_names",
        "other",
        "other_names",
        "score",
        "why",
        "born",
        "countries",
        "lists",
        "accounts",
        "by",
    )
    return Answer(
        columns,
        tuple(
            (
                review.one.id,
                list(review.one.names),
                review.other.id,
                list(review.other.names),
                review.score,
                review.why,
                [_born(review.one), _born(review.other)],
                [list(review.one.countries), list(review.other.countries)],
                [list(review.one.lists), list(review.other.lists)],
                sorted(set(review.one.accounts) & set(review.other.accounts)),
                review.by,
            )
            for review in waiting
        ),
    )


def _beside(found: Review) -> Answer:
    """The two records in two columns."""
    rows: list[tuple[str, Any, Any]] = [
        (what, of(found.one), of(found.other))
        for what, of in (
            ("record", lambda party: f"{party.label} {party.id}"),
            ("names", lambda party: list(party.names)),
            ("born", _born),
            ("countries", lambda party: list(party.countries)),
            ("identifiers", lambda party: list(party.identifiers)),
            ("listed in", lambda party: list(party.lists)),
            ("accounts", lambda party: list(party.accounts)),
        )
    ]
    rows.append(("score", found.score, None))
    rows.append(("because", found.why.split("; "), None))
    return Answer(("", "one", "other"), tuple(rows))


def _born(party: Party) -> str | None:
    return party.born.text if party.born else None


@click.command()
@click.argument("one", required=False)
@click.argument("other", required=False)
@click.option("--same", "verdict", flag_value="same", help="They are one party or place.")
@click.option("--different", "verdict", flag_value="different", help="They are two, for good.")
@click.option("--undecided", "verdict", flag_value="undecided", help="It cannot be told; nobody is asked again.")
@click.option("--undo", "verdict", flag_value="undo", help="Take back the last decision on the two.")
@click.option("--why", help="The reason, in a sentence.")
@click.option("--by", "author", help="Who decides; otherwise the name of your account on this machine.")
@click.option("--list", "listing", is_flag=True, help="List every decision that was taken, the undone ones among them.")
@answer_options
def decide(
    one: str | None,
    other: str | None,
    verdict: Verdict | None,
    why: str | None,
    author: str | None,
    listing: bool,
    format_: str,
    out: Path | None,
) -> None:
    """Decide whether records ONE and OTHER are the same, with a reason. Every decision is kept and can be undone."""
    if listing:
        with connect(Settings(), note) as store:
            emit(_steps(Identity(store).decisions()), format_, out)
        return
    if one is None or other is None or verdict is None or why is None:
        raise UsageError(
            "Give two ids, one of --same, --different, --undecided or --undo, and --why TEXT; or --list alone."
        )
    with connect(Settings(), note) as store:
        step = Identity(store).decide(one, other, verdict, by=author or getpass.getuser(), why=why)
        click.echo(f"{step.id}: {step.one} and {step.other}: {step.verdict}.")


def _steps(steps: tuple[Decision, ...]) -> Answer:
    columns = ("id", "one", "other", "verdict", "by", "at", "why")
    return Answer(columns, tuple(tuple(getattr(step, name) for name in columns) for step in steps))


commands = (review, decide)
