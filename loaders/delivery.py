"""What a source hands over: records, and what was refused on the way."""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl
from pydantic import ValidationError

from graph.errors import InputRefused
from graph.loading.tables import Ends
from graph.model import Case, Node, Ref, Relationship

LONGEST_SCOPE = 200
"""Bytes: a file may be called by at most 255, endings included."""


@dataclass(frozen=True, slots=True)
class Reject:
    """A record that was refused, and why."""

    file: str
    row: str
    """Row, line or place in the file."""
    field: str
    reason: str
    """One sentence."""


_QUOTED = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"")


def refusal(cls: type[Node] | type[Relationship[Any, Any]], error: ValidationError) -> tuple[str, str]:
    """The first field that the model refuses, and its reason.

    What concerns a case is never repeated: a name in the wrong column must not come out in the file of the rejects.
    """
    first = error.errors(include_url=False)[0]
    name = str(first["loc"][0]) if first["loc"] else cls.__name__
    reason = first["msg"].removeprefix("Value error, ")
    # Only the model's own sentences quote what was given; pydantic's name what is allowed.
    silent = first["type"] == "value_error" and touches_cases(cls)
    return name, _QUOTED.sub("what stands there", reason) if silent else reason


def touches_cases(cls: type[Node] | type[Relationship[Any, Any]]) -> bool:
    """Whether it is a case, or may end at one."""
    ends = (cls,) if issubclass(cls, Node) else tuple(one for side in cls.ends() for one in side)
    return any(issubclass(one, Case) for one in ends)


@dataclass(frozen=True, slots=True)
class Requirement:
    """A node that another load has to have brought. Without it nothing of the delivery is loaded."""

    node: Ref[Node]
    among: str
    """What the ids begin with that may be meant: those that the store has of them go to the refusal."""
    refusal: Callable[[Sequence[str]], str]
    """The sentence for the user."""


@dataclass(frozen=True, slots=True)
class Part:
    """Records of one class as columns named by the model's fields; `_row` is where a row stands, null for no row's own."""

    cls: type[Node] | type[Relationship[Any, Any]]
    frame: pl.DataFrame
    ends: Ends | None = None
    """For a relationship: the classes of the nodes whose ids `start` and `end` are."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows of a large file, and what was refused of them before the model was asked."""

    file: str
    parts: tuple[Part, ...] = ()
    rejects: tuple[Reject, ...] = ()
    nodes: tuple[Node, ...] = ()
    """A few that belong to no row alone."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a source hands over in one load: records, and where these are too many for memory, columns chunk by chunk.

    The chunks of the same input have to be the same each time, so that an interrupted load can go on.

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
    chunks: Iterable[Chunk] | None = None
    afterwards: Callable[[], tuple[str, ...]] = tuple
    """What the user should know that is known only when every chunk was read."""

    def __post_init__(self) -> None:
        """Refuse a scope that can name no file: its rejects are kept under it, and it is found too late that they cannot be."""
        if len(self.scope.encode()) > LONGEST_SCOPE:
            raise InputRefused(
                f"The name of what this load speaks for has {len(self.scope):,} characters ({self.scope[:40]}...); "
                f"give the file or its scope a name of at most {LONGEST_SCOPE} bytes."
            )
        if not self.scope.isprintable() or "\\" in self.scope or ".." in self.scope.split("/"):
            raise InputRefused(
                f"What this load speaks for is called {self.scope!r}; a name has no control characters, no backslash and no `..`."
            )


def digest_of(*paths: Path) -> str:
    """SHA-256 over files, names left out, so that a moved copy is the same input."""
    digest = hashlib.sha256()
    for path in paths:
        try:
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
        except OSError as error:
            raise InputRefused(f"Cannot read {path}: {error.strerror}; check the path.") from error
    return digest.hexdigest()
