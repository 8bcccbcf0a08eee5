"""What a value of a mapping can do, each by two or three rows."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.errors import InputRefused
from graph.model import Leads, When
from loaders.delivery import Delivery
from loaders.formats import Format, formatted
from loaders.mapped import deliver_mapped
from loaders.value import Value


def value(rule: Any, **cells: Any) -> Any:
    return Value.model_validate(rule).of(cells)


@pytest.mark.parametrize(
    ("rule", "cells", "expected"),
    [
        ({"join": ["first", "last"]}, {"last": "PERSON"}, "PERSON"),
        ({"column": "a", "split": [";", ","]}, {"a": "x; y, z"}, ["x", "y", "z"]),
        ({"column": "a", "split": ";"}, {"a": '"x; y"; z'}, ["x; y", "z"]),
        ({"column": "a", "extract": r"IMO (\d{7})"}, {"a": "ship IMO 9876543"}, "9876543"),
        ({"column": "a", "extract": r"IMO (\d{7})"}, {"a": "no ship"}, None),
        ("PHONE-{a|e164}", {"a": "+855 12 345 678"}, "PHONE-+85512345678"),
        ("{a|e164 KH}", {"a": "012 345 678"}, "+85512345678"),
        ("{a|alpha3}", {"a": "Myanmar/Burma"}, "MMR"),
        ({"first_of": [{"column": "a"}, {"column": "b"}]}, {"b": ["x", "y"]}, "x"),
        ([{"column": "a"}, "of:{b}"], {"a": ["x"], "b": "y"}, ["x", "of:y"]),
        ({"each": "aka", "join": ["each/first", "each/last"]}, {"aka": [{"last": "A"}, {"first": "B", "last": "C"}]}, ["A", "B C"]),
        ({"each": {"column": "id", "where": {"each/type": "Passport"}}, "template": "{each/no}"}, {"id": [{"type": "Passport", "no": "1"}, {"type": "Tax", "no": "2"}]}, ["1"]),
        ({"each": {"column": "a", "split": ";", "extract": r"(?P<kind>\w+) (?P<no>\d+)"}, "template": "{each/kind}:{each/no}"}, {"a": "x 1; y; z 3"}, ["x:1", "z:3"]),
        ({"column": "a", "values": {"x": None, "y": "z"}, "default": "d"}, {"a": "x"}, None),
        ({"column": "a", "values": {"x": None}, "default": "d"}, {}, "d"),
        ({"constant": "x", "where": {"a": {"matches": "^y"}}}, {"a": "no"}, None),
    ],
)  # fmt: skip
def test_a_value(rule: Any, cells: dict[str, Any], expected: Any) -> None:
    assert value(rule, **cells) == expected


@pytest.mark.parametrize(
    ("text", "formats", "expected"),
    [
        ("30.7.2026", ["%d.%m.%Y"], "2026-07-30"),
        ("March 1964", ["%d.%m.%Y", "%B %Y"], "1964-03"),
        ("1956", ["%B %Y", "%Y"], "1956"),
        ("26 Feb. 2011", ["%d %b. %Y"], "2011-02-26"),
        ("3 Sept. 2011", ["%d %b. %Y"], "2011-09-03"),
        ("Approximately 1952", [{"pattern": "Approximately %Y", "within": 2}], "1950-01-01/1954-12-31"),
        ("29.2.2000", [{"pattern": "%d.%m.%Y", "within": 1}], "1999-02-28/2001-02-28"),
    ],
)
def test_a_date_is_as_exact_as_its_pattern(text: str, formats: list[Any], expected: str) -> None:
    found = formatted(text, tuple(Format.model_validate(one) for one in formats))
    assert isinstance(found, When)
    assert found.text == expected


def test_one_of_two_dates_is_the_interval_that_holds_both() -> None:
    found = value({"column": "born", "split": " or ", "format": "%Y"}, born="1957 or 1965")
    assert found.text == "1957-01-01/1965-12-31"


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ({"column": "a", "extract": "("}, "no regular expression"),
        ({"column": "a", "format": "e164x"}, "neither a date such as %d.%m.%Y nor a form"),
        ({"column": "a", "format": "%d.%m."}, "has no year"),
        ({"each": "a"}, "or each with a template or join"),
        ({"each": {"constant": "x"}, "template": "{each}"}, "each names a column"),
        ({"column": "a", "split": ""}, "split needs what stands between"),
        ({"column": "a", "join": ["b"]}, "a value has one of"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_the_line(tmp_path: Path, rule: Any, sentence: str) -> None:
    (tmp_path / "t.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "m.yaml").write_text(
        f"document: {{id: D, title: T}}\nnodes:\n  n: {{class: Person, id: '{{a}}', name: {json.dumps(rule)}}}\n",
        encoding="utf-8",
    )
    with pytest.raises(InputRefused) as refusal:
        deliver_mapped(tmp_path / "t.csv", tmp_path / "m.yaml")
    assert "m.yaml, line 3" in str(refusal.value)
    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)


SHARES = """\
document: {id: REGISTER, title: A register}
nodes:
  body: {where: {kind: body}, class: Organisation, id: "R-{id}", name: {column: name}}
  person: {where: {kind: person}, class: Person, id: "R-{id}", name: {column: name}, born: {column: born, format: "%Y", optional: true}}
  one: {where: {kind: share}, refers_to: Entity, id: "R-{from}"}
  other: {where: {kind: share}, each: {column: to}, refers_to: Entity, id: "R-{each}"}
