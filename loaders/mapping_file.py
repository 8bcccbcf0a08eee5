"""Reading a mapping file: checked against the model before a row is read, and an error names the line of the YAML."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from graph.errors import InputRefused, nearest
from graph.model import Case, Document, Node, Relationship
from graph.model.base import with_article
from loaders import protected
from loaders.mapping import (
    BASES,
    CLASSES,
    TYPES,
    Join,
    NodePart,
    Part,
    Quotes,
    RelationshipPart,
    TableMapping,
    Takes,
    ends_fit,
)
from loaders.value import Condition, Value
from loaders.yaml_lines import Place, YamlFile

ModelClass = TypeVar("ModelClass", bound=BaseModel)
PartClass = TypeVar("PartClass", bound=Part)


KEYS = (
    *("table", "takes", "scope", "joins", "quotes", "document", "nodes", "relationships", "ignore"),
    *("encoding", "sheet", "rows", "header", "where", "empty", "sparse"),
)

MAPS, LISTS, TEXTS = ("relationships", "joins", "where"), ("ignore", "header", "empty"), ("encoding", "sheet", "rows")
"""What each key holds, where no model says so."""


def read_mapping(path: Path) -> TableMapping:
    """A mapping file. Raises InputRefused with its line for what the model does not have."""
    file = YamlFile(path)
    content = file.content
    if not isinstance(content, dict) or not isinstance(content.get("nodes"), dict):
        raise InputRefused(f"{path.name} is no mapping: it has no key `nodes`.")
    for key in content:
        if key not in KEYS:
            raise InputRefused(f"{file.where((key,))}: {key!r} is not known.{nearest(str(key), list(KEYS))}")
    _check_shapes(file, content)
    document = _model(file, Document, content, "document")
    nodes = {name: _part(file, NodePart, entry, ("nodes", name)) for name, entry in content["nodes"].items()}
    for name, part in nodes.items():
        _check_node(file, name, part)
    relationships = tuple(
        _relationships(file, content.get("relationships") or {}, nodes, bool(content.get("document")))
    )
    quotes = _model(file, Quotes, content, "quotes")
    joins, where = content.get("joins") or {}, content.get("where") or {}
    mapping = TableMapping(
        name=path.name,
        document=document,
        nodes=nodes,
        relationships=relationships,
        ignore=tuple(content.get("ignore") or ()),
        table=content.get("table"),
        takes=_model(file, Takes, content, "takes"),
        scope=_model(file, Value, content, "scope"),
        joins={name: join for name in joins if (join := _model(file, Join, joins, name, "joins"))},
        quotes=quotes,
        encoding=content.get("encoding"),
        sheet=content.get("rows") or content.get("sheet"),
        header=tuple(content.get("header") or ()),
        where={name: cell for name in where if (cell := _model(file, Condition, where, name, "where"))},
        empty=frozenset(content.get("empty") or ()),
        sparse=bool(content.get("sparse")),
    )
    if protected.about_people(mapping):
        for place, reason in protected.faults(mapping):
            raise InputRefused(f"{file.where(place)}: {reason}.")
    return mapping


def _check_shapes(file: YamlFile, content: Mapping[str, Any]) -> None:
    for key, value in content.items():
        if value is None:
            continue
        if key in MAPS and not (isinstance(value, dict) and all(isinstance(name, str) for name in value)):
            raise InputRefused(f"{file.where((key,))}: {key} is a map of names to what they are.")
        if key in LISTS and not (isinstance(value, list) and all(isinstance(part, str) for part in value)):
            raise InputRefused(f"{file.where((key,))}: {key} is a list of texts; write [a, b].")
        if key in TEXTS and not (isinstance(value, str) and value.isprintable()):
            raise InputRefused(f"{file.where((key,))}: {key} is a text; put it in quotes.")


def _model(
    file: YamlFile, cls: type[ModelClass], content: Mapping[str, Any], key: str, *above: str
) -> ModelClass | None:
    """The part of the mapping under a key; None where it is not there."""
    if content.get(key) is None:
        return None
    try:
        return cls.model_validate(content[key])
    except ValidationError as error:
        raise _at(file, (*above, key), error) from error


def _part(file: YamlFile, cls: type[PartClass], entry: Any, place: Place) -> PartClass:
    try:
        part = cls.model_validate(entry)
    except ValidationError as error:
        raise _at(file, place, error) from error
    for name, value in (part.model_extra or {}).items():
        try:
            Value.model_validate(value)
        except ValidationError as error:
            raise _at(file, (*place, name), error) from error
    return part


def _at(file: YamlFile, place: Place, error: ValidationError) -> InputRefused:
    first = error.errors()[0]
    inner = first["loc"]
    reason = first["msg"].removeprefix("Value error, ").rstrip(".")
    return InputRefused(f"{file.where((*place, *inner))}: {' '.join(map(str, inner or place[-1:]))}: {reason}.")


def _check_node(file: YamlFile, name: str, part: NodePart) -> None:
    place: Place = ("nodes", name)
    if part.class_ and not part.names_classes():
        raise InputRefused(
            f"{file.where((*place, 'class'))}: class is one label such as Account, or a column with the labels that its values "
            "mean: {column: kind, values: {person: Person}}."
        )
    key, known = ("class", CLASSES) if part.class_ else ("refers_to", CLASSES | BASES)
    for label in part.classes():
        if label not in known:
            raise InputRefused(
                f"{file.where((*place, key))}: there is no label {label!r}.{nearest(label, list(known))}"
            )
        if part.class_:
            given = ("document", "standard") if label == Case.label() else ()
            _check_properties(file, place, CLASSES[label], part, given)
    if part.refers_to and set(part.properties) != {"id"}:
        raise InputRefused(f"{file.where(place)}: a node with `refers_to` has an id, and no other property.")


def _relationships(
    file: YamlFile, entries: Mapping[str, Any], nodes: Mapping[str, NodePart], with_document: bool
) -> Iterator[tuple[str, RelationshipPart]]:
    for type_, several in entries.items():
        if type_ not in TYPES:
            where = file.where(("relationships", type_))
            raise InputRefused(f"{where}: there is no relationship type {type_!r}.{nearest(type_, list(TYPES))}")
        for number, entry in enumerate(several if isinstance(several, list) else [several]):
            place: Place = ("relationships", type_, number) if isinstance(several, list) else ("relationships", type_)
            part = _part(file, RelationshipPart, entry, place)
            given = ("locator", "document") if with_document else ("locator",)
            _check_properties(file, place, TYPES[type_], part, given)
            for key, end, allowed in zip(("from", "to"), (part.from_, part.to), TYPES[type_].ends(), strict=True):
                if end not in nodes:
                    raise InputRefused(
                        f"{file.where((*place, key))}: there is no node {end!r}.{nearest(end, list(nodes))}"
                    )
                for label in nodes[end].classes():
                    if not ends_fit(label, allowed):
                        names = " or ".join(cls.label() for cls in allowed)
                        raise InputRefused(
                            f"{file.where((*place, key))}: {type_} has {with_article(names)} at this end, not {with_article(label)}."
                        )
            yield type_, part


def _check_properties(
    file: YamlFile, place: Place, cls: type[Node] | type[Relationship[Any, Any]], part: Part, given: tuple[str, ...]
) -> None:
    fields = {info.alias or name: info for name, info in cls.model_fields.items() if name not in ("start", "end")}
    written = part.properties
    for name in written:
        if name not in fields:
            raise InputRefused(
                f"{file.where((*place, name))}: {cls.__name__} has no property {name!r}.{nearest(name, list(fields))}"
            )
    for name, info in fields.items():
        if info.is_required() and name not in (*written, *given):
            hint = f": {info.description}" if info.description else ""
            raise InputRefused(f"{file.where(place)}: {cls.__name__} needs the property {name!r}{hint}.")
