"""The explorer over a small real graph: two places, who is said to be there, a letter's sentence, and attacks as names."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest
from httpx2 import Response
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request
from starlette.testclient import TestClient

from graph import write
from graph.connection import Store
from graph.loading.tables import tabulate
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
    Recruited,
    Relationship,
    State,
    StatedIn,
    WeighsAgainst,
)
from loaders.identity import Identity
from tests.viz.explorer.serving import serving
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
ONE, OTHER = (
    Person(id=id_, name="Zaw Min Tun", born=born, country=["MMR"])
    for id_, born in (("P2", "1970-02-03"), ("P3", "1970"))
)
LETTER = Document(id="AL_X", title=f"Letter {ATTACK}", reference="AL X 1/2025", date="2025-03-10")
NEWS = Document(id="D-NEWS", title="News")
BEFORE = Passage(id="AL_X/L1", text="Before it.", locator="L1", order=0)
PASSAGE = Passage(id="AL_X/L2", text="They are often held in KK Park.", locator="L2", order=1)
TREATY = Instrument(id="T", title="A treaty", kind="treaty")
ARTICLE = Provision(id="T-1", title="Protection", article="1", listed=True, strength="firm", subject="protection")
SAID = Allegation(
    id="AL_X/A1", code="A1", summary="People are held", quote="They are often held in KK Park.", hedge="often",
    modality="alleged", category="detention", speaker="mandates", origin="AL_X",
)  # fmt: skip
CASE = Case(id="CASE-1", document="D-NEWS", standard="own")

COUNTED = Case(id="CASE-2", document="D-NEWS", standard="own", kind="statistic", people=14)


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
        says(HeldAt, COUNTED, KK, document="D-NEWS", locator="sealed", modality="reported"),
        says(Recruited, ONE, COUNTED, document="D-NEWS", locator="sealed", modality="alleged"),
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
    MMR, KHM, KK, YARD, GUARD, TWIN, CHIEF, ONE, OTHER, LETTER, NEWS, BEFORE, PASSAGE, TREATY, ARTICLE, SAID, CASE,
    COUNTED,
]  # fmt: skip


def tell(store: Store) -> None:
    """Make this graph all that the store holds."""
    store.write([("MATCH (n) DETACH DELETE n", {})])
    write.load(
        store, tabulate([*NODES, *claims()]), source="example", scope="example", digest="one", version="1",
        now=lambda: datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    Identity(store).refresh()


@pytest.fixture(scope="package")
def explored(store: Store) -> Store:
    """The graph, once for all tests here: they only read, but for what they decide."""
    tell(store)
    return store


def desk(store: Store) -> Desk:
    return Desk(store, Identity(store), lambda: date(2026, 6, 1))


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
    guard = guarded(desk(explored), keys, LOOPBACK, PORT)
    with TestClient(guard, base_url=ORIGIN, follow_redirects=False) as client:
        yield Visitor(client, keys)


@pytest.fixture
def visitor(stranger: Visitor) -> Visitor:
    stranger.enter()
    return stranger


@dataclass
class Window:
    """The explorer in a real browser, and all that it did that it should not."""

    page: Page
    address: str
    wrong: list[str] = field(default_factory=list)

    def ready(self) -> None:
        """Wait until it is neither asking nor drawing."""
        # a wait for a function is an eval, which the page's policy forbids
        for _ in range(2_400):
            if self.page.evaluate(
                "document.body.dataset.ready === 'yes' && document.body.dataset.busy !== 'yes' && "
                "document.body.dataset.settled !== 'no'"
            ):
                return
            self.page.wait_for_timeout(25)
        raise AssertionError(self.page.inner_text("#status"))

    def find(self, text: str) -> None:
        """Search, and open the first suggestion by keyboard."""
        self.page.fill("#search", text)
        self.page.wait_for_selector("#suggestions li")
        self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Enter")
        self.page.wait_for_selector("#panel-body dl")
        self.ready()

    def click(self, selector: str) -> None:
        self.page.click(selector)
        self.ready()

    def text(self, selector: str) -> str:
        return self.page.inner_text(selector)

    def rows(self, table: str) -> list[str]:
        """The lines of the table that is shown: answer, nodes or edges."""
        self.page.click(f"[data-table={table}]")
        return [row.replace("\t", " | ") for row in self.page.locator("#rows tbody tr").all_inner_texts()]


@pytest.fixture(scope="package")
def served(explored: Store) -> Iterator[tuple[str, Keys]]:
    """The explorer as it is served, for many windows."""
    with serving(desk(explored)) as found:
        yield found


def watch(opened: Window) -> None:
    """Note errors, dialogs and what is asked of anybody else."""

    def message(told: ConsoleMessage) -> None:
        if told.type == "error" and "status of 4" not in told.text:  # a refusal is an answer
            opened.wrong.append(told.text)

    def dialog(shown: Dialog) -> None:
        opened.wrong.append(shown.message)
        shown.dismiss()

    def request(asked: Request) -> None:
        if not asked.url.startswith((opened.address, "blob:", "data:")):
            opened.wrong.append(asked.url)

    opened.page.on("pageerror", lambda error: opened.wrong.append(str(error)))
    opened.page.on("console", message)
    opened.page.on("dialog", dialog)
    opened.page.on("request", request)


@pytest.fixture
def window(browser: Browser, served: tuple[str, Keys]) -> Iterator[Callable[..., Window]]:
    """Open the explorer; `first` is a script that runs before it."""
    contexts = []

    def open_window(*, width: int = 1440, height: int = 900, scheme: str = "light", first: str = "") -> Window:
        address, keys = served
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
        contexts.append(context)
        keys.start = "start"  # each window is one start
        if first:
            context.add_init_script(first)
        opened = Window(context.new_page(), address)
        watch(opened)
        opened.page.goto(f"{address}?t=start")
        opened.ready()
        opened_windows.append(opened)
        return opened

    opened_windows: list[Window] = []
    yield open_window
    for opened in opened_windows:
        assert opened.wrong == []
    for context in contexts:
        context.close()
