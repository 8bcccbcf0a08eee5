import re
from typing import Any

import pytest
from pydantic import ValidationError

from graph.model import Allegation as Said
from graph.model import (
    Area,
    Compound,
    Engages,
    LocatedIn,
    Location,
    Node,
    Person,
    Platform,
    Provision,
    Relationship,
    State,
    WeighsAgainst,
    base_classes,
    node_classes,
    relationship_classes,
    said_classes,
)
from graph.schema import constraints, page, properties

LOCATED = {"document": "D1", "locator": "L34", "modality": "reported"}


def test_a_relationship_with_a_wrong_end_is_refused() -> None:
    with pytest.raises(ValidationError, match="LOCATED_IN has an Area or State at its end, not a Platform"):
        LocatedIn(start=Area.ref("Johor"), end=Platform.ref("P1"), **LOCATED)


def test_a_claim_without_a_source_is_refused() -> None:
    with pytest.raises(ValidationError, match="document"):
        LocatedIn(start=Area.ref("Johor"), end=State.ref("MYS"), locator="L34", modality="reported", document="")


def test_a_reading_without_a_reason_is_refused() -> None:
    with pytest.raises(ValidationError, match="why"):
        Engages(start=Said.ref("A1"), end=Provision.ref("PALERMO-5(1)"), asserted_by="coder", locator="L14", why=" ")


def test_an_unknown_modality_is_refused() -> None:
    with pytest.raises(ValidationError, match="alleged"):
        LocatedIn.model_validate({"start": Area.ref("Johor"), "end": State.ref("MYS"), **LOCATED, "modality": "proven"})


def test_the_same_fact_from_two_documents_is_two_relationships() -> None:
    one = LocatedIn(start=Area.ref("Johor"), end=State.ref("MYS"), **LOCATED)
    two = one.model_copy(update={"document": "D2"})
    assert one.id != two.id
    assert one.id == one.model_copy().id


def test_a_weighing_for_one_state_is_not_the_one_for_another() -> None:
    one = WeighsAgainst(
        start=Said.ref("A31"),
        end=Provision.ref("ACTIP-14(1)"),
        state="MYS",
        aspect="practice",
        asserted_by="coder",
        why="identification is the duty",
        locator="L38",
    )
    assert one.id != one.model_copy(update={"state": None}).id


DIGEST = "ab" * 32


@pytest.mark.parametrize(
    "identifier", ["ofac:55505", "wallet:XBT:bc1q", f"passport-sha256:KHM:{DIGEST}", "imo:9876543"]
)
def test_an_identifier_says_its_kind(identifier: str) -> None:
    assert Person(id="P", name="N", identifiers=[identifier, identifier]).identifiers == [identifier]


@pytest.mark.parametrize(
    ("identifier", "sentence"),
    [
        ("55505", "write kind:value"),
        ("OFAC:55505", "write kind:value"),
        ("passport:N123", "kept only as its digest"),
        ("national-id:1", "kept only as its digest"),
        ("passport-sha256:N123", "64 hexadecimal digits"),
    ],
)
def test_a_number_of_a_passport_or_of_no_kind_is_no_identifier(identifier: str, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        Person(id="P", name="N", identifiers=[identifier])


def test_every_class_has_a_docstring_and_every_property_a_meaning() -> None:
    classes: list[type[Node] | type[Relationship[Any, Any]]] = [*node_classes(), *relationship_classes()]
    for cls in classes:
        assert cls.__doc__
        assert all(row.description for row in properties(cls))


def test_every_relationship_needs_a_source_a_reason_or_is_structure() -> None:
    required = {cls.type_name(): {row.name for row in properties(cls) if row.required} for cls in said_classes()}
    structure = {"ADDRESSED_TO", "ASKS", "CITES", "CONTAINS", "DERIVES_FROM", "HAS_PASSAGE"}
    structure |= {"REPLIES_TO", "SISTER_OF", "STATED_IN"}
    for name, names in required.items():
        assert (
            name in structure
            or names >= {"document", "locator"}
            or names >= {"asserted_by", "why"}
            or (names >= {"source", "verified"})
            or (names >= {"by", "at", "why"})
        ), name


def test_no_relationship_type_is_a_verdict() -> None:
    names = " ".join(cls.type_name() for cls in relationship_classes())
    assert not any(word in names for word in ("BREACH", "VIOLAT", "GUILT", "CONVICT"))


def test_ids_are_constrained_under_each_base_and_in_each_type() -> None:
    assert len(constraints()) == len(base_classes()) + len(relationship_classes())


def test_the_schema_page_names_every_class() -> None:
    text = page()
    assert all(f"### {cls.label()}\n" in text for cls in node_classes())
    assert all(f"### {cls.type_name()}\n" in text for cls in relationship_classes())


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("98.544, 16.71", "the latitude 98.544 is not between -90 and 90; are the coordinates swapped?"),
        ("16.71, 181", "the longitude 181 is not between -180 and 180; are the coordinates swapped?"),
        ("16°42'N, 98.544", "is no number of degrees"),
        ("16.71", "a location has a latitude and a longitude, in degrees"),
    ],
)
def test_a_point_that_is_nowhere_on_earth_says_so(text: str, sentence: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(sentence)):
        Compound.model_validate({"id": "C", "name": "C", "location": text, "precision_m": 800})


def test_a_point_may_be_written_as_text() -> None:
    site = Compound.model_validate({"id": "C", "name": "C", "location": "16.71, 98.544", "precision_m": 800})
    assert site.location == Location(16.71, 98.544)
