import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InputRefused
from graph.loading.tables import tabulate
from graph.model import (
    About,
    AddressedTo,
    Allegation,
    Area,
    AttributedTo,
    Cites,
    Compound,
    Conclusion,
    Document,
    Engages,
    LocatedIn,
    Measure,
    Organisation,
    Platform,
    Question,
    State,
    Statement,
    WeighsAgainst,
    WeighsFor,
    When,
)
from loaders.sources.letters.annotation import read_annotation
from loaders.sources.letters.checking import Known, check
from loaders.sources.letters.load import BUNDLED, deliver
from loaders.sources.letters.parser import parse
from loaders.sources.letters.reading import covers
from loaders.sources.letters.text import normalised, read_paragraphs

DELIVERY = deliver()
RECORDS = list(DELIVERY.records)
DATA = Path(__file__).parent / "data"


def of(*kinds: type[Any]) -> list[Any]:
    return [record for record in RECORDS if isinstance(record, kinds)]


STATEMENTS: dict[str, Statement] = {statement.code: statement for statement in of(Statement)}


def code(id_: str) -> str:
    return id_.rpartition("/")[2]


def table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_nothing_is_refused_and_nothing_said_twice() -> None:
    assert DELIVERY.rejects == ()
    assert not tabulate(RECORDS).conflicts
    assert DELIVERY.scope == "letters/AL_MYS_1_2025"


def test_the_forty_three_allegations_keep_their_ids_and_the_split_ones_are_two() -> None:
    wanted = {row["allegation_id"] for row in table("letter_allegations.csv")} - {"A35"} | {"A35a", "A35b"}
    assert wanted <= {code(record.id) for record in of(Allegation)}
    assert {code(record.id) for record in of(Measure)} == {"M46a", "M46b"}
    assert {code(record.id) for record in of(Conclusion)} == {"L52"}


def test_every_quote_is_in_the_letter_word_for_word() -> None:
    letter = normalised(BUNDLED.read_text(encoding="utf-8").replace("**", ""))
    for statement in STATEMENTS.values():
        assert normalised(statement.quote) in letter, statement.code
        assert statement.hedge is None or normalised(statement.hedge) in letter, statement.code


def test_the_engaged_provisions_of_private_conduct_are_those_of_the_model() -> None:
    engaged: dict[str, set[str]] = {}
    for record in of(Engages, WeighsFor, WeighsAgainst):
        engaged.setdefault(code(record.start.id), set()).add(record.end.id)
    for row in table("letter_allegations.csv"):
        if row["allegation_id"] < "A29":
            assert engaged[row["allegation_id"]] == set(row["engaged_provisions"].split("; ")), row["allegation_id"]


def test_the_legal_reading_is_reproduced_row_by_row() -> None:
    renamed = {"M46": "M46a"}
    wanted = {
        (
            renamed.get(row["statement_id"], row["statement_id"]),
            row["relation"],
            row["provision"],
            row["aspect"],
            row["why"],
        )
        for row in table("letter_legal_reading.csv")
    }
    codes = {row[0] for row in wanted}
    found = {
        (code(record.start.id), record.type_name(), record.end.id, getattr(record, "aspect", ""), record.why)
        for record in of(Engages, WeighsFor, WeighsAgainst)
        if code(record.start.id) in codes
    }
    assert found == wanted


def test_role_and_basis_are_those_of_the_legal_reading() -> None:
    for row in table("letter_legal_reading.csv"):
        statement = STATEMENTS[{"M46": "M46a"}.get(row["statement_id"], row["statement_id"])]
        assert statement.basis == (row["basis"] or None), statement.code
        if row["relation"].startswith("WEIGHS"):
            (weighing,) = [
                record
                for record in of(WeighsFor, WeighsAgainst)
                if record.start.id == statement.id and record.end.id == row["provision"]
            ]
            assert (weighing.role, weighing.state) == (row["role"] or None, row["state"] or None)


@pytest.mark.parametrize("general", ["A35a", "A35b", "A36", "A38", "A39", "A41"])
def test_conduct_of_unnamed_states_is_attributed_to_nobody(general: str) -> None:
    id_ = STATEMENTS[general].id
    assert [record for record in of(AttributedTo) if record.start.id == id_] == []
    assert {record.state for record in of(WeighsFor, WeighsAgainst) if record.start.id == id_} <= {None}
    assert [record for record in of(About) if record.start.id == id_] == []


def test_only_malaysia_is_attributed_anything_and_only_a43_by_name() -> None:
    assert {record.end.id for record in of(AttributedTo)} == {"MYS"}
    assert {code(record.start.id) for record in of(AttributedTo) if record.basis == "named"} == {"A43"}


def test_nationality_of_perpetrators_attributes_nothing() -> None:
    id_ = STATEMENTS["A03"].id
    assert {record.end.id for record in of(About) if record.start.id == id_} == {"KHM", "CHN", "LAO", "MMR"}
    assert not [record for record in of(AttributedTo) if record.start.id == id_]


