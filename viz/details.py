"""What a reader is told of a node or a relationship: its name, what it says, how surely, and where."""

from collections.abc import Mapping
from typing import Any

from graph.read import RUN_MARKS, GraphEdge, GraphNode
from viz.palette import palette

FIRST = (
    "id",
    "name",
    "title",
    "quote",
    "hedge",
    "modality",
    "conditional",
    "stance",
    "summary",
    "text",
    "wording",
    "strength",
    "why",
    "asserted_by",
    "document",
    "locator",
)
"""What a reader wants first: what is said, how surely, by whom, and where."""

QUALIFIERS: Mapping[str, object] = {
    "modality": None,
    "conditional": False,
    "stance": "asserts",
    "strength": None,
    "aspect": None,
    "basis": None,
    "coverage": None,
    "check": None,
    "verified": None,
    "reservations_checked": True,
}
"""What a statement, a duty, a reading or a treaty action must never be shown without, and the value that goes without saying."""

SAYS = ("summary", "title", "text", "quote")
"""What a node says, shortest first."""


SHORT = 32
"""Characters of a label in a picture; the whole of it is in the panel and the table."""
DOTS = [2, 6]


def details(node: GraphNode, name: str) -> dict[str, Any]:
    """A node as the page shows it; `rows` are pairs of words and text."""
    properties = node.properties
    return {
        "kind": node.label,
        "name": name,
        "marked": f"{name} ({marked})" if (marked := mark(properties)) else name,
        "says": next((str(properties[key]) for key in SAYS if properties.get(key) not in (None, name)), ""),
        "quote": str(properties.get("quote") or ""),
        "how": qualified(properties),
        "rows": _rows({"id": node.id, **properties}),
    }


def edge_details(edge: GraphEdge, start: int | str, end: int | str) -> dict[str, Any]:
    """A relationship as the page shows it, its ends as the numbers or keys of the nodes."""
    properties = edge.properties
    return {
        "kind": words(edge.type),
        "from": start,
        "to": end,
        "how": qualified(properties),
        "where": _where(properties),
        "rows": _rows({name: value for name, value in properties.items() if name != "id"}),
    }


def qualified(properties: Mapping[str, Any]) -> str:
    """How surely it is said, how hard the duty is, for whom it counts. Empty where nothing of the kind is known."""
    return "; ".join(
        f"{words(name)}: {_text(properties[name])}"
        for name, usual in QUALIFIERS.items()
        if properties.get(name) not in (None, usual)
    )


def mark(properties: Mapping[str, Any]) -> str:
    """The shortest form of it, for the picture: alleged, conditional; or how hard a duty is."""
    conditional = "conditional" if properties.get("conditional") else None
    denied = None if properties.get("stance") == "asserts" else properties.get("stance")
    strength = None if properties.get("strength") == "none" else properties.get("strength")
    return ", ".join(str(part) for part in (properties.get("modality"), conditional, denied, strength) if part)


def name(node: GraphNode) -> str:
    """What a node is called: the property that palette.yaml names for its class, its id where it has none."""
    value = node.properties.get(palette()[node.label].label, node.id)
    return f"Q{value}" if node.label == "Question" else str(value)


def label(node: GraphNode) -> str:
    """What is written beside a node in a picture."""
    full = name(node)
    short = full if len(full) <= SHORT else f"{full[: SHORT - 1]}…"
    return f"{short}\n{mark(node.properties)}".strip()


def edge_label(edge: GraphEdge) -> str:
    """What is written on a line in a picture."""
    return ", ".join(part for part in (words(edge.type), mark(edge.properties)) if part)


def dashes(properties: Mapping[str, Any]) -> bool | list[int]:
    """How a line is broken: dots where a document denies or retracts, dashes where it only alleges."""
    if properties.get("stance", "asserts") != "asserts":
        return DOTS
    return properties.get("modality") == "alleged"


def scopes(properties: Mapping[str, Any]) -> list[str]:
    """The sources of the runs that brought it: letters/AL_MYS_1_2025, without the digest of the input."""
    return sorted({str(run).partition("@")[0] for run in properties.get("runs") or ()})


def words(name: str) -> str:
    """WEIGHS_AGAINST as a reader reads it."""
    return name.replace("_", " ").lower()


def _where(properties: Mapping[str, Any]) -> str:
    """Who says so and where: the document or source, the place in it, the reader."""
    source = properties.get("document") or properties.get("source") or "; ".join(scopes(properties))
    reader = properties.get("asserted_by")
    parts = (source, properties.get("locator"), f"read so by {reader}" if reader else None)
    return ", ".join(str(part) for part in parts if part)


def _rows(properties: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Properties as text, the telling ones first; the two days of an interval as one line; its source last."""
    order = {name: place for place, name in enumerate(FIRST)}
    rows = []
    for name in sorted(properties, key=lambda name: (order.get(name, len(order)), name)):
        value = properties[name]
        if name in RUN_MARKS or (name.endswith("_latest") and name.removesuffix("_latest") in properties):
            continue
        latest = properties.get(f"{name}_latest", value)
        rows.append((words(name), _text(value) if latest == value else f"{_text(value)} to {_text(latest)}"))
    return [*rows, *(("loaded from", scope) for scope in scopes(properties))]


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(f"{words(str(part))} {_text(one)}" for part, one in value.items())
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
