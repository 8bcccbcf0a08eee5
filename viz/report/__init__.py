"""Dossiers: what the graph holds on a State, compound, party or letter, as a document that can be pasted from."""

from collections.abc import Callable, Mapping
from pathlib import Path

from viz.report import submission
from viz.report.compound import compound
from viz.report.document import Document
from viz.report.entity import entity
from viz.report.files import FORMS, form, write
from viz.report.language import speaking
from viz.report.letter import letter
from viz.report.state import state

Writer = Callable[..., Document]
"""Takes the store, a name, `on` (the day) and `language`."""

KINDS: Mapping[str, Writer] = {"state": state, "compound": compound, "entity": entity, "letter": letter}
SUBMISSION: Mapping[str, Writer] = {"compound": submission.compound}


def check(path: Path, language: str) -> None:
    """Refuse a file or a language before anything is asked. Raises UsageError."""
    form(path)
    with speaking(language):
        pass


__all__ = ["FORMS", "KINDS", "SUBMISSION", "Document", "Writer", "check", "write"]
