"""FollowTheMoney, one JSON object a line: parties and interests, as OpenSanctions and Aleph read them.

Their form has no modality. So a claim that a document denies or takes back stays out, and the others keep the source's
modality as a `summary`; who said it is the `datasets` of the entity. A person on a list has the topic `sanction`; nobody
else has one, and `palermo load followthemoney` takes back only persons that have.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from graph.disclosure.publishing import Part
from loaders.exports.records import LinkRow, NodeRow, links, nodes

_MAP = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
Entity = dict[str, Any]


def write(parts: list[Part], file: Path) -> int:
    """Write the entities, parties first; returns how many."""
    lines = [json.dumps(entity, ensure_ascii=False, sort_keys=True) for entity in _entities(parts)]
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return len(lines)


def _entities(parts: list[Part]) -> Iterator[Entity]:
    said = list(links(parts))
    documents = {node.id: node for node in nodes(parts) if node.cls.label() == "Document"}
    listing = _MAP["listing"]
    listed = {link.start[1] for link in said if link.cls.type_name() == listing["relation"]}
    parties: set[str] = set()
    for node in nodes(parts):
        if entity := _party(node, listed):
            parties.add(node.id)
            yield entity
    for link in said:
        if link.said.get("stance", "asserts") != "asserts" or link.start[1] not in parties:
            continue
        if link.cls.type_name() == listing["relation"]:
            yield _listing(link, documents)
        elif (
            (how := _MAP["relations"].get(link.cls.type_name())) and link.end[0] == "Entity" and link.end[1] in parties
        ):
            yield _interest(link, how)


def _party(node: NodeRow, listed: set[str]) -> Entity | None:
    how = _MAP["entities"].get(node.cls.label())
    if how is None or any(node.said.get(name) != value for name, value in how.get("where", {}).items()):
        return None
    properties = {name: _texts(node.said.get(field)) for name, field in how["properties"].items()}
    if node.id in listed:
        properties["topics"] = [_MAP["listing"]["topic"]]
    return _entity(node.id, how["schema"], node.caption, properties, [])


def _interest(link: LinkRow, how: Mapping[str, str]) -> Entity:
    properties = {
        how["start"]: [link.start[1]],
        how["end"]: [link.end[1]],
        "role": _texts(link.said.get(how["role"], link.said.get(f"{how['role']}_"))),
        "startDate": _days(link.said.get("since")),
        "endDate": _days(link.said.get("until")),
        "summary": [f"{link.said['modality']}; {link.cls.type_name()}; {link.said['locator']}"],
    }
    return _entity(link.id, how["schema"], link.cls.type_name(), properties, [link.said["document"]])


def _listing(link: LinkRow, documents: Mapping[str, NodeRow]) -> Entity:
    listing, document = _MAP["listing"], documents.get(link.end[1])
    properties = {
        listing["party"]: [link.start[1]],
        "authority": [str(document.said.get("publisher") or document.caption) if document else link.end[1]],
        "program": [link.said["programme"]],
        "startDate": _days(link.said.get("since")),
        "endDate": _days(link.said.get("until")),
        "reason": _texts(link.said.get("quote")),
    }
    return _entity(link.id, listing["schema"], link.said["programme"], properties, [link.end[1]])


def _entity(id_: str, schema: str, caption: str, properties: Mapping[str, list[str]], datasets: list[str]) -> Entity:
    kept = {name: values for name, values in properties.items() if values}
    return {"id": id_, "caption": caption, "schema": schema, "properties": kept, "datasets": datasets, "referents": []}


def _texts(value: Any) -> list[str]:
    return [] if value is None else [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _days(when: Any) -> list[str]:
    """The first day, month or year of an interval: there a date is one, and never finer than ours."""
    return [] if when is None else [str(when).partition("/")[0]]
