"""The backup file: a zip that any tool opens, with one member of compressed JSON lines, sealed by age where asked.

The lines: a header; for each table a line that opens it, its rows, and a line with their number and SHA-256; at the end
the SHA-256 of all that came before. Sealed by a passphrase, the member is encrypted to a key made for this one file, and
that key, under the passphrase, is a member of its own: age takes a passphrase only for what fits into memory. Both
members open with the `age` command, too.
"""

import contextlib
import gzip
import hashlib
import io
import json
import os
import struct
import threading
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pyrage
from pydantic import SecretStr

from graph import durable
from graph.errors import PalermoError, UsageError

FORM = 1
"""Number of the form of the file that is written here."""
LINES, KEY = "backup.jsonl.gz", "key.age"
SEALED = f"{LINES}.age"
LONGEST = 64 * 1024 * 1024
"""Bytes of the longest line that is read: a file that is no backup must not fill the memory."""


class Damaged(PalermoError):
    """The file is not a whole backup."""


_BROKEN = (
    *(OSError, EOFError, zlib.error, zipfile.BadZipFile, struct.error, ValueError, KeyError, TypeError),
    *(AttributeError, NotImplementedError, RuntimeError),
)
"""What the libraries raise for files that are none of theirs."""


@dataclass(frozen=True, slots=True)
class Seal:
    """What a backup is encrypted to, and opened with; with nothing given it is not encrypted."""

    passphrase: SecretStr | None = None
    recipients: tuple[str, ...] = ()
    """Public keys of age (age1...): who seals with them cannot open the file again."""
    identity: Path | None = None
    """File of private keys of age, to open with."""

    def __bool__(self) -> bool:
        return bool(self.passphrase or self.recipients)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one kind, in the order of their ids."""

    name: str
    rows: int
    sha256: str


class Hashed:
    """Rows as lines, with what their table's last line says of them."""

    def __init__(self, name: str) -> None:
        self._name, self._rows, self._sha = name, 0, hashlib.sha256()

    def line(self, row: object) -> bytes:
        """A row as the line that stands in the file."""
        line = _line(row)
        self.add(line)
        return line

    def add(self, line: bytes) -> None:
        """Count a line that is there already."""
        self._rows += 1
        self._sha.update(line)

    @property
    def table(self) -> Table:
        """What came so far."""
        return Table(self._name, self._rows, self._sha.hexdigest())


def write(
    path: Path,
    header: Mapping[str, Any],
    tables: Iterable[tuple[str, Iterable[Any]]],
    seal: Seal,
    last: Callable[[], None],
) -> None:
    """Write a backup that only this user can read: all of it, on the disk, or nothing. Whatever has its name is replaced.

    `last` is called when all is written and before it gets its name: what it raises leaves nothing.
    """
    try:
        with (
            durable.replacing(path, last=last) as file,
            zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive,
        ):
            _write_members(archive, _compressed(_lines(header, tables)), seal)
    except OSError as error:
        raise PalermoError(
            f"The backup {path} could not be written: {error.strerror or error}; nothing was changed, "
            "so make room or choose another folder, and give the command again."
        ) from error


def sealed_by(path: Path) -> str | None:
    """What opens the file: `passphrase`, `identity`, or None where it is not encrypted. Raises Damaged."""
    with _opened(path) as archive:
        names = set(archive.namelist())
    if names == {LINES}:
        return None
    if SEALED in names:
        return "passphrase" if KEY in names else "identity"
    raise Damaged(f"{path} is not a backup of Palermo; give the file that palermo backup wrote.")


def read(path: Path, seal: Seal) -> Generator[tuple[str, Any], None, None]:
    """The file's header as (`""`, header), then each row as (table, row), in the order in which they were written.

    What is wrong with the file comes out at the latest after its last row: whoever may only take all of it reads it
    once for that. Raises Damaged, and UsageError where the key does not open it.
    """
    try:
        with _opened(path) as archive, _member(archive, path, seal) as member:
            yield from _rows(io.BufferedReader(gzip.GzipFile(fileobj=member)))
    except _BROKEN as error:
        raise Damaged(f"{path} is damaged or was cut off ({error}); nothing was restored from it.") from error


def _lines(header: Mapping[str, Any], tables: Iterable[tuple[str, Iterable[Any]]]) -> Iterator[bytes]:
    sha = hashlib.sha256()

    def counted(line: bytes) -> bytes:
        sha.update(line)
        return line

    yield counted(_line({"palermo": "backup", "form": FORM, **header}))
    for name, rows in tables:
        yield counted(_line({"table": name}))
        hashed = Hashed(name)
        for row in rows:
            yield counted(hashed.line(row))
        yield counted(_line({"rows": hashed.table.rows, "sha256": hashed.table.sha256}))
    yield _line({"end": sha.hexdigest()})


