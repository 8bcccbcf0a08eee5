"""How well what the program keeps is protected from others: rights of files, an encrypted disk, an encrypted line."""

import ipaddress
import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

from graph.errors import UsageError
from graph.settings import Settings

SECRET = ("password", "*.key", "audit.jsonl", "audit.head", "*.palermo", "replaced", "replaced/*", "rejects")
"""What nobody else may read, under PALERMO_HOME."""
_OTHERS = 0o077


def encrypted_line(uri: str) -> bool:
    """Whether what goes over the line to this address is encrypted."""
    return urlsplit(uri).scheme.endswith(("+s", "+ssc"))


def loopback(uri: str) -> bool:
    """Whether the address is this very machine."""
    host = urlsplit(uri).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def demand_encrypted_line(settings: Settings) -> None:
    """Raise UsageError where password and graph would go over a network in the open, and nobody said that they may."""
    uri = settings.uri
    if uri is None or settings.plaintext or encrypted_line(uri) or loopback(uri):
        return
    scheme = urlsplit(uri).scheme or "bolt"
    raise UsageError(
        f"{uri} would send your password and the graph over the network in the open; write {scheme}+s:// "
        f"({scheme}+ssc:// for a certificate of your own making), or set PALERMO_PLAINTEXT=yes if the network is your own."
    )


def open_to_others(home: Path) -> list[Path]:
    """The secret files, and the folder that holds them, that others on this machine may read or write."""
    if os.name == "nt" or not home.exists():  # rights are another matter there
        return []
    found = [home, *(path for pattern in SECRET for path in home.glob(pattern))]
    return sorted({path for path in found if path.stat().st_mode & _OTHERS})


def encrypted_disk(path: Path) -> bool | None:
    """Whether the disk under a path is encrypted; None where that cannot be told."""
    if not sys.platform.startswith("linux"):
        return None
    there = next(one for one in (path, *path.parents) if one.exists())
    device = there.stat().st_dev
    block = Path(f"/sys/dev/block/{os.major(device)}:{os.minor(device)}")
    return _encrypted(block.resolve()) if block.exists() else None


def _encrypted(block: Path) -> bool:
    """A device is encrypted if it, or every device that it is made of, is one of dm-crypt."""
    uuid = block / "dm" / "uuid"
    if uuid.exists() and uuid.read_text(encoding="ascii").startswith("CRYPT-"):
        return True
    below = list((block / "slaves").iterdir()) if (block / "slaves").exists() else []
    return bool(below) and all(_encrypted(one.resolve()) for one in below)
