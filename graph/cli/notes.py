"""What is told beside an answer, on standard error."""

from rich.console import Console

_notes = Console(stderr=True)


def note(text: str) -> None:
    """Tell the user what is going on, beside the answer and never in it."""
    _notes.print(text, style="dim", highlight=False, markup=False)
