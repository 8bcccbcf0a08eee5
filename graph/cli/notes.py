"""What is told beside an answer, on standard error."""

from rich.console import Console

NOTES = Console(stderr=True)
"""Where it is told."""


def note(text: str) -> None:
    """Tell the user what is going on, beside the answer and never in it."""
    NOTES.print(text, style="dim", highlight=False, markup=False)
