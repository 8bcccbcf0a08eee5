"""A cell for people: the six steps in order, and every sentence with its place."""

from collections.abc import Iterator, Mapping
from typing import Any

from queries.obligations.answers import bearer_words
from queries.obligations.cell import Cell, rules
from queries.obligations.standing import NO_REPLY


def told(one: Cell, row: Mapping[str, Any]) -> Iterator[str]:
    """The lines. `row` is the cell as a row, with what its statements say."""
    instrument = one.instrument
    yield f"{one.subject.name} ({one.subject.id}) · {one.provision.id} {one.provision.title} · {one.asked.text}"
    if one.provision.summary:
        yield f"  {one.provision.summary}"
    answers = (_bound(one, row), _whose(one), _hard(one), _evidence(row), _standing(one, row), _parts(row))
    for rule, lines in zip(rules(), answers, strict=True):
        yield f"{rule['step']}. {rule['asks']} {lines[0]}"
        yield from (f"   {line}" for line in lines[1:])
    if instrument.note:
        yield f"Note on {instrument.id}: {instrument.note}"
    if one.provision.note:
        yield f"Note on {one.provision.id}: {one.provision.note}"


def _bound(one: Cell, row: Mapping[str, Any]) -> list[str]:
    found, treaty, instrument = one.bound, one.treaty, one.instrument
    basis = f"; basis: {found.basis}" if found.basis and found.basis != found.value else ""
    caveats = f"; {row['caveats']}" if row["caveats"] else ""
    # A custom stands beside the treaty: no treaty binds "on the basis of" it, and "no" is said of the treaty alone.
    beside = instrument.kind == "treaty" and one.subject.state and (found.basis or "").startswith("custom")
    by_treaty = " by treaty" if beside else ""
    lines = [f"{found.value}{by_treaty}{basis} ({row['bound_over']}){caveats}"]
    if row["custom_rule"]:
        lines.append(f"custom covers what its rule says and no more: {row['custom_rule']}")
    if found.status:
        since = f", in force since {treaty.since.text}" if treaty.since else ""
        as_of = f", as of {treaty.as_of.text}" if treaty.as_of else ""
        verified = f", verified: {treaty.verified}" if treaty.verified else ""
        lines.append(f"{found.status} to {instrument.id} on the last of these days{since}{as_of}{verified}")
    if found.reservations:
        lines.append(f"reservations {found.reservations}")
    lines += [f"{one['effect']} {one['law']} ({one['where']}): {one['text']}" for one in row["reserved"]]
    return lines


def _whose(one: Cell) -> list[str]:
    wording = f" (read as: {one.provision.bearer_wording})" if one.provision.bearer_wording else ""
    return [f"{bearer_words(one)}{wording}"]


def _hard(one: Cell) -> list[str]:
    strength = one.provision.strength or "not known here: its paragraphs differ"
    return [f"{strength} (read as: {one.provision.wording})" if one.provision.wording else strength]


def _evidence(row: Mapping[str, Any]) -> list[str]:
    counted, aside, engaged = row["evidence"], row["set_aside"], row["engaged"]
    lines = [f"{len(counted)} count, {len(aside)} set aside, {len(engaged)} only touch the subject"]
    for piece in (*counted, *aside, *engaged):
        lines += list(_piece(piece))
    return lines


def _piece(piece: Mapping[str, Any]) -> Iterator[str]:
    said = [piece[name] for name in ("aspect", "modality", "basis", "dates") if piece.get(name)]
    yield f"{piece['statement']} {piece['relation']}{': ' if said else ''}{', '.join(said)}"
    yield from (f"  {line}" for line in _sentence(piece))
    if piece["why"]:
        yield f"  read so by {piece['asserted_by']}: {piece['why']}"
    if piece.get("set_aside"):
        yield f"  does not count: {piece['set_aside']}"


def _sentence(piece: Mapping[str, Any]) -> Iterator[str]:
    hedge = f" [{piece['hedge']}]" if piece["hedge"] else ""
    yield f"“{piece['quote']}”{hedge}"
    speaker = f"{piece['speaker']}, " if piece.get("speaker") else ""
    found_by = f"; found by {piece['found_by']}" if piece["found_by"] else ""
    yield f"{speaker}{piece['document'] or 'no document'} {piece['locator'] or ''}{found_by}".rstrip()


def _standing(one: Cell, row: Mapping[str, Any]) -> list[str]:
    if not one.has_standing:
        return ["none: it sets no duty"]
    lines = [f"law {one.law.standing}, practice {one.practice.standing}"]
    if one.origins:
        lines.append(f"independent origins: {len(one.origins)} ({', '.join(one.origins)})")
        lost = ", ".join(row["breaks_without"])
        lines.append(f"does not survive the loss of {lost}" if lost else "survives the loss of any one origin")
    says = one.state_says.says
    unknown = ", which does not say that none was sent" if says == NO_REPLY else ""
    lines.append(f"beside it, the State says: {says}{unknown}")
    for word in row["own_word"]:
        lines += [f"{word['statement']} {word['says']}", *(f"  {line}" for line in _sentence(word))]
    return lines


def _parts(row: Mapping[str, Any]) -> list[str]:
    parts = row["paragraphs"]
    return [", ".join(f"{count} {name}" for name, count in parts.items()) if parts else "it has none with a standing"]
