"""Every canned query: it plans, reads only, names nothing that the model lacks, and its worked example holds."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
import yaml

from graph import write
from graph.connection import Store
from graph.errors import UsageError
from graph.loading.tables import tabulate
from graph.model import Node, Relationship, base_classes, node_classes, relationship_classes, said_classes
from graph.read import RUN_MARKS
from graph.schema import properties
from queries import Query, ask, catalogue, picture
from queries.ask import resolve
from queries.catalogue import LIBRARY

PURPOSE = "to test the library"
QUERIES = list(catalogue().values())
NODES = {cls.label(): cls for cls in node_classes()}
RELATIONSHIPS = {cls.type_name(): cls for cls in relationship_classes()}
SAID = {cls.type_name(): cls for cls in said_classes()}


def example_files() -> list[Path]:
    return sorted(LIBRARY.glob("*/*.yaml"))


def examples() -> list[Any]:
    return [
        pytest.param(path.stem, example, id=f"{path.stem}: {example['name']}")
        for path in example_files()
        for example in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def filled(cls: type[Node] | type[Relationship[Any, Any]], given: dict[str, Any]) -> dict[str, Any]:
    """What the example leaves out, as any valid value: an example shows what matters."""
    missing = {}
    for name, info in cls.model_fields.items():
        if info.is_required() and name not in ("id", "start", "end") and not {name, info.alias} & set(given):
            literal = get_origin(info.annotation) is Literal
            value: Any = get_args(info.annotation)[0] if literal else {bool: False, int: 1}.get(info.annotation, "any")  # type: ignore[arg-type]
            missing[name] = value
    return missing | {
        name: str(value) if isinstance(value, int) and name in ("since", "until") else value
        for name, value in given.items()
    }


def records(given: dict[str, Any]) -> list[Node | Relationship[Any, Any]]:
    nodes: dict[str, Node] = {}
    for entry in given["nodes"]:
        ((label, values),) = entry.items()
        nodes[values["id"]] = NODES[label].model_validate(filled(NODES[label], values))
    links = []
    for start, type_, end, values in given.get("relationships", ()):
        ends = {"start": nodes[start].ref(start), "end": nodes[end].ref(end)}
        links.append(SAID[type_].model_validate(filled(SAID[type_], values) | ends))
    return [*nodes.values(), *links]


def load(store: Store, example: dict[str, Any]) -> write.Loaded:
    """Load what is `given`; and where there is a `then`, what the source says in its next issue."""
    for month, part in enumerate((name for name in ("given", "then") if name in example), start=1):
        loaded = write.load(
            store,
            tabulate(records(example[part])),
            source="example",
            scope="example",
            digest=part,
            version="1",
            now=lambda month=month: datetime(2026, month, 1, tzinfo=UTC),  # type: ignore[misc]
        )
    return loaded


@pytest.mark.parametrize(("id_", "example"), examples())
def test_the_worked_example_holds(empty_store: Store, id_: str, example: dict[str, Any]) -> None:
    loaded = load(empty_store, example)
    assert not loaded.conflicts
    rows = ask(empty_store, id_, example["ask"], purpose=PURPOSE).rows
    assert [
        {name: row[name] for name in wanted} for row, wanted in zip(rows, example["rows"], strict=False)
    ] == example["rows"]
    assert len(rows) == len(example["rows"])


def test_every_query_has_a_worked_example() -> None:
    assert {path.stem for path in example_files()} == {query.id for query in QUERIES}


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.id)
def test_it_plans_and_can_only_read(store: Store, query: Query) -> None:
    assert store.explain(query.text, dict.fromkeys(query.parameters)) == "r"


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.id)
def test_it_names_only_labels_types_and_properties_of_the_model(query: Query) -> None:
    text = re.sub(r"'[^']*'|//[^\n]*|\bdb\.[a-zA-Z.]+", "", query.text)
    labels = {cls.label() for cls in (*base_classes(), *node_classes())}
    for names in re.findall(r"[(\w]:([A-Z]\w*(?:\|[A-Z]\w*)*)", text):
        for name in names.split("|"):
            assert name in labels | set(RELATIONSHIPS), name
    for names in re.findall(r"\[\w*:([\w|]+)", text):
        assert set(names.split("|")) <= set(RELATIONSHIPS), names
    classes: list[type[Node] | type[Relationship[Any, Any]]] = [*NODES.values(), *RELATIONSHIPS.values()]
    known = {row.name for cls in classes for row in properties(cls)}
    known |= {"id", *RUN_MARKS}
    assert set(re.findall(r"\b[a-z_]+\.([a-z_0-9]+)\b", text)) <= known


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.id)
def test_it_walks_no_path_without_a_type_or_a_bound(query: Query) -> None:
    for pattern in re.findall(r"-\[([^\]]*)\]-", query.text):
        assert ":" in pattern, pattern
        if "*" in pattern:
            assert re.search(r"\*\d+\.\.[1-6]$", pattern), pattern
    assert not re.search(r"--[>(]|shortestPath|\)\+|\)\*|<--", query.text)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.id)
def test_its_answer_is_ordered_and_its_columns_are_declared(query: Query) -> None:
    assert re.search(r"ORDER BY [^\n]+$", query.text)
    returned = query.text[query.text.rindex("\nRETURN ") :]
    assert all(re.search(rf"\b{name}\b", returned) for name in query.columns)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.id)
def test_a_provision_is_never_shown_without_how_hard_it_is(query: Query) -> None:
    if {"provision", "provisions"} & set(query.columns):
        assert {"strength", "strengths", "readings"} & set(query.columns)


def test_a_picture_holds_the_nodes_that_the_answer_names(empty_store: Store) -> None:
    (example, *_) = yaml.safe_load((LIBRARY / "obligations" / "statement-to-article.yaml").read_text(encoding="utf-8"))
    load(empty_store, example)
    drawn = picture(empty_store, "statement-to-article", example["ask"])
    assert {node.id for node in drawn.nodes} == {
        "L/A32", "L/A38", "L/L38", "MYS", "P029", "P029-4(2)", "R", "R-57"
    }  # fmt: skip
    assert {edge.type for edge in drawn.edges} >= {"STATED_IN", "CONTAINS", "WEIGHS_AGAINST", "ENGAGES", "PARTY_TO"}


@pytest.mark.parametrize("number", [2**63, -(2**63), "9" * 5000])
def test_a_number_that_the_store_cannot_hold_is_refused_in_words(number: object) -> None:
    with pytest.raises(UsageError, match="is not a whole number"):
        resolve(catalogue()["corridors"], {"year": number})
