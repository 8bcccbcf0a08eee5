"""What a path may pass through, and along which claims: facts of the model, and how Cypher asks for them."""

from collections.abc import Iterable

from graph.model import base_classes, node_classes, said_classes

BASES = {cls.label(): cls for cls in base_classes() if cls.walk}
"""Base label -> class, of what a path may pass through."""


def walked_types() -> list[str]:
    """The claim types along which a path may go."""
    return [cls.type_name() for cls in said_classes() if cls.walk]


def impassable_labels() -> list[str]:
    """The labels of parties and places through which no path goes."""
    return [cls.label() for cls in node_classes() if cls.base().walk and not cls.walk]


def base_of(name: str, bases: Iterable[str] = BASES) -> str:
    """Cypher that gives the base label of a node."""
    cases = " ".join(f"WHEN {name}:{base} THEN '{base}'" for base in bases)
    return f"CASE {cases} END"
