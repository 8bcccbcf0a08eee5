"""What does not fit the store: nodes that it has under another label, relationships whose end is nowhere."""

from collections.abc import Iterable, Iterator

from graph.connection import Store
from graph.loading.tables import Conflict, Said, class_of, may_be_told, name_of
from graph.model import Node

_ASKED = 50_000
"""Ids in one question to the store."""


def strike(store: Store, said: Said) -> list[Conflict]:
    """Leave out what does not fit, and say why."""
    return [*_other_labels(store, said), *_ends_nowhere(store, said)]


def _other_labels(store: Store, said: Said) -> Iterator[Conflict]:
    for cls in said.contents():
        if isinstance(cls, tuple) or cls is cls.base():
            continue
        query = (
            f"UNWIND $ids AS id MATCH (n:{cls.base().label()} {{id: id}}) WHERE NOT n:{cls.label()} "
            "RETURN id, labels(n) AS labels"
        )
        labels: dict[str, str] = {}
        for rows in said.batches(cls, _ASKED):
            for row in store.read(query, {"ids": [row["id"] for row in rows]}).rows:
                labels[row["id"]] = next(label for label in row["labels"] if label != cls.base().label())
        for id_, label in labels.items():
            reason = f"has the label {label} in the store and cannot take {cls.label()}; give it another id"
            yield Conflict(f"{cls.label()} {id_}", "id", reason)
        said.strike_nodes(cls, set(labels))


def _ends_nowhere(store: Store, said: Said) -> Iterator[Conflict]:
    missing = {base: ids - _there(store, base, sorted(ids)) for base, ids in said.ends_elsewhere().items()}
    missing = {base: ids for base, ids in missing.items() if ids}
    for key, row in said.strike_ending_at(missing) if missing else ():
        if isinstance(key, tuple):
            for side, base in zip(("start", "end"), key[1], strict=True):
                if row[side] in missing.get(base, ()):
                    which = row[side] if may_be_told(key[0], side) else "of the id that stands there"
                    reason = f"there is no {base.label()} {which}; load the source that has it first"
                    yield Conflict(name_of(class_of(key), row), side, reason)


def _there(store: Store, base: type[Node], ids: list[str]) -> set[str]:
    query = f"UNWIND $ids AS id MATCH (n:{base.label()} {{id: id}}) RETURN collect(id) AS ids"
    return {id_ for some in _parts(ids) for id_ in store.read(query, {"ids": some}).values[0][0]}


def _parts(ids: list[str]) -> Iterable[list[str]]:
    return (ids[begin : begin + _ASKED] for begin in range(0, len(ids), _ASKED))
