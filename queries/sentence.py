"""A sentence beside what it was filled with: English as it stands, and ready to be said in another language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Speak = Callable[[str], str]
"""Words of ours in another language; what it does not know, as it is."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A form with braces, and what goes into them: text, numbers, or sentences again."""

    form: str
    words: Mapping[str, Any]

    def __str__(self) -> str:
        return self.said(str)

    def said(self, speak: Speak) -> str:
        """The sentence as `speak` says it."""
        return speak(self.form).format(**{name: _said(value, speak) for name, value in self.words.items()})


def _said(value: Any, speak: Speak) -> Any:
    if isinstance(value, Sentence):
        return value.said(speak)
    return speak(value) if isinstance(value, str) else value
