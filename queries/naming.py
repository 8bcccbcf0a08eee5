"""From what a user calls a party or a place to the ids that stand for it."""

from rapidfuzz import fuzz, process, utils

from graph.connection import Store
from graph.errors import UsageError
from graph.schema import node_label
from queries.catalogue import Parameter, labels

NEAREST = 3
"""How many near names an unknown one is answered with."""


def canonical_ids(store: Store, parameter: Parameter, text: str) -> list[str]:
    """The canonical ids of the nodes with that id or, if there is none, that name: two parties may share one.

    Raises UsageError with the nearest names where nothing is called so: an empty answer would look like an answer.
    """
    found: set[str] = set()
    for label in labels(parameter.of):
        base = f"MATCH (n:{node_label(label)}) WHERE"
        for rule in ("n.id = $text", "toLower($text) IN [name IN [n.name] + coalesce(n.names, []) | toLower(name)]"):
            ids = store.read(f"{base} {rule} RETURN DISTINCT n.canonical AS id", {"text": text}).values
            found.update(id_ for (id_,) in ids)
            if ids:
                break
    if not found:
        raise UsageError(f"There is no {parameter.of} called {text!r} in the store.{_near(store, parameter, text)}")
    return sorted(found)


def _near(store: Store, parameter: Parameter, text: str) -> str:
    called: dict[str, set[str]] = {}
    for label in labels(parameter.of):
        rows = store.read(
            f"MATCH (n:{node_label(label)}) RETURN n.id AS id, [n.id, n.name] + coalesce(n.names, []) AS names"
        ).values
        for id_, names in rows:
            for name in names:
                called.setdefault(name, set()).add(id_)
    if not called:
        return " Nothing of that kind is loaded yet; see palermo load."
    near = process.extract(
        text, sorted(called), scorer=fuzz.WRatio, processor=utils.default_process, limit=NEAREST, score_cutoff=60
    )
    if not near:
        return " No name is near it; palermo find searches names in every script."
    suggestions = [f"{name} ({', '.join(sorted(called[name])[:NEAREST])})" for name, *_ in near]
    return f" Did you mean {', or '.join(suggestions)}?"
