"""The audit log: who asked what of cases, when, why, and how many rows came out. It is only ever added to.

`audit.jsonl` under PALERMO_HOME, mode 0600, has one JSON object a line; each holds the SHA-256 of the line before it, so
that no line can be changed or taken out unnoticed. `audit.head` holds the number and hash of the last line, so that
cutting lines off the end is noticed too. A line is on the disk before the answer that it speaks of is shown. Whoever
owns the machine can forge the whole (docs/safety.md): a hash noted elsewhere is what shows that.
"""

import getpass
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from filelock import FileLock

from graph import durable
from graph.clock import utc_now
from graph.errors import PalermoError, UsageError

LOG, HEAD = "audit.jsonl", "audit.head"
FIRST = "0" * 64
"""What the first line holds in the place of a hash."""
LOST = "f" * 64
"""What a line holds that was written where the head was gone: it follows nothing, and that stays visible."""
WORDS = 3
"""Words that a purpose has at least."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the log."""

    number: int
    at: str
    """When, UTC."""
    who: str
    """The user of the operating system."""
    did: str
    """ask, cypher, path, forget or publish."""
    what: Mapping[str, Any]
    why: str
    rows: int
    hash: str


@dataclass(frozen=True, slots=True)
class Log:
    """The log as it was read; `broken` says in one sentence where the chain is, if anywhere."""

    lines: tuple[Line, ...]
    broken: str | None


def purpose(text: str | None, what: str) -> str:
    """The stated purpose in one line. Raises UsageError where `what` is asked without one of at least three words."""
    words = (text or "").split()
    if len(words) < WORDS or sum(letter.isalnum() for word in words for letter in word) < 2 * WORDS:
        raise UsageError(
            f"{what} needs a purpose of at least {WORDS} words, which is written to the audit log; "
            'give --purpose "why you ask".'
        )
    return " ".join(words)


def record(
    home: Path, did: str, what: Mapping[str, Any], why: str, rows: int, *, now: Callable[[], datetime] = utc_now
) -> None:
    """Add a line, and return when it is on the disk. Raises PalermoError where it cannot be kept: then nothing is shown."""
    said = {
        "at": now().isoformat(timespec="seconds"),
        "who": _user(),
        "did": did,
        "what": what,
        "why": why,
        "rows": rows,
    }
    try:
        with _alone(home):
            number, previous = _last(home)
            line = json.dumps({"number": number + 1, **said, "previous": previous}, ensure_ascii=False, default=str)
            durable.append(home / LOG, f"{line}\n".encode())
            with durable.replacing(home / HEAD) as file:
                file.write(json.dumps({"number": number + 1, "hash": _hash(line.encode())}).encode())
    except OSError as error:
        raise PalermoError(
            f"The audit log {home / LOG} cannot be written ({error.strerror}), so nothing is shown; mend that first."
        ) from error


def read(home: Path) -> Log:
    """All lines, and whether they are the ones that were written."""
    with _alone(home):
        lines, _ = _lines(home)
        head = _head(home)
    found: list[Line] = []
    broken: str | None = None
    number, previous = 0, FIRST
    for place, raw in enumerate(lines, start=1):
        one = _parsed(raw)
        if broken is None and (one is None or (one["number"], one["previous"]) != (number + 1, previous)):
            broken = f"Line {place} of the audit log does not follow the line before it: the log was changed there."
        if one is not None:
            number, previous = one.pop("number"), _hash(raw)
            del one["previous"]
            found.append(Line(number=number, hash=previous, **one))
    return Log(tuple(found), broken or _at_the_end(lines, head))


def _at_the_end(lines: list[bytes], head: tuple[int, str] | None) -> str | None:
    """What is wrong with the end of an unbroken chain: one line more than the head knows is a power cut, and no harm."""
    place = len(lines)
    if head is None:
        return f"Line {place} of the audit log may not be the last: {HEAD} is gone." if lines else None
    before = _hash(lines[-2]) if place > 1 else FIRST
    if lines and head in ((place, _hash(lines[-1])), (place - 1, before)):
        return None
    if head[0] > place:
        return f"Line {place + 1} of the audit log is missing: it had {head[0]} lines, and the end was cut off."
    return f"Line {place} of the audit log is not the last that was written: {HEAD} knows another."


def _last(home: Path) -> tuple[int, str]:
    """Number and hash that the next line follows; a line that a power cut left unfinished is dropped first.

    The head decides, so that a line after a cut does not hide it. Only a line that follows the head itself, written
    when the power went before the head was, is taken as the last.
    """
    lines, torn = _lines(home)
    if torn:
        with (home / LOG).open("r+b") as file:
            file.truncate(sum(len(line) + 1 for line in lines))
    head = _head(home)
    last = _parsed(lines[-1]) if lines else None
    if head is None:
        return (0, FIRST) if not lines else (len(lines), LOST)
    if last is not None and (last["number"], last["previous"]) == (head[0] + 1, head[1]):
        return last["number"], _hash(lines[-1])
    return head


def _lines(home: Path) -> tuple[list[bytes], bytes]:
    """The finished lines, and what stands after them."""
    path = home / LOG
    *lines, torn = (path.read_bytes() if path.exists() else b"").split(b"\n")
    return lines, torn


def _head(home: Path) -> tuple[int, str] | None:
    try:
        said = json.loads((home / HEAD).read_bytes())
        return int(said["number"]), str(said["hash"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _parsed(raw: bytes) -> dict[str, Any] | None:
    try:
        said = json.loads(raw)
        return {name: said[name] for name in ("number", "at", "who", "did", "what", "why", "rows", "previous")}
    except (ValueError, KeyError, TypeError):
        return None


def _hash(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()


def _user() -> str:
    """Of the operating system's accounts, not of the environment, which a user sets as they like."""
    try:
        import pwd
    except ImportError:  # Windows
        return getpass.getuser()
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"uid {os.getuid()}"


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Keep other processes out while the log is read or written."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with FileLock(home / "audit.lock"):
        yield
