"""An answer: a table of columns that goes to pandas, polars, JSON or the screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Time

if TYPE_CHECKING:
    import pandas
    import polars


@dataclass(frozen=True, slots=True)
class Answer:
    """A table: `columns` names them, `values` holds one tuple a row in the same order."""

    columns: tuple[str, ...]
    values: tuple[tuple[Any, ...], ...]
    query: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    truncated: bool = False
    """Whether the store had more rows than were asked for."""
    notes: tuple[str, ...] = ()
    """Sentences that belong beside the answer, never in it: on what it rests, and what it does not show."""

    @property
    def rows(self) -> list[dict[str, Any]]:
        """One dict a row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.values]

    def only(self, columns: Sequence[str]) -> "Answer":
        """The answer with these columns only, in this order."""
        places = [self.columns.index(name) for name in columns]
        values = tuple(tuple(row[place] for place in places) for row in self.values)
        return replace(self, columns=tuple(columns), values=values)

    def to_pandas(self) -> "pandas.DataFrame":
        """The table for pandas (which has to be installed)."""
        import pandas

        return pandas.DataFrame(list(self.values), columns=list(self.columns))

    def to_polars(self) -> "polars.DataFrame":
        """The table for polars."""
        import polars

        return polars.DataFrame(
            self.rows, schema=list(self.columns) if not self.values else None, infer_schema_length=None
        )


_ATOMS = frozenset((str, bool, int, float, type(None)))


def plain(value: Any) -> Any:
    """A value as JSON knows it: dates become ISO text, points maps of degrees, nested values likewise.

    A node is a map of its labels and properties, a relationship one of its type and properties, a path the list of both.
    """
    if isinstance(value, Date | DateTime | Time):
        return value.iso_format()
    if isinstance(value, Point):
        longitude, latitude = value[:2]
        return {"latitude": latitude, "longitude": longitude}
    if isinstance(value, list | tuple):
        if _ATOMS.issuperset(
            map(type, value)
        ):  # the rows of a read: a look at each type took a third of a large matrix
            return list(value)
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, Node):
        return {"labels": sorted(value.labels), "properties": plain(dict(value))}
    if isinstance(value, Relationship):
        return {"type": value.type, "properties": plain(dict(value))}
    if isinstance(value, Path):
        links = [part for link, node in zip(value.relationships, value.nodes[1:], strict=True) for part in (link, node)]
        return plain([value.start_node, *links])
    return value
