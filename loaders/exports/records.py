"""Rows of a copy with what the forms of others need beside their fields: names for nodes, ids for relationships."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.disclosure.publishing import Part, Row
from graph.model import Node, Ref, Relationship, node_classes

_CLASSES = {cls.label(): cls for cls in node_classes()}


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A node: its class and what is said of it."""

    cls: type[Node]
    id: str
    said: Mapping[str, Any]

    @property
    def key(self) -> tuple[str, str]:
        """Base label and id: what names it in the whole graph."""
        return self.cls.base().label(), self.id

    @property
    def caption(self) -> str:
        """What people call it."""
        return str(self.said.get("name") or self.said.get("title") or self.id)


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A relationship between two nodes."""

    cls: type[Relationship[Any, Any]]
    id: str
    start: tuple[str, str]
    end: tuple[str, str]
    said: Mapping[str, Any]


def nodes(parts: Iterable[Part]) -> Iterator[NodeRow]:
    """The nodes of all parts, in their order."""
    for part in parts:
        if issubclass(part.cls, Node):
            for row in part.rows:
                yield NodeRow(part.cls, row["id"], {name: value for name, value in row.items() if name != "id"})


def links(parts: Iterable[Part]) -> Iterator[LinkRow]:
    """The relationships of all parts, in their order, each with the id that the same facts give in every load."""
    for part in parts:
        if issubclass(part.cls, Relationship):
            for row in part.rows:
                yield _link(part.cls, row)


def _link(cls: type[Relationship[Any, Any]], row: Row) -> LinkRow:
    start, end = (_CLASSES[label].ref(id_) for label, id_ in (row["start"], row["end"]))
    record = cls.model_validate(row | {"start": start, "end": end})
    said = {name: value for name, value in row.items() if name not in ("start", "end")}
    return LinkRow(cls, record.id, _key(start), _key(end), said)


def _key(ref: Ref[Node]) -> tuple[str, str]:
    return ref.cls.base().label(), ref.id
