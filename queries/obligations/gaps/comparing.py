"""What changed between two snapshots. A superseded load leaves no facts, so only what was saved can be compared."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from graph.answer import Answer
from graph.connection import Store
from graph.decisions.kept import keep_snapshot, loads, run_ids, snapshots
from graph.errors import UsageError, nearest
from graph.model import Snapshot
from queries.obligations.gaps.finding import Finding

COLUMNS = (
    "change", "kind", "rule", "about", "hardness", "modality", "says", "evidence_added", "evidence_gone", "fingerprint", "was",
)  # fmt: skip


def save(store: Store, state: str, on: str, kinds: Sequence[str], findings: Sequence[Finding]) -> Snapshot:
    """Keep the findings, with the loads there are. Raises UsageError where nothing is loaded."""
    there = loads(store)
    if not there:
        raise UsageError("Nothing is loaded yet, so there is nothing to save; see palermo load.")
    said = [
        {
            "fingerprint": one.fingerprint, "kind": one.rule.kind, "rule": one.rule.id, "version": one.rule.version,
            "about": one.about, "hardness": one.hardness, "modality": one.modality, "says": one.says,
            "evidence": list(one.evidence),
        }
        for one in findings
    ]  # fmt: skip
    text = json.dumps(said, ensure_ascii=False)
    key = hashlib.sha256(json.dumps([state, on, list(kinds), there, text]).encode()).hexdigest()[:12]
    taken = Snapshot(
        id=f"{state}@{key}", state=state, on=on, kinds=list(kinds), newest=there[0], loads=sorted(there), findings=text,
        taken=datetime.now(UTC).isoformat(timespec="seconds"),
    )  # fmt: skip
    keep_snapshot(store, taken)
    return taken


def pick(store: Store, words: Sequence[str], state: str | None = None) -> list[Snapshot]:
    """The snapshots meant by ids of snapshots or of loads, or by unique beginnings of them.

    A load means the last snapshot that was saved while it was the newest. Raises UsageError where that is none.
    """
    kept = [one for one in snapshots(store) if state in (None, one.state)]
    runs = run_ids(store)
    return [_meant(word, kept, runs) for word in words]


def _meant(word: str, kept: Sequence[Snapshot], runs: Sequence[str]) -> Snapshot:
    by_id = {one.id: one for one in kept}
    ids = sorted({*by_id, *runs, *(one.newest for one in kept)})
    meant = [word] if word in ids else [id_ for id_ in ids if id_.startswith(word)]
    if len(meant) > 1:
        raise UsageError(f"{word!r} is the beginning of several: {', '.join(meant)}; give more of it.")
    if not meant:
        hint = nearest(word, ids) if ids else " Nothing was saved yet; see palermo gaps --save."
        raise UsageError(f"There is no load or snapshot {word!r}.{hint}")
    if meant[0] in by_id:
        return by_id[meant[0]]
    of_run = [one for one in kept if one.newest == meant[0]]
    if not of_run:
        raise UsageError(
            f"No gaps were saved while {meant[0]} was the newest load, and what a later load replaced cannot be asked again; "
            "palermo gaps --state STATE --save keeps what there is now."
        )
    if len({one.state for one in of_run}) > 1:
        raise UsageError(f"Gaps of several States were saved under {meant[0]}; give --state.")
    return of_run[-1]


def difference(before: Snapshot, after: Snapshot) -> Answer:
    """What appeared, what is gone, and what rests on other evidence than before.

    Raises UsageError where the two are of different States or kinds.
    """
    if before.state != after.state:
        raise UsageError(
            f"{before.id} is of {before.state} and {after.id} of {after.state}; compare one State with itself."
        )
    if before.kinds != after.kinds:
        raise UsageError(
            f"{before.id} and {after.id} were saved for different kinds of gaps; save both with the same --kind."
        )
    rows = list(_changes(_read(before), _read(after)))
    return Answer(COLUMNS, tuple(tuple(row[name] for name in COLUMNS) for row in rows))


def _read(one: Snapshot) -> dict[str, dict[str, Any]]:
    return {said["fingerprint"]: said for said in json.loads(one.findings)}


def _changes(before: dict[str, dict[str, Any]], after: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    gone = [one for fingerprint, one in before.items() if fingerprint not in after]
    for fingerprint, one in after.items():
        if fingerprint in before:
            continue
        earlier = [old for old in gone if (old["rule"], old["about"]) == (one["rule"], one["about"])]
        if earlier:
            gone.remove(earlier[0])
        old = earlier[0] if earlier else None
        yield _row("other evidence" if old else "appeared", one, old, one)
    for one in gone:
        yield _row("gone", one, one, None)


def _row(change: str, shown: dict[str, Any], old: dict[str, Any] | None, new: dict[str, Any] | None) -> dict[str, Any]:
    had, has = set(old["evidence"] if old else ()), set(new["evidence"] if new else ())
    return {
        **shown,
        "change": change,
        "evidence_added": sorted(has - had),
        "evidence_gone": sorted(had - has),
        "fingerprint": new["fingerprint"] if new else None,
        "was": old["fingerprint"] if old else None,
    }
