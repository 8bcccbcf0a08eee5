"""Drafts of annotations: a person completes them, and a check says what is left, with its line."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputRefused
from loaders.sources.indicators.load import indicator_ids
from loaders.sources.letters.annotation import Annotation
from loaders.sources.letters.drafting import draft, words
from loaders.sources.letters.load import BUNDLED, deliver
from loaders.sources.letters.parser import find_quote, parse
from loaders.sources.letters.text import read_paragraphs
from loaders.sources.letters.verification import verify

DATA = Path(__file__).parent / "data"
DRAFT = draft(BUNDLED)
CONTENT = yaml.safe_load(DRAFT)
READ = yaml.safe_load(BUNDLED.with_suffix(".yaml").read_text(encoding="utf-8"))
LETTER = parse(read_paragraphs(BUNDLED), BUNDLED.name)


def test_every_drafted_quote_stands_in_the_letter_word_for_word() -> None:
    for entry in CONTENT["statements"]:
        said = find_quote(LETTER.passages, entry["quote"])
        assert said is not None, entry["code"]


def test_most_sentences_that_a_coder_read_are_in_the_draft() -> None:
    drafted = " ".join(entry["quote"] for entry in CONTENT["statements"])
    missed = [one["code"] for one in READ["statements"] if one["quote"].strip(" .")[:60] not in drafted]
    assert len(missed) <= len(READ["statements"]) // 10, missed


def test_most_indicators_that_a_coder_saw_are_proposed() -> None:
    drafted = {id_ for entry in CONTENT["statements"] for id_ in entry.get("shows", ())}
    seen = {id_ for entry in READ["statements"] for id_ in entry.get("shows", ())}
    assert len(seen - drafted) <= len(seen) // 10, seen - drafted


def test_a_draft_is_not_a_reading() -> None:
    assert CONTENT["asserted_by"] == "draft"
    assert not [entry for entry in CONTENT["statements"] if "weighs_for" in entry or "weighs_against" in entry]
    assert {entry["summary"] for entry in CONTENT["statements"]} == {"?"}


def test_what_would_be_stays_conditional_in_the_draft() -> None:
    conditional = [entry for entry in CONTENT["statements"] if entry.get("conditional")]
    assert conditional
    assert all("would" in entry["quote"] for entry in conditional)
    assert {entry["class"] for entry in conditional} == {"Conclusion"}


def test_probes_are_left_to_the_coder() -> None:
    assert sorted(CONTENT["probes"]) == list(range(1, 15))
    assert {probe["why"] for probe in CONTENT["probes"].values()} == {"?"}


def test_every_indicator_of_the_rules_exists_and_every_one_has_words() -> None:
    assert set(words().indicators) == indicator_ids()


@pytest.fixture
def drafted(tmp_path: Path) -> Path:
    letter = tmp_path / "letter.txt"
    letter.write_bytes(BUNDLED.read_bytes())
    letter.with_suffix(".yaml").write_text(DRAFT, encoding="utf-8")
    return letter


def test_no_draft_is_loaded(drafted: Path) -> None:
    with pytest.raises(InputRefused, match=r"letter\.yaml, "):
        deliver(drafted)
    filled = re.sub(r"check: '\?'", "check: right", DRAFT).replace("'?'", "something")
    drafted.with_suffix(".yaml").write_text(filled, encoding="utf-8")
    with pytest.raises(InputRefused, match="asserted_by is draft: what a program drafted is nobody's reading"):
        deliver(drafted)
    drafted.with_suffix(".yaml").write_text(filled.replace("asserted_by: draft", "asserted_by: N. N."), "utf-8")
    assert deliver(drafted).scope == "letters/AL_MYS_1_2025"


def test_a_check_tells_every_problem_with_its_line(tmp_path: Path) -> None:
    text = BUNDLED.with_suffix(".yaml").read_text(encoding="utf-8")
    wrong = text.replace("Working hours are long", "Working hours are short").replace("PALERMO-11(1)", "PALERMO-99")
    letter = tmp_path / "letter.txt"
    letter.write_bytes(BUNDLED.read_bytes())
    letter.with_suffix(".yaml").write_text(wrong.replace("asserted_by: coder", "asserted_by: draft"), encoding="utf-8")
    verdict = verify(letter, None)
    lines = wrong.splitlines()
    found = {
        int(match[1]): problem
        for problem in verdict.problems
        if (match := re.match(r"letter\.yaml, line (\d+): ", problem))
    }
    assert len(found) == len(verdict.problems) == 3
    assert [fragment in lines[number - 1] for number, fragment in zip(sorted(found), ("asserted_by", "PALERMO-99", "Working hours"), strict=True)] == [True] * 3  # fmt: skip


def test_a_form_that_is_wrong_is_told_with_every_line(drafted: Path) -> None:
    problems = verify(drafted.with_suffix(".yaml"), None).problems
    checks = DRAFT.count("check: '?'")
    assert checks > 30
    assert len(problems) == checks
    assert all(re.match(r"letter\.yaml, line \d+: citation_checks, \d+, check: ", problem) for problem in problems)


def test_the_bundled_annotation_is_without_a_problem() -> None:
    verdict = verify(BUNDLED, None)
    assert (verdict.problems, verdict.unchecked) == ((), ())


def test_without_a_store_a_check_says_what_it_could_not_check() -> None:
    verdict = verify(DATA / "fixture_reply_MYS.txt", None)
    assert verdict.problems == ()
    assert "Document AL_MYS_1_2025" in verdict.unchecked
    assert "Question AL_MYS_1_2025/Q6" in verdict.unchecked


def test_a_reply_is_drafted_and_what_it_denies_and_admits_is_found(tmp_path: Path) -> None:
    reply = tmp_path / "reply.txt"
    reply.write_bytes((DATA / "fixture_reply_MYS.txt").read_bytes())
    content = yaml.safe_load(draft(reply))
    assert (content["replies_to"], content["asserted_by"]) == ("AL MYS 1/2025", "draft")
    by_quote = {entry["quote"].split()[1]: entry for entry in content["statements"]}
    assert by_quote["rejects"]["disputes"] == [{"statement": "?", "why": "?"}]
    assert by_quote["rejects"]["answers"][0]["question"] == 1
    assert "accepts" in by_quote["Government"]
    assert by_quote["Council"] == by_quote["Council"] | {"class": "Measure", "basis": "named", "state": "MYS"}
    assert by_quote["Act"]["answers"] == [{"question": 7, "coverage": "?", "why": "?"}]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("nowhere.yaml", "There is no nowhere.txt or nowhere.pdf"), ("letter.txt", "has no annotation letter.yaml")],
)
def test_a_check_without_both_files_is_one_sentence(tmp_path: Path, name: str, sentence: str) -> None:
    with pytest.raises(InputRefused, match=sentence):
        verify(tmp_path / name, None)


@given(st.text(max_size=300))
def test_whatever_a_sentence_says_its_hedge_stands_in_it(sentence: str) -> None:
    for modality, pattern in words().hedges:
        assert modality in Annotation.model_fields or modality in ("alleged", "reported")
        if match := pattern.search(sentence):
            assert match[0] in sentence
