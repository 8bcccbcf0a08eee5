"""Rows through a mapping: nodes, relationships, and the rows that were refused, each with its reason."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from graph.errors import UsageError, nearest
from graph.model import Case, Document, Indicator, Node, Ref, Relationship, Shows
from graph.model.base import with_article
from loaders.cases.header import place
from loaders.cases.terms import Terms
from loaders.delivery import Delivery, Reject, digest_of, refusal
from loaders.mapping import BASES, CLASSES, FILE, TYPES, Join, NodePart, Part, RelationshipPart, TableMapping
from loaders.mapping_file import read_mapping
from loaders.protected import NO_CONSENT, UNTOLD, Protection, Withheld, about_people
from loaders.quoted import Annotation
from loaders.tabular import Cells, Table, TableRow, open_table

Record = Node | Relationship[Any, Any]
T = TypeVar("T")


class Refused(Exception):
    """A row cannot be taken."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field


@dataclass(frozen=True, slots=True)
class Drawn:
    """A relationship of a row, before it is known what its ends are: another row may say it."""

    type_name: str
    values: dict[str, Any]
    start: Ref[Node]
    end: Ref[Node]


@dataclass(slots=True)
class Taken:
    """What one row gives."""

    file: str
    row: str
    nodes: list[Node] = field(default_factory=list)
    drawn: list[Drawn] = field(default_factory=list)


