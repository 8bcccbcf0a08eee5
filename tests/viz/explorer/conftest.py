"""The explorer over a small real graph: two places, who is said to be there, a letter's sentence, and attacks as names."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from graph import write
from graph.connection import Store
from graph.model import (
    About,
    Allegation,
    Case,
    Compound,
    Contains,
    Document,
    Engages,
    Guards,
    HasPassage,
    HeldAt,
    Instrument,
    Leads,
    LocatedIn,
    Node,
    Operates,
    Organisation,
    Passage,
    Person,
    Provision,
    Relationship,
    State,
    StatedIn,
    WeighsAgainst,
)
from graph.tables import tabulate
from loaders.identity import Identity
from viz.explorer.desk import Desk
from viz.explorer.security import CSRF, Keys
from viz.explorer.server import LOOPBACK, guarded

PORT = 8765
ORIGIN = f"http://{LOOPBACK}:{PORT}"
ATTACK = "<img src=x onerror=alert(1)>"
QUOTE = "</script><script>alert(2)</script> guards the gate"
FORMULA = '=HYPERLINK("http://evil.example","x")'

MMR, KHM = State(id="MMR", name="Myanmar"), State(id="KHM", name="Cambodia")
KK = Compound(id="C1", name="KK Park", names=["KK园区", "ရွှေကုက္ကိုလ်"])
YARD = Compound(id="C2", name=ATTACK)
GUARD = Organisation(id="O1", name="Security Ltd")
TWIN = Organisation(id="O2", name="Security Limited")
CHIEF = Person(id="P1", name=FORMULA)
LETTER = Document(id="AL_X", title=f"Letter {ATTACK}", reference="AL X 1/2025", date="2025-03-10")
NEWS = Document(id="D-NEWS", title="News")
BEFORE = Passage(id="AL_X/L1", text="Before it.", locator="L1", order=0)
PASSAGE = Passage(id="AL_X/L2", text="They are often held in KK Park.", locator="L2", order=1)
TREATY = Instrument(id="T", title="A treaty", kind="treaty")
ARTICLE = Provision(id="T-1", title="Protection", article="1", listed=True, strength="consider", subject="protection")
SAID = Allegation(
    id="AL_X/A1", code="A1", summary="People are held", quote="They are often held in KK Park.", hedge="often",
    modality="alleged", category="detention", speaker="mandates", origin="AL_X",
)  # fmt: skip
CASE = Case(id="CASE-1", document="D-NEWS", standard="own")


def says(kind: type[Relationship[Any, Any]], start: Node, end: Node, **more: Any) -> Relationship[Any, Any]:
    return kind.model_validate({"start": start.ref(start.id), "end": end.ref(end.id), **more})


def claims() -> list[Relationship[Any, Any]]:
    at = {"document": "D-NEWS", "locator": "p. 1", "modality": "reported"}
    return [
        says(Guards, GUARD, KK, **at, quote=QUOTE, since="2023"),
        says(Operates, TWIN, YARD, document="D-NEWS", locator="p. 2", modality="alleged", quote="runs it", since="2021-05"),
        says(Leads, CHIEF, GUARD, **at, quote=FORMULA, until="2019"),
        says(LocatedIn, KK, MMR, **at),
        says(LocatedIn, YARD, KHM, **at),
        says(HeldAt, CASE, KK, document="D-NEWS", locator="sealed", modality="reported"),
        says(StatedIn, SAID, PASSAGE),
        says(HasPassage, LETTER, BEFORE),
        says(HasPassage, LETTER, PASSAGE),
        says(Contains, TREATY, ARTICLE),
        says(About, SAID, KK, asserted_by="coder", why="it names it", locator="L2", **{"as": "place"}),
        says(Engages, SAID, ARTICLE, asserted_by="coder", why="touches it", locator="L2"),
        says(WeighsAgainst, SAID, ARTICLE, asserted_by="coder", why="says so", locator="L2", state="MMR", aspect="practice",
             basis="named", role="host"),
    ]  # fmt: skip


NODES: list[Node] = [
    MMR, KHM, KK, YARD, GUARD, TWIN, CHIEF, LETTER, NEWS, BEFORE, PASSAGE, TREATY, ARTICLE, SAID, CASE,
]  # fmt: skip


@pytest.fixture(scope="package")
def explored(store: Store) -> Store:
    """The graph, once for all tests here: they only read, but for what they decide."""
    store.write([("MATCH (n) DETACH DELETE n", {})])
    write.load(
        store, tabulate([*NODES, *claims()]), source="example", scope="example", digest="one", version="1",
        now=lambda: datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    Identity(store).refresh()
    return store


@dataclass
class Visitor:
    """A browser in front of the guard."""

    client: TestClient
    keys: Keys

    def enter(self) -> None:
        self.client.get(f"/?t={self.keys.start}")

    def get(self, name: str, **asked: Any) -> Any:
        """What a question answers."""
        reply = self.client.get(f"/api/{name}", params=asked)
        assert reply.status_code == 200, reply.text
        return reply.json()

    def post(self, name: str, asked: Any) -> Response:
        return self.client.post(f"/api/{name}", json=asked, headers={"origin": ORIGIN, CSRF: self.keys.csrf})

    def told(self, name: str, asked: Any) -> Any:
        reply = self.post(name, asked)
        assert reply.status_code == 200, reply.text
        return reply.json()


@pytest.fixture
def stranger(explored: Store) -> Iterator[Visitor]:
    """Somebody who has not entered."""
    keys = Keys()
    guard = guarded(Desk(explored, Identity(explored), lambda: date(2026, 6, 1)), keys, LOOPBACK, PORT)
    with TestClient(guard, base_url=ORIGIN, follow_redirects=False) as client:
        yield Visitor(client, keys)


@pytest.fixture
def visitor(stranger: Visitor) -> Visitor:
    stranger.enter()
    return stranger
