"""Open a copy that `palermo publish` wrote: each file is a scope of its own, so that two partners' copies stand side by side."""

from pathlib import Path

from graph.disclosure import publication
from graph.errors import UsageError
from loaders.delivery import Delivery, digest_of


def deliver(path: Path | None) -> Delivery:
    """The records of the copy. Raises InputRefused where it is none, or was changed."""
    if path is None:
        raise UsageError("Source published ships no data; say the file: palermo load published FILE.")
    return Delivery(f"published/{path.stem}", digest_of(path), list(publication.read(path)))
