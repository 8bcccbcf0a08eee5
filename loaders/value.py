"""A value of a mapping: where a property comes from, and what is done to it on the way."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from graph.model import When
from loaders.formats import Format, formatted, hull
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
    split: str | None = Field(default=None, min_length=1)
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
            if "format" in long and not isinstance(long["format"], list | tuple):
                long["format"] = [long["format"]]
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
        if self.each is not None and not (self.each.column or self.each.columns):
            raise ValueError("each names a column")
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

    def needs(self) -> list[str]:
        """The columns that it reads."""
        below = [name for value in self.values_below() for name in value.needs()]
        own = [*_COLUMN.findall(self.template or ""), *([self.column] if self.column else [])]
        return [*own, *self.columns, *self.join, *self.where, *below]

    def values_below(self) -> tuple["Value", ...]:
        """The values that it is made of."""
        return (*([self.each] if self.each else []), *self.first_of, *self.all_of)

    def of(self, cells: Cells) -> Any:
        """The value in a row; None where the row does not say. Raises ValueError for a value it cannot take."""
        if not self._wanted(cells):
            return self.default
        if self.constant is not None:
            return self.constant
        if self.first_of:
            return self._first(cells)
        if self.all_of:
            return [text for value in self.all_of for text in _listed(value.of(cells))]
        found = [value for text in self._texts(cells) if (value := self._translated(text)) is not None]
        if len(found) > 1 and all(isinstance(value, When) for value in found):
            return hull(found)
        several = self.split is not None or self.columns or self.each
        if len(found) == 1 and (not several or isinstance(found[0], When)):
            return found[0]
        return found or self.default

    def parts(self, cells: Cells) -> Iterator[Cells]:
        """The row once for each part of a column: the part is {each}, its fields are each/KEY."""
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

    def _first(self, cells: Cells) -> Any:
        for value in self.first_of:
            found = value.of(cells)
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
        for name in _COLUMN.findall(self.template or ""):
            texts = _listed(cells.get(name))
            if not texts:
                return None
            if len(texts) > 1 or not isinstance(texts[0], str):
                raise ValueError(f"{name} has several values here; take them one by one with `each`")
            parts[name] = texts[0]
        return _COLUMN.sub(lambda match: parts[match[1]], self.template or "")

    def _extracted(self, text: str) -> Iterator[tuple[str, Mapping[str, str]]]:
        """The parts of a text that the pattern finds, with its named groups; all of them where there is no pattern."""
        for part in text.split(self.split) if self.split else [text]:
            if self.extract is None:
                if part.strip():
                    yield part.strip(), {}
                continue
            match = re.search(self.extract, part)
            if match:
                whole = match[1] if match.re.groups else match[0]
                yield whole.strip(), match.groupdict()

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


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _pattern(pattern: str | None) -> str | None:
    try:
        re.compile(pattern or "")
    except re.error as error:
        raise ValueError(f"{pattern!r} is no regular expression: {error}") from error
    return pattern
