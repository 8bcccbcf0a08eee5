"""Small networks in the store: who is tied to whom, by which documents."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from click.testing import Result

from graph import write
from graph.connection import Store
from graph.loading.tables import tabulate
from graph.model import Compound, Document, LinkedTo, Node, Operates, Organisation, Person, RecruitedFor

Run = Callable[..., Result]
Tie = tuple[str, str, str]
"""One end, the other, and the document that says so."""
Load = Callable[..., Store]


def node(id_: str) -> Node:
    """K... is a compound, O... an organisation, and the rest persons."""
    kinds: dict[str, type[Node]] = {"K": Compound, "O": Organisation}
    return kinds.get(id_[0], Person).model_validate({"id": id_, "name": f"name of {id_}"})


def tie(start: Node, end: Node, document: str, **more: Any) -> Any:
    said = {"document": document, "locator": "p. 1", "modality": "reported"} | more
    ends = {"start": start.ref(start.id), "end": end.ref(end.id)}
    if more.pop("recruits", False):
        said.pop("recruits")
        return RecruitedFor.model_validate(said | ends)
    if isinstance(start, Organisation) and isinstance(end, Compound):
        return Operates.model_validate(said | ends)
    return LinkedTo.model_validate(said | ends | {"as": "associate"})


@pytest.fixture
def load(empty_store: Store) -> Load:
    """Load ties, nodes that are tied to nobody, documents of one origin, and claims with dates or of recruiting."""

    def loaded(
        ties: list[Tie],
        *,
        alone: tuple[str, ...] = (),
        origins: dict[str, str] | None = None,
        more: list[Any] | None = None,
    ) -> Store:
        claims = [(*one, {}) for one in ties] + [tuple(one) for one in more or []]
        nodes = {id_: node(id_) for id_ in [*alone, *(end for one in claims for end in one[:2])]}
        documents = {one[2] for one in claims}
        records: list[Any] = [*nodes.values()]
        records += [Document(id=id_, title=id_, origin=(origins or {}).get(id_, id_)) for id_ in sorted(documents)]
        records += [tie(nodes[start], nodes[end], document, **said) for start, end, document, said in claims]
        write.load(
            empty_store,
            tabulate(records),
            source="example",
            scope="example",
            digest=repr(records),
            version="1",
            now=lambda: datetime(2026, 1, 1, tzinfo=UTC),
        )
        return empty_store

    return loaded