@dataclass(slots=True)
class Intake:
    """What the tables of one load give, row by row, and what was refused."""

    rows: list[Taken] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    scope: str | None = None
    protection: Protection | None = None
    """For a table about people."""

    def take(self, table: Path, mapping: TableMapping, beside: Path) -> None:
        """Take the rows of a table; a mapping's annotation lies in the folder `beside`."""
        opened = open_mapped(table, mapping)
        self._pass_over(opened, mapping)
        joined = dict(self._joined(table, mapping))
        quoted = Annotation.read(beside / mapping.quotes.file) if mapping.quotes else None
        if mapping.document:
            self.rows.append(Taken(opened.name, "document", [mapping.document]))
        for row in opened.rows:
            if row.fault is not None:
                self.rejects.append(Reject(opened.name, row.place, *row.fault))
                continue
            more = {
                name: cells[key] for name, (on, cells) in joined.items() if (key := str(row.cells.get(on))) in cells
            }
            cells = {
                name: cell
                for name, cell in (row.cells | more).items()
                if not (isinstance(cell, str) and cell in mapping.empty)
            }
            if not cells or not all(condition.holds(cells.get(name)) for name, condition in mapping.where.items()):
                continue
            cells = {FILE: opened.name} | cells
            try:
                self._check_scope(mapping, cells)
                taken = self._row(opened.name, mapping, TableRow(row.place, cells))
                if quoted and mapping.quotes:
                    self._quote(quoted, mapping, taken, cells)
                nothing = all(isinstance(node, Document) for node in taken.nodes) and not taken.drawn
                if mapping.nodes and nothing:
                    raise Refused(
                        "row", "gives nothing: what the mapping needs is empty, or left out by its conditions"
                    )
                self.rows.append(taken)
            except Withheld:
                continue
            except Refused as refused:
                self.rejects.append(Reject(opened.name, row.place, refused.field, self._told(str(refused))))

    def _told(self, reason: str) -> str:
        """A reason for the user; of a row about people none that has what stands there in it."""
        return reason if self.protection is None else UNTOLD

    def records(self) -> list[Record]:
        """Nodes and relationships of every row that can be taken: whole or not at all."""
        known = {(node.base(), node.id): type(node) for taken in self.rows for node in taken.nodes}
        found: list[Record] = []
        for taken in self.rows:
            try:
                links = [_relationship(drawn, known) for drawn in taken.drawn]
            except Refused as refused:
                self.rejects.append(Reject(taken.file, taken.row, refused.field, self._told(str(refused))))
            else:
                found += [*taken.nodes, *links]
        return found

    def _pass_over(self, opened: Table, mapping: TableMapping) -> None:
        reason = "is a column that the mapping neither reads nor ignores"
        header = (*opened.columns, *mapping.joins)
        for name in mapping.check_header(header):
            # a heading of a sheet about people may be somebody's name
            shown = name if self.protection is None else place(header.index(name))
            self.rejects.append(Reject(opened.name, "header", shown, reason))

    def _joined(self, table: Path, mapping: TableMapping) -> Iterator[tuple[str, tuple[str, dict[str, list[str]]]]]:
        """Column -> its key column, and by its value the cells of the other table."""
        for name, join in mapping.joins.items():
            other = _beside(table, join.table)
            if other is None:
                reason = f"{join.table} is not in the folder of {table.name}, so that what it adds was left out"
                self.rejects.append(Reject(table.name, "joins", name, reason))
            else:
                yield name, (join.on, _cells_by(other, join, mapping.empty))

    def _check_scope(self, mapping: TableMapping, cells: Cells) -> None:
        if mapping.scope is None:
            return
        scope = _evaluated("scope", mapping.scope.of, cells)
        if not isinstance(scope, str):
            raise Refused("scope", "does not say of which list or act it is")
        self.scope = self.scope or scope
        if scope != self.scope:
            raise Refused("scope", f"is of {scope}, where the rows before it are of {self.scope}; load each by itself")

    def _row(self, file: str, mapping: TableMapping, row: TableRow) -> Taken:
        taken = Taken(file, row.place)
        ends: dict[str, list[tuple[Ref[Node], Cells]]] = {}
        for name, node in mapping.nodes.items():
            for cells in _rows(node, row.cells):
                end = self._end(taken, node, cells)
                if end is not None:
                    only_each = {key: cell for key, cell in cells.items() if key not in row.cells}
                    ends.setdefault(name, []).append((end, only_each))
        for type_, part in mapping.relationships:
            for (start, start_cells), (end, end_cells) in product(ends.get(part.from_, []), ends.get(part.to, [])):
                for cells in _rows(part, row.cells | start_cells | end_cells):
                    said = self._said(mapping, type_, part, row.place, cells)
                    if self.protection:
                        said = self.protection.claim(type_, said, start, end)
                    taken.drawn.append(Drawn(type_, said, start, end))
        return taken

    def _end(self, taken: Taken, part: NodePart, cells: Cells) -> Ref[Node] | None:
        """The node of a row, kept; None where the row has none: its id has an empty column, or its class is none."""
        label = _evaluated("class", part.class_.of, cells) if part.class_ else part.refers_to
        if label is None:
            return None
        values = self._values(taken.file, taken.row, part, cells)
        if values.get("id") is None:
            return None
        if self.protection and label == Case.label():
            values["id"] = self.protection.pseudonym(str(values["id"]))
        if part.refers_to:
            return Ref((CLASSES | BASES)[part.refers_to], str(values["id"]))
        if str(label) not in CLASSES:
            raise Refused("class", f"there is no label {str(label)!r}.{nearest(str(label), list(CLASSES))}".rstrip("."))
        if self.protection and label == Case.label():
            values = self.protection.case(values)
        node = _made(CLASSES[str(label)], values)
        if not isinstance(node, Node):  # pragma: no cover - CLASSES has nodes only
            return None
        taken.nodes.append(node)
        if self.protection and isinstance(node, Case):
            for indicator, shown in self.protection.shown(node):
                taken.drawn.append(Drawn(Shows.type_name(), shown, Case.ref(node.id), Indicator.ref(indicator)))
        return type(node).ref(node.id)

    def _said(
        self, mapping: TableMapping, type_: str, part: RelationshipPart, place: str, cells: Cells
    ) -> dict[str, Any]:
        given: dict[str, Any] = {"locator": place}
        if mapping.document and "document" in TYPES[type_].model_fields:
            given["document"] = mapping.document.id
        allowed = {info.alias or name for name, info in TYPES[type_].model_fields.items()}
        given = {name: value for name, value in given.items() if name in allowed}
        return given | self._values(mapping.name, place, part, cells)

    def _values(self, file: str, row: str, part: Part, cells: Cells) -> dict[str, Any]:
        found = {}
        for name, value in part.properties.items():
            doubts: list[str] = []
            try:
                found[name] = value.of(cells, doubts)
            except ValueError as error:
                raise Refused(name, str(error)) from error
            kept = "it was left out, the rest of the row is kept"
            self.rejects += [Reject(file, row, name, f"{self._told(doubt)}; {kept}") for doubt in doubts]
        return {name: value for name, value in found.items() if value is not None}

    def _quote(self, quoted: Annotation, mapping: TableMapping, taken: Taken, cells: Cells) -> None:
        """Add what the annotation draws from the text of the row."""
        quotes = mapping.quotes
        if quotes is None:  # pragma: no cover - asked before
            return
        source = {"document": quotes.document.of(cells), "locator": quotes.locator.of(cells)}
        for node in list(taken.nodes):
            claims = quoted.claims(node.id)
            for claim in claims:
                if not claim.stands_in(str(cells.get(quotes.text, ""))):
                    reason = f"the annotation quotes words that the row has not: {claim.quote!r}"
                    self.rejects.append(Reject(taken.file, taken.row, quotes.text, reason))
                    continue
                taken.nodes += [made for made in quoted.nodes_of(claim) if made not in taken.nodes]
                for type_name, start, end, more in claim.ends(node.id):
                    values = source | {"quote": claim.quote} | more
                    taken.drawn.append(Drawn(type_name, values, quoted.ref(start, node), quoted.ref(end, node)))


def mapped_row(mapping: TableMapping, row: TableRow) -> list[Record]:
    """What one row gives by itself, for a source that prepares its rows. Raises Refused where it cannot be taken."""
    taken = Intake()._row(mapping.name, mapping, row)
    known = {(node.base(), node.id): type(node) for node in taken.nodes}
    return [*taken.nodes, *(_relationship(drawn, known) for drawn in taken.drawn)]


