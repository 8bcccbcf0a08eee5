"""An attack on cases: every command and query that needs no purpose, and ten thousand random filters.

No cell under eleven may come out, directly or by subtraction, and nothing that leads to a person. The aggregate queries
are those of the library and those in tests/queries/aggregates; a new one is attacked without being named here, and a new
command has to say below how it is attacked, or why it cannot tell of a case.
"""

import json
import random
import re
from collections.abc import Callable, Iterator
from itertools import islice, product
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

import palermo
from graph.connection import Store
from graph.disclosure import reach
from graph.disclosure.suppression import K
from graph.errors import UsageError
from graph.model import (
    Account,
    Area,
    Case,
    CitizenOf,
    Compound,
    ExploitedIn,
    HeldAt,
    Indicator,
    Node,
    Person,
    Recruited,
    RecruitedVia,
    Relationship,
    Shows,
    State,
    closed_types,
)
from graph.server import health
from graph.settings import Settings
from queries import Query, catalogue, picture
from queries.ask import answered, resolve
from queries.catalogue import read
from queries.disclosure import release, touches_cases
from queries.naming import canonical_ids
from tests.queries.test_disclosure import load

ATTACKS = 10_000
SIZE = 200
AT_ONCE = 500
EXTRA = Path(__file__).parent / "queries" / "aggregates"
AGGREGATES = [
    *(query for query in catalogue().values() if query.sensitivity == "aggregate" and touches_cases(query.text)),
    *map(read, sorted(EXTRA.glob("*.cypher"))),
]
OPEN = [query for query in catalogue().values() if query.sensitivity == "open"]
STATES = {"KHM": "Cambodia", "MMR": "Myanmar", "MYS": "Malaysia", "VNM": "Viet Nam"}
COMPOUNDS = ("C1", "C2", "C3")
OTHERS = {"compound": "C1", "lead": "P3", "place": "C2", "state": "MYS"}
SECRET = re.compile(r"CASE-|sealed-")


def people(count: int, seed: int) -> Iterator[Node | Relationship[Any, Any]]:
    """Cases with skewed attributes, so that there are cells of every size; and what is said of each."""
    chance = random.Random(seed)  # noqa: S311
    for number in range(count):
        case = Case.model_validate(
            {
                "id": f"CASE-{seed:02}{number:04}",
                "document": "CASES",
                "standard": "own",
                "year": chance.choice([2019, 2020, 2020, 2021, 2021, 2021, None]),
                "gender": chance.choice(["Feminine", "Feminine", "Masculine", None]),
                "age_band": chance.choice(["9-17", "18-20", "18-20", "21-23", None]),
                "exploitation": chance.sample(["ForcedCriminality", "ForcedLabour", "SexualExploitation"], 1),
            }
        )
        of = {"document": "CASES", "locator": f"sealed-{seed}-{number}", "modality": "reported"}
        yield case
        start = case.ref(case.id)
        yield CitizenOf(start=start, end=State.ref(chance.choice(list(STATES))), **of)
        yield ExploitedIn(start=start, end=State.ref(chance.choice(["KHM", "MMR"])), **of)
        yield HeldAt(start=start, end=Compound.ref(chance.choice(COMPOUNDS)), **of)
        if number % 40 < 9:  # nine people a recruiter and compound at most: no tie
            yield Recruited(start=Person.ref(f"P{number // 40}"), end=start, **of)
        if number % 50 == 0:
            yield RecruitedVia(start=start, end=Account.ref("A1"), **of)
        yield Shows(start=start, end=Indicator.ref("I1"), asserted_by="coder", why="coded so", locator="row")


WORLD: list[Node | Relationship[Any, Any]] = [
    *(State(id=code, name=name) for code, name in STATES.items()),
    *(Compound(id=id_, name=f"Compound {id_}") for id_ in COMPOUNDS),
    *(Person(id=f"P{number}", name=f"Recruiter {number}") for number in range(20)),
    Account(id="A1", name="@jobs", kind="handle"),
    Area(id="J", name="Johor"),
    Indicator(id="I1", kind="means", title="Debt"),
]


