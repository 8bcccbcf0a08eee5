"""The rules of standing are in Python, and the canned queries say the same in Cypher: on generated facts, cell by cell."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from graph import write
from graph.connection import Store
from graph.loading.tables import tabulate
from graph.model import (
    Allegation,
    Answer,
    AttributedTo,
    Contains,
    DerivesFrom,
    Document,
    HasPassage,
    Instrument,
    Measure,
    NotPartyTo,
    PartyTo,
    Passage,
    Provision,
    Reserves,
    Signed,
    SisterOf,
    State,
    StatedIn,
    WeighsAgainst,
    WeighsFor,
    When,
)
from queries import ask
from queries.obligations.bound import bound, day
from queries.obligations.dates import Period
from queries.obligations.duty import duties
from queries.obligations.reading import query, read_facts, read_law, read_subjects
from queries.obligations.records import Treaty
from queries.standing import Standings, standings

STATES = ("MYS", "THA", "KHM")
KINDS = ("treaty", "treaty", "treaty", "custom", "soft", "political", "national")
STRENGTHS = ("firm", "qualified", "endeavour", "consider", "may", "soft", "none", None)
BEARERS = ("every", "every", "nationality", "host", "none", None)
SUBJECTS = ("identify/cooperate", "non-punish", "protect", "non-refoul", None)


def when(chance: random.Random, *, maybe: bool = True) -> When | None:
    if maybe and chance.random() < 0.3:
        return None
    first = date(chance.randint(2014, 2025), chance.randint(1, 12), chance.randint(1, 28))
    return When.parse(str(first.year)) if chance.random() < 0.3 else When(first, first)


def law(chance: random.Random) -> Iterator[Any]:
    for code, name in zip(STATES, ("Malaysia", "Thailand", "Cambodia"), strict=True):
        yield State(id=code, name=name, names=[f"Kingdom of {name}"])
    for number in range(7):
        kind = KINDS[number % len(KINDS)]
        one = Instrument(
            id=f"I{number}", title="t", kind=kind, in_force=when(chance), state="MYS" if kind == "national" else None,
            open_to=chance.choice([None, "MYS", "ASEAN"]),
        )  # fmt: skip
        yield one
        above: Any = one
        for depth in range(3):
            id_ = f"{one.id}-{depth}"
            below = Provision(
                id=id_, title="t", listed=depth > 0, strength=chance.choice(STRENGTHS), bearer=chance.choice(BEARERS),
                subject=chance.choice(SUBJECTS), custom=chance.random() < 0.2,
            )  # fmt: skip
            yield below
            yield Contains(start=above.ref(above.id), end=below.ref(id_))
            above = below
        for code in STATES:
            yield from acts(chance, code, one)


def acts(chance: random.Random, code: str, one: Instrument) -> Iterator[Any]:
    ends = {"start": State.ref(code), "end": one.ref(one.id), "source": "s", "verified": "yes"}
    match chance.choice(["party", "party", "outside", "nothing"]):
        case "party":
            since, until = when(chance), when(chance)
            yield PartyTo(
                **ends, action="accession", since=since, until=until if chance.random() < 0.3 else None,
                reservations_checked=chance.random() < 0.5,
            )  # fmt: skip
            law_ = chance.choice([one.ref(one.id), *(Provision.ref(f"{one.id}-{depth}") for depth in range(3))])
            effect = chance.choice(["excludes", "modifies"])
            yield Reserves(**(ends | {"end": law_}), effect=effect, text="r", since=when(chance), until=when(chance))
        case "outside":
            yield NotPartyTo(**ends, open=chance.random() < 0.7, open_since=when(chance))
    if chance.random() < 0.3:
        yield Signed(**ends, on=when(chance, maybe=False))


def told(chance: random.Random) -> Iterator[Any]:
    documents = [
        Document(id=f"D{n}", title="t", date=when(chance), publisher=chance.choice([None, "Kingdom of Thailand"]))
        for n in range(12)
    ]
    yield from documents
    for one in documents:
        yield Passage(id=f"{one.id}/p", text="t", locator="p", order=0)
        yield HasPassage(start=one.ref(one.id), end=Passage.ref(f"{one.id}/p"))
    for relation in (DerivesFrom, DerivesFrom, SisterOf):
        a, b = chance.sample(documents, 2)
        yield relation(start=a.ref(a.id), end=b.ref(b.id))
    by = {"asserted_by": "coder", "why": "generated", "locator": "p"}
    for number in range(260):
        document = chance.choice(documents)
        cls = chance.choice([Allegation, Allegation, Measure, Answer])
        said = cls(
            id=f"S{number:03}", code="x", summary="s", quote="q", modality=chance.choice(["alleged", "reported", "found"]),
            conditional=chance.random() < 0.1, stance=chance.choice(["asserts"] * 6 + ["denies", "retracts"]), category="c",
            speaker=chance.choice(["Committee", "the Government of Malaysia", "Thailand", "Bar of Malaysia"]),
            own_word=chance.choice([*STATES, None, None]), origin=document.id, role=chance.choice(["host", "nationality", None]),
            basis=chance.choice(["named", "addressed", "general", None]), conduct_since=when(chance),
            conduct_until=when(chance), reported_on=when(chance),
        )  # fmt: skip
        yield said
        yield StatedIn(start=said.ref(said.id), end=Passage.ref(f"{document.id}/p"))
        state = chance.choice([*STATES, None])
        if state and chance.random() < 0.5:
            role = chance.choice(["host", "nationality", None])
            yield AttributedTo(start=said.ref(said.id), end=State.ref(state), role=role, basis="named", **by)
        yield chance.choice([WeighsFor, WeighsAgainst])(
            start=said.ref(said.id), end=Provision.ref(f"I{chance.randrange(7)}-{chance.randrange(3)}"), state=state,
            role=chance.choice(["host", "nationality", None]), basis=chance.choice(["named", "addressed", "general", None]),
            aspect=chance.choice(["law", "practice"]), considered=chance.choice([None, True, False]), **by,
        )  # fmt: skip


@pytest.fixture(params=[1, 2])
def generated(empty_store: Store, request: pytest.FixtureRequest) -> Store:
    chance = random.Random(request.param)  # noqa: S311 - the same facts at every run
    records = [*law(chance), *told(chance)]
    loaded = write.load(
        empty_store, tabulate(records), source="generated", scope="generated", digest=str(request.param), version="1",
        now=lambda: datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    assert not loaded.conflicts
    return empty_store


def by_python(store: Store, period: Period) -> Standings:
    known = read_subjects(store)
    return standings(store, [known[code] for code in STATES], None, period)


@pytest.mark.parametrize(
    "period", [Period(None, date(2025, 3, 10)), Period(date(2019, 1, 1), date(2023, 6, 30))], ids=str
)
def test_every_standing_is_the_same_in_both(generated: Store, period: Period) -> None:
    found = by_python(generated, period)
    asked = {"on": str(period.until), "since": str(period.since) if period.since else None}
    given = {name: value for name, value in asked.items() if value}
    seen = 0
    contested: set[tuple[str, str, str]] = set()
    single: dict[tuple[str, str, str], int] = {}
    for code in STATES:
        for row in ask(generated, "standing-of-state", {"state": code, **given}).rows:
            cell = found.cells[code, row["provision"]]
            aspect = cell.law if row["aspect"] == "law" else cell.practice
            seen += bool(aspect.evidence)
            assert row["standing"] == (aspect.standing if row["strength"] != "none" else None), row
            assert row["weigh_for"] == sorted({one.weighing.statement.id for one in aspect.told_for}), row
            assert row["weigh_against"] == sorted({one.weighing.statement.id for one in aspect.told_against}), row
            assert (row["origins"], row["survives"]) == (len(aspect.origins), aspect.survives), row
            key = code, str(row["provision"]), str(row["aspect"])
            contested |= {key} if aspect.standing == "contested" else set()
            single |= {key: len(aspect.breaks_without)} if aspect.survives is False else {}
    assert seen == sum(bool(one.law.evidence) + bool(one.practice.evidence) for one in found.cells.values())
    assert seen > 3
    rows = ask(generated, "contested-standings", given).rows
    assert {(row["state"], row["provision"], row["aspect"]) for row in rows} == contested
    rows = ask(generated, "single-origin-standings", given).rows
    assert {(row["state"], row["provision"], row["aspect"]): len(row["breaks_without"]) for row in rows} == single
    claims = {
        (code, id_): set(cell.state_says.claims) | set(cell.state_says.admits)
        for (code, id_), cell in found.cells.items()
        if cell.state_says.claims or cell.state_says.admits
    }
    for row in ask(generated, "self-reported-only", given).rows:
        assert {*row["claims"], *row["admits"]} <= claims[row["state"], row["provision"]]


@pytest.mark.parametrize("on", ["2015-06-01", "2018-01-01", "2022-07-15", "2025-12-31"])
def test_who_was_bound_on_a_day_is_the_same_in_both(generated: Store, on: str) -> None:
    law_ = read_law(generated)
    facts = read_facts(generated, law_)
    known = read_subjects(generated)
    compared = 0
    for code in STATES:
        for instrument in law_.instruments.values():
            for row in ask(generated, "bound-on", {"state": code, "on": on, "law": instrument.id}).rows:
                provision = law_.provisions[row["provision"]]
                one = bound(
                    known[code], provision, instrument, facts.treaties.get((code, instrument.id), Treaty()),
                    facts.reservations.get(code, ()), law_.tree.custom_beside(provision), day(date.fromisoformat(on)),
                    law_.tree.below.get(provision.id, ()),
                )  # fmt: skip
                assert (row["bound"], row["basis"], row["status"]) == (one.value, one.basis, one.status), (
                    code,
                    on,
                    row,
                )
                compared += 1
    assert compared == len(STATES) * len(law_.provisions)


def test_the_query_names_the_same_duties_as_the_data() -> None:
    from queries.catalogue import LIBRARY

    text = (LIBRARY / "fragments" / "counted.cypher").read_text(encoding="utf-8")
    for word in (*duties().on_private_acts, *duties().left_to_effort, *duties().permitted):
        assert f"'{word}'" in text


@pytest.mark.parametrize(
    "name",
    ["weighings", "statements", "engaged", "replies", "kin", "law", "treaties", "reservations", "subjects", "told"],
)
def test_the_reads_only_read(store: Store, name: str) -> None:
    assert store.explain(query(name)) == "r"