def deliver_mapped(table: Path, mapping: Path, terms: Callable[[], Terms] | None = None) -> Delivery:
    """A table of the user's own through a mapping. A row is taken whole or refused whole; cases only on terms."""
    intake, rules = Intake(), read_mapping(mapping)
    if about_people(rules) and rules.document:
        if terms is None:
            raise UsageError("A table about people needs the terms of its load; load it with palermo load.")
        intake.protection = Protection(terms(), rules.document.id)
    intake.take(table, rules, mapping.parent)
    name = table.name if intake.protection is None else intake.protection.terms.key.file(table.name)
    found = _delivery(intake, f"tables/{intake.scope or name}", (table, mapping))
    if intake.protection is None:
        return found
    withheld = intake.protection.withheld
    own = hashlib.sha256(f"{found.digest}\x1f{intake.protection.terms.digest_of()}".encode()).hexdigest()
    return replace(found, digest=own, warnings=(f"{withheld:,} {NO_CONSENT}",) if withheld else ())


def deliver_folder(folder: Path, scope: str) -> Delivery:
    """A source that is nothing but tables and mappings: each `*.mapping.yaml` with a `table` names the one beside it."""
    intake = Intake()
    for path, mapping in mappings(folder):
        if mapping.table:
            intake.take(folder / mapping.table, mapping, path.parent)
    intake.scope = None
    return _delivery(intake, scope, sorted(_data(folder)))


def deliver_file(folder: Path, source: str, file: Path, path: Path, mapping: TableMapping) -> Delivery:
    """A file of the user's through the mapping of a source: it speaks for its list or act only."""
    intake = Intake()
    intake.take(file, mapping, folder)
    joined = [other for join in mapping.joins.values() if (other := _beside(file, join.table))]
    quoted = [folder / mapping.quotes.file] if mapping.quotes else []
    scope = intake.scope or file.stem
    return _delivery(intake, f"{source}/{scope}", (file, path, *joined, *quoted))


def mappings(folder: Path) -> list[tuple[Path, TableMapping]]:
    """The mappings of a source folder, in the order of their names."""
    return [(path, read_mapping(path)) for path in sorted(folder.glob("*.mapping.yaml"))]


def open_mapped(table: Path, mapping: TableMapping) -> Table:
    """Open a table as its mapping says."""
    return open_table(table, encoding=mapping.encoding, sheet=mapping.sheet, columns=mapping.header)


def _delivery(intake: Intake, scope: str, files: Iterable[Path]) -> Delivery:
    records = intake.records()
    return Delivery(scope, digest_of(*files), records, tuple(intake.rejects))


def _data(folder: Path) -> Iterator[Path]:
    for file in folder.iterdir():
        if file.is_file() and file.suffix != ".py" and file.name != "source.yaml":
            yield file


def _beside(table: Path, name: str) -> Path | None:
    """The file of that name, in capitals or not, in the folder of a table."""
    return next((file for file in sorted(table.parent.iterdir()) if file.name.lower() == name.lower()), None)


def _cells_by(table: Path, join: Join, empty: frozenset[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in open_table(table, columns=join.columns).rows:
        value = row.cells.get(join.column)
        if isinstance(value, str) and value not in empty:
            found.setdefault(str(row.cells.get(join.on)), []).append(value)
    return found


def _rows(part: Part, cells: Cells) -> list[Cells]:
    return _evaluated("each", lambda row: list(part.rows(row)), cells)


def _evaluated(name: str, rule: Callable[[Cells], T], cells: Cells) -> T:
    try:
        return rule(cells)
    except ValueError as error:
        raise Refused(name, str(error)) from error


def _relationship(drawn: Drawn, known: dict[tuple[type[Node], str], type[Node]]) -> Relationship[Any, Any]:
    """The relationship between its ends, each of the class that a node of the load says."""
    cls = TYPES[drawn.type_name]
    found = {}
    for side, ref, allowed in zip(("start", "end"), (drawn.start, drawn.end), cls.ends(), strict=True):
        said = known.get((ref.cls.base(), ref.id), ref.cls)
        if not issubclass(said, allowed) and said in BASES.values():
            names = " or ".join(one.label() for one in allowed)
            raise Refused(
                side,
                f"{drawn.type_name} needs {with_article(names)} here, and nothing in the load says what {ref.id} is",
            )
        found[side] = Ref(said, ref.id)
    made = _made(cls, drawn.values | found)
    if not isinstance(made, Relationship):  # pragma: no cover - TYPES has relationships only
        raise TypeError(drawn.type_name)
    return made


def _made(cls: type[Node] | type[Relationship[Any, Any]], values: dict[str, Any]) -> Record:
    try:
        return cls.model_validate(values)
    except ValidationError as error:
        raise Refused(*refusal(cls, error)) from error
