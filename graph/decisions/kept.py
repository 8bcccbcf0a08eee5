"""Dismissals and snapshots of findings in the store: a scope of their own, only added to, so that no reload touches them."""

from graph import schema
from graph.connection import Store
from graph.decisions.growing import guard, said
from graph.errors import PalermoError
from graph.model import Dismissal, Snapshot
from graph.write import merge_nodes

SCOPE = "gaps"
_TRIES = 5


def dismissals(store: Store) -> dict[str, Dismissal]:
    """The last step on each finding that was ever dismissed, by fingerprint."""
    steps = store.read("MATCH (d:Dismissal) RETURN properties(d) AS d ORDER BY d.number").values
    return {one.finding: one for one in (Dismissal.model_validate(said(step)) for (step,) in steps)}


def add_dismissal(store: Store, step: Dismissal) -> Dismissal:
    """Keep a step, with the next number. Raises PalermoError if others keep getting in between."""
    schema.apply(store)
    for _ in range(_TRIES):
        seen = store.read(
            "OPTIONAL MATCH (run:Run {id: $id}) WITH run OPTIONAL MATCH (d:Dismissal) "
            "RETURN coalesce(run.batches, 0), coalesce(max(d.number), 0)",
            {"id": SCOPE},
        ).values[0]
        numbered = step.model_copy(update={"id": f"{SCOPE}/{seen[1] + 1}", "number": seen[1] + 1})
        statement = (merge_nodes(Dismissal), {"rows": [numbered.model_dump()], "run": SCOPE, "mine": SCOPE})
        if store.write_when(guard(SCOPE, seen[0], "dismissals"), [statement]):
            return numbered
    raise PalermoError("Others keep dismissing findings at the same time; try again.")


def loads(store: Store) -> list[str]:
    """Ids of the complete loads of sources, the one that ended last first."""
    found = store.read(
        "MATCH (run:Run {state: 'complete'}) WHERE run.id CONTAINS '@' RETURN run.id ORDER BY run.finished DESC, run.id"
    )
    return [id_ for (id_,) in found.values]


def snapshots(store: Store) -> list[Snapshot]:
    """All snapshots, the first taken first."""
    found = store.read("MATCH (s:Snapshot) RETURN properties(s) AS s ORDER BY s.taken, s.id").values
    return [Snapshot.model_validate(said(one)) for (one,) in found]


def keep_snapshot(store: Store, taken: Snapshot) -> None:
    """Keep a snapshot; the same one again only changes when it was taken."""
    schema.apply(store)
    store.write([(merge_nodes(Snapshot), {"rows": [taken.model_dump()], "run": SCOPE, "mine": SCOPE})])


def run_ids(store: Store) -> list[str]:
    """Ids of every load there was, superseded ones too."""
    return [
        id_ for (id_,) in store.read("MATCH (run:Run) WHERE run.id CONTAINS '@' RETURN run.id ORDER BY run.id").values
    ]
