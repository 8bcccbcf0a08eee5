"""A first mapping for a table, guessed from the names of its columns, for a person to complete."""

import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

from loaders.cases.recognising import standard_of
from loaders.source import recognised
from loaders.tabular import open_table

RULES = Path(__file__).with_name("draft.yaml")

HEAD = """\
# Drafted from the columns of {table}; nothing here was understood, only guessed. Look at every line, say who made the
# table and how sure it is (modality: alleged, reported, corroborated or found), then load it:
#   palermo load {table} --mapping {mapping}
# Columns under `ignore` were not recognised. Do not map names, contacts or free text about victims.
"""


RECOGNISED = """\
# {table} is {title}: the source {source} takes it as it is.
#   palermo load {source} {table}
# To keep other things of it than the source does, change this mapping, which is the source's own:
#   palermo load {table} --mapping {mapping}
"""


def draft(table: Path) -> str:
    """The text of a mapping that the model accepts, whatever the columns are; a source's own for a form that it takes."""
    standard = standard_of(table)
    if standard is not None:
        return standard
    known = recognised(table)
    if known is None:
        return _guess(table)
    source, path, mapping = known
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    for key in ("takes", "quotes"):  # what only a source has
        content.pop(key, None)
    title = mapping.takes.title if mapping.takes else source
    head = RECOGNISED.format(table=table.name, title=title, source=source, mapping=f"{table.stem}.mapping.yaml")
    return head + yaml.dump(content, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=120)


class _Plain(yaml.SafeDumper):
    """Writes what an anchor repeats out in full."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def _guess(table: Path) -> str:
    rules = yaml.safe_load(RULES.read_text(encoding="utf-8"))
    nodes: dict[str, dict[str, Any]] = {}
    properties: dict[str, Any] = {}
    ignored: list[str] = []
    for column in open_table(table).columns:
        rule: dict[str, Any] = next((one for one in rules["columns"] if re.search(one["matches"], column, re.I)), {})
        if "node" in rule and "{" not in column and "}" not in column:
            nodes[f"node_{len(nodes) + 1}"] = _node(column, rule["node"])
        elif "property" in rule and rule["property"] not in properties:
            dates = {"format": rule["format"]} if "format" in rule else {}
            properties[rule["property"]] = {"column": column, **dates}
        else:
            ignored.append(column)
    links = _relationships(rules["relationships"], nodes, properties)
    if not links:  # nothing reads the properties then
        ignored += [value["column"] for value in properties.values()]
    mapping = {
        "document": {"id": f"TABLE-{table.stem}", "title": table.name, "publisher": "who made the table"},
        "nodes": nodes,
        "relationships": links,
        "ignore": ignored,
    }
    text = yaml.safe_dump(mapping, allow_unicode=True, sort_keys=False, width=120, default_flow_style=None)
    return HEAD.format(table=table.name, mapping=f"{table.stem}.mapping.yaml") + text


def _node(column: str, rule: dict[str, str]) -> dict[str, Any]:
    kind = {"kind": rule["kind"]} if "kind" in rule else {}
    return {"class": rule["class"], "id": f"{rule['prefix']}-{{{column}}}", **kind, "name": {"column": column}}


def _relationships(
    rules: list[dict[str, str]], nodes: dict[str, dict[str, Any]], properties: dict[str, Any]
) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for rule in rules:
        for start in (name for name, node in nodes.items() if node["class"] == rule["from"]):
            for end in (name for name, node in nodes.items() if node["class"] == rule["to"]):
                entry = {"from": start, "to": end, "modality": "alleged", **deepcopy(properties)}
                found.setdefault(rule["type"], []).append(entry)
    return found
