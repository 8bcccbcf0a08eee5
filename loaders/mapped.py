"""Rows through a mapping: nodes, relationships, and the rows that were refused, each with its reason."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from graph.errors import InputRefused
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
        if mapping.table is None:  # for a file that the user brings
            continue
        more, refused = _taken(folder / mapping.table, mapping)
        records += more
        rejects += refused
    files = sorted(
        file for file in folder.iterdir() if file.is_file() and file.suffix != ".py" and file.name != "source.yaml"
    )
    return Delivery(scope, digest_of(*files), records, tuple(rejects))


def deliver_own(folder: Path, scope: str, table: Path) -> Delivery:
    """A file of the user's own through that mapping of a source which fits its columns best and names no table.

    The file itself is the document that says so. Raises InputRefused where none of the mappings fits.
    """
    mappings = [
        mapping for path in sorted(folder.glob("*.mapping.yaml")) if (mapping := read_mapping(path)).table is None
    ]
    header = set(open_table(table).columns)
    fitting = [mapping for mapping in mappings if mapping.required() <= header]
    if not fitting:
        wanted = " or ".join(", ".join(sorted(mapping.required())) for mapping in mappings)
        raise InputRefused(
            f"{table.name} has the columns {', '.join(sorted(header)) or 'none'}; {scope} needs {wanted}: "
            f"rename its columns, or load it with a mapping of your own (palermo mapping {table.name})."
        )
    chosen = max(fitting, key=lambda mapping: len(mapping.columns() & header))
    if chosen.document is not None:
        own = {"id": f"{chosen.document.id}-{table.name}", "title": table.name, "sha256": digest_of(table)}
        chosen = replace(chosen, document=chosen.document.model_copy(update=own))
    records, rejects = _taken(table, chosen)
    return Delivery(f"{scope}/{table.name}", digest_of(table), records, tuple(rejects))


def _taken(table: Path, checked: TableMapping) -> tuple[list[Record], list[Reject]]:
    opened = open_table(table, encoding=checked.encoding, sheet=checked.sheet)
    over = checked.check_header((*opened.columns, *checked.joins))
    joined = {name: _joined(table.parent / join.table, join) for name, join in checked.joins.items()}
    rejects = [
        Reject(opened.name, "header", name, "is a column that the mapping neither reads nor ignores") for name in over
    ]
    records: list[Record] = [checked.document] if checked.document else []
    for row in opened.rows:
        if row.fault is not None:
            rejects.append(Reject(opened.name, row.place, *row.fault))
            continue
        more = {name: cells[key] for name, (on, cells) in joined.items() if (key := str(row.cells.get(on))) in cells}
        try:
            records += _records(checked, TableRow(row.place, {**row.cells, **more}))
        except Refused as refused:
            rejects.append(Reject(opened.name, row.place, refused.field, str(refused)))
    return records, rejects


def _joined(table: Path, join: Join) -> tuple[str, Mapping[str, str | list[str]]]:
    """The key column, and by its value the cell of another table; a list where several rows have the key."""
    found: dict[str, list[str]] = {}
    for row in open_table(table).rows:
        value = row.cells.get(join.column)
        if isinstance(value, str):
            found.setdefault(str(row.cells.get(join.on)), []).append(value)
    return join.on, {key: cells[0] if len(cells) == 1 else cells for key, cells in found.items()}


def _records(mapping: TableMapping, row: TableRow) -> list[Record]:
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
