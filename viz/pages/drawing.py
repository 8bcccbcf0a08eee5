"""A picture of a subgraph with all that is said beside it: written as a page, or shown in a notebook."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.read import Subgraph
from viz.emphasis import Emphasis
from viz.network import page
from viz.notebook import frame

HEIGHT = 760
"""Pixels of it in a notebook."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is to be drawn. `narrow` says how it is asked for less; a picture too large is refused with it."""

    subgraph: Subgraph
    title: str
    notes: Sequence[str]
    narrow: str
    emphasis: Emphasis | None = None
    empty: str | None = None
    """Why there is nothing to see, where there is not."""

    @property
    def told(self) -> str:
        """In a line: how much there is, or why there is nothing."""
        return self.empty or f"{len(self.subgraph.nodes)} nodes, {len(self.subgraph.edges)} relationships."

    @property
    def html(self) -> str:
        """One offline document. Raises UsageError for more than 2,000 nodes."""
        notes = [*([self.empty] if self.empty else []), *self.notes]
        return page(self.subgraph, title=self.title, notes=notes, emphasis=self.emphasis, narrow=self.narrow)

    def write(self, out: Path) -> None:
        """Write the page."""
        out.write_text(self.html, encoding="utf-8")

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {
            "text/html": frame(self.html, self.title, height=HEIGHT, scripts=True),
            "text/plain": f"{self.title}: {self.told}",
        }
