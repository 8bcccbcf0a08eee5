"""networkx's own functions by name: what runs where nothing here is faster or where it asks for what is not done here."""

import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

_found: dict[str, Callable[..., Any]] = {}


def written_by_networkx(name: str) -> Callable[..., Any]:
    """The function as networkx wrote it, by the name under which it asks a backend. Raises AttributeError."""
    if name not in _found:
        # networkx loads some of its modules only when asked: all are looked through whenever a name is missed.
        for module in [module for path, module in sys.modules.items() if path.partition(".")[0] == "networkx"]:
            _found.update(_asking(module))
    if name not in _found:
        raise AttributeError(f"networkx has no function {name} that asks a backend")
    return _found[name]


def _asking(module: ModuleType) -> dict[str, Callable[..., Any]]:
    """The functions of a module that ask a backend: each holds its name for backends, and what networkx wrote."""
    holders = [one.__dict__ for one in vars(module).values() if callable(one) and hasattr(one, "__dict__")]
    return {one["name"]: one["orig_func"] for one in holders if "orig_func" in one and "name" in one}
