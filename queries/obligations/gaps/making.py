"""From rows and cells to findings: one function a kind, each a pure function of what the store answered."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graph.model import Modality
from queries.obligations.cell import Cell
from queries.obligations.gaps.finding import Finding, found, norms
from queries.obligations.standing import NO_REPLY, highest

Row = Mapping[str, Any]
Parameters = Mapping[str, Any]
Modalities = Mapping[str, Modality]

RATIFICATION = {"gap": "ratification", "not open": "ratification-not-open", "not verified": "ratification-not-verified"}
CITED = {"by its parent": "only by its parent", "by its instrument only": "only by its instrument", "no": "not at all"}

ANSWER = {"overdue": "answer-overdue", NO_REPLY: "answer-not-loaded"}


def hardness(strength: str | None, wording: str | None) -> str:
    """How hard a duty is, and our coding of the words that say so: no quotation."""
    return f"{strength or 'hardness not known'} (read as: {wording})" if wording else strength or "hardness not known"


def ratification(state: str, rows: Iterable[Row], told: Modalities, parameters: Parameters) -> Iterator[Finding]:
    """Treaties that the facts touch and that do not bind; what was not checked, or not read, is no gap."""
    for row in rows:
        yield found(
            RATIFICATION.get(row["finding"], "ratification-not-checked"),
            state,
            row["instrument"],
            row["statements"],
            parameters,
            hardness=", ".join(
                f"{id_} {strength or 'not known'}"
                for id_, strength in zip(row["provisions"], row["strengths"], strict=True)
            ),
            modality=_surest(row["statements"], told),
            instrument=row["instrument"],
            status=row["status"],
            verified=row["verified"] or "nobody",
            as_of_words=f" as of {row['as_of']}" if row["as_of"] else "",
            custom_words=f"custom ({row['custom']}), for the subject of that rule only"
            if row["custom"]
            else "none found",
        )


def standing(state: str, cells: Iterable[Cell], told: Modalities, parameters: Parameters) -> Iterator[Finding]:
    """Cells that are challenged or contested in an aspect, and silent ones that something put to the State touches."""
    for cell in cells:
        if not cell.has_standing:
            continue
        for value in ("contested", "challenged"):
            aspects = {n: a for n, a in (("law", cell.law), ("practice", cell.practice)) if a.standing == value}
            evidence = [piece for aspect in aspects.values() for piece in aspect.evidence]
            if evidence:
                ids = [piece.weighing.statement.id for piece in evidence]
                bases = ", ".join(sorted({piece.basis for piece in evidence}))
                yield _of_cell(
                    f"standing-{value}", state, cell, ids, _surest(ids, told), parameters,
                    aspects=" and ".join(aspects), bases=f", {bases}",
                )  # fmt: skip
        if cell.standing == "silent" and cell.engaged:
            yield _of_cell(
                "standing-silent",
                state,
                cell,
                cell.engaged,
                _surest(cell.engaged, told),
                parameters,
                aspects="",
                bases="",
            )


def law_and_practice(state: str, rows: Iterable[Row], told: Modalities, parameters: Parameters) -> Iterator[Finding]:
    """A measure supports the law, and what challenges the practice was said later."""
    for row in rows:
        if row["later"]:
            ids = [*row["measures"], *row["challenges"]]
            yield found(
                "law-and-practice", state, row["provision"], ids, parameters,
                hardness=row["strength"] or "hardness not known", modality=_surest(row["challenges"], told),
                law=row["law"], practice=row["practice"],
            )  # fmt: skip


def weak_norm(
    state: str, rows: Iterable[Row], conditional: set[str], told: Modalities, parameters: Parameters
) -> Iterator[Finding]:
    """Facts argued on the weaker norm of a known pair whose harder norm binds. What is conditional alleges nothing."""
    for row in rows:
        pair = norms().get((row["provision"], row["stronger"]))
        ids = [id_ for id_ in row["statements"] if id_ not in conditional]
        if pair and ids:
            yield found(
                "weak-norm", state, row["provision"], [*ids, row["stronger"]], parameters,
                hardness=hardness(row["strength"], row["wording"]), modality=_surest(ids, told),
                stronger=row["stronger"], stronger_hardness=hardness(row["stronger_strength"], row["stronger_wording"]),
                bound=row["bound"], verified=row["verified"] or "nobody looked", reason=f"{pair.reason} (read so by {pair.asserted_by})",
            )  # fmt: skip


def uncited(state: str, rows: Iterable[Row], parameters: Parameters) -> Iterator[Finding]:
    """Provisions that facts touch and no letter cites exactly."""
    for row in rows:
        yield found(
            "engaged-uncited", state, row["provision"], row["statements"], parameters,
            hardness=hardness(row["strength"], row["wording"]), modality=row["highest_modality"], bound=row["bound"],
            cited_words=CITED[row["cited"]],
        )  # fmt: skip


def unengaged(state: str, rows: Iterable[Row], parameters: Parameters) -> Iterator[Finding]:
    """Law that is cited without a fact."""
    for row in rows:
        yield found(
            "cited-unengaged", state, row["law"], row["letters"], parameters,
            hardness=hardness(row["strength"], row["wording"]),
            as_written="; ".join(f"“{one}”" for one in row["as_written"]),
        )  # fmt: skip


def wrongly_cited(state: str, rows: Iterable[Row], parameters: Parameters) -> Iterator[Finding]:
    """Citations that a check did not find right."""
    for row in rows:
        yield found(
            "citation-wrong", state, row["law"],
            [row["letter"], f"{row['letter']}/{row['locator']}: {row['as_written']}: {row['check']}"], parameters,
            hardness=hardness(row["strength"], row["wording"]), letter=row["letter"], locator=row["locator"],
            check=row["check"], why=row["why"] or "no reason given", asserted_by=row["asserted_by"],
        )  # fmt: skip


def answers(state: str, rows: Iterable[Row], parameters: Parameters) -> Iterator[Finding]:
    """Questions without full answer: overdue, not known to be, or open because no reply is loaded."""
    for row in rows:
        bears_on = [
            f"{id_} {strength or 'not known'}"
            for id_, strength in zip(row["provisions"], row["strengths"], strict=True)
        ]
        yield found(
            ANSWER.get(row["status"], "answer-open"), state, row["question"],
            [one["answer"] for one in row["answers"]], parameters, hardness=", ".join(bears_on) or "no duty: procedural",
            number=row["number"], letter=row["letter"], answered="not" if row["answered"] == "not" else "only partly",
            due=row["due"], due_words=row["due"] or "on no day that is known", status=row["status"],
            days_overdue=row["days_overdue"], days_since_due=row["days_since_due"],
        )  # fmt: skip


def sisters(state: str, rows: Iterable[Row], told: Modalities, parameters: Parameters) -> Iterator[Finding]:
    """Sister letters that got different answers. The State's own letter comes first in `rows`."""
    own, *others = rows
    for one in own["contradictions"]:
        yield found(
            "answer-sisters-differ", state, one["statement"], [one["statement"], one["other"]], parameters,
            modality=_surest([one["statement"]], told), addressee=own["addressee"], here=" and ".join(one["here"]),
            there=" and ".join(one["there"]), other_addressee=one["addressee"], other=one["other"],
        )  # fmt: skip
    for other in others:
        if {own["says"], other["says"]} == {"replied", NO_REPLY}:
            yield found(
                "answer-sisters-not-loaded", state, own["letter"],
                [own["letter"], other["letter"], *own["replies"], *other["replies"]], parameters, letter=own["letter"],
                addressee=own["addressee"], says=own["says"], other_addressee=other["addressee"],
                other_says=other["says"], other_letter=other["letter"],
            )  # fmt: skip


def _of_cell(
    rule: str, state: str, cell: Cell, ids: Iterable[str], modality: str | None, parameters: Parameters, **words: Any
) -> Finding:
    basis = cell.bound.basis
    also = f", basis {basis}" if basis and basis not in ("treaty", cell.bound.value) else ""
    return found(
        rule, state, cell.provision.id, ids, parameters,
        hardness=hardness(cell.provision.strength, cell.provision.wording), modality=modality,
        bound=cell.bound.value + also, state_says=cell.state_says.says, **words,
    )  # fmt: skip


def _surest(ids: Iterable[str], told: Modalities) -> Modality | None:
    return highest([told[id_] for id_ in ids if id_ in told])
