"""Letters and replies end to end: a second letter, a sister, and replies as text and PDF, with no change of code."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from textwrap import wrap

import pytest
from click.testing import Result
from fpdf import FPDF

from graph.connection import Store
from graph.read import digest
from loaders.sources.letters.load import BUNDLED

Run = Callable[..., Result]

DATA = Path(__file__).parent / "loaders" / "data"
MYS, KHM = "AL_MYS_1_2025", "AL_KHM_99_2025"


@pytest.fixture(scope="module")
def run(store: Store, run: Run) -> Run:
    store.write([("MATCH (n) DETACH DELETE n", {})])
    return run


def as_pdf(text: Path, folder: Path) -> Path:
    """The same text as a PDF, with the annotation beside it."""
    document = FPDF()
    document.set_font("Helvetica", size=11)
    document.add_page()
    for paragraph in text.read_text(encoding="utf-8").split("\n\n"):
        for line in wrap(paragraph, 80):
            document.cell(0, 6, line, new_x="LMARGIN", new_y="NEXT")
        document.ln(4)
    path = folder / f"{text.stem}.pdf"
    document.output(str(path))
    shutil.copy(text.with_suffix(".yaml"), path.with_suffix(".yaml"))
    return path


@pytest.fixture(scope="module")
def loaded(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("replies")
    assert run("load", "letters").exit_code == 0
    for path in (
        DATA / "fixture_AL_KHM_99_2025.txt",
        DATA / "fixture_reply_MYS.txt",
        as_pdf(DATA / "fixture_reply_KHM.txt", folder),
        DATA / "fixture_uhri_export.csv",
    ):
        result = run("load", "conclusions" if path.suffix == ".csv" else "letters", str(path))
        assert result.exit_code == (3 if path.suffix == ".csv" else 0), result.output
    return run


def rows(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)  # type: ignore[no-any-return]


def told(result: Result) -> str:
    """What was noted beside the answer, however it was wrapped."""
    return " ".join(result.stderr.split())


def ask(run: Run, query: str, **given: str) -> list[dict[str, object]]:
    return rows(run("ask", query, *(f"--param={name}={value}" for name, value in given.items()), "--format", "json"))


def test_the_ledger_of_the_letter(loaded: Run) -> None:
    result = loaded("letter", "AL MYS 1/2025", "--on", "2025-06-01", "--format", "json")
    found = {row["number"]: row for row in rows(result)}
    assert len(found) == 14
    assert {number: row["answered"] for number, row in found.items() if row["answered"] != "not"} == {
        1: "partly",
        6: "partly",
        7: "fully",
    }
    assert (found[7]["status"], found[6]["status"], found[6]["days_since_due"]) == ("answered", "overdue", 23)
    assert found[6]["answers"] == [
        {
            "reply": f"{MYS}_reply_2025-05-02",
            "answer": f"{MYS}_reply_2025-05-02/R02",
            "coverage": "partial",
            "by": "second coder",
            "why": "says nothing of administrative penalties",
        }
    ]
    standing = "answer due 2025-05-09, 23 days ago; replied: of 14 questions 1 answered fully, 2 partly, 11 not"
    assert standing in told(result)
    assert "denies A33; admits A34; claims 1 measures of its own" in told(result)


def test_the_ledger_says_where_sister_letters_ask_otherwise(loaded: Run) -> None:
    result = loaded("letter", MYS, "--on", "2025-06-01", "--format", "json")
    found = {row["number"]: row["sisters"] for row in rows(result)}
    assert found[1] == [{"letter": KHM, "number": 1, "likeness": 100.0}]
    (sixth,) = json.loads(json.dumps(found[6]))
    assert (sixth["number"], 60 <= sixth["likeness"] < 95) == (2, True)
    assert found[14] == []
    assert f"sister {KHM} to Cambodia: replied; 1 questions alike; worded otherwise: 6 (there 2)" in told(result)
    assert "only there: 3" in told(result)
    assert result.stderr.count("Cambodia") < 4  # the placeholder of the letter that is loaded is not told as well


def test_a_reply_that_was_not_there_yet_is_not_counted(loaded: Run) -> None:
    result = loaded("letter", MYS, "--on", "2025-04-01", "--format", "json")
    assert {row["status"] for row in rows(result)} == {"not due yet"}
    assert "answer due 2025-05-09, 38 days are left; not due yet: of 14 questions 0 answered fully" in told(result)
    assert "denies" not in told(result)


def test_one_denies_what_the_other_admits(loaded: Run) -> None:
    parties = {row["addressee"]: row for row in ask(loaded, "same-facts-other-states", letter=MYS, on="2025-06-01")}
    assert len(parties) == 9
    malaysia, cambodia, thailand = parties["Malaysia"], parties["Cambodia"], parties["Thailand"]
    assert (malaysia["says"], malaysia["denied"], malaysia["admitted"]) == ("replied", [f"{MYS}/A33"], [f"{MYS}/A34"])
    assert f"{MYS}/A31" in malaysia["silent"]  # type: ignore[operator]
    assert (cambodia["letter"], cambodia["admitted"]) == (KHM, [f"{KHM}/A01"])
    assert malaysia["contradictions"] == [
        {
            "statement": f"{MYS}/A33",
            "here": ["denies"],
            "there": ["admits"],
            "addressee": "Cambodia",
            "other": f"{KHM}/A01",
        }
    ]
    assert (thailand["says"], thailand["silent"], thailand["questions"]) == ("not loaded", None, None)


def test_questions_without_full_answer_are_counted_from_their_day(loaded: Run) -> None:
    found = ask(loaded, "unanswered-questions", on="2025-06-01")
    assert len(found) == 13 + 3
    assert {(row["status"], row["days_overdue"]) for row in found} == {("overdue", 23)}
    assert {(row["status"], row["days_overdue"]) for row in ask(loaded, "unanswered-questions", on="2025-03-11")} == {
        ("not due yet", None)
    }


def test_recommendations_stay_open_whatever_the_state_says(loaded: Run) -> None:
    found = ask(loaded, "recommendations-without-follow-up", on="2025-06-01", state="MYS")
    assert {(row["reference"], row["upr_position"], row["state_says"]) for row in found} == {
        ("A/HRC/99/99", "noted", "no reply loaded"),
        ("CEDAW/C/MYS/CO/6", None, "no reply loaded"),
    }


def test_the_states_own_word_can_be_told_from_all_others(loaded: Run) -> None:
    query = "MATCH (s:Statement) WHERE s.own_word IS NOT NULL RETURN DISTINCT s.own_word AS w, count(*) AS n ORDER BY w"
    assert rows(loaded("cypher", query, "--format", "json")) == [{"w": "KHM", "n": 1}, {"w": "MYS", "n": 4}]


def test_a_pdf_gives_a_place_on_its_page(loaded: Run) -> None:
    (answer,) = ask(loaded, "letter-replies", letter=KHM)
    assert str(answer["locator"]).startswith("p. 1 ¶")
    assert (answer["own_word"], answer["admits"]) == ("KHM", [f"{KHM}/A01"])


def test_loading_again_leaves_the_same_graph(loaded: Run, store: Store) -> None:
    before = digest(store)
    assert loaded("load", "letters", str(DATA / "fixture_reply_MYS.txt")).exit_code == 0
    assert digest(store) == before


def changed_reply(folder: Path, old: str, new: str) -> Path:
    path = folder / "reply.txt"
    path.write_text((DATA / "fixture_reply_MYS.txt").read_text(encoding="utf-8").replace("AL MYS 1/2025", new if old == "letter" else "AL MYS 1/2025"), "utf-8")  # fmt: skip
    text = (DATA / "fixture_reply_MYS.yaml").read_text(encoding="utf-8")
    if old == "letter":
        text = text.replace("AL MYS 1/2025", new).replace("AL_MYS_1_2025", new.replace(" ", "_").replace("/", "_"))
    path.with_suffix(".yaml").write_text(text.replace(old, new), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "letter",
            "AL MYS 77/2025",
            "reply to AL_MYS_77_2025, which is not loaded; load that first. Loaded: AL_KHM_99",
        ),
        ("question: 6", "question: 15", "statement R02: there is no question 15; AL_MYS_1_2025 asks 14."),
        ("statement: A33", "statement: A99", "statement R01 disputes A99, and AL_MYS_1_2025 has no such statement."),
    ],
)
def test_a_reply_to_what_is_not_there_is_one_sentence_and_loads_nothing(
    loaded: Run, store: Store, tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    before = digest(store)
    path = changed_reply(tmp_path, old, new)
    result = loaded("load", "letters", str(path))
    assert (result.exit_code, sentence in result.stderr, "reply.yaml, " in result.stderr) == (1, True, True)
    assert "Nothing was loaded." in result.stderr
    assert len([line for line in result.stderr.splitlines() if line.strip()]) == 1
    assert digest(store) == before
    checked = loaded("letter", "check", str(path))
    assert checked.exit_code == 1
    assert any(sentence[:40] in line and line.startswith("reply.yaml, line ") for line in checked.stdout.splitlines())


def test_a_draft_is_checked_completed_and_refused_until_a_person_signs(loaded: Run, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_bytes(BUNDLED.read_bytes())
    annotation = letter.with_suffix(".yaml")
    assert loaded("letter", "new", str(letter), "--out", str(annotation)).exit_code == 0
    assert loaded("letter", "new", str(letter), "--out", str(annotation)).exit_code == 2  # may hold a person's work
    assert loaded("letter", "check", str(annotation)).exit_code == 1
    assert loaded("load", "letters", str(letter)).exit_code == 1


def test_the_bundled_annotation_and_the_fixtures_are_without_a_problem(loaded: Run) -> None:
    for path in (BUNDLED, *sorted(DATA.glob("fixture_*.yaml"))):
        result = loaded("letter", "check", str(path))
        assert (result.exit_code, result.stdout) == (0, ""), path.name
        assert "nothing wrong" in result.stderr


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("letter", "--format", "json", MYS), 0, "to Malaysia"),
        (("letter", "show", MYS), 0, "to Malaysia"),
        (("letter", "--help"), 0, "for loading"),
        (("letter", "AL MYS 9/2025"), 2, "There is no Document 'AL_MYS_9_2025' in the store"),
        (("letter", MYS, "--on", "soon"), 2, "soon"),
        (("load", "conclusions"), 2, "palermo load conclusions FILE"),
        (("letter", "new", "nowhere.txt"), 1, "check the path"),
    ],
)
def test_the_command_takes_a_reference_or_the_name_of_a_part(
    loaded: Run, words: tuple[str, ...], status: int, sentence: str
) -> None:
    result = loaded(*words)
    assert (result.exit_code, sentence in result.output) == (status, True), result.output


def test_a_treaty_a_letter_and_a_reply_of_ones_own_reach_standing_and_gaps(loaded: Run) -> None:
    """The fixtures were made up for the tests; nothing of them is in the code."""
    result = loaded("load", "law", str(DATA / "treaties" / "ILO_C189"))
    assert result.exit_code == 0, result.output
    treaty = rows(loaded("standing", "PHL", "ILO_C189-8(1)", "--on", "2025-06-01", "--format", "json"))[0]
    assert (treaty["bound"], treaty["in_force_since"], treaty["standing"]) == ("throughout", "2013-09-05", "silent")
    assert "date unverified" in str(treaty["caveats"])
    cell = rows(loaded("standing", "KHM", "ACTIP-14(8)", "--on", "2025-06-01", "--format", "json"))[0]
    assert (cell["practice"], cell["state_says"]) == ("challenged", "admits")
    found = rows(loaded("gaps", "--state", "KHM", "--on", "2025-06-01", "--format", "json"))
    by_rule = {row["rule"]: row for row in found}
    assert by_rule["standing-challenged"]["evidence"] == [f"{KHM}/A01"]
    assert "beside it, the State says: admits" in str(by_rule["standing-challenged"]["says"])
    assert by_rule["answer-overdue"]["gap"] is True
