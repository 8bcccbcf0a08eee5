"""Forget one case: the node, its claims, what only it supports, its traces and what is derived of it.

The list of the forgotten comes first and the audit log second: if the work stops half-way, no load brings the case back,
the log knows of it, and the same command finishes it.
"""

from graph import derived
from graph.connection import Store
from graph.disclosure import audit, forgotten
from graph.errors import UsageError
from graph.model import derived_types


def holds(store: Store, case: str) -> bool:
    """Whether the store holds that case; False where it was forgotten. Raises UsageError where it is neither, or nobody's."""
    kinds = store.read("MATCH (case:Case {id: $id}) RETURN case.kind", {"id": case}).values
    if not kinds:
        if forgotten.digest(store.home, case) in forgotten.digests(store.home):
            return False
        raise UsageError(f"There is no case {case!r} in the store, and none was forgotten under that id; check the id.")
    if kinds[0][0] != "record":
        raise UsageError(f"{case} is a row of statistics and nobody's case; load the dataset again without it.")
    return True


def forget(store: Store, case: str, why: str) -> int:
    """Forget a case that the store holds; returns how many nodes and relationships that removes."""
    given = {"id": case, "derived": derived_types()}
    (sizes,) = store.read(_SIZE, given).values
    removed: int = 1 + sum(sizes)
    forgotten.add(store.home, case)
    audit.record(store.home, "forget", {"case": forgotten.digest(store.home, case)}, why, removed)
    store.write([(statement, given) for statement in (_SUPPORTED_DELETE, _TRACES, _CASE)])
    derived.refresh(store)
    return removed


# Nodes that came with the case, by no other load, and that nothing else is said of.
_SUPPORTED = """
MATCH (case:Case {id: $id})--(n)
WHERE NOT n:Case AND size(coalesce(n.runs, [])) > 0 AND all(run IN n.runs WHERE run IN case.runs)
  AND NOT EXISTS { MATCH (n)-[r]-(other) WHERE other <> case AND NOT type(r) IN $derived }
"""
_SIZE = f"""
CALL () {{ MATCH (:Case {{id: $id}})-[r]-() RETURN count(r) AS links }}
CALL () {{ {_SUPPORTED} RETURN count(DISTINCT n) AS nodes }}
RETURN links, nodes
"""
_SUPPORTED_DELETE = f"{_SUPPORTED} WITH DISTINCT n DETACH DELETE n"
_TRACES = "MATCH (trace:Withdrawal) WHERE $id IN [trace.record, trace.one, trace.other] DELETE trace"
_CASE = "MATCH (case:Case {id: $id}) DETACH DELETE case"
