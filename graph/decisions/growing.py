"""Scopes that are only added to, step by step: what people decided or dismissed, which no reload may touch."""

from collections.abc import Mapping
from typing import Any

from graph.connection import Statement
from graph.read import RUN_MARKS

# Setting a property of the run holds everybody else's guard until the transaction ends: two steps never share a number.
_GUARD = """
MERGE (run:Run {id: $id})
ON CREATE SET run.scope = $id, run.source = $id, run.digest = $digest, run.version = '1',
  run.started = toString(datetime()), run.state = 'complete', run.batches = 0, run.nodes = 0, run.relationships = 0,
  run.removed = 0, run.rejects = 0
SET run.finished = toString(datetime())
WITH run WHERE run.batches = $seen
SET run.batches = run.batches + 1
RETURN true
"""


def guard(scope: str, seen: int, steps: str) -> Statement:
    """What lets a step be written only if nobody wrote one since version `seen`; `steps` names what the scope grows by."""
    return _GUARD, {"id": scope, "seen": seen, "digest": f"none: grows by {steps}"}


def said(properties: Mapping[str, Any]) -> dict[str, Any]:
    """The properties of a stored node without the marks of its runs."""
    return {name: value for name, value in properties.items() if name not in RUN_MARKS}