def test_the_conditional_sentence_stays_conditional_and_weighs_on_nothing() -> None:
    sentence = STATEMENTS["L52"]
    assert sentence.conditional
    assert sentence.modality == "alleged"
    assert "would be" in (sentence.hedge or "")
    assert not [record for record in of(WeighsFor, WeighsAgainst) if record.start.id == sentence.id]


def test_no_statement_is_corroborated_or_found() -> None:
    assert {statement.modality for statement in STATEMENTS.values()} == {"alleged", "reported"}


def test_a_discretionary_duty_is_only_engaged() -> None:
    weighed = {record.end.id for record in of(WeighsFor, WeighsAgainst)}
    assert "ACTIP-14(7)" not in weighed
    assert "PALERMO-6(3)(a)" not in weighed


def test_places_are_areas_no_finer_than_the_letter() -> None:
    assert not of(Compound)
    located = {record.start.id: record for record in of(LocatedIn)}
    assert set(located) == {"AREA-langkawi", "AREA-johor"}
    assert {record.end.id for record in located.values()} == {"MYS"}
    assert {area.id for area in of(Area)} == {"HKG", "TWN", "AREA-bangkok", "AREA-langkawi", "AREA-johor"}


def test_seventeen_states_and_two_areas_of_origin() -> None:
    origins = [record.end for record in of(About) if record.as_ == "origin"]
    assert sum(end.cls is Area for end in origins) == 2
    assert len(origins) - 2 == 17
    assert not {"BRN", "KHM"} & {end.id for end in origins}


def test_nine_addressees_two_of_which_are_no_states() -> None:
    assert len(of(AddressedTo)) == 9
    assert {one.name for one in of(Organisation)} == {
        "Armed Forces of Myanmar",
        "Association of Southeast Asian Nations",
    }


def test_eight_platforms_and_fourteen_questions() -> None:
    assert len(of(Platform)) == 8
    questions = {question.number: question for question in of(Question)}
    assert sorted(questions) == list(range(1, 15))
    assert questions[7].text.endswith("forced criminality.")
    assert questions[7].due.text == "2025-05-09"


def test_the_letter_and_its_day_of_publication() -> None:
    (letter,) = [document for document in of(Document) if document.id == "AL_MYS_1_2025"]
    assert (letter.kind, letter.reference, letter.date.text, letter.public_from.text) == (
        "AL",
        "AL MYS 1/2025",
        "2025-03-10",
        "2025-05-09",
    )


@pytest.mark.parametrize(
    ("law", "result"),
    [
        ("KHM_TIP_LAW_2008", "wrong"),
        ("ACTIP-14(7)", "overstated"),
        ("PALERMO", "imprecise"),
        ("ACTIP", "imprecise"),
        ("ICCPR-2", "not binding"),
        ("REFUGEE_1951", "not binding"),
        ("PALERMO-9(1)(a)", "right"),
    ],
)
def test_citations_are_checked(law: str, result: str) -> None:
    assert [record.check for record in of(Cites) if record.end.id == law and record.check] == [result]


def test_a_citation_that_was_checked_has_no_unmarked_copy_beside_it() -> None:
    (cambodian,) = [record for record in of(Cites) if record.end.id == "KHM_TIP_LAW_2008"]
    assert (cambodian.check, cambodian.asserted_by) == ("wrong", "coder")
    checked = [record for record in of(Cites) if record.check]
    for found in (record for record in of(Cites) if not record.check):
        assert not any(covers(one, found) for one in checked), found.as_


def test_a_check_stands_wherever_its_words_do() -> None:
    assert {record.locator for record in of(Cites) if record.end.id == "CEDAW" and record.check} == {"L111", "L129"}


def test_the_weakest_words_of_the_letter_are_no_more_than_alleged() -> None:
    assert (STATEMENTS["A28"].hedge, STATEMENTS["A28"].modality) == ("There are even reports", "alleged")


def test_what_the_committee_said_has_the_committee_as_its_origin() -> None:
    assert {statement.code for statement in STATEMENTS.values() if statement.origin != "AL_MYS_1_2025"} == {"A43"}
    assert STATEMENTS["A43"].origin in {document.id for document in of(Document)}
    assert STATEMENTS["A43"].reported_on == When.parse("2024-06-06")


def test_the_states_of_the_law_are_left_to_the_law() -> None:
    assert of(State) == []


@pytest.fixture
def annotated(tmp_path: Path) -> Callable[[Callable[[dict[str, Any]], None]], Path]:
    """The bundled letter with an annotation that was changed."""

    def write(change: Callable[[dict[str, Any]], None]) -> Path:
        annotation = yaml.safe_load(BUNDLED.with_suffix(".yaml").read_text(encoding="utf-8"))
        change(annotation)
        letter = tmp_path / "letter.txt"
        letter.write_bytes(BUNDLED.read_bytes())
        letter.with_suffix(".yaml").write_text(yaml.safe_dump(annotation, allow_unicode=True), encoding="utf-8")
        return letter

    return write


