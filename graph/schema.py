"""What the store looks like: constraints, indexes and the schema page, all derived from the model."""

import types
import typing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, get_args

from graph.connection import Store
from graph.errors import UsageError, nearest
from graph.keeping import upgrade
from graph.model import (
    MEASURED,
    Derived,
    FullText,
    Indexed,
    Location,
    Node,
    Relationship,
    Visibility,
    Visible,
    When,
    base_classes,
    node_classes,
    relationship_classes,
)


@dataclass(frozen=True, slots=True)
class Property:
    """A property as the store keeps it."""

    name: str
    kind: str
    """text, integer, number, boolean, date, point, or list of one of these."""
    field: str
    """The field of the model that it comes from: `since` and `since_latest` both come from `since`."""
    description: str
    required: bool
    derived: bool
    """Computed by the program; no source says it."""
    visible: Visibility
    """Who may see it: its class's level, or a narrower one of its own."""


LEVELS: tuple[Visibility, ...] = get_args(Visibility)
"""From what everybody may see to what nobody may."""
_KINDS = {str: "text", int: "integer", float: "number", bool: "boolean", When: "date", Location: "point"}


def properties(cls: type[Node] | type[Relationship[Any, Any]]) -> tuple[Property, ...]:
    """The stored properties of a class. A `When` is two dates: NAME is its earliest day, NAME_latest its latest."""
    found: list[Property] = []
    for name, info in cls.model_fields.items():
        if name in ("id", "start", "end"):
            continue
        kind, required = _kind(info.annotation), info.is_required()
        derived = any(isinstance(mark, Derived) for mark in info.metadata)
        visible = narrower(cls.visible, *(mark.to for mark in info.metadata if isinstance(mark, Visible)))
        stored = name.rstrip("_")
        text = info.description or ""
        found.append(Property(stored, kind, name, text, required, derived, visible))
        if kind == "date":
            found.append(Property(f"{stored}_latest", kind, name, f"{text} (latest day)", required, derived, visible))
    return tuple(found)


def narrower(*levels: Visibility) -> Visibility:
    """The level that the fewest may see."""
    return max(levels, key=LEVELS.index)


def node_label(name: str) -> str:
    """The label of that name, if the model has it: the only way by which a label gets into Cypher text."""
    known = [cls.label() for cls in (*base_classes(), *node_classes())]
    if name not in known:
        raise UsageError(f"There is no label {name!r}.{nearest(name, known)}")
    return name


def constraints() -> dict[str, str]:
    """Constraint name -> Cypher. Ids are unique under each base label and in each relationship type."""
    made = {f"{cls.label().lower()}_id": f"FOR (n:{cls.label()}) REQUIRE n.id IS UNIQUE" for cls in base_classes()} | {
        f"{cls.type_name().lower()}_id": f"FOR ()-[r:{cls.type_name()}]-() REQUIRE r.id IS UNIQUE"
        for cls in relationship_classes()
    }
    return {name: f"CREATE CONSTRAINT {name} IF NOT EXISTS {rule}" for name, rule in made.items()}


ANALYZERS = {"names": "standard-no-stop-words", "texts": "english"}
"""How the words of each full-text index are taken: names as they are, texts by their stems."""


def indexes() -> dict[str, str]:
    """Index name -> Cypher, for the properties that the model marks."""
    made: dict[str, str] = {}
    words: dict[str, tuple[list[str], dict[str, None]]] = {name: ([], {}) for name in ANALYZERS}
    for cls in base_classes():
        for name, mark in _marks(cls):
            if isinstance(mark, Indexed):
                rule = f"FOR (n:{cls.label()}) ON (n.{name})"
                made[f"{cls.label().lower()}_{name}"] = (
                    f"CREATE INDEX {cls.label().lower()}_{name} IF NOT EXISTS {rule}"
                )
            else:
                labels, names = words[mark.index]
                labels.extend([cls.label()] * (cls.label() not in labels))
                names[name] = None
    for index, (labels, names) in words.items():
        rule = f"FOR (n:{'|'.join(labels)}) ON EACH [{', '.join(f'n.{name}' for name in names)}]"
        options = f"OPTIONS {{indexConfig: {{`fulltext.analyzer`: '{ANALYZERS[index]}'}}}}"
        made[index] = f"CREATE FULLTEXT INDEX {index} IF NOT EXISTS {rule} {options}"
    return made


