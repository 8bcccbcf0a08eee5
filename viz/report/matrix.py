"""The matrix of a State as a table, and what stands behind each of its cells, sentence by sentence."""

from collections.abc import Sequence

from queries.citing import quoted
from queries.obligations.answers import Telling, cell_row
from queries.obligations.cell import Cell
from queries.obligations.records import Subject
from queries.obligations.sides import SIGNS, bound_in_words
from queries.standing import Standings, standings
from viz.report import evidence
from viz.report.asked import Asking
from viz.report.document import Draft, Said, Text
from viz.report.language import _


def of_state(asking: Asking, subject: Subject) -> Standings:
    """Every cell of a State (or organisation) up to the day."""
    asking.noted("standing", state=subject.id, on=asking.day.isoformat())
    return standings(asking.store, [subject], None, asking.period)


def touched(found: Standings) -> list[Cell]:
    """The cells on which something is said: evidence that counts, or a statement that touches the subject."""
    return [one for one in found.cells.values() if one.has_standing and (one.counted or one.engaged)]


def opening(draft: Draft) -> None:
    """What the tables show, and what they do not."""
    draft.heading(_("Matrix"))
    draft.say(
        _(
            "What was said, not what is so: silent, supported, challenged or contested, for the law and for the practice. "
            "A duty to consider or to endeavour, and a permission, are never firm: the words that say how hard a duty is "
            "stand in each row."
        )
    )


def table(draft: Draft, found: Standings, shown: Sequence[Cell]) -> None:
    """The cells of a State on which something is said."""
    (subject,) = found.subjects
    standing_ones = [one for one in found.cells.values() if one.has_standing]
    if not shown:
        draft.say(
            _("Nothing that is loaded touches any of the {count} provisions for {state} up to this day.").format(
                count=len(standing_ones), state=subject.name
            )
        )
        return
    columns = (_("Provision"), _("How hard"), _("Law"), _("Practice"), _("Modality"), _("Bound"), _("The State says"))
    draft.table(
        _("{state}: provisions on which something is said").format(state=subject.name),
        columns,
        (_row(one) for one in shown),
    )
    draft.say(
        _(
            "On {count} more provisions with a standing nothing is said for {state}; they are silent and not listed."
        ).format(count=len(standing_ones) - len(shown), state=subject.name)
    )


def behind(draft: Draft, asking: Asking, shown: Sequence[Cell]) -> None:
    """The sentences of each cell."""
    if shown:
        draft.heading(_("What stands behind the matrix"))
    for one in shown:
        _behind(draft, asking, one)


def _row(one: Cell) -> Sequence[Text | str]:
    return (
        f"{one.provision.id} {one.provision.title}".strip(),
        _hard(one),
        *(f"{SIGNS[aspect.standing]}\N{NO-BREAK SPACE}{_(aspect.standing)}" for aspect in (one.law, one.practice)),
        _(one.modality) if one.modality else _("nothing counts"),
        bound_in_words(one),
        _(one.state_says.says),
    )


def _hard(one: Cell) -> Text:
    strength = _(one.provision.strength) if one.provision.strength else _("not known")
    read_as = _("read as")  # our coding of its words, which is no quotation
    return (f"{strength}, {read_as}: {one.provision.wording}",) if one.provision.wording else (strength,)


def _behind(draft: Draft, asking: Asking, one: Cell) -> None:
    """What counts, what only touches the subject, what is set aside and why; then the State's own word, apart."""
    row = cell_row(one, Telling(asking.store, one), {})
    draft.heading(f"{one.provision.id} {one.provision.title}".strip(), 2)
    if one.provision.summary:
        draft.say(_("The duty, in our words:") + f" {one.provision.summary} ", *("(", *_hard(one), ")."))
    told = quoted(
        asking.store,
        [piece["statement"] for name in ("evidence", "set_aside", "engaged", "own_word") for piece in row[name]],
    )
    names = {one.subject.id: one.subject.name}
    for piece in (*row["evidence"], *row["set_aside"], *row["engaged"]):
        if piece["statement"] in told:
            draft.say(*_reading(piece))
            evidence.statements(draft, [told[piece["statement"]]], names)
    if row["own_word"]:
        draft.say(_("Beside it, the State's own word, which decides nothing:"))
        for piece in row["own_word"]:
            draft.say(f"{piece['statement']}: {_(piece['says'])}.")
            evidence.statements(draft, [told[piece["statement"]]], names)


def _reading(piece: dict[str, object]) -> list[str | Said]:
    """How a statement is read: a reading of ours, told apart from the words of the source."""
    said = [_(str(piece["relation"]))]
    said += [_(str(piece[name])) for name in ("aspect", "basis") if piece.get(name)]
    parts: list[str | Said] = [f"{piece['statement']}: {', '.join(said)}."]
    if piece.get("why"):
        parts.append(
            " " + _("Read so by {who}: {why}.").format(who=piece["asserted_by"], why=str(piece["why"]).rstrip("."))
        )
    if piece.get("set_aside"):
        parts.append(" " + _("It does not count: {why}.").format(why=piece["set_aside"]))
    return parts
