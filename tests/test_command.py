"""The command as a user gives it: answers, exit status, and one sentence where something is wrong."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import palermo
import queries
from graph.connection import Store
from graph.read import digest
from graph.settings import Settings
from loaders.sources.letters.load import BUNDLED

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def loaded(store: Store, settings: Settings) -> Store:
    store.write([("MATCH (n) DETACH DELETE n", {})])
    palermo.Palermo(store, settings).load("letter")
    return store


def answer(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)  # type: ignore[no-any-return]


def test_fourteen_questions_as_json(loaded: Store, run: Run) -> None:  # noqa: ARG001
    rows = answer(run("ask", "letter-questions", "--param", "letter=AL_MYS_1_2025", "--format", "json"))
    assert len(rows) == 14
    assert rows == answer(run("ask", "letter-questions", "--param", "letter=AL MYS 1/2025", "--format", "json"))


def test_the_treaties_of_malaysia_on_the_day_of_the_letter(loaded: Store, run: Run) -> None:  # noqa: ARG001
    rows = answer(run("ask", "treaty-status", "--param", "state=MYS", "--param", "on=2025-03-10", "--format", "json"))
    found = {row["instrument"]: row for row in rows}
    assert len(found) == 17
    assert found["ICCPR"]["status"] == "not party"
    assert (found["PALERMO"]["status"], found["PALERMO"]["since"], found["PALERMO"]["action"]) == (
        "party",
        "2009-03-28",
        "accession",
    )
    assert found["ILO_C105"]["status"] == "denounced"
    assert (found["ACTIP"]["status"], found["ACTIP"]["verified"]) == ("party", "no")


def test_a_state_without_a_row_is_not_checked(loaded: Store, run: Run) -> None:  # noqa: ARG001
    rows = answer(run("ask", "treaty-status", "--param", "state=FRA", "--param", "on=2025-03-10", "--format", "json"))
    assert {row["status"] for row in rows} == {"not checked"}


def test_a_wallet_leads_to_a_listed_party(loaded: Store, run: Run) -> None:
    assert run("load", "designations").exit_code == 0
    given = "wallet=bc1qeth6n6ryxexvkx34wnx3nuynun4474h3j0gkhw"
    (row,) = answer(run("ask", "wallet-owners", "--param", given, "--format", "json"))
    assert (row["party"], row["name"], row["highest_modality"]) == ("OFAC-55505", "Zhi CHEN", "reported")
    assert row["programmes"]
    loaded.write([("MATCH (n) WHERE n:Person OR n:Vessel OR n:Account OR n.id STARTS WITH 'OFAC' DETACH DELETE n", {})])


def test_loading_the_letter_again_leaves_the_same_graph(loaded: Store, run: Run) -> None:
    size = "MATCH (n) RETURN count(n) AS n"
    before = digest(loaded), loaded.read(size).values
    assert run("load", "letter").exit_code == 0
    assert (digest(loaded), loaded.read(size).values) == before


def test_the_counts_of_the_real_load(loaded: Store, run: Run) -> None:
    counts = {str(row["name"]): row["count"] for row in answer(run("status", "--format", "json"))}
    assert counts["State"] == 20
    assert counts["Platform"] == 8
    assert counts["Question"] == 14
    assert counts["ADDRESSED_TO"] == 9
    assert counts["Compound"] == 0
    assert int(str(counts["Allegation"])) >= 43
    listed = loaded.read("MATCH (p:Provision {listed: true}) RETURN count(p) AS n").values
    assert listed == ((230,),)


def test_no_path_gives_a_state_a_verdict(loaded: Store, run: Run) -> None:  # noqa: ARG001
    # of what is there: the server's own lists keep the names of what other tests planted and took away
    used = loaded.read(
        "MATCH (n) UNWIND labels(n) + keys(n) AS name RETURN collect(DISTINCT name) AS names "
        "UNION ALL MATCH ()-[r]->() UNWIND type(r) + keys(r) AS name RETURN collect(DISTINCT name) AS names"
    )
    text = str(used.values).lower()
    assert "strength" in text
    assert not any(word in text for word in ("breach", "violat", "guilt"))
    weighed = loaded.read(
        "MATCH ()-[r:WEIGHS_AGAINST|WEIGHS_FOR]->() RETURN DISTINCT r.state AS state ORDER BY state"
    ).rows
    assert weighed == [{"state": "MYS"}, {"state": None}]


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("ask", "letter-question"), 2, "Did you mean letter-questions?"),
        (
            ("ask", "letter-questions"),
            2,
            "needs --param letter=...: the letter, by id or reference, for example AL_MYS_1_2025",
        ),
        (("ask", "letter-questions", "--param", "lettre=x"), 2, "has no parameter 'lettre'. Did you mean letter?"),
        (
            ("ask", "treaty-status", "--param", "state=MYS", "--param", "on=2025-13-40"),
            2,
            "is not a day such as 2025-03-10",
        ),
        (("ask", "treaty-status", "--param", "state=XXX", "--param", "on=2025-03-10"), 2, "is not a State by ISO 3166"),
        (("ask", "letters", "--param", "x"), 2, "has no value"),
        (("cypher", "CREATE (:Area {id: 'x'})"), 2, "would change the store"),
        (("cypher", "MATCH (n) DETACH DELETE n"), 2, "would change the store"),
        (("cypher", "MATCH (n RETURN n"), 2, "The query cannot be run"),
        (("cypher", "LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l"), 2, "LOAD CSV is not allowed here"),
        (("load", "lettters"), 2, "Did you mean letters?"),
        (("load", "indicators", "x.csv"), 2, "takes no file"),
        (("load", "letter", "nowhere.txt"), 1, "check the path"),
        (
            ("letter", "AL KHM 9/2025"),
            2,
            "There is no Document 'AL_KHM_9_2025' in the store. Did you mean AL_MYS_1_2025",
        ),
        (
            ("ask", "provision", "--param", "provision=ACTIP-14(77)"),
            2,
            "There is no Provision 'ACTIP-14(77)' in the store. Did",
        ),
        (("show", "letter-questoins"), 2, "Did you mean letter-questions?"),
    ],
)
def test_what_is_wrong_is_one_sentence(
    loaded: Store, run: Run, words: tuple[str, ...], status: int, sentence: str
) -> None:
    before = digest(loaded)
    result = run(*words)
    assert result.exit_code == status, result.output
    assert sentence in result.output
    assert len([line for line in result.stderr.splitlines() if line.strip()]) == 1
    assert "Traceback" not in result.output
    assert digest(loaded) == before


def test_swapped_coordinates_are_refused_with_exit_status_3(loaded: Store, run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("name,latitude,longitude\nA,98.5,16.7\nB,16.7,98.5\n", encoding="utf-8")
    result = run("load", "compounds", str(tmp_path / "mine.csv"))
    assert result.exit_code == 3, result.output
    assert "mine.csv, line 2, location: the latitude 98.5 is not between -90 and 90" in result.stderr
    assert loaded.read("MATCH (p:Compound) RETURN collect(p.id) AS ids").rows == [{"ids": ["SITE-B"]}]
    (tmp_path / "mine.csv").write_text("name,latitude,longitude\n", encoding="utf-8")
    assert run("load", "compounds", str(tmp_path / "mine.csv")).exit_code == 0


def test_a_broken_letter_leaves_nothing_half_loaded(loaded: Store, run: Run, tmp_path: Path) -> None:
    before = digest(loaded)
    letter = tmp_path / "letter.txt"
    letter.write_bytes(BUNDLED.read_bytes())
    annotation = BUNDLED.with_suffix(".yaml").read_text(encoding="utf-8")
    letter.with_suffix(".yaml").write_text(
        annotation.replace("Working hours are long", "Working hours are short"), "utf-8"
    )
    result = run("load", "letter", str(letter))
    assert (result.exit_code, "statement A19" in result.output) == (1, True)
    assert digest(loaded) == before


def test_a_letter_with_an_unknown_article_loads_with_a_reject(
    loaded: Store, run: Run, settings: Settings, tmp_path: Path
) -> None:
    letter = tmp_path / "other.txt"
    text = BUNDLED.read_text(encoding="utf-8").replace("AL MYS 1/2025", "AL MYS 7/2025")
    letter.write_text(text.replace("article 6 of the Palermo", "article 66 of the Palermo"), encoding="utf-8")
    result = run("load", "letter", str(letter))
    assert result.exit_code == 3, result.output
    assert "article 66: PALERMO has no 66" in result.output
    kept = (settings.home / "rejects" / "letters_AL_MYS_7_2025.csv").read_text(encoding="utf-8")
    assert "L48,citation,article 66: PALERMO has no 66" in kept
    rows = answer(run("ask", "letters", "--format", "json"))
    assert [row["letter"] for row in rows] == ["AL_MYS_1_2025", "AL_MYS_7_2025"]
    loaded.write([("MATCH (n) WHERE n.id STARTS WITH 'AL_MYS_7_2025' DETACH DELETE n", {})])


def test_the_sources_say_where_each_is_published_and_how_old_its_copy_is(loaded: Store, run: Run) -> None:  # noqa: ARG001
    found = {row["source"]: row for row in answer(run("sources", "--format", "json"))}
    compounds, letters = found["compounds"], found["letters"]
    assert str(compounds["origin"]).startswith("https://github.com/")
    assert isinstance(compounds["age_days"], int)
    assert compounds["age_days"] - int(str(letters["age_days"])) == -436  # 2026-05-20 is 436 days after 2025-03-10
    assert str(letters["loaded"]).startswith("20")


def test_a_cell_that_a_spreadsheet_would_run_is_neutralised(loaded: Store, run: Run) -> None:  # noqa: ARG001
    result = run("cypher", "RETURN '=1+1' AS a, '@x' AS b, -1 AS c, ['=1'] AS d", "--format", "csv")
    assert next(csv.DictReader(io.StringIO(result.stdout))) == {"a": "'=1+1", "b": "'@x", "c": "-1", "d": '["=1"]'}


def test_what_a_terminal_would_obey_is_shown_as_a_mark(loaded: Store, run: Run) -> None:  # noqa: ARG001
    result = run("cypher", "RETURN '\\u001b[2Jgone [bold]x[/bold]' AS a")
    assert "\x1b" not in result.output
    assert "[bold]x[/bold]" in result.output


def test_a_picture_is_written(loaded: Store, run: Run, tmp_path: Path) -> None:  # noqa: ARG001
    path = tmp_path / "x.html"
    result = run("show", "statement-to-article", "--param", "letter=AL_MYS_1_2025", "--limit", "30", "--out", str(path))
    assert result.exit_code == 0, result.output
    assert "From the sentence to the treaty" in path.read_text(encoding="utf-8")


def test_the_demo_answers_each_of_the_three(loaded: Store, run: Run, tmp_path: Path) -> None:  # noqa: ARG001
    result = run("demo", "--out", str(tmp_path))
    assert result.exit_code == 0, result.output
    assert [user in result.output for user in ("Investigator", "Analyst", "Rapporteur")] == [True] * 3
    drawn = {path.stem for path in tmp_path.glob("*.html")}
    assert drawn == {*(story.query for story in queries.stories()), "map", "timeline", "malaysia"}
    assert "palermo explore" in result.output


def test_the_letter_shows_its_head_and_what_it_asks(loaded: Store, run: Run) -> None:  # noqa: ARG001
    result = run("letter", "AL MYS 1/2025", "--format", "json")
    assert len(answer(result)) == 14
    assert "to Malaysia" in result.stderr
    assert "Armed Forces of Myanmar" in result.stderr
    # what is not loaded may have been sent: that is no silence of the State
    assert "no reply loaded of that day or before, which does not say that none was sent" in " ".join(
        result.stderr.split()
    )


def test_doctor_finds_nothing_wrong(loaded: Store, run: Run) -> None:  # noqa: ARG001
    result = run("doctor")
    assert result.exit_code == 0, result.output
    assert "FAIL" not in result.output


def test_a_wrong_setting_names_its_variable() -> None:
    result = CliRunner().invoke(palermo.main, ["status"], env={"PALERMO_TIMEOUT": "soon"})
    assert (result.exit_code, "PALERMO_TIMEOUT in the environment is wrong" in result.output) == (2, True)


def test_a_store_that_is_not_running_says_how_to_start_it(tmp_path: Path) -> None:
    result = CliRunner().invoke(palermo.main, ["status"], env={"PALERMO_HOME": str(tmp_path)})
    assert (result.exit_code, "palermo up" in result.output) == (1, True)


def test_every_command_has_help_and_a_place_in_the_readme() -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    for name, command in palermo.main.commands.items():
        assert command.help, name
        assert f"palermo {name}" in readme, name


def test_the_facade_answers_as_the_command_does(loaded: Store, settings: Settings) -> None:
    graph = palermo.Palermo(loaded, settings)
    found = graph.ask("recruitment-platforms")
    assert len(found.rows) == len(found.to_pandas()) == len(found.to_polars()) == 8
    drawn = graph.picture("letter-addressees", letter="AL_MYS_1_2025").to_networkx()
    assert drawn.number_of_nodes() == 18
    assert graph.cypher("RETURN $x AS x", x=1).rows == [{"x": 1}]


def test_the_installed_command_starts() -> None:
    result = subprocess.run(
        [Path(sys.executable).with_name("palermo"), "--version"], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0
