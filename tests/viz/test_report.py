"""Dossiers of the letter's State, and of a compound of two sources, in every format."""

import io
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import defusedxml.ElementTree
import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import Result

import palermo
from graph import write
from graph.connection import Store
from graph.errors import PalermoError, UsageError
from graph.loading.tables import tabulate
from graph.model import Node, Relationship, node_classes, relationship_classes
from graph.settings import Settings
from queries.citing import Quoted, quoted
from queries.gaps import gaps
from queries.obligations.dates import Period
from queries.obligations.gaps import finding
from tests.viz import make_catalogue
from tests.viz.conftest import CHROMIUM, Visit
from viz.report import KINDS, SUBMISSION, evidence, files, pdf
from viz.report import gaps as told_gaps
from viz.report.document import Document, Draft, Heading, Items, Note, Paragraph, Quote, Said, Table, flat, spoken
from viz.report.html import as_html
from viz.report.language import DOMAIN, _, speaking
from viz.report.word import as_word

NODES = {cls.label(): cls for cls in node_classes()}
TYPES = {cls.type_name(): cls for cls in relationship_classes()}
DAY = date(2025, 3, 10)
LATER = date(2026, 1, 1)
ATTACK = "</script><script>alert(1)</script> & <q>"
HIDDEN = "Somebody Who Was Held"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VERDICTS = re.compile(r"breach|violat|guilt|infring|perpetrated by the State|convict", re.IGNORECASE)


