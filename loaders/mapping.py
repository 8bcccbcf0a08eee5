"""A mapping: YAML that says how the rows of any table become nodes and relationships.

    document: {id: SHEET-2025-06, title: Recruiter sheet of June 2025, publisher: our team}   # who says so
    nodes:
      handle: {class: Account, id: "HANDLE-{handle}", kind: handle, name: {column: handle}}
      site: {class: Compound, id: "SITE-{site}", name: {column: site}}
    relationships:
      RECRUITED_FOR:
        from: handle
        to: site
        modality: {column: certainty, values: {rumour: alleged, seen: reported}}
        since: {column: seen, format: ["%d.%m.%Y", "%B %Y", "%Y"]}
        quote: {column: remark}
    ignore: [checked by]

docs/mapping.md says all that a mapping can. Everything is checked against the model and the header before a row is read.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from graph.errors import InputRefused, nearest
from graph.model import Document, Node, base_classes, node_classes, said_classes
from loaders.tabular import Cells
from loaders.value import EACH, Condition, Value

CLASSES = {cls.label(): cls for cls in node_classes()}
BASES = {cls.label(): cls for cls in base_classes()}
TYPES = {cls.type_name(): cls for cls in said_classes()}
FILE = "file()"
"""The column of every table that is its file's name: what the user brings is the document that says so."""


class Part(BaseModel):
    """A node or a relationship that rows give; every other key is a property."""

    model_config = ConfigDict(extra="allow", frozen=True)

    where: Mapping[str, Condition] = Field(default_factory=dict)
    each: Value | None = None

    @field_validator("each", mode="before")
    @classmethod
    def _names_a_column(cls, value: object) -> object:
        return {"column": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _each_is_of_a_column(self) -> "Part":
        if self.each is not None and not self.each.has_parts:
            raise ValueError("each names a column, or joins some")
        return self

    @cached_property
    def properties(self) -> dict[str, Value]:
        """The values of the properties."""
        return {name: Value.model_validate(value) for name, value in (self.model_extra or {}).items()}

    def values(self) -> list[Value]:
        """Every value in it."""
        return [*self.properties.values(), *([self.each] if self.each else [])]

    def rows(self, cells: Cells) -> Iterator[Cells]:
        """The row once, or once for each part of the column under `each`; none where it is not wanted."""
        for row in self.each.parts(cells) if self.each else [cells]:
            if all(condition.holds(row.get(column)) for column, condition in self.where.items()):
                yield row


class NodePart(Part):
    """A node; with `refers_to` one that another row, table or source gives."""

    class_: Value | None = Field(default=None, alias="class")
    refers_to: str | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> "NodePart":
        if (self.class_ is None) == (self.refers_to is None):
            raise ValueError("a node has either `class`, or `refers_to` where it is given elsewhere")
        return self

    def classes(self) -> list[str]:
        """The classes that it can have."""
        if self.class_ is None:
            return [str(self.refers_to)]
        named = [*(self.class_.values or {}).values(), *self.class_.matches.values(), self.class_.constant]
        return [str(label) for label in (*named, self.class_.default) if label is not None]

    def names_classes(self) -> bool:
        """Whether its class is a label, or chosen among labels that the mapping names."""
        given = self.class_
        return given is not None and not given.all_of and (bool(given.first_of) or bool(self.classes()))

    def values(self) -> list[Value]:
        """Every value in it."""
        return [*super().values(), *([self.class_] if self.class_ else [])]


class RelationshipPart(Part):
    """A relationship between two nodes of the mapping."""

    from_: str = Field(alias="from")
    to: str


class Join(BaseModel):
    """A column made of the cells of another table whose key is the row's."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    table: str
    on: str
    column: str
    columns: tuple[str, ...] = ()


class Takes(BaseModel):
    """Which files of the user's a mapping of a source is for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    files: tuple[str, ...]
    columns: tuple[str, ...] = ()
    """What such a file has in any case, where the form leaves out what is empty."""


class Quotes(BaseModel):
    """Claims drawn from the words of rows, in a file beside the mapping; `loaders.quoted` checks them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str = Field(pattern=r"^[^/\\\x00]+\.ya?ml$")
    text: str
    document: Value
    locator: Value


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A mapping that was checked against the model."""

    name: str
    document: Document | None
    nodes: Mapping[str, NodePart]
    relationships: tuple[tuple[str, RelationshipPart], ...]
    ignore: tuple[str, ...]
    table: str | None
    """For a mapping that ships with its table: the file beside it."""
    takes: Takes | None
    scope: Value | None
    """Which list or act a file is; a new issue of it withdraws what the earlier one said."""
    joins: Mapping[str, Join]
    quotes: Quotes | None
    encoding: str | None
    sheet: str | None
    """The sheet of a workbook, or the elements of an XML file that are its rows."""
    header: tuple[str, ...]
    """The columns of a table that has no row that names them."""
    where: Mapping[str, Condition]
    """Which rows it is for; the others are passed over."""
    empty: frozenset[str]
    sparse: bool
    """The format leaves out what is empty, so that a column may be absent."""

    def columns(self) -> set[str]:
        """Every column that it reads."""
        return {column for column in self._reads() if column.partition("/")[0] != EACH} - {FILE}

    def _parts(self) -> list[Part]:
        return [*self.nodes.values(), *(part for _, part in self.relationships)]

    def _values(self) -> list[Value]:
        return [*(value for part in self._parts() for value in part.values()), *([self.scope] if self.scope else [])]

    def _fields(self) -> set[str]:
        """The columns of groups that it reads as each/KEY."""
        groups = {column for part in self._parts() if part.each for column in part.each.needs()}
        groups |= {column for value in _all(self._values()) if value.each for column in value.each.needs()}
        keys = {column.partition("/")[2] for column in self._reads() if column.startswith(f"{EACH}/")}
        return {f"{group}/{key}" for group in groups for key in keys}

    def _reads(self) -> set[str]:
        read = {column for value in self._values() for column in value.needs()}
        read |= {column for part in self._parts() for column in part.where} | {*self.where}
        if self.quotes:
            read |= {self.quotes.text, *self.quotes.document.needs(), *self.quotes.locator.needs()}
        return read | {join.on for join in self.joins.values()}

    def lacks(self, header: Collection[str]) -> list[str]:
        """The columns that it reads and that a table has not."""
        needed = {*(self.takes.columns if self.takes else ())} if self.sparse else self.columns()
        return sorted(needed - {*header, *self.joins})

    def check_header(self, header: tuple[str, ...]) -> list[str]:
        """Refuse a table that lacks a column; returns the columns that the mapping passes over without saying so."""
        missing = self.lacks(header)
        if missing:
            raise InputRefused(
                f"{self.name} reads a column {missing[0]!r} that the table has not.{nearest(missing[0], list(header))}"
            )
        groups = {column.rpartition("/")[0] for column in header}
        ignored = [re.compile(re.escape(pattern).replace(r"\*", ".*")) for pattern in self.ignore]
        return sorted(
            column
            for column in {*header} - self.columns() - self._fields() - groups - {*self.ignore}
            if not any(pattern.fullmatch(column) for pattern in ignored)
        )


def ends_fit(label: str, allowed: tuple[type[Node], ...]) -> bool:
    """Whether a node of the label, or for a base label some class of it, may stand at such an end."""
    cls = CLASSES.get(label) or BASES[label]
    return issubclass(cls, allowed) or any(issubclass(one, cls) for one in allowed)


def _all(values: Collection[Value]) -> Iterator[Value]:
    for value in values:
        yield value
        yield from _all(value.values_below())
