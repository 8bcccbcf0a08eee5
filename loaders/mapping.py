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

A value is a constant, a template with {columns}, or a map: `column` or `columns`, and `values`, `format`, `split`,
`default`. A part with an empty column in its template is left out. `where` keeps a node or relationship to some rows;
a claim's `document` is the mapping's and its `locator` the row, unless it says otherwise. Everything is checked against
the model and the header before a row is read.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from graph.errors import InputRefused, nearest
from graph.model import Document, When, node_classes, said_classes
from loaders.tabular import Cells

EACH = "each"
CLASSES = {cls.label(): cls for cls in node_classes()}
TYPES = {cls.type_name(): cls for cls in said_classes()}

_COLUMN = re.compile(r"\{([^{}]+)\}")


class Value(BaseModel):
    """Where a property comes from."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    constant: Any = None
    template: str | None = None
    column: str | None = None
    columns: tuple[str, ...] = ()
    values: Mapping[str, Any] | None = None
    matches: Mapping[str, Any] = Field(default_factory=dict)
    format: tuple[str, ...] = ()
    split: str | None = None
    default: Any = None

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"template": value} if _COLUMN.search(value) else {"constant": value}
        if isinstance(value, dict):
            formats = value.get("format", ())
            return value | {"format": (formats,) if isinstance(formats, str) else formats}
        return {"constant": value}

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        if (
            sum(
                origin is not None and origin != ()
                for origin in (self.constant, self.template, self.column, self.columns)
            )
            != 1
        ):
            raise ValueError("a value has one of: a constant, a template with {columns}, column, columns")
        return self

    def needs(self) -> list[str]:
        """The columns that it reads."""
        return [*_COLUMN.findall(self.template or ""), *([self.column] if self.column else []), *self.columns]

    def of(self, cells: Cells) -> Any:
        """The value in a row; None where the row does not say. Raises ValueError for a value it cannot take."""
        if self.constant is not None:
            return self.constant
        if self.template is not None:
            parts = {name: cells.get(name) for name in self.needs()}
            if not all(isinstance(part, str) for part in parts.values()):
                return None
            return _COLUMN.sub(lambda match: str(parts[match[1]]), self.template)
        texts = [text for name in self.needs() for text in self._texts(cells.get(name))]
        found = [self._translated(text) for text in texts]
        if self.split is not None or self.columns:
            return found
        return found[0] if len(found) == 1 else found or self.default

    def _texts(self, cell: str | list[str] | None) -> list[str]:
        if cell is None:
            return []
        texts = cell if isinstance(cell, list) else cell.split(self.split) if self.split else [cell]
        return [text.strip() for text in texts if text.strip()]

    def _translated(self, text: str) -> Any:
        if self.values is not None and text in self.values:
            return self.values[text]
        for pattern, value in self.matches.items():
            if re.search(pattern, text):
                return value
        if self.values is not None or self.matches:
            known = ", ".join((*(self.values or ()), *self.matches))
            raise ValueError(f"{text!r} is not among the values of the mapping: {known}")
        return _day(text, self.format) if self.format else text


class Part(BaseModel):
    """A node or a relationship that rows give; every other key is a property."""

    model_config = ConfigDict(extra="allow", frozen=True)

    where: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)

    def properties(self) -> dict[str, Value]:
        """The values of the properties."""
        return {name: Value.model_validate(value) for name, value in (self.model_extra or {}).items()}

    def wanted(self, cells: Cells) -> bool:
        """Whether this row gives it."""
        return all(cells.get(column, "") in accepted for column, accepted in self.where.items())


class NodePart(Part):
    """A node."""

    class_: Value = Field(alias="class")

    def classes(self) -> list[str]:
        """The classes that it can have."""
        named = [*(self.class_.values or {}).values(), *self.class_.matches.values()]
        return [str(label) for label in named or [self.class_.constant]]


class RelationshipPart(Part):
    """A relationship between two nodes of the mapping."""

    from_: str = Field(alias="from")
    to: str
    each: Value | None = None

    def rows(self, cells: Cells) -> list[Cells]:
        """The row once, or once for each part of a column that is split, the part being its {each}."""
        if self.each is None:
            return [cells]
        return [{**cells, EACH: str(part)} for part in self.each.of(cells)]


class Join(BaseModel):
    """A column made of the cells of another table whose key is the row's."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    table: str
    on: str
    column: str


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A mapping that was checked against the model."""

    name: str
    document: Document | None
    nodes: Mapping[str, NodePart]
    relationships: tuple[tuple[str, RelationshipPart], ...]
    ignore: frozenset[str]
    table: str | None
    """For a mapping that ships with its table: the file beside it."""
    joins: Mapping[str, "Join"]
    encoding: str | None
    sheet: str | None

    def columns(self) -> set[str]:
        """Every column that it reads."""
        parts: list[Part] = [*self.nodes.values(), *(part for _, part in self.relationships)]
        read = {column for part in parts for value in part.properties().values() for column in value.needs()}
        read |= {column for part in parts for column in part.where}
        read |= {column for part in self.nodes.values() for column in part.class_.needs()}
        read |= {column for _, part in self.relationships if part.each for column in part.each.needs()}
        return (read | {join.on for join in self.joins.values()}) - {EACH}

    def check_header(self, header: tuple[str, ...]) -> list[str]:
        """Refuse a table that lacks a column; returns the columns that the mapping passes over without saying so."""
        missing = sorted(self.columns() - set(header))
        if missing:
            raise InputRefused(
                f"{self.name} reads a column {missing[0]!r} that the table has not.{nearest(missing[0], list(header))}"
            )
        return sorted(set(header) - self.columns() - self.ignore)


def _day(text: str, formats: tuple[str, ...]) -> When:
    """A date by the first format that fits, as exact as the format: a year without a month is the whole year."""
    for pattern in formats:
        try:
            found = datetime.strptime(text, pattern)
        except ValueError:
            continue
        exact = "%Y-%m-%d" if "%d" in pattern else "%Y-%m" if re.search("%[mBb]", pattern) else "%Y"
        return When.parse(found.strftime(exact))
    raise ValueError(f"{text!r} is not a date of the form {' or '.join(formats)}")