def records() -> list[Node | Relationship]:  # type: ignore[type-arg]
    def node(label: str, **said: object) -> Node:
        return NODES[label].model_validate(said)

    place = node(
        "Compound",
        id="P1",
        name="KK Park",
        names=["KK园区"],
        location={"latitude": 16.7, "longitude": 98.5},
        precision_m=800,
    )
    state, firm = node("State", id="MMR", name="Myanmar"), node("Organisation", id="O1", name="Example Holding")
    person = node("Person", id="H1", name=HIDDEN)
    event = node("Event", id="E1", kind="raid", title="The army enters", when="2025-10-21")
    source = node("Document", id="D1", title="A report", publisher="A newspaper", date="2025-11-02")

    def claim(type_: str, start: Node, end: Node, **said: object) -> Relationship:  # type: ignore[type-arg]
        ends = {"start": start.ref(start.id), "end": end.ref(end.id), "document": "D1", "locator": f"p. {type_}"}
        return TYPES[type_].model_validate({**ends, "modality": "reported", **said})

    return [
        place, state, firm, person, event, source,
        claim("LOCATED_IN", place, state, quote="in Myanmar"),
        claim("OPERATES", firm, place, modality="alleged", quote=f"It violates the law, {ATTACK}"),
        claim("RECRUITED_FOR", person, place, modality="alleged", quote=f"{HIDDEN} hires"),
        claim("HELD_AT", person, place),
        claim("AT", event, place, quote="the army entered"),
        claim("BY", event, person, **{"as": "arrested"}),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def filled(store: Store, settings: Settings) -> Store:
    store.write([("MATCH (n) DETACH DELETE n", {})])
    palermo.Palermo(store, settings).load("letters")
    loaded = write.load(
        store, tabulate(records()), source="own", scope="own", digest="own", version="1",
        now=lambda: datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    assert not loaded.conflicts
    return store


@pytest.fixture(scope="module")
def malaysia(filled: Store) -> Document:
    return KINDS["state"](filled, "Malaysia", on=DAY, language="en")


@pytest.fixture(scope="module")
def park(filled: Store) -> Document:
    return KINDS["compound"](filled, "KK园区", on=LATER, language="en")


@pytest.fixture(scope="module")
def form(filled: Store) -> Document:
    return SUBMISSION["compound"](filled, "KK Park", on=LATER, language="en")


@pytest.fixture
def run(filled: Store, run: Callable[..., Result]) -> Callable[..., Result]:  # noqa: ARG001
    return run


def words(document: Document) -> list[str]:
    return [text for block in document.blocks for text in spoken(block)]


def folded(text: str) -> str:
    """Without its spaces: a page and a file break lines where they like."""
    return "".join(text.split())


def own(document: Document) -> Iterator[str]:
    """Our own words: without what is quoted."""
    for block in document.blocks:
        texts = [block.beside] if isinstance(block, Quote) else []
        texts += [block.text] if isinstance(block, Paragraph) else []
        texts += list(block.items) if isinstance(block, Items) else []
        texts += [cell for row in block.rows for cell in row] if isinstance(block, Table) else []
        for text in texts:
            said = "".join(part for part in text if isinstance(part, str))
            yield re.sub(r"“.*”", "", said, flags=re.DOTALL)


def test_every_statement_on_which_a_gap_rests_is_quoted_with_its_modality_and_place(
    filled: Store, malaysia: Document
) -> None:
    found = gaps(filled, "MYS", Period(None, DAY))
    rested_on = quoted(filled, [id_ for one in found for id_ in one.evidence])
    quotes = {block.words: block for block in malaysia.blocks if isinstance(block, Quote)}
    assert len(rested_on) > 10
    for one in rested_on.values():
        block = quotes[one.quote]
        assert f"[{one.modality}" in str(block.beside[0])
        assert block.note
        assert (block.note.document, block.note.locator) == (one.document, one.locator)
    assert all(one.says in " ".join(words(malaysia)) for one in found)


def test_no_word_of_ours_is_a_verdict(malaysia: Document, park: Document, form: Document) -> None:
    for document in (malaysia, park, form):
        assert not [text for text in own(document) if VERDICTS.search(text)]


def test_a_duty_to_consider_is_never_shown_as_firm(malaysia: Document) -> None:
    rows = [row for block in malaysia.blocks if isinstance(block, Table) for row in block.rows]
    (hard,) = [flat(row[1]) for row in rows if flat(row[0]).startswith("ACTIP-14(7) ")]
    assert hard.startswith("consider, read as: shall ... consider")
    assert "silent" in next(flat(row[3]) for row in rows if flat(row[0]).startswith("ACTIP-14(7) "))


def test_the_method_page_tells_loads_rules_questions_and_what_is_not_known(malaysia: Document) -> None:
    said = "\n".join(words(malaysia))
    assert "As of 2025-03-10" in said
    for part in ("bound v1", "weak-norm v2", "letters/AL_MYS_1_2025@", "state=MYS, on=2025-03-10", "stronger-norm"):
        assert part in said
    assert "Reservations to these were not checked: ACTIP" in said
    assert "ACTIP\nparty to\n2017-03-08/2018-01-30\nno\n" in said


def test_the_page_and_the_word_file_say_the_same(malaysia: Document, visit: Callable[..., Visit]) -> None:
    page = visit(as_html(malaysia), settles=False).page
    shown = folded(
        page.evaluate("""() => {
        for (const q of document.querySelectorAll('q')) q.replaceWith('“' + q.textContent + '”');
        for (const s of document.querySelectorAll('sup')) s.remove();
        return document.body.textContent; }""")
    )
    file = docx.Document(io.BytesIO(as_word(malaysia)))
    written = folded("".join(node.text or "" for node in file.element.body.iter(f"{W}t")))
    at, place = 0, 0
    for text in filter(None, map(folded, words(malaysia))):  # in this order, in both
        at, place = shown.find(text, at), written.find(text, place)
        assert at >= 0, text
        assert place >= 0, text


def test_footnotes_of_the_word_file_are_real_and_their_numbers_lead_to_the_source(malaysia: Document) -> None:
    bytes_ = as_word(malaysia)
    package = zipfile.ZipFile(io.BytesIO(bytes_))
    notes = defusedxml.ElementTree.fromstring(package.read("word/footnotes.xml"))
    texts = {note.get(f"{W}id"): "".join(t.text or "" for t in note.iter(f"{W}t")) for note in notes}
    file = docx.Document(io.BytesIO(bytes_))
    marks = [mark.get(f"{W}id") for mark in file.element.body.iter(f"{W}footnoteReference")]
    assert marks == [str(number) for number in range(1, len(malaysia.notes) + 1)]
    assert [texts[mark].strip() for mark in marks] == list(malaysia.notes)
    assert "AL MYS 1/2025, UN Special Procedures, 2025-03-10 [AL_MYS_1_2025], L38." in malaysia.notes
    assert {style.name for style in file.styles} >= {"Footnote Reference", "Footnote Text"}


def test_the_page_asks_nobody_and_each_mark_leads_to_its_footnote_and_back(
    park: Document, visit: Callable[..., Visit]
) -> None:
    visited = visit(as_html(park), width=420, scheme="dark", settles=False)
    page = visited.page
    assert not visited.errors
    assert not visited.dialogs
    assert all(url.startswith("file:") for url in visited.requests)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("sup a").count() == len(park.notes) == page.locator(".notes li").count()
    for number in (1, len(park.notes)):
        page.locator(f"#ref-{number}").click()
        assert page.evaluate("location.hash") == f"#note-{number}"
        assert page.locator(f"#note-{number} a").get_attribute("href") == f"#ref-{number}"
    cells = "getComputedStyle(document.querySelector('table td'), '::before').content"
    assert page.evaluate(cells).endswith(': "')  # on a narrow screen each cell names its column
    found = Axe().run(page).response["violations"]
    assert not [one["id"] for one in found if one["impact"] in ("serious", "critical")]
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("main > figure svg").count() > 2


def test_what_a_source_says_stays_text(park: Document, visit: Callable[..., Visit]) -> None:
    visited = visit(as_html(park), settles=False)
    assert (
        visited.page.locator("q", has_text="It violates the law").first.text_content()
        == f"It violates the law, {ATTACK}"
    )
    assert visited.page.locator("script").count() == 0


def test_nobody_who_was_held_is_named_and_blanks_say_so(park: Document, form: Document) -> None:
    for document in (park, form):
        page = as_html(document)
        assert HIDDEN not in page
        assert "is not named here" in page
        assert HIDDEN not in "".join(
            n.text or "" for n in docx.Document(io.BytesIO(as_word(document))).element.iter(f"{W}t")
        )
    said = words(form)
    for name in ("How many", "Where they are now", "Whether a name, initials or no name may appear there"):
        assert f"{name}: not known" in said
    assert any(text.startswith("Example Holding (O1): said to operate it; alleged") for text in said)
    assert "2025-10-21: The army enters (raid; reported; independent origins: 1; denials: 0)." in said


def test_a_party_that_was_held_gets_no_dossier_and_another_does(filled: Store) -> None:
    with pytest.raises(UsageError, match="held or moved"):
        KINDS["entity"](filled, "H1", on=LATER)
    made = KINDS["entity"](filled, "Example Holding", on=LATER)
    assert "Example Holding — operates → KK Park [alleged]" in words(made)
    assert HIDDEN not in as_html(made)


def test_a_state_has_the_compounds_that_sources_put_in_it_and_who_is_said_to_run_them(filled: Store) -> None:
    said = words(KINDS["state"](filled, "MMR", on=LATER))
    at = said.index("KK Park (P1)")
    assert said[at + 1] == "Said to lie in Myanmar; reported; independent origins: 1; denials: 0."
    assert "[reported] “in Myanmar”" in said
    assert "Example Holding (O1): said to operate it; alleged; independent origins: 1; denials: 0." in said[at:]


def test_the_letter_has_its_questions_and_no_reply_is_no_silence(filled: Store) -> None:
    made = KINDS["letter"](filled, "AL MYS 1/2025", on=date(2025, 6, 1))
    said = words(made)
    assert sum(text.startswith("Question ") and "“" in text for text in said) == 14
    assert "No reply is loaded up to this day, which does not say that none was sent." in said
    assert not [text for text in own(made) if VERDICTS.search(text)]


def test_a_state_s_own_word_stands_beside() -> None:
    draft = Draft("", "en", "")
    one = Quoted(
        "R/1", "Answer", "1", "We did.", None, "reported", False, "asserts", "Malaysia", "MYS", None, None, "R", "p. 1"
    )
    evidence.statements(draft, [one], {"MYS": "Malaysia"})
    assert "Own word of Malaysia, which stands beside and decides nothing: “We did.”" in next(
        iter(spoken(draft.blocks[0]))
    )


def test_the_same_dossier_gives_the_same_bytes(filled: Store, form: Document) -> None:
    again = SUBMISSION["compound"](filled, "KK Park", on=LATER, language="en")
    assert as_html(form) == as_html(again)
    assert as_word(form) == as_word(again)


@pytest.mark.parametrize(
    ("words_", "sentence"),
    [
        (("state", "Malasia", "--out", "x.html"), "Did you mean Malaysia?"),
        (("compound", "KK Prak", "--out", "x.html"), "did you mean KK Park (P1)"),
        (("compound", "Example Holding", "--out", "x.html"), "see palermo report entity"),
        (("entity", "KK Park", "--out", "x.html"), "see palermo report compound"),
        (("letter", "AL MYS 2/2025", "--out", "x.html"), "Did you mean AL_MYS_1_2025?"),
        (("state", "MYS", "--out", "x.odt"), "does not end in .html, .docx or .pdf"),
        (("state", "MYS", "--out", "nowhere/x.html"), "There is no folder nowhere"),
        (("state", "MYS", "--lang", "xx", "--out", "x.html"), "no catalogue for the language 'xx'"),
        (("state", "MYS", "--on", "2025-13-01", "--out", "x.html"), "is not a day"),
    ],
)
def test_wrong_use_is_one_sentence(run: Callable[..., Result], words_: tuple[str, ...], sentence: str) -> None:
    result = run("report", *words_)
    assert result.exit_code == 2, result.output
    assert sentence in result.output


def test_a_state_of_which_nothing_is_loaded_says_why_and_the_command_writes(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    out = tmp_path / "fji.html"
    result = run("report", "state", "Fiji", "--on", "2025-03-10", "--out", str(out))
    assert result.exit_code == 0, result.output
    assert "Nothing is loaded that touches this State." in out.read_text(encoding="utf-8")


def test_a_file_that_cannot_be_written_is_one_sentence(form: Document, tmp_path: Path) -> None:
    (tmp_path / "folder.html").mkdir()
    with pytest.raises(PalermoError, match="cannot be written"):
        files.write(form, tmp_path / "folder.html")


def test_the_facade_writes_and_returns(filled: Store, settings: Settings, tmp_path: Path) -> None:
    g = palermo.Palermo(filled, settings)
    made = g.report("submission", "P1", tmp_path / "form.docx", on="2026-01-01")
    assert docx.Document(str(tmp_path / "form.docx")).paragraphs[0].text == made.title
    with pytest.raises(UsageError, match="Did you mean state"):
        g.report("stat", "MYS")


def test_a_pdf_is_printed_by_chromium_and_without_one_a_sentence_says_so(
    form: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert CHROMIUM
    files.write(form, tmp_path / "form.pdf")
    assert (tmp_path / "form.pdf").read_bytes().startswith(b"%PDF-")
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(PalermoError, match=r"none is installed here; install one, or write \.docx"):
        pdf.as_pdf("")


def french(folder: Path, words: dict[str, str]) -> None:
    """A catalogue with these translations, as a translator's tool makes it from ours."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with make_catalogue.TARGET.open("rb") as file:
        catalogue = read_po(file, locale="fr")
    for english, said in words.items():
        catalogue[english].string = said
    target = folder / "fr" / "LC_MESSAGES" / f"{DOMAIN}.mo"
    target.parent.mkdir(parents=True)
    with target.open("wb") as file:
        write_mo(file, catalogue)


def test_the_catalogue_is_fresh_and_a_translation_speaks(tmp_path: Path) -> None:
    assert make_catalogue.TARGET.read_text(encoding="utf-8") == make_catalogue.made()
    french(tmp_path, {"Summary": "Résumé", "alleged": "allégué"})
    with speaking("fr", tmp_path):
        assert (_("Summary"), _("alleged"), _("reported")) == ("Résumé", "allégué", "reported")
    assert _("Summary") == "Summary"


def test_the_sentence_of_a_gap_is_said_in_the_language_of_the_dossier(tmp_path: Path) -> None:
    rule = finding.rules()["ratification-not-open"]
    french(
        tmp_path, {rule.says: "Les faits touchent {instrument}, fermé à {state} ({modality}).", "alleged": "allégué"}
    )
    one = finding.found("ratification-not-open", "MYS", "X", ["A1"], {}, modality="alleged", instrument="X")
    with speaking("fr", tmp_path):
        assert told_gaps.sentence(one) == "Les faits touchent X, fermé à MYS (allégué)."
    assert told_gaps.sentence(one) == one.says


def test_footnotes_are_numbered_in_the_order_of_their_marks() -> None:
    draft = Draft("", "en", "")
    draft.say("a", Note("D", "1"), Said("b"), Note("E", ""))
    draft.table("", ["c"], [[("d", Note("D", "2"))]])
    draft.heading("e")
    made = draft.done({"D": "Document"})
    assert made.notes == ("Document, 1.", "E.", "Document, 2.")
    assert isinstance(made.blocks[-1], Heading)
