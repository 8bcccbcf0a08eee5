"""A mapping whose keys hold something else than they should, or whose YAML is made to do harm: one sentence each."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from graph.errors import InputRefused
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
