"""What can go wrong, each in one sentence that says what to do. `palermo.py` turns these into an exit status."""


class PalermoError(Exception):
    """The work failed (exit status 1). Its text is one sentence for the user."""

    exit_status = 1


class UsageError(PalermoError):
    """The user asked for something that cannot be asked (exit status 2)."""

    exit_status = 2


class TooSlow(PalermoError):
    """A query did not end in its time."""


class StoreUnavailable(PalermoError):
    """No Neo4j answers."""


class InputRefused(PalermoError):
    """A source file cannot be taken; nothing of it was loaded."""


def nearest(word: str, known: list[str]) -> str:
    """A hint that names the closest known word, or all of them where none is close; starts with a space."""
    from rapidfuzz import process

    if not known:
        return " There are none."
    match = process.extractOne(word, known, score_cutoff=60)
    return f" Did you mean {match[0]}?" if match else f" There are: {', '.join(sorted(known))}."
