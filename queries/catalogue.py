"""Canned queries: finds, checks and describes the files of `queries/library`.

A file is a YAML header in its opening comment, then the Cypher. Nothing about a query lives anywhere else.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from graph.errors import PalermoError, UsageError, nearest
from graph.schema import node_label
from queries.disclosure import faults

LIBRARY = Path(__file__).parent / "library"

ParameterType = Literal["text", "integer", "date", "state", "letter", "name"]
ColumnType = Literal["text", "integer", "number", "boolean", "when", "list", "map", "id", "ids", "people", "share"]
"""`people` is a sum of `Case.people`, `share` a quotient of two of them: how they leave a query is in disclosure.py."""

BEGINS_SOMEWHERE, READS_ALL = 2, 60
"""Seconds: limits of a query that begins at something named, and of one that may read all of a kind."""


def labels(of: str | None) -> list[str]:
    """The labels that an `of` names: one, or several joined by `or`."""
    return of.split(" or ") if of else []


class Parameter(BaseModel):
    """What a query has to be told."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: ParameterType
    meaning: str
    example: Any
    default: Any = None
    required: bool = True
    of: str | None = Field(
        default=None, description="The label of the node whose id it has to be; for a name: `Entity or Place` is either"
    )
    least: int | None = Field(default=None, description="The smallest number that it may be")
    most: int | None = Field(default=None, description="The largest number that it may be")


class Column(BaseModel):
    """What a query answers."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: ColumnType
    meaning: str
    of: str | None = Field(default=None, description="For id and ids: the base label of the nodes that they name")
    group: bool = Field(default=False, description="Where cases are counted: whether the counts are grouped by it")
    part: str | None = Field(default=None, description="For a share: the column of people that is divided")
    whole: str | None = Field(default=None, description="For a share: the column of people by which it is divided")

    @property
    def bases(self) -> list[str]:
        """The labels in `of`."""
        return labels(self.of)


class Query(BaseModel):
    """A canned query."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"[a-z][a-z-]+[a-z]")
    title: str
    question: str = Field(description="As a user would ask it")
    audience: tuple[Literal["investigator", "analyst", "rapporteur"], ...]
    sensitivity: Literal["open", "aggregate", "case"]
    since: str
    parameters: Mapping[str, Parameter] = Field(default_factory=dict)
    one_of: tuple[str, ...] = Field(default=(), description="Parameters of which at least one has to be given")
    columns: Mapping[str, Column]
    order: tuple[str, ...] = Field(
        default=(), description="Where people are counted: columns by which rows are sorted; -NAME: the largest first"
    )
    seconds: int | None = Field(
        default=None, ge=1, description="The limit of time, where it is not the one that follows from what it asks"
    )
    text: str = Field(description="The Cypher")
    folder: str

    @property
    def counts_people(self) -> bool:
        """Whether its answers are counts of people, which are rounded."""
        return any(column.type == "people" for column in self.columns.values())

    def planned(self, given: Mapping[str, Any]) -> str:
        """The Cypher for these parameters: `$x IS NULL` is decided beforehand.

        The server plans for any value of a parameter, so that `$x IS NULL OR n.id = $x` reads every node where an index has it.
        """

        def decided(match: "re.Match[str]") -> str:
            return str((given.get(match[1]) is None) == (match[2] is None)).lower()

        return re.sub(r"\$(\w+) IS (NOT )?NULL\b", decided, self.text)

    @property
    def narrowing(self) -> str | None:
        """The first parameter that names where to begin: with it, the query reads a neighbourhood and not the store."""
        return next(self.unnamed({}), None)

    def unnamed(self, given: Mapping[str, Any]) -> Iterator[str]:
        """The parameters that name where to begin and are not given."""
        for name, one in self.parameters.items():
            if given.get(name) is None and (one.of or one.type in ("name", "state", "letter")):
                yield name

    @property
    def starts_anywhere(self) -> bool:
        """Whether it can be asked without saying where to begin, and then reads all of a kind."""
        return not self.one_of and not any(one.required for one in self.parameters.values())

    @property
    def limit(self) -> int:
        """Seconds in which it has to answer on a store of ten million claims (tests/benchmarks/growth.py)."""
        return self.seconds or (READS_ALL if self.starts_anywhere else BEGINS_SOMEWHERE)

    @model_validator(mode="after")
    def _declares_what_it_tells_of_cases(self) -> Self:
        if wrong := list(faults(self)):
            raise ValueError("; ".join(wrong))
        return self

    def examples(self) -> dict[str, Any]:
        """The parameters of the header's example."""
        return {name: parameter.example for name, parameter in self.parameters.items()}


@cache
def catalogue() -> Mapping[str, Query]:
    """Every canned query by id."""
    found = (read(path) for path in sorted(LIBRARY.glob("*/*.cypher")) if path.parent.name != "fragments")
    return {query.id: query for query in sorted(found, key=lambda query: query.id)}


def find(id_: str) -> Query:
    """The query of that id. Raises UsageError that suggests the nearest."""
    known = catalogue()
    if id_ not in known:
        raise UsageError(f"There is no query {id_!r}.{nearest(id_, list(known))} See palermo queries.")
    return known[id_]


def read(path: Path) -> Query:
    """A query file. Raises PalermoError naming the file and what is wrong with its header."""
    try:
        match = re.fullmatch(r"\s*/\*\n(.*?)\*/\s*(.+)", path.read_text(encoding="utf-8"), flags=re.S)
    except UnicodeDecodeError as error:
        raise PalermoError(f"{path.name} is not UTF-8; save it so.") from error
    if match is None:
        raise PalermoError(f"{path.name} does not begin with a comment that holds its header.")
    try:
        header = yaml.safe_load(match[1])
        query = Query.model_validate({**header, "text": _with_fragments(match[2].strip()), "folder": path.parent.name})
    except FileNotFoundError as error:
        raise PalermoError(f"{path.name} includes a fragment that is not there: {error.filename}") from error
    except (yaml.YAMLError, TypeError, ValueError) as error:  # a ValidationError is a ValueError
        raise PalermoError(f"{path.name} has a header that cannot be read: {error}") from error
    if query.id != path.stem:
        raise PalermoError(f"{path.name} has the id {query.id}; it must be that of the file.")
    every: list[Parameter | Column] = [*query.columns.values(), *query.parameters.values()]
    for named in every:
        if named.of is not None or named.type in ("id", "ids", "name"):
            for label in labels(named.of) or [""]:
                node_label(label)
    return query


def _with_fragments(text: str) -> str:
    """Put in place of each line `// include NAME` the rule that several queries share, so that it is written once."""

    def fragment(match: "re.Match[str]") -> str:
        return _with_fragments((LIBRARY / "fragments" / f"{match[1]}.cypher").read_text(encoding="utf-8").strip())

    return re.sub(r"^ *// include ([a-z-]+)$", fragment, text, flags=re.M)