@pytest.fixture(scope="module")
def attacked(store: Store, settings: Settings) -> Store:
    store.write([("MATCH (n) DETACH DELETE n", {})])
    for source in ("letter", "compounds"):
        palermo.Palermo(store, settings).load(source)
    load(store, WORLD, scope="world")
    load(store, [*people(SIZE, 1)], scope="cases")
    return store


def guesses(store: Store) -> dict[str, list[Any]]:
    """What an attacker tries: every value that any case has, by property, and every id and name there is."""
    found: dict[str, list[Any]] = {}
    for (case,) in store.read("MATCH (c:Case) RETURN properties(c)").values:
        for name, value in case.items():
            found.setdefault(name, []).extend(value if isinstance(value, list) else [value])
    ids = store.read("MATCH (n:Entity|Place|Indicator) RETURN n.id ORDER BY n.id").values
    every = [value for values in found.values() for value in values if isinstance(value, str)]
    return {name: sorted(set(values)) for name, values in found.items()} | {
        "": sorted({*every, *(id_ for (id_,) in ids)})
    }


def filters(query: Query, known: dict[str, list[Any]], store: Store) -> Iterator[dict[str, Any]]:
    """Random parameters, checked and completed as the program does."""
    chance = random.Random(query.id)  # noqa: S311
    names = ["Compound C1", "Compound C2", "Recruiter 3", "KK Park"]
    while True:
        given: dict[str, Any] = {}
        for name, parameter in query.parameters.items():
            if not parameter.required and chance.random() < 0.4:
                continue
            own = known.get(name) or known.get("year" if parameter.type == "integer" else "", [])
            pools = {
                "state": list(STATES),
                "date": [f"{year}-0{month}-01" for year, month in product(range(2018, 2023), (1, 7))],
                "name": names,
            }
            given[name] = chance.choice([*pools.get(parameter.type, own), parameter.example])
        try:
            full = resolve(query, given)
            for name, parameter in query.parameters.items():
                if parameter.type == "name" and full[name] is not None:
                    full[name] = canonical_ids(store, parameter, full[name])
        except UsageError:
            full = dict.fromkeys(query.parameters)
        yield full


def cells(query: Query, rows: list[tuple[Any, ...]]) -> Iterator[int | None]:
    names = list(query.columns)
    for row in rows:
        yield from (row[names.index(name)] for name, column in query.columns.items() if column.type == "people")


def harmless(query: Query, rows: list[tuple[Any, ...]]) -> None:
    """A cell is none or a multiple of eleven: then so is every difference and sum of cells, of all answers there are."""
    for cell in cells(query, rows):
        assert cell is None or (cell >= K and cell % K == 0), (query.id, rows)
    assert not SECRET.search(json.dumps(rows, default=str)), query.id
    names = list(query.columns)
    for row in rows:
        told = dict(zip(names, row, strict=True))
        for name, column in query.columns.items():
            if column.type == "share" and told[name] is not None:
                assert told[name] == round(told[column.part or ""] / told[column.whole or ""], 3)


