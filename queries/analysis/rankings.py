"""The measures by which nodes are ranked: how each is computed, and what a value of it says in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from graph.errors import UsageError, nearest
from queries.analysis.resting import by_node, parts, share

STEPS = 2_000_000_000
"""Ties times sources that exact betweenness may follow; beyond, so many sources are drawn that it stays within."""
FEWEST = 200
"""Sources that are drawn at least."""
SEED = 1
Values = dict[str, float]
"""One value a node."""


@dataclass(frozen=True)
class Measured:
    """A network that is measured, and what the sentences of several measures need of it."""

    graph: Any
    recruiters: frozenset[str] = frozenset()
    """Ids of those who are said to recruit for somebody."""
    errors: Values = field(default_factory=dict)
    """Standard error of each betweenness, where it was estimated."""

    @cached_property
    def ties(self) -> dict[str, int]:
        """How many others each node is tied to."""
        return dict(zip(self.graph.columns().nodes, by_node(self.graph)[1], strict=True))

    @cached_property
    def documents(self) -> dict[str, int]:
        """From how many documents the ties of each node come."""
        columns = self.graph.columns()
        return dict(zip(columns.nodes, columns.node_attributes["documents"], strict=True))

    @cached_property
    def part(self) -> dict[str, int]:
        """How many nodes the part of each has, itself counted."""
        return dict.fromkeys(self.graph, 1) | {node: len(one) for one in parts(self.graph) for node in one}

    @cached_property
    def compounds(self) -> frozenset[str]:
        """Ids of the compounds in the network."""
        columns = self.graph.columns()
        return frozenset(
            node
            for node, label in zip(columns.nodes, columns.node_attributes["class"], strict=True)
            if label == "Compound"
        )

    @cached_property
    def recruiting(self) -> Values:
        """Share of the shortest paths between compounds and recruiters on which each node is; empty: there are none."""
        from queries.analysis.subsets import betweenness_of_groups

        recruiters = self.recruiters & set(self.graph)
        return betweenness_of_groups(self.graph, self.compounds, recruiters)

    @cached_property
    def reaching(self) -> int:
        """How many pairs of nodes reach each other."""
        return sum(len(one) * (len(one) - 1) // 2 for one in parts(self.graph))


@dataclass(frozen=True, slots=True)
class Measure:
    """One way to rank."""

    means: str
    """What a high value means, in a few words."""
    values: Callable[[Measured], Values]
    why: Callable[[Measured, str, float], str]
    """What a value says of a node, in words."""


def measure(name: str) -> Measure:
    """The measure of that name. Raises UsageError that suggests the nearest."""
    if name not in MEASURES:
        raise UsageError(f"There is no measure {name!r}.{nearest(name, list(MEASURES))}")
    return MEASURES[name]


def _nx() -> Any:
    """networkx, which is loaded (half a second) only when something is measured."""
    import networkx

    return networkx


def _betweenness(net: Measured) -> Values:
    """Exact, or from a sample of sources where all would take minutes."""
    from queries.analysis.dependency import TooLong
    from queries.analysis.measures.paths import sampled_betweenness

    nodes, ties = len(net.graph), max(1, net.graph.number_of_edges())
    few = max(FEWEST, STEPS // ties)
    if nodes > few:
        try:
            estimated = sampled_betweenness(net.graph, few, SEED)
        except TooLong:  # on long chains the sample has no way of its own: networkx's then
            return _nx().betweenness_centrality(net.graph, k=few, seed=SEED)  # type: ignore[no-any-return]
        net.errors.update({node: error for node, (_, error) in estimated.items()})
        return {node: value for node, (value, _) in estimated.items()}
    return _nx().betweenness_centrality(net.graph)  # type: ignore[no-any-return]


def _between(net: Measured, node: str, value: float) -> str:
    n = len(net.graph)
    if net.graph.is_directed():
        return f"on {share(value)} of the shortest paths between all pairs of others, along the direction of the ties"
    pairs = net.reaching - (net.part[node] - 1)
    through = value * (n - 1) * (n - 2) / 2
    text = f"on {share(through / pairs)} of the shortest paths between the others that reach each other"
    recruiting = net.recruiting.get(node)
    return f"{text}; {_recruiting(net, node, recruiting)}" if recruiting else text


def _recruiting(_net: Measured, _node: str, value: float) -> str:
    return f"on {share(value)} of the shortest paths between compounds and recruiters"


def _recruiting_values(net: Measured) -> Values:
    name = net.graph.graph["name"]
    if not net.compounds:
        raise UsageError(f"The network {name} has no compounds, between which and recruiters there could be paths.")
    if not net.recruiters & set(net.graph):
        raise UsageError(f"Nobody in the network {name} is said to recruit; load a source with RECRUITED_FOR claims.")
    return net.recruiting


def _others(number: float) -> str:
    return f"{number:,.0f} {'other' if number == 1 else 'others'}"


def _per_document(net: Measured) -> Values:
    return {node: net.ties[node] / net.documents[node] if net.documents[node] else 0.0 for node in net.graph}


def _ties_of_documents(net: Measured, node: str, _value: float) -> str:
    documents = net.documents[node]
    return f"tied to {_others(net.ties[node])} by {documents:,} {'document' if documents == 1 else 'documents'}"


def _near(net: Measured, node: str, value: float) -> str:
    if net.graph.is_directed():
        return f"{value:.3g} (1: one step from everybody, along the direction of the ties)"
    return f"{_steps(net, node, value):.1f} steps on average from the {_others(net.part[node] - 1)} in its part"


def _steps(net: Measured, node: str, value: float) -> float:
    """Mean distance to the nodes that are reached, from closeness after Wasserman and Faust."""
    return (net.part[node] - 1) / (len(net.graph) - 1) / value


MEASURES: Mapping[str, Measure] = {
    "betweenness": Measure("stands between others", _betweenness, _between),
    "recruitment": Measure("stands between compounds and recruiters", _recruiting_values, _recruiting),
    "degree": Measure(
        "is tied to many",
        lambda net: _nx().degree_centrality(net.graph),
        lambda net, node, value: f"tied to {_others(net.ties[node])}, {share(value)} of the network",
    ),
    "strength": Measure(
        "has ties that many origins assert",
        lambda net: dict(net.graph.degree(weight="weight")),
        lambda net, node, value: (
            f"{value:,.0f} assertions by independent origins on its ties to {_others(net.ties[node])}"
        ),
    ),
    "ties-per-document": Measure(
        "is tied to many for the number of documents that speak of it", _per_document, _ties_of_documents
    ),
    "closeness": Measure(
        "is few steps from the others",
        lambda net: _nx().closeness_centrality(net.graph),
        _near,
    ),
    "harmonic": Measure(
        "is few steps from the others, parts that it does not reach counted as endlessly far",
        lambda net: _nx().harmonic_centrality(net.graph),
        lambda _net, _node, value: f"as if tied to {value:.1f} others: each counts for one divided by its steps",
    ),
    "pagerank": Measure(
        "is where a walk along the ties often comes by",
        lambda net: _nx().pagerank(net.graph),
        lambda _net, _node, value: f"a walk along the ties is here {share(value)} of the time",
    ),
    "eigenvector": Measure(
        "is tied to those who are central themselves",
        lambda net: _nx().eigenvector_centrality(net.graph, max_iter=10_000),
        lambda _net, _node, value: f"{value:.3g} by the centrality of those it is tied to (all squares add up to 1)",
    ),
    "core": Measure(
        "is in a group of which everybody is tied to many of the group",
        lambda net: {node: float(value) for node, value in _nx().core_number(net.graph).items()},
        lambda _net, _node, value: f"in a group of which everybody is tied to at least {_others(value)} of the group",
    ),
}
"""Name -> measure."""
