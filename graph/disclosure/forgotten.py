"""Who was forgotten: a list of keyed digests, so that a later load of the same file does not bring them back.

`forgotten.key` and `forgotten.txt` lie under PALERMO_HOME, mode 0600. The digest is an HMAC of the case's pseudonym:
without the key the list says nothing of who is on it.
"""

import hashlib
import hmac
import secrets
from pathlib import Path

from filelock import FileLock

from graph import durable
from graph.loading.tables import Key, Row, Said
from graph.model import Case, Node

End = tuple[type[Node], str]
KEY, LIST = "forgotten.key", "forgotten.txt"
_TOLD = 50_000


def digest(home: Path, case: str) -> str:
    """The keyed digest of a case's id: the same under one home, and nothing to anybody without the key."""
    return _digest(_key(home), case)


def digests(home: Path) -> frozenset[str]:
    """The digests of all that was forgotten."""
    path = home / LIST
    return frozenset(path.read_text(encoding="ascii").split() if path.exists() else ())


def strike(home: Path, said: Said) -> int:
    """Take out of tables the cases that were forgotten, their claims, and what only these support.

    Returns how many cases that were.
    """
    listed = digests(home)
    if not listed:
        return 0
    key = _key(home)
    gone = {id_ for id_ in said.ends_elsewhere().get(Case, ()) if _digest(key, id_) in listed}
    if Case in said.contents():
        told = {row["id"] for rows in said.batches(Case, _TOLD) for row in rows if _digest(key, row["id"]) in listed}
        said.strike_nodes(Case, told)
        gone |= told
    if gone:
        struck = (_ends(kind, row) for kind, row in said.strike_ending_at({Case: gone}))
        alone = {end for ends in struck for end in ends if end[0] is not Case}
        alone -= _supported(said, alone)
        for cls in said.contents():
            if not isinstance(cls, tuple) and (ids := {id_ for base, id_ in alone if base is cls.base()}):
                said.strike_nodes(cls, ids)
    return len(gone)


def _supported(said: Said, ends: set[End]) -> set[End]:
    """Those of the ends at which relationships that are left end, too."""
    links = [key for key in said.contents() if isinstance(key, tuple) and ends]
    rows = ((key, row) for key in links for some in said.batches(key, _TOLD) for row in some)
    return {end for key, row in rows for end in _ends(key, row) if end in ends}


def _ends(key: Key, row: Row) -> tuple[End, ...]:
    return ((key[1][0], row["start"]), (key[1][1], row["end"])) if isinstance(key, tuple) else ()


def add(home: Path, case: str) -> None:
    """Put a case on the list, and return when it is on the disk. Twice is as once."""
    one = digest(home, case)
    with FileLock(home / "forgotten.lock"):
        if one in digests(home):
            return
        # A line that a power cut left unfinished does not swallow the next one.
        durable.append(home / LIST, f"\n{one}\n".encode("ascii"))


def _digest(key: bytes, case: str) -> str:
    return hmac.new(key, case.encode(), hashlib.sha256).hexdigest()


def _key(home: Path) -> bytes:
    path = home / KEY
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with FileLock(home / "forgotten.lock"):
        if not path.exists():
            with durable.replacing(path) as file:
                file.write(secrets.token_hex(32).encode("ascii"))
        return bytes.fromhex(path.read_text(encoding="ascii"))
