"""What leaves a query of people: rounded counts, shares of what is left, no order by exact counts; else a purpose."""

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import palermo
from graph import write
from graph.connection import Store
from graph.disclosure import audit
from graph.disclosure.suppression import KINDS, K, released
from graph.errors import PalermoError, UsageError
from graph.loading.tables import tabulate
from graph.model import Case, Node, Relationship
from graph.server import embedded
from graph.settings import Settings
from queries import ask, picture
from queries.ask import answered
from queries.catalogue import catalogue, read
from queries.disclosure import release

HERE = Path(__file__).parent / "aggregates"
BY_YEAR = read(HERE / "people-by-year.cypher")


def load(store: Store, records: Sequence[Node | Relationship[Any, Any]], scope: str = "cases") -> write.Loaded:
    tables = tabulate(records)
    now = datetime(2026, 1, 1, tzinfo=UTC)
    return write.load(
        store,
        tables,
        source="cases",
        scope=scope,
        digest=sha256(repr([one.id for one in records]).encode()).hexdigest(),
        version="1",
        now=lambda: now,
    )


def cases(count: int, begin: int = 0, **more: Any) -> list[Case]:
    return [
        Case.model_validate({"id": f"CASE-{begin + n:04}", "document": "D", "standard": "own", **more})
        for n in range(count)
    ]


@given(st.integers(0, 500), st.integers(0, 500))
def test_no_two_released_counts_are_one_to_ten_apart(one: int, other: int) -> None:
    apart = abs((released(one) or 0) - (released(other) or 0))
    assert apart == 0 or apart >= K
    assert (released(one) or K) >= K
    assert (released(one) or 0) <= one


def test_counts_are_rounded_rows_under_eleven_left_out_and_shares_made_of_what_is_left() -> None:
    rows = [(2020, 25, 12, None), (2021, 10, 10, None), (2022, 23, 10, None)]
    assert release(BY_YEAR, rows) == [(2020, 22, 11, 0.5), (2022, 22, None, None)]


@given(st.permutations([("b", 22), ("a", 30), ("c", 32), (None, 31)]))
def test_the_order_of_rows_does_not_tell_which_count_is_larger(rows: list[tuple[str | None, int]]) -> None:
    query = BY_YEAR.model_copy(
        update={
            "columns": {"group": BY_YEAR.columns["year"], "people": BY_YEAR.columns["people"]},
            "order": ("-people",),
        }
    )
    assert release(query, rows) == [("a", 22), ("b", 22), ("c", 22), (None, 22)]


def test_a_limit_cuts_what_is_released_and_not_what_is_exact(empty_store: Store) -> None:
    load(empty_store, [*cases(5, year=2019), *cases(13, 100, year=2020), *cases(24, 200, year=2021)])
    answer = answered(empty_store, BY_YEAR, {}, limit=1)
    assert (answer.rows, answer.truncated) == ([{"year": 2020, "people": 11, "forced": None, "share": None}], True)
    assert not answered(empty_store, BY_YEAR, {}, limit=2).truncated


def test_a_statistic_counts_the_people_that_it_stands_for(empty_store: Store) -> None:
    load(empty_store, cases(1, kind="statistic", people=40, year=2021))
    assert answered(empty_store, BY_YEAR, {}).rows[0]["people"] == 33


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("sensitivity: aggregate", "sensitivity: open", "its sensitivity is aggregate or case"),
        (
            "{type: people, meaning: how many people}",
            "{type: integer, meaning: n}",
            "people is neither people nor share",
        ),
        ("group: true, ", "", "year is neither people nor share"),
        (
            "{type: integer, group: true, meaning: year",
            "{type: id, of: Case, group: true, meaning: year",
            "id of a case",
        ),
        ("part: forced", "part: year", "share is a share and needs part and whole"),
        ("ORDER BY year\n", "ORDER BY year LIMIT 3\n", "LIMIT or SKIP goes by exact counts"),
        ("order: [year]", "order: [-years]", "order names years"),
    ],
)
def test_a_query_that_would_tell_of_single_people_is_refused(
    tmp_path: Path, before: str, after: str, sentence: str
) -> None:
    text = (HERE / "people-by-year.cypher").read_text(encoding="utf-8")
    assert before in text
    changed = tmp_path / "people-by-year.cypher"
    changed.write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(PalermoError, match=sentence):
        read(changed)


