"""A value of a mapping: where a property comes from, and what is done to it on the way."""

import csv
import re
from collections.abc import Iterator, Mapping
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from graph.model import When
from loaders.formats import FORMS, Format, formatted, hull
from loaders.tabular import Cell, Cells

EACH = "each"
_COLUMN = re.compile(r"\{([^{}]+)\}")
_ORIGINS = ("constant", "template", "column", "columns", "join", "each", "first_of", "all_of")


class Condition(BaseModel):
    """What a cell has to be: one of some texts ("" is an empty cell), or a text that a pattern is found in."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    one_of: tuple[str, ...] = ()
    matches: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, value: Any) -> Any:
        return {"one_of": [value] if isinstance(value, str) else value} if isinstance(value, str | list) else value

    @field_validator("matches")
    @classmethod
    def _is_a_pattern(cls, pattern: str | None) -> str | None:
        return _pattern(pattern)

    def holds(self, cell: Cell | None) -> bool:
        """Whether a cell, or one text of a cell that has several, is so."""
        texts = [text for text in cell if isinstance(text, str)] if isinstance(cell, list) else [cell or ""]
        return any(
            text in self.one_of or (self.matches is not None and re.search(self.matches, text)) for text in texts
        )


class Value(BaseModel):
    """Where a property comes from. Columns under `each` are written each/KEY, the part itself {each}."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    constant: Any = None
    template: str | None = None
    column: str | None = None
    columns: tuple[str, ...] = ()
    join: tuple[str, ...] = ()
    each: "Value | None" = None
    first_of: tuple["Value", ...] = ()
    all_of: tuple["Value", ...] = ()
    where: Mapping[str, Condition] = Field(default_factory=dict)
    split: tuple[str, ...] = ()
    extract: str | None = None
    values: Mapping[str, Any] | None = None
    matches: Mapping[str, Any] = Field(default_factory=dict)
    format: tuple[Format, ...] = ()
    default: Any = None
    optional: bool = False

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"template": value} if _COLUMN.search(value) else {"constant": value}
        if isinstance(value, list):
            return {"all_of": value}
        if isinstance(value, dict):
            long = dict(value)
            for key in ("format", "split"):
                if key in long and not isinstance(long[key], list | tuple):
                    long[key] = [long[key]]
            if isinstance(long.get("each"), str):
                long["each"] = {"column": long["each"]}
            return long
        return {"constant": value}

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        given = {name for name in _ORIGINS if getattr(self, name) not in (None, ())}
        if given not in ({"each", "template"}, {"each", "join"}) and (len(given) != 1 or given == {"each"}):
            raise ValueError(
                "a value has one of: a constant, a template with {columns}, column, columns, join, first_of, all_of, "
                "or each with a template or join"
            )
        if self.each is not None and not self.each.has_parts:
            raise ValueError("each names a column, or joins some")
        if "" in self.split:
            raise ValueError("split needs what stands between the parts, such as ;")
        return self

    @field_validator("extract")
    @classmethod
    def _is_a_pattern(cls, pattern: str | None) -> str | None:
        return _pattern(pattern)

    @field_validator("matches")
    @classmethod
    def _are_patterns(cls, matches: Mapping[str, Any]) -> Mapping[str, Any]:
        for pattern in matches:
            _pattern(pattern)
        return matches

    @property
    def has_parts(self) -> bool:
        """Whether something can be done for each of its parts."""
        return bool(self.column or self.columns or self.join or self.template)

    def needs(self) -> list[str]:
        """The columns that it reads."""
        below = [name for value in self.values_below() for name in value.needs()]
        own = [name for name, _ in columns_of(self.template)] + ([self.column] if self.column else [])
        return [*own, *self.columns, *self.join, *self.where, *below]

    def values_below(self) -> tuple["Value", ...]:
        """The values that it is made of."""
        return (*([self.each] if self.each else []), *self.first_of, *self.all_of)

    def of(self, cells: Cells, doubts: list[str] | None = None) -> Any:
        """The value in a row; None where the row does not say.

        Raises ValueError for a value it cannot take; where it is optional, the reason is added to `doubts` instead.
        """
        try:
            return self._of(cells, doubts) if self._wanted(cells) else self.default
        except ValueError as error:
            if not self.optional or doubts is None:
                raise
            doubts.append(str(error))
            return self.default

    def _of(self, cells: Cells, doubts: list[str] | None) -> Any:
        if self.constant is not None:
            return self.constant
        if self.first_of:
            return self._first(cells, doubts)
        if self.all_of:
            return _together([part for value in self.all_of for part in _listed(value.of(cells, doubts))])
        texts = list(self._texts(cells))
        if not texts:
            return self.default
        found = _together([value for text in texts if (value := self._translated(text)) is not None])
        several = self.split or self.columns or self.each
        return found[0] if isinstance(found, list) and len(found) == 1 and not several else found or None

    def parts(self, cells: Cells) -> Iterator[Cells]:
        """The row once for each part of a column: the part is {each}, its fields are each/KEY."""
        rows = list(self._parts(cells))
        row = {key: value for key, value in cells.items() if key.partition("/")[0] != EACH}
        yield from rows or ([row | {EACH: str(self.default)}] if self.default is not None else [])

    def _parts(self, cells: Cells) -> Iterator[Cells]:
        if self.join or self.template is not None:
            for below in self.each.parts(cells) if self.each else [cells]:
                text = self._written(below)
                for fields in self._text_parts(text) if text else []:
                    row = cells | fields
                    if self._wanted(row):
                        yield row
            return
        for name in [self.column] if self.column else self.columns:
            cell = cells.get(name)
            for part in cell if isinstance(cell, list) else [cell] if cell else []:
                if isinstance(part, dict):
                    found = [{f"{EACH}/{key}": value for key, value in part.items()}]
                else:
                    found = list(self._text_parts(part))
                for fields in found:
                    row = {key: value for key, value in cells.items() if key.partition("/")[0] != EACH} | fields
                    if self._wanted(row):
                        yield row

    def _text_parts(self, text: str) -> Iterator[Cells]:
        for one, fields in self._extracted(text):
            value = self._translated(one)
            if value is not None:
                parts: Cells = {EACH: str(value)}
                yield parts | {f"{EACH}/{key}": field for key, field in fields.items() if field}

    def _first(self, cells: Cells, doubts: list[str] | None) -> Any:
        for value in self.first_of:
            found = value.of(cells, doubts)
            if found not in (None, []):
                return found[0] if isinstance(found, list) else found
        return self.default

    def _wanted(self, cells: Cells) -> bool:
        return all(condition.holds(cells.get(column)) for column, condition in self.where.items())

    def _texts(self, cells: Cells) -> Iterator[str]:
        if self.template is None and not self.join:
            for name in [self.column] if self.column else self.columns:
                cell = cells.get(name)
                for text in cell if isinstance(cell, list) else [cell]:
                    if isinstance(text, str):
                        yield from (part for part, _ in self._extracted(text))
            return
        for row in self.each.parts(cells) if self.each else [cells]:
            text = self._written(row)
            if text is not None:
                yield from (part for part, _ in self._extracted(text))

    def _written(self, cells: Cells) -> str | None:
        """The template, or the columns joined by spaces; None where a column of the template, or all, are empty."""
        if self.join:
            return " ".join(text for name in self.join for text in _listed(cells.get(name))) or None
        parts = {}
        for name, form in columns_of(self.template):
            texts = _listed(cells.get(name))
            if not texts:
                return None
            if len(texts) > 1 or not isinstance(texts[0], str):
                raise ValueError(f"{name} has several values here; take them one by one with `each`")
            parts[name, form] = formatted(texts[0], (Format(pattern=form),)) if form else texts[0]
        return _COLUMN.sub(lambda match: str(parts[_column(match[1])]), self.template or "")

    def _extracted(self, text: str) -> Iterator[tuple[str, Mapping[str, str]]]:
        """The parts of a text that the pattern finds, with its named groups; all of them where there is no pattern."""
        for part in self._split(text):
            if self.extract is None:
                if part.strip():
                    yield part.strip(), {}
                continue
            match = re.search(self.extract, part)
            if match:
                whole = match[1] if match.re.groups else match[0]
                yield (whole or "").strip(), match.groupdict()

    def _split(self, text: str) -> list[str]:
        parts = [text]
        for mark in self.split:
            parts = [part for whole in parts for part in _apart(whole, mark)]
        return parts

    def _translated(self, text: str) -> Any:
        if self.values is not None and text in self.values:
            return self.values[text]
        for pattern, value in self.matches.items():
            if re.search(pattern, text):
                return value
        if self.format:
            return formatted(text, self.format)
        if self.values is not None or self.matches:
            known = ", ".join((*(self.values or ()), *self.matches))
            raise ValueError(f"{text!r} is not among the values of the mapping: {known}")
        return text


def columns_of(template: str | None) -> list[tuple[str, str]]:
    """The columns of a template, each with the form in which it is written there, or nothing."""
    return [_column(name) for name in _COLUMN.findall(template or "")]


def _column(name: str) -> tuple[str, str]:
    """A column in a template, and the form in which it is written there: {phone|e164}."""
    column, _, form = name.rpartition("|")
    return (column, form) if column and form.partition(" ")[0] in FORMS else (name, "")


def _apart(text: str, mark: str) -> list[str]:
    """The parts between marks; a part in quotes may have the mark in it, as in CSV."""
    if '"' in text and len(mark) == 1 and "\n" not in text:
        return next(csv.reader([text], delimiter=mark, skipinitialspace=True), [])
    return text.split(mark)


def _together(found: list[Any]) -> Any:
    """Several dates are one interval."""
    return hull(found) if found and all(isinstance(value, When) for value in found) else found


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _pattern(pattern: str | None) -> str | None:
    try:
        re.compile(pattern or "")
    except re.error as error:
        raise ValueError(f"{pattern!r} is no regular expression: {error}") from error
    return pattern