relationships:
  LEADS: {from: one, to: other, modality: reported, quote: {column: role}}
"""
PERSON, BODY = {"id": "1", "kind": "person", "name": "P", "born": "1970"}, {"id": "2", "kind": "body", "name": "B"}
SHARE = {"id": "3", "kind": "share", "from": "1", "to": ["2"], "role": "chair"}

Deliver = Callable[..., Delivery]


@pytest.fixture
def deliver(tmp_path: Path) -> Deliver:
    def of(*rows: dict[str, Any], mapping: str = SHARES) -> Delivery:
        (tmp_path / "t.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        (tmp_path / "m.yaml").write_text(mapping, encoding="utf-8")
        return deliver_mapped(tmp_path / "t.jsonl", tmp_path / "m.yaml")

    return of


def test_a_row_may_name_parties_whose_kind_another_row_says_later(deliver: Deliver) -> None:
    (share,) = [record for record in deliver(SHARE, PERSON, BODY).records if isinstance(record, Leads)]
    assert (share.start.cls.__name__, share.end.cls.__name__) == ("Person", "Organisation")
    assert (share.quote, share.locator) == ("chair", "line 1")


@pytest.mark.parametrize(
    ("share", "field", "sentence"),
    [
        (SHARE | {"to": ["9"]}, "end", "needs an Organisation here, and nothing in the load says what R-9 is"),
        (SHARE | {"to": ["1"]}, "Leads", "LEADS has an Organisation at its end, not a Person"),
        (SHARE | {"kind": "debt"}, "row", "gives nothing"),
    ],
)
def test_a_share_that_cannot_be_is_refused_and_the_rest_is_taken(
    deliver: Deliver, share: dict[str, Any], field: str, sentence: str
) -> None:
    delivery = deliver(PERSON, BODY, share)
    (reject,) = delivery.rejects
    assert (reject.row, reject.field) == ("line 3", field)
    assert sentence in reject.reason
    assert len(list(delivery.records)) == 3


def test_what_is_optional_and_cannot_be_read_is_reported_and_the_row_kept(deliver: Deliver) -> None:
    delivery = deliver(PERSON | {"born": "the sixties"}, BODY, SHARE)
    (reject,) = delivery.rejects
    assert (reject.row, reject.field) == ("line 1", "born")
    assert "it was left out, the rest of the row is kept" in reject.reason
    assert len(list(delivery.records)) == 4


def test_rows_that_a_mapping_is_not_for_are_passed_over(deliver: Deliver) -> None:
    mapping = SHARES.replace("nodes:", "where: {kind: [person, body, share]}\nnodes:", 1)
    assert deliver(PERSON, BODY, SHARE, {"id": "4", "kind": "note"}, mapping=mapping).rejects == ()


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("refers_to: Entity, id: \"R-{from}\"", "refers_to: Entiti, id: x", "line 5: there is no label 'Entiti'. Did you mean Entity?"),
        ("refers_to: Entity, id: \"R-{from}\"", "refers_to: Entity, id: x, name: y", "line 5: a node with `refers_to` has an id, and no other"),
        ("refers_to: Entity, id: \"R-{from}\"", "id: x", "has either `class`, or `refers_to`"),
        ("refers_to: Entity, id: \"R-{from}\"", "refers_to: Place, id: x", "LEADS has an Entity at this end, not a Place"),
        ("where: {kind: body}", "where: {kind: {matchs: x}}", "line 3"),
        ("nodes:", "takes: {titel: x}\nnodes:", "line 2"),
        ("each: {column: to}", "each: {constant: to}", "each names a column"),
        ("nodes:", "quotes: {file: f, texts: role, document: D, locator: L}\nnodes:", "line 2"),
    ],
)  # fmt: skip
def test_a_wrong_mapping_names_its_line(deliver: Deliver, old: str, new: str, sentence: str) -> None:
    assert old in SHARES
    with pytest.raises(InputRefused) as refusal:
        deliver(PERSON, BODY, SHARE, mapping=SHARES.replace(old, new, 1))
    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_column_within_a_group_that_nobody_reads_is_reported(deliver: Deliver) -> None:
    mapping = SHARES.replace("name: {column: name}}", "name: {column: name}, names: {each: aka, join: [each/a]}}", 1)
    (reject,) = deliver(PERSON, BODY | {"aka": [{"a": "A", "b": "B"}]}, SHARE, mapping=mapping).rejects
    assert (reject.row, reject.field) == ("header", "aka/b")