def apply(store: Store) -> int:
    """Make the constraints and indexes that the store lacks; returns how many.

    Safe to repeat and to run from two places at once.
    """
    there = set(store.read("SHOW INDEXES YIELD name RETURN collect(name) AS names").values[0][0])
    missing = [cypher for name, cypher in (constraints() | indexes()).items() if name not in there]
    for cypher in missing:
        store.execute(cypher)
    if missing:
        store.execute("CALL db.awaitIndexes(1800)")  # over ten million nodes they take minutes
    if upgrade.state(store).number is None:
        upgrade.begin(store, datetime.now(UTC))
    return len(missing)


def page() -> str:
    """The schema as a Markdown page."""
    lines = ["# Schema", "", "Made from `graph/model` by `palermo schema`; not to be edited.", "", "## Nodes", ""]
    for node in node_classes():
        base = node.base()
        labels = f"`:{base.label()}:{node.label()}`" if base is not node else f"`:{node.label()}`"
        lines += [
            f"### {node.label()}",
            "",
            f"{node.__doc__} Labels {labels}; id unique under `:{base.label()}`. {_seen(node)}",
            "",
        ]
        lines += _table(node)
    lines += ["## Relationships", ""]
    for relationship in relationship_classes():
        starts, ends = (" or ".join(cls.label() for cls in side) for side in relationship.ends())
        lines += [
            f"### {relationship.type_name()}",
            "",
            f"{relationship.__doc__} From {starts} to {ends}. {_seen(relationship)}",
            "",
        ]
        lines += _table(relationship)
    lines += ["## Saved results", "", _SAVED]
    return "\n".join(lines)


_SAVED = (
    f"`--save` of an analysis sets, on the entities and places that it measured, `{MEASURED}NAME` (the value), "
    f"`{MEASURED}NAME_rank` and `{MEASURED}NAME_run` (the id of a Run whose `asked` says of which network and loads). "
    "They are derived: no source says them, and no digest, picture or load knows them."
)


def _seen(cls: type[Node] | type[Relationship[Any, Any]]) -> str:
    return f"Visibility: {cls.visible}."


def _marks(base: type[Node]) -> list[tuple[str, Indexed | FullText]]:
    """The marks of a base class and of the classes below it: an index stands on the base label."""
    found: dict[tuple[str, Indexed | FullText], None] = {}
    for cls in (base, *(one for one in node_classes() if issubclass(one, base))):
        for name, info in cls.model_fields.items():
            found |= {(name, mark): None for mark in info.metadata if isinstance(mark, Indexed | FullText)}
    return list(found)


def _table(cls: type[Node] | type[Relationship[Any, Any]]) -> list[str]:
    rows = [
        f"| `{row.name}` | {row.kind} | {'derived' if row.derived else 'yes' if row.required else 'no'} | {row.visible} | "
        f"{row.description} |"
        for row in properties(cls)
    ]
    return ["| property | kind | required | visibility | meaning |", "|---|---|---|---|---|", *rows, ""] if rows else []


def _kind(annotation: Any) -> str:
    origin = typing.get_origin(annotation)
    if origin is typing.Literal:
        return "text"
    if origin is typing.Annotated:
        return _kind(typing.get_args(annotation)[0])
    if origin in (typing.Union, types.UnionType):
        (inner,) = (arg for arg in typing.get_args(annotation) if arg is not type(None))
        return _kind(inner)
    if origin is list:
        return f"list of {_kind(typing.get_args(annotation)[0])}"
    return _KINDS[annotation]
