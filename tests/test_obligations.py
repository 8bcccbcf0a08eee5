"""What DESIGN says of the letter comes out sentence by sentence, as a user asks for it."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import Result

import palermo
import queries
from graph.connection import Store
from graph.settings import Settings

Run = Callable[..., Result]
DAY = ("--on", "2025-03-10")


@pytest.fixture(scope="module")
def loaded(store: Store, settings: Settings) -> Store:
    store.write([("MATCH (n) DETACH DELETE n", {})])
    palermo.Palermo(store, settings).load("letter")
    return store


@pytest.fixture
def run(loaded: Store, run: Run) -> Run:  # noqa: ARG001
    return run


def cell(run: Run, state: str, provision: str, *when: str) -> dict[str, Any]:
    result = run("standing", state, provision, *(when or DAY), "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)[0]  # type: ignore[no-any-return]


def ids(pieces: list[dict[str, Any]]) -> list[str]:
    return [piece["statement"].removeprefix("AL_MYS_1_2025/") for piece in pieces]


def test_the_duty_to_consider_is_engaged_and_silent_and_in_force_by_an_unverified_date(run: Run) -> None:
    found = cell(run, "MYS", "ACTIP-14(7)")
    assert (found["strength"], found["wording"]) == ("consider", "shall ... consider (triple-qualified)")
    assert (found["law"], found["practice"], found["standing"]) == ("silent", "silent", "silent")
    assert ids(found["engaged"]) == ["A32"]
    assert (found["bound"], found["status"], found["verified"]) == ("throughout", "party", "no")
    assert found["reservations"] == "not checked"
    assert found["caveats"] == "date unverified, reservations not checked"
    assert found["state_says"] == "no reply loaded"
    assert "A38" not in ids(found["evidence"])


def test_the_firm_rule_is_in_force_cited_by_nobody_and_challenged_as_addressed(run: Run) -> None:
    found = cell(run, "Malaysia", "ILO_P029-4(2)")
    assert (found["strength"], found["bound"], found["in_force_since"]) == ("firm", "throughout", "2023-03-21")
    assert (found["practice"], found["highest_modality"], found["origins"]) == (
        "challenged",
        "reported",
        ["AL_MYS_1_2025"],
    )
    (piece,) = found["evidence"]
    assert (ids([piece]), piece["basis"], piece["locator"], piece["document"]) == (
        ["A32"],
        "addressed",
        "L38",
        "AL_MYS_1_2025",
    )
    assert piece["quote"].startswith("Reports indicate that persons who are rescued")
    assert piece["hedge"] == "Reports indicate"
    assert found["survives"] is False
    assert "in accordance with the basic principles of its legal system" in found["note"]
    assert "COUNTER-READING" in run("standing", "MYS", "ILO_P029-4(2)", *DAY).output
    rows = palermo_rows(run, "non-punishment", state="MYS", on="2025-03-10")
    assert {row["provision"]: (row["strength"], row["cited"], row["practice"]) for row in rows} == {
        "A/HRC/47/34-57": (None, "exactly", "silent"),
        "A/HRC/47/34-57(a)": ("soft", "by its parent", "silent"),
        "A/HRC/47/34-57(b)": ("soft", "by its parent", "silent"),
        "A/HRC/47/34-57(c)": ("soft", "exactly", "challenged"),
        "A/HRC/47/34-57(d)": ("soft", "by its parent", "challenged"),
        "ACTIP-14(7)": ("consider", "exactly", "silent"),
        "ACTIP-14(8)": ("qualified", "by its parent", "challenged"),
        "ILO_P029-4(2)": ("firm", "no", "challenged"),
    }


def palermo_rows(run: Run, query: str, **given: str) -> list[dict[str, Any]]:
    result = run("ask", query, *(f"--param={name}={value}" for name, value in given.items()), "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)  # type: ignore[no-any-return]


def test_detention_is_challenged_as_addressed(run: Run) -> None:
    found = cell(run, "MYS", "ACTIP-14(8)")
    assert (found["practice"], ids(found["evidence"]), found["evidence"][0]["basis"]) == (
        "challenged",
        ["A33"],
        "addressed",
    )


def test_what_concerns_unnamed_states_of_origin_counts_for_none(run: Run) -> None:
    for state in ("MYS", "THA", "PHL"):
        for provision in ("PALERMO-8(1)", "PALERMO-8(4)", "PALERMO-8(3)", "ACTIP-14(2)"):
            found = cell(run, state, provision)
            assert (found["standing"], found["evidence"]) == ("silent", []), provision
            assert all(piece["set_aside"].startswith("general") for piece in found["set_aside"])
    rows = palermo_rows(run, "origin-state-duties", letter="AL_MYS_1_2025")
    assert {row["statement"].split("/")[1] for row in rows} == {"A36", "A38", "A39", "A41"}
    assert {(row["basis"], row["state"]) for row in rows} == {("general", None)}


def test_what_the_mandates_acknowledge_weighs_for(run: Run) -> None:
    found = cell(run, "MYS", "ACTIP-14(1)")
    assert found["practice"] == "contested"
    assert {(piece["relation"], piece["statement"].split("/")[1]) for piece in found["evidence"]} == {
        ("weighs for", "M46a"), ("weighs against", "A31")
    }  # fmt: skip


def test_where_no_treaty_binds_the_basis_is_custom(run: Run) -> None:
    rule = "custom (CUSTOM-non-refoulement)"
    for provision, basis in {
        "ICCPR": f"{rule} for ICCPR-2 only",
        "ICCPR-2": rule,
        "REFUGEE_1951": f"{rule} for REFUGEE_1951-33(1) only",
        "REFUGEE_1951-33(1)": rule,
    }.items():
        found = cell(run, "MYS", provision)
        assert (found["bound"], found["status"]) == ("no", "not party"), provision
        assert found["basis"] == basis, provision
        assert found["custom_rule"] == "CUSTOM-non-refoulement: Absolute non-refoulement under customary law"
    told = " ".join(run("standing", "MYS", "ICCPR", *DAY).output.split())
    assert f"no by treaty; basis: {rule} for ICCPR-2 only" in told
    assert "custom covers what its rule says and no more" in told
    assert cell(run, "MYS", "CUSTOM-non-refoulement")["bound"] == "custom (CUSTOM-non-refoulement)"


def test_states_of_which_nothing_is_said_are_silent_and_never_supported(run: Run) -> None:
    result = run("matrix", "--states", "ASEAN", "--instrument", "PALERMO", *DAY, "--format", "json")
    rows = json.loads(result.stdout)
    assert len({row["state"] for row in rows}) == 10
    assert {row["standing"] for row in rows if row["state"] != "MYS"} == {"silent", None}
    said = {
        row["provision"]: row["standing"]
        for row in rows
        if row["state"] == "MYS" and row["standing"] not in ("silent", None)
    }
    assert said == {
        "PALERMO-5(1)": "challenged", "PALERMO-6": "challenged", "PALERMO-6(4)": "challenged",
        "PALERMO-8(2)": "challenged", "PALERMO-9(1)(a)": "challenged", "PALERMO-14(2)": "challenged",
    }  # fmt: skip
    assert all(row["standing"] is None for row in rows if row["strength"] == "none")


def test_an_article_shows_its_paragraphs_and_inherits_nothing(run: Run) -> None:
    found = cell(run, "MYS", "ACTIP-14")
    assert (found["standing"], found["paragraphs"]) == ("silent", {"challenged": 1, "contested": 1, "silent": 12})
    result = run("standing", "MYS", "ACTIP-14", *DAY)
    assert "6. What of its paragraphs? 1 challenged, 1 contested, 12 silent" in result.output
    assert "ACTIP-14(14)" in result.output


def test_a_conditional_sentence_of_law_alleges_nothing(run: Run) -> None:
    for provision in ("ACTIP-16", "ACTIP-14"):
        assert "L52" not in ids(cell(run, "MYS", provision)["engaged"])


def test_conduct_of_several_years_and_a_denial(run: Run, loaded: Store) -> None:
    same = "{id: 'extra', asserted_by: 'test', why: 'w', locator: 'p'}"
    loaded.write(
        [
            (
                "MATCH (law:Law {id: 'ILO_P029-4(2)'}), (said:Statement {id: 'AL_MYS_1_2025/A32'}) "
                "CREATE (one:Statement:Allegation {id: 'X/1', code: 'X', summary: 's', quote: 'q', modality: 'found', "
                "found_by: 'a court', category: 'c', speaker: 'a court', origin: 'X', basis: 'named', role: 'host', "
                "conduct_since: date('2019-01-01'), conduct_since_latest: date('2019-12-31'), "
                "conduct_until: date('2025-01-01'), conduct_until_latest: date('2025-12-31')}), "
                f"(one)-[reading:WEIGHS_AGAINST {same}]->(law) SET reading.state = 'MYS', reading.aspect = 'practice' "
                "CREATE (answer:Statement:Answer {id: 'X/2', code: 'X', summary: 's', quote: 'denied', modality: 'reported', "
                "category: 'c', speaker: 'Government of Malaysia', origin: 'X', reported_on: date('2025-05-09'), "
                f"reported_on_latest: date('2025-05-09')}})-[:DISPUTES {same}]->(said)",
                {},
            )
        ]
    )
    found = cell(run, "MYS", "ILO_P029-4(2)", "--since", "2015-01-01", "--until", "2025-12-31")
    assert (found["bound"], found["basis"]) == ("partly (from 2023-03-21)", "treaty")
    assert (found["practice"], found["highest_modality"], len(found["origins"])) == ("challenged", "found", 2)
    assert (found["survives"], found["state_says"]) == (True, "denies")
    loaded.write([("MATCH (n:Statement) WHERE n.id STARTS WITH 'X/' DETACH DELETE n", {})])


def test_an_organisation_has_no_treaty_status_and_the_rest_works(run: Run) -> None:
    found = cell(run, "ASEAN", "PALERMO-6(4)")
    assert (found["state"], found["bound"], found["status"], found["standing"]) == (
        "ORG-asean",
        "no treaty status",
        None,
        "silent",
    )


def test_one_place_for_every_form_of_the_matrix(run: Run, tmp_path: Path) -> None:
    for ending in ("json", "csv", "xlsx", "html"):
        path = tmp_path / f"m.{ending}"
        result = run("matrix", "--states", "MYS,THA", "--instrument", "ACTIP", *DAY, "--out", str(path))
        assert result.exit_code == 0, result.output
    rows = json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))
    assert len((tmp_path / "m.csv").read_text(encoding="utf-8").splitlines()) == len(rows) + 1
    sheet = openpyxl.load_workbook(tmp_path / "m.xlsx")["rows"]
    columns = [head.value for head in sheet[1]]
    place = columns.index("provision") + 1
    assert [sheet.cell(n, place).value for n in range(2, sheet.max_row + 1)] == [row["provision"] for row in rows]
    page = (tmp_path / "m.html").read_text(encoding="utf-8")
    assert '<th scope="row">ACTIP-14(8)' in page
    assert '<th scope="col">Thailand' in page
    assert (
        '<span class="sign" aria-hidden="true">·/−</span> law silent, practice challenged; reported; origins: 1' in page
    )
    assert "http" not in page


def test_the_same_question_gives_the_same_bytes(run: Run, tmp_path: Path) -> None:
    for ending in ("xlsx", "html", "json"):
        paths = [tmp_path / f"{name}.{ending}" for name in "ab"]
        for path in paths:
            run("matrix", "--states", "MYS,THA", "--instrument", "ILO_P029", *DAY, "--out", str(path))
        assert paths[0].read_bytes() == paths[1].read_bytes(), ending


def test_states_side_by_side_show_where_they_differ(run: Run) -> None:
    result = run("compare", "MYS", "THA", "KHM", *DAY, "--format", "json")
    provisions = {row["provision"] for row in json.loads(result.stdout)}
    assert {"ACTIP-14(8)", "ILO_P029-4(2)", "CEDAW-9(2)"} <= provisions
    assert "PALERMO-7(1)" not in provisions


def test_an_answer_can_be_made_again(run: Run) -> None:
    result = run("standing", "MYS", "ACTIP-14(8)", *DAY, "--explain")
    assert "standing v1" in result.stderr
    assert "MATCH (statement:Statement)-[reading:WEIGHS_FOR|WEIGHS_AGAINST]->(law)" in result.stderr
    assert "letters/AL_MYS_1_2025@" in result.stderr


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("standing", "MYS", "ACTIP-14(77)"), "There is no provision 'ACTIP-14(77)' in the store. Did you mean ACTIP-14(7)?"),
        (("standing", "MYS", "ACTIP-14(7)", "--on", "2010-01-01"), "on 2010-01-01 there was no such text; ask for a later day."),
        (("standing", "Malasia", "PALERMO"), "Did you mean Malaysia?"),
        (("standing", "SCG", "PALERMO"), "was succeeded by MNE (Montenegro), SRB (Serbia)"),
        (("standing", "YUG", "PALERMO"), "was succeeded by"),
        (("standing", "Zaire", "PALERMO"), "was succeeded by COD"),
        (("standing", "MYS", "PALERMO", "--since", "2025-01-01", "--until", "2024-01-01"), "swap --since and --until"),
        (("standing", "MYS", "PALERMO", "--on", "2025-01-01", "--since", "2024-01-01"), "exclude each other"),
        (("standing", "MYS", "PALERMO", "--on", "10 March"), "is not a day such as 2025-03-10"),
        (("matrix", "--states", "ASAEN", "--instrument", "PALERMO"), "Did you mean ASEAN?"),
        (("matrix", "--states", "ASEAN", "--instrument", "PALERM"), "Did you mean PALERMO?"),
        (("compare", "MYS"), "give at least two"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_sentence(run: Run, words: tuple[str, ...], sentence: str) -> None:
    result = run(*words)
    assert (result.exit_code, sentence in result.output.replace("\n", "")) == (2, True), result.output
    assert len([line for line in result.stderr.splitlines() if line.strip()]) == 1


# No verdicts

VERDICT = re.compile(r"breach|violat|guilt|culpab|convict|unlawful conduct of", re.I)


def texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for one in value.values() for text in texts(one)]
    return [text for one in value for text in texts(one)] if isinstance(value, list) else []


def sources(store: Store) -> str:
    """All that sources say, word for word: what may say what the program may not."""
    said = store.read(
        "MATCH (n:Passage|Question) RETURN n.text AS text UNION MATCH (n:Statement) UNWIND [n.quote, n.hedge] AS text "
        "RETURN text UNION MATCH ()-[r:CITES]->() RETURN r.as AS text UNION MATCH (n:Instrument) RETURN n.title AS text"
    ).values
    return "\n".join(str(text) for (text,) in said)


def test_no_answer_says_that_a_state_is_at_fault_but_in_the_words_of_a_source(run: Run, loaded: Store) -> None:
    quoted = sources(loaded)
    asked: list[tuple[str, ...]] = [
        ("ask", query.id, *(f"--param={name}={value}" for name, value in query.examples().items()))
        for query in queries.catalogue().values()
        if query.folder != "networks"
        and query.id not in ("new-since", "search-texts")  # see test_everything.py
        and query.sensitivity != "case"  # these ask a purpose
    ]
    asked += [("standing", "MYS", id_, *DAY) for id_ in ("ACTIP", "PALERMO", "ILO_P029", "A/HRC/47/34")]
    asked += [("matrix", "--states", "ASEAN", "--instrument", "ACTIP", *DAY), ("compare", "MYS", "THA", *DAY)]
    for words in asked:
        result = run(*words, "--format", "json")
        assert result.exit_code == 0, result.output
        for text in texts(json.loads(result.stdout)):
            assert not VERDICT.search(text) or text in quoted, (words, text)
        assert not VERDICT.search(result.stderr)


def test_no_provision_is_described_so(loaded: Store) -> None:
    described = loaded.read(
        "MATCH (n:Law) UNWIND [n.title, n.summary, n.subject, n.wording, n.note, n.text_checked] AS text "
        "WITH text WHERE text IS NOT NULL RETURN DISTINCT text ORDER BY text"
    ).values
    assert not [text for (text,) in described if VERDICT.search(text)]


def test_no_help_header_or_page_says_so(run: Run, tmp_path: Path) -> None:
    for query in queries.catalogue().values():
        assert not VERDICT.search(query.model_dump_json())
    for name, command in palermo.main.commands.items():
        assert not VERDICT.search(run(name, "--help").output), command
    path = tmp_path / "m.html"
    run("matrix", "--states", "ASEAN", "--instrument", "PALERMO", *DAY, "--out", str(path))
    assert not VERDICT.search(path.read_text(encoding="utf-8"))
