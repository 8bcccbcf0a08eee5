"""Saving what was measured: results go onto the nodes of the store as derived properties, with the run that names them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from graph.connection import Store
from graph.decisions import kept
from graph.derived import measured
from queries.analysis.resting import Asked, counted

Result = Mapping[str, Any]
"""Value of a node, and rank where it has one."""


def save(store: Store, asked: Asked, graph: Any, name: str, results: Mapping[str, Result]) -> str:
    """Save the results of one measure by node of the network; returns a sentence that says where they are."""
    columns = graph.columns()
    bases, ids = (columns.node_attributes[key] for key in ("base", "id"))
    found = {(bases[place], ids[place]): results[node] for node, place in columns.position.items() if node in results}
    run = measured.save(
        store, name, found, asked=_words(store, asked), version=version("palermo"), now=lambda: datetime.now(UTC)
    )
    key = measured.property_of(name)
    return f"Saved {name} on {counted(run.nodes, 'node')} as {key}, with the run {run.id} in {key}_run."


def _words(store: Store, asked: Asked) -> str:
    parts = [f"network {asked.name}", *(f"without {origin}" for origin in asked.without)]
    parts += [f"{word} {day}" for word, day in (("since", asked.since), ("until", asked.until)) if day]
    return "; ".join([*parts, f"loads {', '.join(sorted(kept.loads(store)))}"])