@pytest.mark.parametrize("query", AGGREGATES, ids=lambda query: query.id)
def test_ten_thousand_random_filters_give_no_cell_under_eleven_and_no_difference_under_eleven(
    attacked: Store, query: Query
) -> None:
    sets = list(islice(filters(query, guesses(attacked), attacked), ATTACKS // len(AGGREGATES)))
    body = re.sub(r"\$(\w+)", r"given.\1", query.text)
    small = 0
    for begin in range(0, len(sets), AT_ONCE):
        some = sets[begin : begin + AT_ONCE]
        columns = ", ".join(query.columns)
        answer = attacked.read(
            f"UNWIND range(0, size($sets) - 1) AS number WITH number, $sets[number] AS given\n"
            f"CALL (given) {{\n{body}\n}}\nRETURN number, {columns} ORDER BY number",
            {"sets": some},
        )
        exact: dict[int, list[tuple[Any, ...]]] = {}
        for number, *row in answer.values:
            exact.setdefault(number, []).append(tuple(row))
        for rows in exact.values():
            small += sum(0 < (cell or 0) < K for cell in cells(query, rows))
            harmless(query, release(query, rows))
    assert small or query not in AGGREGATES[-2:], "the attack has to meet cells that are to be kept"


@pytest.mark.parametrize("query", AGGREGATES, ids=lambda query: query.id)
def test_the_program_itself_answers_so_whatever_limit_is_asked(attacked: Store, query: Query) -> None:
    for number, given in enumerate(islice(filters(query, guesses(attacked), attacked), 20)):
        asked = {name: value for name, value in given.items() if query.parameters[name].type != "name"}
        try:
            harmless(query, list(answered(attacked, query, asked, limit=1 + number % 5).values))
        except UsageError:
            continue


def test_one_person_more_or_less_changes_a_cell_by_eleven_or_not_at_all(attacked: Store) -> None:
    def told() -> list[int]:
        return [
            sum(cell or 0 for cell in cells(query, list(answered(attacked, query, given).values)))
            for query in AGGREGATES
            for given in ({}, {name: one.example for name, one in query.parameters.items()})
            if not any(one.required and name not in given for name, one in query.parameters.items())
        ]

    before = told()
    load(attacked, [*people(1, 2)], scope="one more")
    assert all((one - other) % K == 0 for one, other in zip(before, told(), strict=True))
    load(attacked, [], scope="one more")
    attacked.write([("MATCH (c:Case) WHERE c.id STARTS WITH 'CASE-02' DETACH DELETE c", {})])
    assert told() == before


def open_answers(store: Store) -> dict[str, str]:
    """What every open query says to the parameters of its header, and to some others; and what it draws."""
    found = {}
    for query in OPEN:
        needed = {name: one.example for name, one in query.parameters.items() if one.required}
        others = [{**needed, name: value} for name, value in OTHERS.items() if name in query.parameters]
        for given in (needed, *others[:1]):
            try:
                found[f"{query.id} {given}"] = json.dumps(answered(store, query, given).rows, default=str)
                if given is needed:
                    found[f"{query.id} drawn"] = str(picture(store, query.id, given))
            except UsageError as error:
                found[f"{query.id} {given} refused"] = str(error)
    return found


COMMANDS: dict[str, list[list[str]]] = {
    "status": [["--format", "json"]],
    "find": [["Recruiter 3"], ["CASE-010003"], ["C1"]],
    "path": [
        ["P0", "C1"],
        ["P3", "C2", "--hops", "6"],
        ["A1", "C1"],
        ["P0", "C1", "--through-cases"],
        ["A1", "C1", "--out", "{out}"],
    ],
    "neighbours": [["P0"], ["C1", "--out", "{out}"], ["C1"], ["KHM"], ["A1"], ["C1", "--kind", "HELD_AT"]],
    "search": [["case"], ["recruited OR held"]],
    "show": [["places-on-map", "--out", "{out}"], ["recruiter-to-compound", "-p", "compound=C1", "--out", "{out}"]],
    "map": [["--out", "{out}"]],
    "corridors": [["--out", "{out}"]],
    "timeline": [["--out", "{out}"], ["--place", "C1", "--out", "{out}"]],
    "cypher": [["MATCH (n) RETURN n"], ["MATCH (c:Case) RETURN count(c)"], ["MATCH (c:Compound) RETURN c"]],
    "ask": [["new-since"], ["runs"], ["perhaps-a-victim"], ["recruiter-to-compound", "-p", "compound=C1"]],
    "export": [["{out}", "--as", form] for form in ("htcds", "ctdc", "ftm", "graphml", "gexf", "turtle")],
    "check": [[], ["--format", "json"]],
    "publish": [["--audience", "public", "{out}"], ["--audience", "partner", "{out}"]],
    "sources": [[]],
    "doctor": [[]],
    "standing": [["MYS", "PALERMO"]],
    "report": [
        ["compound", "C1", "--out", "{out}"],
        ["entity", "P0", "--out", "{out}"],
        ["state", "KHM", "--out", "{out}"],
    ],
    "matrix": [["--states", "MYS", "--instrument", "PALERMO"]],
    "compare": [["MYS", "KHM"]],
    "gaps": [["--state", "MYS"]],
    "review": [[]],
    "central": [
        ["--network", "everything", "--by", "degree,recruitment"],
        ["--network", "recruiters-and-compounds"],
        ["--network", "everything", "--out", "{out}"],
    ],
    "communities": [["--network", "everything"], ["--network", "everything", "--out", "{out}"]],
    "bridges": [["--network", "everything"]],
    "between": [["P0", "C1", "--network", "everything"]],
    "robustness": [["--network", "everything"]],
}
"""How each command is attacked. {out} is a file, which is searched like what is printed."""
TELL_OF_NO_CASE = {
    "backup": "writes the store for whoever may open it: see docs/safety.md, Seizure",
    "restore": "reads a backup, and tells numbers of nodes",
    "explore": "asks what the commands ask; tests/viz/explorer attacks it",
    "audit": "reads the log, which is the case team's own",
    "decide": "takes two ids of parties or places",
    "demo": "loads what is bundled, and asks the canned queries",
    "down": "stops the server",
    "forget": "takes the pseudonym of a case, and prints it back to whoever typed it",
    "letter": "reads letters and replies",
    "load": "tells whoever holds a file what became of its rows",
    "mapping": "reads a file and no store",
    "queries": "reads no store",
    "schema": "reads no store",
    "up": "starts the server",
}


def test_every_command_says_how_it_is_attacked_or_why_it_cannot_tell() -> None:
    assert set(palermo.main.commands) == COMMANDS.keys() | TELL_OF_NO_CASE.keys()


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_tells_of_a_case_without_a_purpose(
    attacked: Store, run: Callable[..., Result], tmp_path: Path, command: str
) -> None:
    assert reach.holds_any(attacked)
    for number, words in enumerate(COMMANDS[command]):
        out = tmp_path / f"{number}.html"
        result = run(command, *(word.format(out=out) for word in words))
        asked = any(SECRET.search(word) for word in words)
        text = result.output + (out.read_text(encoding="latin-1") if out.exists() else "")
        assert asked or not SECRET.search(text), (command, words)
        assert result.exit_code in (0, 1, 2)
        assert "Traceback" not in text


def test_what_is_counted_of_cases_is_rounded(attacked: Store) -> None:
    counted = {row["name"]: row["count"] for row in health.counts(attacked).rows}
    for name in (Case.label(), "SHOWS", *closed_types()):
        assert counted[name] is None or counted[name] % K == 0, name
    assert counted["Case"] == 198
    assert counted["RECRUITED_VIA"] is None, "four are not eleven"
    for row in health.runs(attacked).rows:
        if row["scope"] == "cases":
            assert row["nodes"] % K == row["relationships"] % K == row["rejects"] % K == 0


def test_open_queries_and_their_pictures_are_the_same_with_and_without_cases(attacked: Store) -> None:
    """The last test: it takes the cases away."""
    load(attacked, [*people(SIZE - 1, 1)], scope="cases")  # one is withdrawn
    with_cases = open_answers(attacked)
    assert not any(SECRET.search(text) for text in with_cases.values())
    attacked.write([("MATCH (c:Case) DETACH DELETE c", {})])
    assert open_answers(attacked) == with_cases
