"""On what a network rests: the origins of its ties and nodes, and its shape in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.connection import Store
from graph.errors import UsageError
from queries.analysis.projection import project, with_ties

DEFAULT = "people-and-companies"
"""The network that is meant where none is named."""
SHOWN = 5
"""Names that a sentence lists before it says how many more there are."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which network is asked for, and what of it."""

    name: str = DEFAULT
    without: tuple[str, ...] = ()
    """Origins that are left aside."""
    since: date | None = None
    until: date | None = None

    @classmethod
    def given(
        cls,
        name: str,
        without: Sequence[str] = (),
        since: str | date | None = None,
        until: str | date | None = None,
    ) -> "Asked":
        """What a user asks, days as text too. Raises UsageError for what is no day."""
        try:
            days = [date.fromisoformat(day) if isinstance(day, str) else day for day in (since, until)]
        except ValueError as error:
            raise UsageError(f"since {since} or until {until} is not a day such as 2025-03-10.") from error
        return cls(name, tuple(without), *days)

    @classmethod
    def of(cls, asked: "Asked | str") -> "Asked":
        """What is asked, or the whole of the network of that name."""
        return cls(asked) if isinstance(asked, str) else asked

    def read(self, store: Store, *, without: Sequence[str] = ()) -> Any:
        """The network, also without these origins. Raises UsageError for what is unknown, and where no tie is left."""
        return with_ties(self.project(store, without=without))

    def project(self, store: Store, *, without: Sequence[str] = ()) -> Any:
        """The network, whether or not it has ties."""
        aside = tuple(dict.fromkeys((*self.without, *without)))
        return project(store, self.name, without=aside, since=self.since, until=self.until)


def said(graph: Any) -> list[list[str]]:
    """The origins of each tie, sorted, in the order of the columns."""
    return [text.split("\n") for text in graph.columns().attributes["origins"]]


def origins(graph: Any) -> list[str]:
    """Every origin on which some tie rests, sorted."""
    return sorted({origin for one in said(graph) for origin in one})


def by_node(graph: Any) -> tuple[list[set[str]], list[int]]:
    """For each node, in the order of the columns: the origins of its ties, and how many ties it has."""
    columns = graph.columns()
    found: list[set[str]] = [set() for _ in columns.nodes]
    ties = [0] * len(columns.nodes)
    for start, end, those in zip(columns.start.tolist(), columns.end.tolist(), said(graph), strict=True):
        for place in (start, end):
            ties[place] += 1
            found[place].update(those)
    return found, ties


def parts(graph: Any) -> list[set[str]]:
    """The parts that no tie joins, the largest first, nodes without ties left out."""
    import networkx as nx

    found = nx.weakly_connected_components(graph) if graph.is_directed() else nx.connected_components(graph)
    return sorted((part for part in found if len(part) > 1), key=lambda part: (-len(part), min(part)))


def shape(graph: Any) -> str:
    """How many nodes, ties and parts, and how many nodes are tied to nobody, in a sentence."""
    joined = parts(graph)
    alone = len(graph) - sum(map(len, joined))
    sizes = ", ".join(str(len(part)) for part in joined[:SHOWN]) + (", ..." if len(joined) > SHOWN else "")
    text = f"The network {graph.graph['name']} has {counted(len(graph), 'node')} and {counted(graph.number_of_edges(), 'tie')}"
    text += f", in {counted(len(joined), 'part')} that no tie joins (of {sizes} nodes)" if len(joined) > 1 else ""
    if not alone:
        return f"{text}."
    return f"{text}; {alone:,} {'node is' if alone == 1 else 'nodes are'} tied to nobody."


def counted(number: int, word: str) -> str:
    """`1 node`, `2 nodes`."""
    plural = f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"
    return f"{number:,} {word if number == 1 else plural}"


def listed(names: Sequence[str], most: int = SHOWN) -> str:
    """Names with commas, at most so many, then how many more there are."""
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more:,} more" if more > 0 else "")


def names(graph: Any) -> dict[str, str]:
    """Id -> name."""
    columns = graph.columns()
    return dict(zip(columns.nodes, columns.node_attributes["name"], strict=True))


def symmetric(graph: Any) -> Any:
    """The adjacency (CSR, ones) whatever the direction of the ties."""
    found = graph.columns().matrix(pattern=True)
    if graph.is_directed():
        found = (found + found.T).tocsr()
        found.data[:] = 1.0
    return found


def share(value: float) -> str:
    """A share as a percentage that is never rounded to nothing."""
    return "under 0.1%" if 0 < value < 0.001 else f"{value:.1%}"