def _rows(lines: "io.BufferedReader") -> Iterator[tuple[str, Any]]:
    sha = hashlib.sha256()
    hashed: Hashed | None = None
    first = True
    while line := lines.readline(LONGEST):
        if not line.endswith(b"\n"):
            raise ValueError("a line has no end")
        said = json.loads(line)
        if first:
            _is_backup(said)
            yield "", said
        elif isinstance(said, list):
            if hashed is None:
                raise ValueError("a row stands outside its table")
            hashed.add(line)
            yield hashed.table.name, said
        elif "table" in said:
            hashed = Hashed(said["table"])
        elif "rows" in said:
            if hashed is None or hashed.table != Table(hashed.table.name, said["rows"], said["sha256"]):
                raise ValueError("a table is not what was written")
            hashed = None
        elif said["end"] != sha.hexdigest() or lines.read(1):
            raise ValueError("it is not what was written")
        else:
            return
        sha.update(line)
        first = False
    raise ValueError("its end is missing")


def _is_backup(said: Any) -> None:
    if not isinstance(said, dict) or said.get("palermo") != "backup":
        raise ValueError("it does not begin as a backup does")
    if said["form"] > FORM:
        raise PalermoError("This backup was written by a newer Palermo; restore it with that one.")


def _line(said: object) -> bytes:
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def _compressed(lines: Iterable[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)  # 31: with the header and the checksum of gzip
    for line in lines:
        if packed := packer.compress(line):
            yield packed
    yield packer.flush()


def _write_members(archive: zipfile.ZipFile, chunks: Iterator[bytes], seal: Seal) -> None:
    if not seal:
        with archive.open(LINES, "w", force_zip64=True) as member:
            for chunk in chunks:
                member.write(chunk)
        return
    recipients = [_recipient(one) for one in seal.recipients]
    if seal.passphrase is not None:
        own = pyrage.x25519.Identity.generate()
        recipients.append(own.to_public())
        secret = pyrage.passphrase.encrypt(str(own).encode(), seal.passphrase.get_secret_value())
        archive.writestr(KEY, secret)
    pulled = _Pulled(chunks)
    with archive.open(SEALED, "w", force_zip64=True) as member:
        try:
            pyrage.encrypt_io(pulled, member, recipients)
        except Exception as error:  # the library wraps what its reader raises in an error of its own
            raise pulled.error or error from error


def _recipient(text: str) -> Any:
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as error:
        raise UsageError(f"{text!r} is no public key of age; it begins with age1.") from error


class _Pulled:
    """Chunks as a file that can be read."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks, self._rest = chunks, b""
        self.error: Exception | None = None

    def read(self, size: int) -> bytes:
        while not self._rest:
            try:
                self._rest = next(self._chunks)
            except StopIteration:
                return b""
            except Exception as error:
                self.error = error
                raise
        found, self._rest = self._rest[:size], self._rest[size:]
        return found


def public_keys(identity: Path) -> tuple[str, ...]:
    """The public keys of a file of private ones."""
    return tuple(str(one.to_public()) for one in _identities(identity, Seal(identity=identity)))


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(path)
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise UsageError(f"Cannot read {path}: {error.strerror}; check the path.") from error
    except _BROKEN as error:
        raise Damaged(
            f"{path} is no backup of Palermo, or was cut off; nothing was restored from it, so take another copy."
        ) from error
    with archive:
        yield archive


@contextlib.contextmanager
def _member(archive: zipfile.ZipFile, path: Path, seal: Seal) -> Iterator[IO[bytes]]:
    kind = sealed_by(path)
    if kind is None:
        with archive.open(LINES) as member:
            yield member
        return
    keys = _unlocked(archive, path, seal) if kind == "passphrase" else _identities(path, seal)
    with archive.open(SEALED) as member, _decrypted(member, keys, path) as plain:
        yield plain


def _unlocked(archive: zipfile.ZipFile, path: Path, seal: Seal) -> list[Any]:
    if seal.passphrase is None:
        return _identities(path, seal)
    try:
        secret = pyrage.passphrase.decrypt(archive.read(KEY), seal.passphrase.get_secret_value())
        return [pyrage.x25519.Identity.from_str(secret.decode())]
    except (pyrage.DecryptError, zipfile.BadZipFile) as error:
        raise UsageError(f"This passphrase does not open {path}; nothing was restored.") from error


def _identities(path: Path, seal: Seal) -> list[Any]:
    if seal.identity is None:
        raise UsageError(f"{path} is encrypted; give --passphrase, or --identity with the file of your private key.")
    try:
        lines = [line.strip() for line in seal.identity.read_text(encoding="ascii").splitlines()]
        return [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except (OSError, ValueError, pyrage.IdentityError) as error:
        raise UsageError(f"{seal.identity} holds no private key of age; it is a line AGE-SECRET-KEY-1....") from error


@contextlib.contextmanager
def _decrypted(member: IO[bytes], keys: list[Any], path: Path) -> Iterator[IO[bytes]]:
    """The plain text of an encrypted file, through a pipe: it is never on the disk."""
    end, begin = os.pipe()
    failed: list[Exception] = []

    def work() -> None:
        with os.fdopen(begin, "wb") as out:
            try:
                pyrage.decrypt_io(member, out, keys)
            except Exception as error:  # told to the reader; a thread has nobody else to tell
                failed.append(error)
                with contextlib.suppress(OSError):
                    out.flush()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    try:
        with os.fdopen(end, "rb") as plain:
            yield plain
    except _BROKEN as error:
        thread.join()
        if failed and "No matching keys" in str(failed[0]):
            raise UsageError(f"This key does not open {path}; nothing was restored.") from error
        raise
    finally:
        thread.join()
