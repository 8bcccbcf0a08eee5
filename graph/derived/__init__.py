"""What the program makes of what sources say, brought up to date after loads and decisions: first who is one, then ties."""

from graph.connection import Store
from graph.derived import canonical, ties


def refresh(store: Store) -> int:
    """Rebuild what is derived; returns how many relationships were written or removed. Safe to repeat at any time."""
    canonical.recompute(store)
    return ties.rebuild(store)
