"""What a source hands over: records, and what was refused on the way."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.errors import InputRefused
from graph.model import Node, Ref, Relationship


@dataclass(frozen=True, slots=True)
class Reject:
    """A record that was refused, and why."""

    file: str
    row: str
    """Row, line or place in the file."""
    field: str
    reason: str
    """One sentence."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """A node that another load has to have brought. Without it nothing of the delivery is loaded."""

    node: Ref[Node]
    among: str
    """What the ids begin with that may be meant: those that the store has of them go to the refusal."""
    refusal: Callable[[Sequence[str]], str]
    """The sentence for the user."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a source hands over in one load.

    `scope` is what the load speaks for: all of the source (its id) or one document of it (`letters/AL_MYS_1_2025`).
    What the same scope said in an earlier load and no longer says is removed.
    """

    scope: str
    digest: str
    records: Iterable[Node | Relationship[Any, Any]]
    rejects: tuple[Reject, ...] = field(default=())
    requires: tuple[Requirement, ...] = field(default=())
    warnings: tuple[str, ...] = field(default=())
    """What the user should know: what was kept out, and how often."""


def digest_of(*paths: Path) -> str:
    """SHA-256 over files, names left out, so that a moved copy is the same input."""
    digest = hashlib.sha256()
    for path in paths:
        try:
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        except OSError as error:
            raise InputRefused(f"Cannot read {path}: {error.strerror}; check the path.") from error
    return digest.hexdigest()
