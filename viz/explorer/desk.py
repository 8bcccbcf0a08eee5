"""What the explorer answers with: the store, who decides on identity, and the clock."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Any, Literal, Protocol

from graph.connection import Store

Verdict = Literal["same", "different", "undecided", "undo"]


class Reviewer(Protocol):
    """Who keeps the decisions on identity. Pictures know no loader, so the front door hands it in."""

    def candidates(self, undecided: bool = False) -> Sequence[Any]:
        """What waits for a person: two records, a score and why."""

    def decide(self, one: str, other: str, verdict: Verdict, *, by: str, why: str) -> Any:
        """Take a decision. Raises UsageError where it cannot be taken."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What every answer is made with."""

    store: Store
    reviewer: Reviewer | None = None
    today: Callable[[], date] = date.today
    writing: Lock = field(default_factory=Lock)
    """Held while something is decided: one person, one page, one step at a time."""
