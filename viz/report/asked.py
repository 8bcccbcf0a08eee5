"""What a dossier asked of the graph, written down as it asks, so that the method page can tell it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.answer import Answer
from graph.connection import Store
from queries import ask
from queries.obligations.dates import Period


@dataclass(slots=True)
class Asking:
    """The store, the day, and each question with its parameters."""

    store: Store
    day: date
    questions: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    """What turned out not to be known, in sentences."""

    @property
    def period(self) -> Period:
        """All that lies before the day, and the day."""
        return Period(None, self.day)

    def ask(self, query: str, **parameters: Any) -> list[dict[str, Any]]:
        """The rows of a canned query."""
        self.noted(query, **parameters)
        answer: Answer = ask(self.store, query, parameters)
        return answer.rows

    def noted(self, query: str, **parameters: Any) -> None:
        """Write down a question that was asked otherwise."""
        if (query, parameters) not in self.questions:
            self.questions.append((query, parameters))
