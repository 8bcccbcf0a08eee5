"""Reading a mapping file: checked against the model before a row is read, and an error names the line of the YAML."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from graph.errors import InputRefused, nearest
from graph.model import Document, Node, Relationship
from loaders.mapping import CLASSES, TYPES, Join, NodePart, Part, RelationshipPart, TableMapping, Value
from loaders.yaml_lines import Place, YamlFile

PartClass = TypeVar("PartClass", bound=Part)


def read_mapping(path: Path) -> TableMapping:
    """A mapping file. Raises InputRefused with its line for what the model does not have."""
    file = YamlFile(path)
    content = file.content
    if not isinstance(content, dict) or "nodes" not in content:
        raise InputRefused(f"{path.name} is no mapping: it has no key `nodes`.")
    known = ("table", "joins", "document", "nodes", "relationships", "ignore", "encoding", "sheet")
    for key in content:
        if key not in known:
            raise InputRefused(f"{file.where((key,))}: {key!r} is not known.{nearest(str(key), list(known))}")
    document = _document(file, content.get("document"))
    nodes = {name: _part(file, NodePart, entry, ("nodes", name)) for name, entry in content["nodes"].items()}
    for name, part in nodes.items():
        _check_node(file, name, part)
    relationships = tuple(
        _relationships(file, content.get("relationships") or {}, nodes, bool(content.get("document")))
    )
    return TableMapping(
        path.name,
        document,
        nodes,
        relationships,
        frozenset(content.get("ignore") or ()),
        content.get("table"),
        {name: _join(file, entry, ("joins", name)) for name, entry in (content.get("joins") or {}).items()},
        content.get("encoding"),
        content.get("sheet"),
    )


def _join(file: YamlFile, entry: Any, place: Place) -> Join:
    try:
        return Join.model_validate(entry)
    except ValidationError as error:
        raise _at(file, place, error) from error


def _document(file: YamlFile, entry: Any) -> Document | None:
    if entry is None:
        return None
    try:
        return Document.model_validate(entry)
    except ValidationError as error:
        raise _at(file, ("document",), error) from error


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
    return InputRefused(f"{file.where((*place, *inner))}: {' '.join(map(str, inner or place[-1:]))}: {first['msg']}.")


def _check_node(file: YamlFile, name: str, part: NodePart) -> None:
    place: Place = ("nodes", name)
    for label in part.classes():
        if label not in CLASSES:
            raise InputRefused(
                f"{file.where((*place, 'class'))}: there is no label {label!r}.{nearest(label, list(CLASSES))}"
            )
        _check_properties(file, place, CLASSES[label], part, ())


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
                    if not issubclass(CLASSES[label], allowed):
                        names = " or ".join(cls.label() for cls in allowed)
                        raise InputRefused(
                            f"{file.where((*place, key))}: {type_} has a {names} at this end, not a {label}."
                        )
            yield type_, part


def _check_properties(
    file: YamlFile, place: Place, cls: type[Node] | type[Relationship[Any, Any]], part: Part, given: tuple[str, ...]
) -> None:
    fields = {info.alias or name: info for name, info in cls.model_fields.items() if name not in ("start", "end")}
    written = part.properties()
    for name in written:
        if name not in fields:
            raise InputRefused(
                f"{file.where((*place, name))}: {cls.__name__} has no property {name!r}.{nearest(name, list(fields))}"
            )
    for name, info in fields.items():
        if info.is_required() and name not in (*written, *given):
            hint = f": {info.description}" if info.description else ""
            raise InputRefused(f"{file.where(place)}: {cls.__name__} needs the property {name!r}{hint}.")
