"""The clock, of which whoever needs another day gives another."""

from datetime import UTC, datetime


def utc_now() -> datetime:
    """Now."""
    return datetime.now(UTC)
