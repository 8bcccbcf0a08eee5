"""RDF in Turtle, in the terms of schema.org and PROV, and in ours where they have none.

No claim is a bare triple: that would be a fact without its source. Each is an rdf:Statement with its document, locator,
words and modality. Only how a text is built (a Structure) is a triple too.
"""

from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml
from rdflib import RDF, RDFS, Graph, Literal, URIRef

from graph.disclosure.publishing import Part
from graph.model import Structure
from loaders.exports.records import links, nodes

_MAP = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
_PREFIXES: dict[str, str] = _MAP["prefixes"]


def write(parts: list[Part], file: Path) -> int:
    """Write the graph; returns the number of triples."""
    made = graph(parts)
    made.serialize(destination=str(file), format="turtle", encoding="utf-8")
    return len(made)


def graph(parts: list[Part]) -> Graph:
    """The parts as an RDF graph."""
    made = Graph()
    for prefix, uri in _PREFIXES.items():
        made.bind(prefix, uri)
    for node in nodes(parts):
        about = _iri(*node.key)
        for term in (f"palermo:{node.cls.label()}", *_MAP["classes"].get(node.cls.label(), ())):
            made.add((about, RDF.type, _term(term)))
        made.add((about, RDFS.label, Literal(node.caption)))
        _say(made, about, node.said)
    for link in links(parts):
        kind, start, end = _term(f"palermo:{link.cls.type_name()}"), _iri(*link.start), _iri(*link.end)
        if issubclass(link.cls, Structure):
            made.add((start, kind, end))
        about = _iri("claim", link.id)
        for predicate, value in (
            (RDF.type, RDF.Statement),
            (RDF.subject, start),
            (RDF.predicate, kind),
            (RDF.object, end),
        ):
            made.add((about, predicate, value))
        if document := link.said.get("document"):
            made.add((about, _term(_MAP["document"]), _iri("Source", document)))
        _say(made, about, {name: value for name, value in link.said.items() if name != "document"})
    return made


def _say(made: Graph, about: URIRef, said: Any) -> None:
    for name, value in said.items():
        predicate = _term(_MAP["properties"].get(name, f"palermo:{name.rstrip('_')}"))
        for one in value if isinstance(value, list) else [value]:
            made.add((about, predicate, Literal(str(one) if isinstance(one, dict) else one)))


def _term(name: str) -> URIRef:
    prefix, _, local = name.partition(":")
    return URIRef(_PREFIXES[prefix] + local)


def _iri(base: str, id_: str) -> URIRef:
    return URIRef(f"urn:palermo:{base}:{quote(id_, safe='')}")