@pytest.mark.parametrize(
    ("pattern", "refused"),
    [
        ("MATCH (i:Indicator)<-[:SHOWS]-(s)", True),
        ("MATCH (s)-[:SHOWS]->(i:Indicator)", True),
        ("MATCH (s:Statement)-[:ENGAGES|SHOWS]->(i)", True),
        ("MATCH (i:Indicator)<-[:SHOWS]-(s:Case)", True),
        ("MATCH (s:Allegation)-[:SHOWS]->(i:Indicator)", False),
        ("MATCH (i:Indicator)<-[:SHOWS]-(s:Statement)", False),
        ("MATCH (s:Statement) WHERE EXISTS { (s)-[:SHOWS]->(:Indicator) }", False),
    ],
)
def test_an_open_query_says_that_statements_show_what_it_counts(tmp_path: Path, pattern: str, refused: bool) -> None:
    path = tmp_path / "shown-by.cypher"
    header = "id: shown-by\ntitle: t\nquestion: q\naudience: [analyst]\nsensitivity: open\nsince: 0.1.0\n"
    path.write_text(f"/*\n{header}columns: {{n: {{type: integer, meaning: n}}}}\n*/\n{pattern}\nRETURN count(s) AS n\n")
    if refused:
        with pytest.raises(PalermoError, match="it reads cases"):
            read(path)
    else:
        read(path)


def test_only_queries_about_single_people_need_a_purpose_and_it_is_written_down(
    empty_store: Store, settings: Settings
) -> None:
    before = len(audit.read(settings.home).lines)
    for query in (one for one in catalogue().values() if one.sensitivity == "case"):
        with pytest.raises(UsageError, match=f"The query {query.id} needs a purpose of at least 3 words"):
            ask(empty_store, query.id, {})
    with pytest.raises(UsageError, match="needs a purpose"):
        ask(empty_store, "perhaps-a-victim", {}, purpose="just because")
    assert len(audit.read(settings.home).lines) == before
    ask(empty_store, "perhaps-a-victim", {}, purpose="to prepare a visit")
    line = audit.read(settings.home).lines[-1]
    assert (line.did, line.what["query"], line.why, line.rows) == ("ask", "perhaps-a-victim", "to prepare a visit", 0)


def test_an_answer_about_single_people_is_not_drawn(empty_store: Store) -> None:
    with pytest.raises(UsageError, match="is not drawn"):
        picture(empty_store, "perhaps-a-victim", {})


def test_the_command_refuses_without_a_purpose_before_it_waits_for_a_server(tmp_path: Path) -> None:
    found = CliRunner().invoke(
        palermo.main,
        ["ask", "perhaps-a-victim"],
        env={"PALERMO_URI": "bolt://127.0.0.1:1", "PALERMO_HOME": str(tmp_path)},
    )
    assert found.exit_code == 2
    assert "--purpose" in found.stderr
    assert found.stderr.count("\n") == 1


@pytest.mark.usefixtures("empty_store")
def test_an_answer_on_people_says_that_records_and_statistics_are_added(settings: Settings) -> None:
    server = embedded.running(settings)
    assert server is not None
    environment = {"PALERMO_URI": server.uri, "PALERMO_PASSWORD": server.password.get_secret_value()}
    found = CliRunner().invoke(palermo.main, ["ask", "corridors"], env=environment)
    assert found.exit_code == 0, found.output
    assert KINDS in " ".join(found.stderr.split())  # said of an empty store, too: it tells nothing of what is loaded


def test_what_is_shown_with_a_purpose_was_written_down_first(empty_store: Store, tmp_path: Path) -> None:
    empty_store.home, kept = tmp_path, empty_store.home
    try:
        (tmp_path / audit.LOG).mkdir()
        with pytest.raises(PalermoError, match="so nothing is shown"):
            ask(empty_store, "perhaps-a-victim", {}, purpose="to prepare a visit")
    finally:
        empty_store.home = kept
