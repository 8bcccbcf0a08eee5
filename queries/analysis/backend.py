"""The networkx backend `palermo`: networkx's functions on graphs that are columns, with networkx's results.

What is done here is in `measures/`; what is not runs as networkx wrote it, on the same graph.
"""

from collections.abc import Callable
from typing import Any

from queries.analysis.fallback import written_by_networkx
from queries.analysis.graphs import fill, folded, plain_class, read_columns
from queries.analysis.measures import communities, cores, degrees, parts, paths, walks

__all__ = ["HERE", "backend", "written_by_networkx"]

HERE: dict[str, Callable[..., Any]] = {
    name: getattr(family, name)
    for family in (communities, cores, degrees, parts, paths, walks)
    for name in family.__all__
}
"""Name -> function, of what is done here."""


class _Backend:
    """What networkx asks of a backend."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)
        return HERE[name] if name in HERE else written_by_networkx(name)

    @staticmethod
    def can_run(*_: Any) -> bool:
        """Everything: what is not done here, networkx does."""
        return True

    @staticmethod
    def should_run(name: str, *_: Any) -> bool:
        """Whether it pays to convert an ordinary graph."""
        return name in HERE

    @staticmethod
    def convert_from_nx(graph: Any, **_: Any) -> Any:
        """A graph of columns from an ordinary one."""
        columns = read_columns(graph)
        made = folded(columns, multi=graph.is_multigraph(), attributes=graph.graph)
        if graph.number_of_edges() == 0 or any(said for _, said in graph.nodes(data=True)):
            made._node.update({node: dict(said) for node, said in graph.nodes(data=True)})
        return made

    @staticmethod
    def convert_to_nx(graph: Any, **_: Any) -> Any:
        """An ordinary graph from one of columns; any other result is as networkx gives it."""
        if not hasattr(graph, "columns"):
            return graph
        plain = plain_class(graph)()
        plain.graph.update(graph.graph)
        if graph._columns is not None:
            fill(plain, graph._columns)
            return plain
        plain.add_nodes_from(graph.nodes(data=True))
        plain.add_edges_from(graph.edges(keys=True, data=True) if graph.is_multigraph() else graph.edges(data=True))
        return plain


backend = _Backend()
