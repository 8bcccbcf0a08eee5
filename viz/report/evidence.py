"""Sentences as evidence: each with its modality, the caution of its source, and a footnote to its place."""

from collections.abc import Iterable, Mapping
from typing import Any

from queries.citing import Quoted
from viz.report.document import Draft, Note, Said
from viz.report.language import _

Row = Mapping[str, Any]
Part = str | Said | Note


def statements(draft: Draft, found: Iterable[Quoted], names: Mapping[str, str]) -> None:
    """Statements as quotes. `names` has the names of those whose own word some are."""
    for one in found:
        note = Note(one.document, one.locator or "") if one.document else None
        draft.quote(_beside(one, names), one.quote, note)


def _beside(one: Quoted, names: Mapping[str, str]) -> list[Part]:
    parts: list[Part] = [f"{one.code} [{_(one.modality)}"]
    if one.stance != "asserts":
        parts.append(f"; {_(one.stance)}")
    if one.conditional:
        parts.append("; " + _("only says what would be"))
    if one.basis:
        parts.append(f"; {_(one.basis)}")
    if one.found_by:
        parts.append("; " + _("found by {who}").format(who=one.found_by))
    if one.hedge:
        parts += ["; " + _("the source's caution:") + " ", Said(one.hedge)]
    parts.append("] ")
    if one.own_word:
        who = names.get(one.own_word, one.own_word)
        parts.append(_("Own word of {who}, which stands beside and decides nothing:").format(who=who) + " ")
    elif one.kind == "Measure":
        parts.append(_("A measure, as {who} tells it:").format(who=one.speaker) + " ")
    return parts


def claims(draft: Draft, evidence: Iterable[Row]) -> None:
    """Claims as quotes; one without a quotation is a sentence of ours with its footnote."""
    for one in evidence:
        beside = f"[{modality(one)}{dated(one)}] "
        note = Note(one["document"], one["locator"])
        if one.get("quote"):
            draft.quote((beside,), one["quote"], note)
        else:
            draft.say(beside, _("The source is a table or gives no sentence to quote."), note)


def modality(one: Row) -> str:
    """How surely, and whether it is denied."""
    said = _(one["modality"]) if one.get("modality") else _("modality not known")
    return said if one.get("stance") in (None, "asserts") else f"{said}, {_(one['stance'])}"


def dated(one: Row) -> str:
    """Its days, as far as the source gives them."""
    words = [
        f"{_(name)} {one[key]}"
        for key, name in (("since", "since"), ("until", "until"), ("as_of", "as of"))
        if one.get(key)
    ]
    return f"; {', '.join(words)}" if words else ""


def marks(evidence: Iterable[Row]) -> list[Note]:
    """The footnotes of these claims, each document and place once."""
    return list(dict.fromkeys(Note(one["document"], one["locator"]) for one in evidence))
