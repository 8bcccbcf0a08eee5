"""Nothing that a source or a user wrote becomes a part of Cypher: what is put into its text was reviewed, and hostile names stay names."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from graph.connection import Store
from graph.errors import PalermoError
from graph.schema import node_label
from queries import around
from queries.leads import finding

ROOT = Path(__file__).parents[1]
CYPHER = re.compile(r"\b(MATCH|MERGE|UNWIND|RETURN|DETACH)\b.*\(")
REVIEWED = {
    part
    for parts in yaml.safe_load((ROOT / "tests" / "cypher_parts.yaml").read_text(encoding="utf-8")).values()
    for part in parts
}
HOSTILE = ("Entity) DETACH DELETE n //", "`", "Entity`) MATCH (n) DETACH DELETE n //", "Case|Entity", "a\\u0060b", "")


def parts(path: Path) -> Iterator[str]:
    """What a module puts into the text of Cypher: between the braces of its f-strings, and as arguments of `format`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {
        target.id: node.value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(one.value) for one in node.values if isinstance(one, ast.Constant))
            if CYPHER.search(text.replace("\n", " ")):
                yield from (ast.unparse(one.value) for one in node.values if isinstance(one, ast.FormattedValue))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
            text = names.get(node.func.value.id, "") if isinstance(node.func.value, ast.Name) else ""
            if CYPHER.search(text.replace("\n", " ")):
                yield from (ast.unparse(one.value) for one in node.keywords)


MODULES = sorted(path for folder in ("graph", "loaders", "queries", "viz") for path in (ROOT / folder).rglob("*.py"))


def test_what_is_put_into_cypher_was_reviewed() -> None:
    unknown = {(str(path.relative_to(ROOT)), part) for path in MODULES for part in parts(path)}
    assert {(path, part) for path, part in unknown if part not in REVIEWED} == set()
    assert REVIEWED - {part for _, part in unknown} == set(), "no longer there: take it from tests/cypher_parts.yaml"


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_name_of_a_label_or_type_is_refused(store: Store, hostile: str) -> None:
    with pytest.raises(PalermoError):
        node_label(hostile)
    with pytest.raises(PalermoError):
        around.checked(hostile, "x")
    with pytest.raises(PalermoError):
        around.of_kind(store, ("Entity", "x"), hostile, forward=True, limit=1)
    with pytest.raises(PalermoError):
        around.kinds(store, around.checked(hostile, "x"))


@pytest.mark.parametrize("hostile", [*HOSTILE, "x' OR 1=1 //", "$id", "{id: 'x'}"])
def test_a_hostile_id_is_only_ever_an_id(store: Store, hostile: str) -> None:
    store.write([("MERGE (:Entity:Person {id: 'STAYS', canonical: 'STAYS', name: 'Stays'})", {})])
    with pytest.raises(PalermoError):
        finding.party(store, hostile)
    with pytest.raises(PalermoError):
        around.records(store, ("Entity", hostile))
    assert store.read("MATCH (n:Entity {id: 'STAYS'}) RETURN count(n)").values == ((1,),)
