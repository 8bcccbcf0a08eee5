"""Privacy at intake: what stands for a person instead of what names them, and how exactly a case may say anything.

Whatever brings a case (a standard, a mapping of the user's own) comes through here. The pseudonym is an HMAC-SHA256 under
a key that never enters the store: without it nobody can go from a list of case numbers to the pseudonyms by trying them
all, which a plain digest of a number would let anybody do. docs/cases.md says how to rotate it.
"""

import hmac
import os
import re
import secrets
import stat
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from graph import durable
from graph.errors import PalermoError, UsageError
from graph.model import When
from graph.settings import Settings

OURS = "ours"
"""Whose case numbers they are, where nobody says."""
KEPT = re.compile(r"CASE-[0-9a-f]{32}")
"""A pseudonym of ours: what an export gives instead of a case number, and what is taken as it is when it comes back."""
HANDLE = re.compile(r"[a-z0-9.]{2,30}:@?(?=\S*[A-Za-z_])[^\s@+;]{2,60}")
"""A handle on a platform, telegram:@hr_star; a telephone number, an address or a sentence is none."""
BANDS = (
    (8, "0-8"),
    (17, "9-17"),
    (20, "18-20"),
    (23, "21-23"),
    (26, "24-26"),
    (29, "27-29"),
    (38, "30-38"),
    (47, "39-47"),
)
"""The last year of age of each band of CTDC; what is above is 48+."""
OLDEST = 120
PLACEHOLDER = date(1900, 1, 1)
"""A birthdate that says that it is not known: the least that the template's validation lets one enter."""


@dataclass(frozen=True, slots=True)
class CaseKey:
    """The key, and what is made with it."""

    secret: bytes = field(repr=False)

    def pseudonym(self, holder: str, key: str) -> str:
        """What stands for the case with that key of its holder. Two organisations' case 17 are two cases."""
        return key if KEPT.fullmatch(key) else f"CASE-{self._digest('case', holder, key)[:32]}"

    def file(self, name: str) -> str:
        """What stands for a file of cases: people name files after people."""
        return f"FILE-{self._digest('file', name)[:12]}"

    def locator(self, pseudonym: str) -> str:
        """Where in its document a case stands, sealed: a row number would lead back to the person."""
        return f"sealed:{self._digest('locator', pseudonym)[:24]}"

    def fingerprint(self) -> str:
        """Tells two keys apart without giving either away."""
        return self._digest("fingerprint")[:16]

    def _digest(self, *parts: str) -> str:
        return hmac.digest(self.secret, "\x1f".join(parts).encode(), sha256).hex()


def case_key(settings: Settings) -> CaseKey:
    """The key of this home, made at its first use. Raises PalermoError where others could read it, or it is damaged."""
    if settings.case_key_in == "keyring":
        return CaseKey(_of_keyring(settings))
    path = settings.home / "case.key"
    try:
        return CaseKey(_read(path))
    except FileNotFoundError:
        _make(path)
        return CaseKey(_read(path))


def _read(path: Path) -> bytes:
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise PalermoError(
            f"{path} can be read by others than its owner, and whoever reads it can find out who a pseudonym is; "
            "give the command chmod 600 on it, and rotate the key if somebody may have read it."
        )
    return _secret(path.read_text(encoding="ascii", errors="replace"), str(path))


def _secret(text: str, where: str) -> bytes:
    try:
        secret = bytes.fromhex(text.strip())
    except ValueError:
        secret = b""
    if len(secret) != 32:
        raise PalermoError(f"{where} holds no key of 64 hexadecimal digits; put the right one back from your backup.")
    return secret


def _make(path: Path) -> None:
    """Write a new key. Two commands that begin at once end with one key: the second finds the first one's."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"case.key.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
        durable.sync_folder(path.parent)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _of_keyring(settings: Settings) -> bytes:
    """The key in the keyring of the machine, under the home's path."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError as error:
        raise UsageError(
            "PALERMO_CASE_KEY_IN is keyring, and the package keyring is not there; install palermo[keyring]."
        ) from error
    name = str(settings.home.resolve())
    try:
        kept = keyring.get_password("palermo case key", name)
        if kept is None:
            kept = secrets.token_hex(32)
            keyring.set_password("palermo case key", name, kept)
    except KeyringError as error:
        raise PalermoError(
            "The keyring of this machine cannot be used; unlock it, or unset PALERMO_CASE_KEY_IN to keep the key in a file."
        ) from error
    return _secret(kept, "The keyring")


def band(age: int) -> str:
    """The band of an age in years. Raises ValueError for what no person's age is."""
    if not 0 <= age <= OLDEST:
        raise ValueError(f"is no age of a person; ages are 0 to {OLDEST}")
    return next((name for last, name in BANDS if age <= last), "48+")


def is_child(band_: str) -> bool:
    """Whether everybody of a band is under 18."""
    return band_ in ("0-8", "9-17")


def month(text: str) -> str:
    """The month of a day, or the year where no more is certain: 2024-06-05 -> 2024-06, 05/06/2024 -> 2024.

    Raises ValueError, which never repeats the text, for what is no date of the calendar.
    """
    if re.fullmatch(r"\d{4}(-\d{2})?", text):
        _calendar(int(text[:4]), int(text[5:] or 1), 1)
        return text
    when = day(text)
    return f"{when:%Y-%m}" if isinstance(when, date) else str(when)


def day(text: str) -> date | int:
    """A day, or its year alone where day and month cannot be told apart (05/06/2024). Raises ValueError."""
    text = re.split(r"[T ]", text.strip())[0]
    parts = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})([./-])(\d{1,2})\5(\d{4})", text)
    if parts is None:
        raise ValueError("is no date; write it as 2024-06-05, 2024-06 or 2024")
    if parts[1]:
        return _calendar(int(parts[1]), int(parts[2]), int(parts[3]))
    first, mark, second, year = int(parts[4]), parts[5], int(parts[6]), int(parts[7])
    if mark == "." or first > 12 or first == second:
        return _calendar(year, second, first)
    if second > 12:
        return _calendar(year, first, second)
    _calendar(year, first, second)
    return year


def _calendar(year: int, month_: int, day_: int) -> date:
    try:
        found = date(year, month_, day_)
    except ValueError as error:
        raise ValueError("is a day that is not in the calendar") from error
    _possible(When(found, found))
    return found


def _possible(when: When) -> When:
    if when.earliest.year < PLACEHOLDER.year or when.earliest > datetime.now().astimezone().date():
        raise ValueError("is before 1900 or has not come yet")
    return when


def by_month(when: When) -> When:
    """An interval no finer than months."""
    return When.parse(f"{when.earliest:%Y-%m}/{when.latest:%Y-%m}")
