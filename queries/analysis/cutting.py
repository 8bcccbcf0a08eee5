"""Where a network falls apart: nodes and ties without which some lose every way to the rest, and who they are.

After Hopcroft and Tarjan (1973): one search in depth gives each node its number, and the lowest number that it reaches
with one tie back. networkx names these nodes and ties; the pieces that they leave, which are asked here, it would have
to look for once for each of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Search:
    """A search in depth of an undirected network, by positions of its nodes."""

    order: list[int] = field(default_factory=list)
    """Nodes in the order in which they were met: those met below a node stand right behind it."""
    number: list[int] = field(default_factory=list)
    """Place of each node in `order`; -1: not met."""
    low: list[int] = field(default_factory=list)
    parent: list[int] = field(default_factory=list)
    size: list[int] = field(default_factory=list)
    """How many were met below each, itself counted."""
    root: list[int] = field(default_factory=list)

    def below(self, node: int) -> list[int]:
        """The node and all that were met below it."""
        return self.order[self.number[node] : self.number[node] + self.size[node]]

    def part(self, node: int) -> list[int]:
        """All nodes of its part."""
        return self.below(self.root[node])


def search(adjacency: Any, starts: Sequence[int] | None = None) -> Search:
    """Search a CSR adjacency from these nodes, or every part from its first node."""
    n = adjacency.shape[0]
    pointer, others = adjacency.indptr.tolist(), adjacency.indices.tolist()
    found = Search([], [-1] * n, [0] * n, [-1] * n, [1] * n, [-1] * n)
    following = pointer[:-1].copy()
    for root in range(n) if starts is None else starts:
        if found.number[root] < 0:
            _from(root, found, following, pointer, others)
    return found


def _from(root: int, found: Search, following: list[int], pointer: list[int], others: list[int]) -> None:
    number, low, parent = found.number, found.low, found.parent
    number[root] = low[root] = len(found.order)
    found.order.append(root)
    found.root[root] = root
    path = [root]
    while path:
        node = path[-1]
        if following[node] < pointer[node + 1]:
            other = others[following[node]]
            following[node] += 1
            if number[other] < 0:
                parent[other], found.root[other] = node, root
                number[other] = low[other] = len(found.order)
                found.order.append(other)
                path.append(other)
            elif other != parent[node]:
                low[node] = min(low[node], number[other])
            continue
        path.pop()
        if path:
            found.size[path[-1]] += found.size[node]
            low[path[-1]] = min(low[path[-1]], low[node])


@dataclass(frozen=True, slots=True)
class Cut:
    """A node, or a tie, without which a part falls into pieces. The members of the pieces are listed when asked for."""

    found: Search
    node: int
    children: tuple[int, ...]
    """What was met right below it and has no way around it."""
    other: int | None = None
    """The other end, where a tie is cut: it is one of the children."""

    def sizes(self) -> list[int]:
        """How many nodes each piece has, the largest first."""
        below = [self.found.size[child] for child in self.children]
        rest = self.found.size[self.found.root[self.node]] - sum(below) - (self.other is None)
        return sorted([*below, *([rest] if rest else [])], reverse=True)

    def away(self) -> int:
        """How many are cut off from the largest piece."""
        return sum(self.sizes()[1:])

    def pieces(self) -> list[list[int]]:
        """The nodes of each piece, the largest first."""
        below = [self.found.below(child) for child in self.children]
        gone = {self.node} if self.other is None else set()
        gone = gone.union(*below)
        rest = [node for node in self.found.part(self.node) if node not in gone]
        return sorted([*below, *([rest] if rest else [])], key=lambda piece: (-len(piece), min(piece)))


def articulations(found: Search) -> list[Cut]:
    """Each node without which its part falls into pieces."""
    children: dict[int, list[int]] = {}
    for node in found.order:
        above = found.parent[node]
        if above >= 0 and found.low[node] >= found.number[above]:
            children.setdefault(above, []).append(node)
    cuts = [Cut(found, node, tuple(children[node])) for node in sorted(children)]
    return [cut for cut in cuts if len(cut.sizes()) > 1]


def bridges(found: Search) -> list[Cut]:
    """Each tie without which its part falls in two."""
    return [
        Cut(found, above, (node,), node)
        for node in found.order
        if (above := found.parent[node]) >= 0 and found.low[node] > found.number[above]
    ]


def passed(found: Search, end: int) -> list[int]:
    """The nodes that every way from the root of the search to `end` passes, in their order, the two left out."""
    way: list[int] = []
    node = end
    while (above := found.parent[node]) >= 0:
        if found.parent[above] >= 0 and found.low[node] >= found.number[above]:
            way.append(above)
        node = above
    return way[::-1]
