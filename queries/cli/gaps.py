"""Commands on gaps: gaps."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import rich_click as click

from graph.answer import Answer
from graph.cli import note
from graph.connection import Store, connect
from graph.decisions.kept import dismissals
from graph.errors import UsageError
from graph.model import Dismissal
from graph.printing import answer_options, emit
from graph.settings import Settings
from queries.gaps import gaps, kinds
from queries.obligations import asked
from queries.obligations.dates import Period, period
from queries.obligations.gaps.comparing import difference, pick, save
from queries.obligations.gaps.dismissing import dismiss, shown, undo
from queries.obligations.gaps.finding import KINDS, Finding
from queries.obligations.reading import read_subjects

COLUMNS = (
    "kind", "rule", "version", "gap", "state", "about", "hardness", "modality", "says", "evidence", "dismissal", "fingerprint",
    "query", "parameters", "runs",
)  # fmt: skip
BRIEF = ("kind", "gap", "says", "dismissal", "fingerprint")


@click.command("gaps")
@click.option("--state", help="The State, by code or name.")
@click.option("--on", metavar="DATE", help="As it stood on this day. Today, if no date is given.")
@click.option("--kind", "only", multiple=True, help=f"Only this kind, several times for several: {', '.join(KINDS)}.")
@click.option("--save", "keep", is_flag=True, help="Keep the findings as a snapshot, for --diff.")
@click.option("--diff", nargs=2, metavar="RUN1 RUN2", help="What changed between two loads or snapshots.")
@click.option("--dismiss", "dismissed", metavar="FINGERPRINT", help="Dismiss a finding; with --by, --why and --until.")
@click.option("--undo", "undone", metavar="FINGERPRINT", help="Take a dismissal back; with --by and --why.")
@click.option("--by", help="Who dismisses.")
@click.option("--why", help="The reason.")
@click.option("--until", metavar="DATE", help="Last day on which the dismissal counts.")
@answer_options
def gaps_(
    state: str | None, on: str | None, only: tuple[str, ...], keep: bool, diff: tuple[str, str] | None,
    dismissed: str | None, undone: str | None, by: str | None, why: str | None, until: str | None, format_: str,
    out: Path | None,
) -> None:  # fmt: skip
    """Show what is missing between the facts, the law that binds a State, and what was asked and answered.

    Each finding has its rule and version, its query and parameters, the loads of its data, and a fingerprint that stays the
    same as long as its facts do. Rows with gap "no" are no gaps: not checked, or not due yet. Nothing here is a verdict. A
    dismissed finding stays in the list, marked; so does one whose dismissal expired.

    The exit status is 0 whenever it ran, with findings or without; 1 if the work failed, 2 for wrong usage. A script looks
    at the JSON.

    A load that another replaced leaves no facts, so --diff compares what --save kept. RUN1 and RUN2 are ids of snapshots, or
    of loads: a load means the last snapshot that was saved while it was the newest load. Unique beginnings do.
    """
    chosen = [name for name, given in (("--diff", diff), ("--dismiss", dismissed), ("--undo", undone)) if given]
    if len(chosen) > 1 or (chosen and keep):
        raise UsageError(f"{' and '.join([*chosen, *(['--save'] if keep else [])])} exclude each other; give one.")
    if not dismissed and not undone and (by or why or until):
        raise UsageError("--by, --why and --until go with --dismiss or --undo; give the fingerprint of a finding.")
    wanted, when = kinds(only), period(on, today=date.today())
    with connect(Settings(), note) as store:
        if diff:
            before, after = pick(store, diff, state.strip().upper() if state else None)
            for name, one in (("from", before), ("to", after)):
                note(f"{name} {one.id}: {one.state} on {one.on}, newest load {one.newest}, saved {one.taken}")
            brought = sorted(set(after.loads) - set(before.loads))
            note(f"loads only in the second: {', '.join(brought) or 'none'}")
            emit(difference(before, after), format_, out)
        elif dismissed:
            step = dismiss(store, dismissed, by=by, why=why, until=until, on=when, today=date.today())
            note(f"Dismissed {step.finding} until {step.expires}; it stays in the list, marked.")
        elif undone:
            note(f"Took back the dismissal of {undo(store, undone, by=by, why=why).finding}.")
        else:
            _list(store, state, when, wanted, keep, format_, out)


def _list(
    store: Store, state: str | None, when: Period, wanted: tuple[str, ...], keep: bool, format_: str, out: Path | None
) -> None:
    if not state:
        raise UsageError("palermo gaps needs a State; give --state with a code such as MYS, or a name.")
    found = gaps(store, state, when, wanted)
    if keep:
        taken = save(store, asked.subject(state, read_subjects(store)).id, when.until.isoformat(), wanted, found)
        note(f"Saved as {taken.id}, under the newest load {taken.newest}.")
    answer = listed(found, dismissals(store), date.today())
    emit(answer.only(BRIEF) if format_ == "table" else answer, format_, out)


def listed(found: Sequence[Finding], steps: Mapping[str, Dismissal], today: date) -> Answer:
    """The findings as rows, each with what was last said of its dismissal: one that is dismissed is marked, never left out."""
    return Answer(
        COLUMNS,
        tuple(
            (
                one.rule.kind, one.rule.id, one.rule.version, one.rule.gap, one.state, one.about, one.hardness,
                one.modality, one.says, list(one.evidence), shown(steps.get(one.fingerprint), today), one.fingerprint,
                one.rule.query, dict(one.parameters), list(one.runs),
            )
            for one in found
        ),
    )  # fmt: skip


commands = (gaps_,)
