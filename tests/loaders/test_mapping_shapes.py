"""A mapping whose keys hold something else than they should, or whose YAML is made to do harm: one sentence each."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from graph.errors import InputRefused
from graph.model import Account
from loaders.delivery import Delivery
from loaders.mapped import deliver_mapped
from loaders.mapping import Quotes
from loaders.mapping_file import read_mapping

NODES = "nodes: {a: {class: Account, id: x, kind: handle, name: y}}\n"
BOMB = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"a{level}: &a{level} [{','.join([f'*a{level - 1}'] * 10)}]\n" for level in range(1, 9)
)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (NODES + "relationships: [1]\n", "line 2: relationships is a map"),
        (NODES + "relationships: {5: {from: a, to: a}}\n", "line 2: relationships is a map"),
        (NODES + "joins: [a]\n", "line 2: joins is a map"),
        (NODES + "where: name\n", "line 2: where is a map"),
        (NODES + "ignore: 5\n", "line 2: ignore is a list"),
        (NODES + "header: [1, 2]\n", "line 2: header is a list"),
        (NODES + "empty: [[a]]\n", "line 2: empty is a list"),
        (NODES + "encoding: 5\n", "line 2: encoding is a text"),
        (NODES + 'encoding: "a\\0b"\n', "line 2: encoding is a text"),
        ("nodes: {a: {class: [Account], id: x, kind: handle, name: y}}\n", "line 1: class is one label"),
        ("nodes: {a: {class: {column: kind}, id: x, kind: handle, name: y}}\n", "line 1: class is one label"),
        ("nodes: {a: {class: '{kind}', id: x, kind: handle, name: y}}\n", "line 1: class is one label"),
        (
            "document: {id: D, title: t, date: '2025-13-01'}\n" + NODES,
            "line 1: date: '2025-13-01' is not in the calendar",
        ),
        ("document: {id: D, title: t, date: 2025-13-01}\n" + NODES, "month must be in 1..12"),
        ("nodes: &n {a: *n}\n", "a part within itself"),
        (BOMB + "nodes: {a: *a8}\n", "an alias"),
        ("nodes: {[a]: 1}\n", "cannot be read"),
        ("nodes: {a: {id: 2025-99-99}}\n", "cannot be read"),
        ("nodes: !!timestamp x\n", "cannot be read"),
    ],
)
def test_what_is_no_mapping_is_refused_in_one_sentence(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "m.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputRefused, match=says):
        read_mapping(file)


@pytest.mark.parametrize("file", ["../../../etc/passwd", "/etc/shadow", "a/b.yaml", "..", "x\x00.yaml"])
def test_an_annotation_lies_beside_its_mapping(file: str) -> None:
    with pytest.raises(ValidationError, match="file"):
        Quotes.model_validate({"file": file, "text": "reason", "document": "D", "locator": "L"})


@pytest.mark.parametrize("scope", ["x" * 5000, "a\0b", "tables/../../etc", "a\x1b[2Jb", "a\\b"])
def test_a_load_is_called_by_a_name_that_a_file_can_have(scope: str) -> None:
    with pytest.raises(InputRefused, match="What this load speaks for|The name of what this load"):
        Delivery(scope, "0", ())


def test_an_id_that_no_index_takes_is_a_counted_reject(tmp_path: Path) -> None:
    table, mapping = tmp_path / "t.csv", tmp_path / "m.yaml"
    table.write_text(
        f'id,to\n{"x" * 40_000},a\n"a\x1b[2J",a\n"a\nb",a\nfine,{"y" * 40_000}\ngood,good\n', encoding="utf-8"
    )
    mapping.write_text(
        "document: {id: D, title: t, publisher: us}\n"
        "nodes: {a: {class: Account, id: '{id}', kind: handle, name: n}, b: {refers_to: Account, id: '{to}'}}\n"
        "relationships: {ACTS_FOR: {from: a, to: b, modality: alleged}}\n",
        encoding="utf-8",
    )
    delivery = deliver_mapped(table, mapping)
    assert [(one.field, one.reason[:20]) for one in delivery.rejects] == [
        ("id", "an id has at most 1,"),
        ("id", "an id is one line of"),
        ("id", "an id is one line of"),
        ("ActsFor", "an id has at most 1,"),
    ]
    assert {one.id for one in delivery.records if isinstance(one, Account)} == {"good"}