def first(**values: Any) -> Callable[[dict[str, Any]], None]:
    return lambda annotation: annotation["statements"][0].update(values)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (first(quote="the State is guilty"), "statement A01: its quote “the State is guilty …” is not in the letter"),
        (first(quote="the State is guilty"), "letter.yaml, statement A01"),
        (first(hedge="beyond doubt"), "statement A01: its hedge"),
        (first(hedge="There are even reports"), "is not in the passage of its quote or above it"),
        (first(hedge="follow"), "statement A01: its hedge"),
        (first(origin="DOC-A/HRC/99/99"), "there is no document under derives_from DOC-A/HRC/99/99"),
        (first(engages=[{"provision": "PALERMO-99", "why": "x"}]), "statement A01: there is no provision PALERMO-99"),
        (first(shows=["IND-means-decepton-job"]), "Did you mean IND-means-deception-job"),
        (first(basis="named", state="XXX"), "there is no State XXX"),
        (first(modality="proven"), "A01, modality: Input should be 'alleged'"),
        (first(modality="found"), "and no found_by"),
        (first(hegde="x"), "A01, hegde: Extra inputs are not permitted"),
        (first(basis="general", state="MYS"), "basis general or none with no State"),
        (first(code="A02"), "A02 is there twice"),
        (
            lambda a: a["probes"].update({15: {"why": "x", "provisions": []}}),
            "there is no question 15; the letter asks 14",
        ),
        (lambda a: a.update(document="AL_KHM_1_2025"), "annotates AL_KHM_1_2025"),
        (lambda a: a["citation_checks"][0].update({"as": "the Roman Statute"}), "is not in the letter"),
    ],
)
def test_a_wrong_annotation_is_refused_whole(
    annotated: Callable[[Callable[[dict[str, Any]], None]], Path],
    change: Callable[[dict[str, Any]], None],
    sentence: str,
) -> None:
    with pytest.raises(InputRefused) as refusal:
        deliver(annotated(change))
    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_an_annotation_that_is_no_yaml_names_the_line(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_bytes(BUNDLED.read_bytes())
    letter.with_suffix(".yaml").write_text("document: AL_MYS_1_2025\nstatements: [\n", encoding="utf-8")
    with pytest.raises(InputRefused, match=r"letter\.yaml, line \d+ is not YAML"):
        deliver(letter)


def test_a_letter_without_annotation_is_read_as_far_as_a_parser_can(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_bytes(BUNDLED.read_bytes())
    counts = tabulate(deliver(letter).records).counts()
    assert (counts["Question"], counts["ADDRESSED_TO"], counts["CITES"] > 30) == (14, 9, True)
    assert "Allegation" not in counts


def test_an_addressee_that_nobody_knows_is_one_sentence(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(BUNDLED.read_text(encoding="utf-8").replace("and Viet Nam.", "and Atlantis."), encoding="utf-8")
    with pytest.raises(InputRefused, match=r"'Atlantis' that is not known; add the name to addressees\.yaml"):
        deliver(letter)


def test_a_state_that_the_law_does_not_hold_is_named_by_iso_and_a_territory_is_no_state(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    text = BUNDLED.read_text(encoding="utf-8")
    letter.write_text(text.replace("and Viet Nam.", "and Brazil."), encoding="utf-8")
    assert [state.name for state in deliver(letter).records if isinstance(state, State)] == ["Brazil"]
    letter.write_text(text.replace("AL MYS 1/2025", "AL HKG 1/2025"), encoding="utf-8")
    with pytest.raises(InputRefused, match="addressee 'HKG' that is not known"):
        deliver(letter)


@settings(deadline=None)
@given(st.data())
def test_a_quote_with_one_word_changed_is_refused(data: st.DataObject) -> None:
    communication = parse(read_paragraphs(BUNDLED), BUNDLED.name)
    annotation = read_annotation(BUNDLED.with_suffix(".yaml"))
    statement = data.draw(st.sampled_from(annotation.statements))
    words = statement.quote.split()
    words[data.draw(st.integers(0, len(words) - 1))] = "convicted"
    only = {
        "statements": (statement.model_copy(update={"quote": " ".join(words)}),),
        "probes": {},
        "citation_checks": (),
    }
    changed = annotation.model_copy(update=only)
    with pytest.raises(InputRefused, match=f"statement {statement.code}: its quote"):
        check(changed, communication.passages, set(), Known(law=set(), indicators=set(), states=set()))


def test_an_article_that_the_law_does_not_hold_is_a_reject(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    text = BUNDLED.read_text(encoding="utf-8").replace(
        "article 6 of the Palermo Protocol", "article 66 of the Palermo Protocol"
    )
    letter.write_text(text, encoding="utf-8")
    assert [(reject.row, reject.reason) for reject in deliver(letter).rejects] == [
        ("L48", "article 66: PALERMO has no 66")
    ]
