"""Rows through a mapping: nodes, relationships, and the rows that were refused, each with its reason."""

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from graph.model import Node, Ref, Relationship
from loaders.delivery import Delivery, Reject, digest_of
from loaders.mapping import CLASSES, TYPES, Join, NodePart, TableMapping
from loaders.mapping_file import read_mapping
from loaders.tabular import Cells, TableRow, open_table

Record = Node | Relationship[Any, Any]


class Refused(Exception):
    """A row cannot be taken."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field


def deliver_mapped(table: Path, mapping: Path) -> Delivery:
    """A table of the user's own through a mapping. A row is taken whole or refused whole."""
    records, rejects = _taken(table, read_mapping(mapping))
    return Delivery(f"tables/{table.name}", digest_of(table, mapping), records, tuple(rejects))


def deliver_folder(folder: Path, scope: str) -> Delivery:
    """A source that is nothing but tables and mappings: each `*.mapping.yaml` names the table beside it."""
    records: list[Record] = []
    rejects: list[Reject] = []
    for path in sorted(folder.glob("*.mapping.yaml")):
        mapping = read_mapping(path)
        more, refused = _taken(folder / str(mapping.table), mapping)
        records += more
        rejects += refused
    files = sorted(
        file for file in folder.iterdir() if file.is_file() and file.suffix != ".py" and file.name != "source.yaml"
    )
    return Delivery(scope, digest_of(*files), records, tuple(rejects))


def _taken(table: Path, checked: TableMapping) -> tuple[list[Record], list[Reject]]:
    opened = open_table(table, encoding=checked.encoding, sheet=checked.sheet)
    over = checked.check_header((*opened.columns, *checked.joins))
    joined = {name: _joined(table.parent / join.table, join) for name, join in checked.joins.items()}
    rejects = [
        Reject(opened.name, "header", name, "is a column that the mapping neither reads nor ignores") for name in over
    ]
    records: list[Record] = [checked.document] if checked.document else []
    for row in opened.rows:
        more = {name: cells[key] for name, (on, cells) in joined.items() if (key := str(row.cells.get(on))) in cells}
        try:
            records += mapped_row(checked, TableRow(row.place, {**row.cells, **more}))
        except Refused as refused:
            rejects.append(Reject(opened.name, row.place, refused.field, str(refused)))
    return records, rejects


def _joined(table: Path, join: Join) -> tuple[str, dict[str, list[str]]]:
    """The key column, and by its value the cells of another table."""
    found: dict[str, list[str]] = {}
    for row in open_table(table).rows:
        value = row.cells.get(join.column)
        if isinstance(value, str):
            found.setdefault(str(row.cells.get(join.on)), []).append(value)
    return join.on, found


def mapped_row(mapping: TableMapping, row: TableRow) -> list[Record]:
    """What a row gives. Raises Refused where it cannot be taken."""
    nodes = {name: node for name, part in mapping.nodes.items() if (node := _node(part, row.cells)) is not None}
    found: list[Record] = list(nodes.values())
    for type_, part in mapping.relationships:
        if not (part.wanted(row.cells) and part.from_ in nodes and part.to in nodes):
            continue
        for cells in part.rows(row.cells):
            given: dict[str, Any] = {"locator": row.place}
            if mapping.document and "document" in TYPES[type_].model_fields:
                given["document"] = mapping.document.id
            allowed = {info.alias or name for name, info in TYPES[type_].model_fields.items()}
            given = {name: value for name, value in given.items() if name in allowed} | _values(part, cells)
            ends = {"start": _ref(nodes[part.from_]), "end": _ref(nodes[part.to])}
            found.append(_made(TYPES[type_], given | ends))
    return found


def _node(part: NodePart, cells: Cells) -> Node | None:
    """The node of a row; None where the row has none: its id has an empty column, or `where` leaves it out."""
    if not part.wanted(cells):
        return None
    try:
        label = part.class_.of(cells)
    except ValueError as error:
        raise Refused("class", str(error)) from error
    values = _values(part, cells)
    if label is None or values.get("id") is None:
        return None
    node = _made(CLASSES[str(label)], values)
    return node if isinstance(node, Node) else None


def _values(part: Any, cells: Cells) -> dict[str, Any]:
    found = {}
    for name, value in part.properties().items():
        try:
            found[name] = value.of(cells)
        except ValueError as error:
            raise Refused(name, str(error)) from error
    return {name: value for name, value in found.items() if value is not None}


def _made(cls: type[Node] | type[Relationship[Any, Any]], values: dict[str, Any]) -> Record:
    try:
        return cls.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        raise Refused(str(first["loc"][0]) if first["loc"] else cls.__name__, first["msg"]) from error


def _ref(node: Node) -> Ref[Node]:
    return type(node).ref(node.id)
