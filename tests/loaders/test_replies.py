"""Replies: read like letters, and what they say is the addressee's own word."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputRefused
from graph.loading.tables import tabulate
from graph.model import (
    Accepts,
    AddressedTo,
    Answer,
    Answers,
    Disputes,
    Document,
    Organisation,
    RepliesTo,
    SisterOf,
    Statement,
)
from loaders.sources.letters.drafting import draft
from loaders.sources.letters.load import BUNDLED, deliver
from loaders.sources.letters.reply import is_reply, parse_reply
from loaders.sources.letters.text import Paragraph, read_paragraphs

DATA = Path(__file__).parent / "data"
REPLY = DATA / "fixture_reply_MYS.txt"
RECORDS = list(deliver(REPLY).records)

Change = Callable[[dict[str, Any]], None]


def of(kind: type[Any]) -> list[Any]:
    return [record for record in RECORDS if isinstance(record, kind)]


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[Change], Path]:
    """The fixture reply with an annotation that was changed."""

    def write(change: Change) -> Path:
        annotation = yaml.safe_load(REPLY.with_suffix(".yaml").read_text(encoding="utf-8"))
        change(annotation)
        path = tmp_path / "reply.txt"
        path.write_bytes(REPLY.read_bytes())
        path.with_suffix(".yaml").write_text(yaml.safe_dump(annotation, allow_unicode=True), encoding="utf-8")
        return path

    return write


def test_a_reply_is_a_document_of_its_own_that_replies_to_its_letter() -> None:
    (document,) = of(Document)
    assert (document.id, document.kind, document.date.text) == ("AL_MYS_1_2025_reply_2025-05-02", "reply", "2025-05-02")
    assert (document.origin, document.publisher) == (document.id, "Government of Malaysia")
    assert [(link.start.id, link.end.id) for link in of(RepliesTo)] == [(document.id, "AL_MYS_1_2025")]
    assert not tabulate(RECORDS).conflicts


def test_all_that_a_reply_says_is_the_states_own_word() -> None:
    assert {(statement.code, statement.own_word) for statement in of(Statement)} == {
        (code, "MYS") for code in ("R01", "R02", "R03", "R04")
    }


def test_a_letter_is_nobodys_own_word() -> None:
    assert {record.own_word for record in deliver().records if isinstance(record, Statement)} == {None}


def test_answers_say_how_much_they_answer_by_whose_judgement_and_why() -> None:
    assert {(link.start.id[-3:], link.end.id, link.coverage, link.by, bool(link.why)) for link in of(Answers)} == {
        ("R01", "AL_MYS_1_2025/Q1", "partial", "coder of the tests", True),
        ("R02", "AL_MYS_1_2025/Q6", "partial", "second coder", True),
        ("R04", "AL_MYS_1_2025/Q7", "full", "coder of the tests", True),
    }


def test_a_denial_and_an_admission_point_at_the_letters_statements() -> None:
    assert [link.end.id for link in of(Disputes)] == ["AL_MYS_1_2025/A33"]
    assert [link.end.id for link in of(Accepts)] == ["AL_MYS_1_2025/A34"]
    assert {statement.code for statement in of(Answer)} == {"R01", "R02", "R04"}


def test_a_reply_without_annotation_is_known_by_its_form(tmp_path: Path) -> None:
    path = tmp_path / "any.txt"
    path.write_bytes(REPLY.read_bytes())
    delivery = deliver(path)
    assert delivery.scope == "letters/AL_MYS_1_2025_reply_2025-05-02"
    assert not [record for record in delivery.records if isinstance(record, Statement)]


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        ("The Permanent Mission of X refers to the communication UA XYZ 3/2024.", True),
        ("Reply of the Government of X to the joint communication JAL/XYZ/3/2024", True),
        ("Comments of the Kingdom of X on OL XYZ 3/2024", True),
        ("The reply of the Government of X", False),
        ("Mandates of the Special Rapporteur on trafficking; reply of the Government to AL XYZ 3/2024", False),
        ("A recipe for soup, AL XYZ 3/2024", False),
    ],
)
def test_the_forms_of_a_reply(top: str, expected: bool) -> None:
    assert is_reply([Paragraph(top, "L1")]) is expected


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Geneva, 2 May 2025", "2025-05-02"),
        ("2nd May 2025", "2025-05-02"),
        ("Date: 2 May, 2025", "2025-05-02"),
        ("31 February 2025", None),
        ("It happened on 2 May 2025 in Geneva.", None),
    ],
)
def test_the_day_of_a_reply_stands_alone(line: str, day: str | None) -> None:
    found = parse_reply([Paragraph(line, "L1")]).date
    assert (found and found.isoformat()) == day


def first(**values: Any) -> Change:
    return lambda annotation: annotation["statements"][0].update(values)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda a: a.update(replies_to="AL KHM 2/2025"), "speaks of AL MYS 1/2025, and not of AL KHM 2/2025"),
        (lambda a: a.update(replies_to="the letter"), "is no reference of a letter; write it as AL MYS 1/2025"),
        (lambda a: a.pop("replies_to"), "reads as a reply, and its annotation names no letter"),
        (lambda a: a.update(document="AL_MYS_1_2025"), "annotates AL_MYS_1_2025, but reply.txt is AL_MYS_1_2025_reply"),
        (lambda a: a.update(asserted_by="draft"), "asserted_by is draft"),
        (first(**{"class": "Allegation"}), "R01 answers, disputes or accepts, so its class is Answer"),
        (first(answers=[], disputes=[]), "R01 is an Answer that answers no question"),
        (first(accepts=[{"statement": "A33", "why": "x"}]), "R01 both disputes and accepts A33"),
        (first(quote="We are innocent."), "is not in the reply; copy it word for word"),
        (first(answers=[{"question": 1, "coverage": "half", "why": "x"}]), "coverage: Input should be 'full'"),
    ],
)
def test_a_wrong_reply_is_one_sentence(changed: Callable[[Change], Path], change: Change, sentence: str) -> None:
    with pytest.raises(InputRefused) as refusal:
        deliver(changed(change))
    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_an_answer_in_a_letter_is_refused(tmp_path: Path) -> None:
    annotation = yaml.safe_load(BUNDLED.with_suffix(".yaml").read_text(encoding="utf-8"))
    annotation["statements"][0] |= {"class": "Answer", "answers": [{"question": 1, "coverage": "full", "why": "x"}]}
    letter = tmp_path / "letter.txt"
    letter.write_bytes(BUNDLED.read_bytes())
    letter.with_suffix(".yaml").write_text(yaml.safe_dump(annotation), encoding="utf-8")
    with pytest.raises(InputRefused, match="statement A01 is an Answer in a document that is no reply"):
        deliver(letter)


def test_a_sister_letter_shares_the_origin_of_the_first() -> None:
    records = list(deliver(DATA / "fixture_AL_KHM_99_2025.txt").records)
    assert {record.origin for record in records if isinstance(record, Statement)} == {"AL_MYS_1_2025"}
    sisters = {(link.start.id, link.end.id) for link in records if isinstance(link, SisterOf)}
    assert ("AL_KHM_99_2025", "AL_MYS_1_2025") in sisters


def test_a_letter_to_another_than_a_state_is_named_by_its_annotation(tmp_path: Path) -> None:
    letter = tmp_path / "company.txt"
    text = (DATA / "fixture_AL_KHM_99_2025.txt").read_text(encoding="utf-8").replace("AL KHM 99/2025", "AL OTH 98/2025")
    letter.write_text(text.replace("Excellency,\n", "Dear Madam or Sir,\n"), encoding="utf-8")
    with pytest.raises(InputRefused, match="an addressee that is no State, and not which"):
        deliver(letter)
    head = {"document": "AL_OTH_98_2025", "asserted_by": "coder", "speaker": "mandates"}
    company = {"id": "ORG-example", "name": "Example Ltd"}
    letter.with_suffix(".yaml").write_text(yaml.safe_dump({**head, "addressees": {"OTH": company}}), encoding="utf-8")
    assert [one.name for one in deliver(letter).records if isinstance(one, Organisation)] == ["Example Ltd"]


def test_a_name_of_a_state_that_is_not_known_is_told_by_the_annotation(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    text = BUNDLED.read_text(encoding="utf-8").replace("and Viet Nam.", "and the Union of Example.")
    letter.write_text(text, encoding="utf-8")
    content = yaml.safe_load(draft(letter))
    assert content["addressees"] == {"Union of Example": "?"}
    head = {"document": "AL_MYS_1_2025", "asserted_by": "coder", "speaker": "mandates"}
    beside = letter.with_suffix(".yaml")
    beside.write_text(yaml.safe_dump({**head, "addressees": {"Union of Example": "LAO"}}), encoding="utf-8")
    addressed = [one.end.id for one in deliver(letter).records if isinstance(one, AddressedTo)]
    assert "LAO" in addressed
    assert "VNM" not in addressed


@given(st.lists(st.text(max_size=60), max_size=8))
def test_whatever_the_text_a_reply_is_read_without_an_error(texts: list[str]) -> None:
    paragraphs = [Paragraph(text, f"L{number}") for number, text in enumerate(texts, start=1)]
    assert len(parse_reply(paragraphs).passages) == len(texts)
    is_reply(paragraphs)


def test_the_fixtures_say_that_they_are_fixtures() -> None:
    for path in DATA.glob("fixture_*"):
        assert "FIXTURE" in path.read_text(encoding="utf-8"), path.name
        if path.suffix == ".txt":
            assert read_paragraphs(path)[0].text.startswith("FIXTURE: this")
