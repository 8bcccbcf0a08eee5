"""The ways in which the explorer is used, in a real browser that can reach nothing but this machine."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

from tests.viz.explorer.conftest import ATTACK, FORMULA, QUOTE, Window

Open = Callable[..., Window]


def on_compound(window: Open) -> Window:
    """KK Park in the picture, with who is said to guard it and where it lies."""
    opened = window()
    opened.find("KK园区")
    for kind in ("GUARDS", "LOCATED_IN"):
        opened.click(f"#panel details[data-kind={kind}] summary")
        opened.click(f"#panel details[data-kind={kind}] >> text=Add these")
    return opened


def saved(opened: Window, selector: str) -> tuple[str, bytes]:
    with opened.page.expect_download() as download:
        opened.page.click(selector)
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_search_by_keyboard_opens_and_tells_everything(window: Open) -> None:
    opened = window()
    opened.find("KK园区")
    shown = opened.text("#panel")
    for said in ("KK Park", "Compound", "KK园区", "ရွှေကုက္ကိုလ်", "example", "← guards (1)", "Standings of Myanmar (MMR)"):
        assert said in shown
    opened.click("#panel details[data-kind=GUARDS] summary")
    claim = opened.text("#panel details[data-kind=GUARDS] li")
    for said in ("Security Ltd", "modality: reported", "2023-01-01 to …", "D-NEWS, p. 1", QUOTE):
        assert said in claim


def test_a_sentence_is_shown_in_its_passage(window: Open) -> None:
    opened = window()
    opened.find("AL_X/A1")
    assert opened.text(".passage mark") == "They are often held in KK Park."
    assert "AL X 1/2025" in opened.text(".passage h3")
    opened.click(".passage summary >> text=Before it")
    assert "Before it." in opened.text(".passage")


def test_picture_table_and_text_show_the_same(window: Open) -> None:
    opened = on_compound(window)
    assert "3 nodes, 2 relationships" in opened.text("#counts")
    assert opened.rows("edges") == [
        "Security Ltd | guards | KK Park | modality: reported | 2023-01-01 to … | D-NEWS, p. 1",
        "KK Park | located in | Myanmar | modality: reported |  | D-NEWS, p. 1",
    ]
    assert [row.split(" | ")[1] for row in opened.rows("nodes")] == ["KK Park", "Security Ltd", "Myanmar"]
    sentences = opened.page.locator("#sentences li").all_inner_texts()
    assert [sentence.split("\n")[0] for sentence in sentences] == [
        "Security Ltd guards KK Park",
        "KK Park located in Myanmar",
    ]
    assert QUOTE in sentences[0]
    assert opened.page.locator("#legend li").all_inner_texts() == ["State", "Compound", "Organisation"]


def test_the_table_does_what_the_picture_does(window: Open) -> None:
    opened = on_compound(window)
    opened.rows("edges")
    opened.page.focus("#rows button >> nth=0")
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_selector("#panel .passage")
    shown = opened.text("#panel")
    for said in (
        "Security Ltd guards KK Park",
        "modality: reported",
        "News",
        "The store holds no text of this document",
    ):
        assert said in shown


def test_steps_can_be_undone(window: Open) -> None:
    opened = on_compound(window)
    opened.click("#panel button >> text=Hide")
    assert [row.split(" | ")[1] for row in opened.rows("nodes")] == ["Security Ltd", "Myanmar"]
    opened.click("#unhide")
    opened.click("#pin")
    assert "pinned" in opened.rows("nodes")[0]
    for _ in range(3):
        opened.click("#undo")
    assert len(opened.rows("nodes")) == 3
    opened.click("#undo")
    assert len(opened.rows("nodes")) == 2
    opened.click("#clear")
    assert opened.page.is_visible("#empty")


def test_any_query_is_asked_by_its_form(window: Open) -> None:
    opened = window()
    opened.page.select_option("#query", "compounds-in-state")
    assert "by ISO 3166 code or name" in opened.text("#query-fields")
    opened.click("#example")
    assert opened.page.input_value("#parameter-state") == "MMR"
    opened.click("#ask-form button[type=submit]")
    assert "1 row." in opened.text("#answer-note")
    assert "compound: C1\nname: KK Park" in opened.text("#sentences")
    assert "2 nodes, 1 relationship." in opened.text("#counts")
    opened.click("#rows button >> text=C1")
    assert opened.text("#panel-heading") == "KK Park"
    opened.click("summary >> text=The query that ran")
    assert "MATCH" in opened.text("#query-text")
    name, content = (
        saved(opened, "[data-export=answer]") if opened.page.is_visible("[data-export=answer]") else files(opened)
    )
    assert name == "compounds-in-state.csv"
    assert b"KK Park" in content


def test_a_long_cell_opens_by_itself_and_leaves_room_for_the_other_rows(window: Open) -> None:
    opened = window()
    opened.page.select_option("#query", "compound-operators")
    opened.page.fill("#parameter-compound", "C1")
    opened.click("#ask-form button[type=submit]")
    cell = opened.page.locator("#rows tbody td details").first
    assert cell.locator("div").is_hidden()
    cell.locator("summary").click()
    assert QUOTE in cell.locator("div").inner_text()


def files(opened: Window) -> tuple[str, bytes]:
    opened.click("#files > summary")
    return saved(opened, "[data-export=answer]")


def test_a_wrong_question_is_answered_by_a_sentence_and_one_of_single_people_asks_a_purpose(window: Open) -> None:
    opened = window()
    opened.page.select_option("#query", "compounds-in-state")
    opened.page.fill("#parameter-state", "Atlantis")
    opened.click("#ask-form button[type=submit]")
    assert "Atlantis is not a State" in opened.text("#status")
    assert not opened.page.is_visible("#query-purpose")
    opened.page.select_option("#query", "elements-of-case")
    opened.page.fill("#parameter-case", "CASE-1")
    opened.page.fill("#query-purpose", "because")
    opened.click("#ask-form button[type=submit]")
    assert "needs a purpose of at least 3 words" in opened.text("#status")
    opened.page.fill("#query-purpose", "to prepare a referral")
    opened.click("#ask-form button[type=submit]")
    assert "written to the audit log" in opened.text("#answer-note")
    assert opened.page.is_visible("#empty")


def test_a_path_between_two_picked_ones(window: Open) -> None:
    opened = on_compound(window)
    opened.click("#panel button >> text=Path to here")
    assert opened.page.input_value("#path-end") == "C1"
    opened.page.fill("#path-start", "P1")
    opened.click("#path-form button[type=submit]")
    assert len(opened.rows("answer")) == 2
    assert FORMULA in opened.text("#sentences")
    opened.page.fill("#path-start", "C2")
    opened.click("#path-form button[type=submit]")
    assert "No route of at most 6 hops" in opened.text("#answer-note")


def test_filters_take_out_of_sight_and_give_back(window: Open) -> None:
    opened = window()
    opened.page.select_option("#query", "place-names")
    opened.click("#ask-form button[type=submit]")
    opened.find("Security Limited")
    opened.click("#panel details[data-kind=OPERATES] summary")
    opened.click("#panel details[data-kind=OPERATES] >> text=Add these")
    assert len(opened.rows("edges")) == 3
    opened.click("#filters > summary")
    opened.click("[data-filter=modalities][value=alleged]")
    assert len(opened.rows("edges")) == 2
    opened.click("[data-filter=classes][value=State]")
    assert opened.rows("edges") == []
    opened.click("#unfilter")
    assert len(opened.rows("edges")) == 3
    opened.click("#undated")
    assert [row.split(" | ")[1] for row in opened.rows("edges")] == ["operates"]
    opened.click("#undated")
    opened.click("[data-filter=sources][value=example]")
    assert opened.rows("nodes") == []


def test_the_time_slider_keeps_what_may_have_been_then(window: Open) -> None:
    opened = window()
    for name in ("KK Park", "Security Ltd", "P1"):
        opened.find(name)
    assert len(opened.rows("edges")) == 2
    opened.click("#filters > summary")
    slider = opened.page.locator("#time-since")
    slider.focus()
    opened.page.keyboard.press("End")
    opened.ready()
    assert slider.get_attribute("aria-valuetext") == "2023-01"
    # what ended in 2019 is out of sight; what began in 2023 without an end goes on
    assert [row.split(" | ")[1] for row in opened.rows("edges")] == ["guards"]


def test_a_view_is_saved_and_opened_again(window: Open, tmp_path: Path) -> None:
    opened = on_compound(window)
    opened.click("#pin")
    opened.click("#files > summary")
    opened.page.fill("#view-title", f"../{ATTACK} a:b")
    name, content = saved(opened, "#save")
    assert re.fullmatch(r"[\w .-]+\.json", name)
    assert not name.startswith(".")
    for secret in ("KK Park", "Security Ltd", "guards the gate"):
        assert secret not in content.decode()
    file = tmp_path / name
    file.write_bytes(content)
    again = window()
    again.click("#files > summary")
    again.page.set_input_files("#view-file", file)
    again.page.wait_for_selector("#rows tbody tr >> nth=2")
    again.ready()
    assert "3 nodes, 2 relationships" in again.text("#counts")
    assert "pinned" in again.rows("nodes")[1] + again.rows("nodes")[2] + again.rows("nodes")[0]
    assert again.page.input_value("#view-title") == f"../{ATTACK} a:b"
    for broken in ("{", '{"palermo_view": 1, "nodes": [], "x": "<img>"}'):
        file.write_text(broken)
        again.page.set_input_files("#view-file", file)
        again.page.wait_for_selector("#status.wrong")
        again.ready()
    assert "3 nodes" in again.text("#counts")


def test_what_is_seen_is_exported(window: Open) -> None:
    opened = on_compound(window)
    opened.click("#files > summary")
    name, png = saved(opened, "[data-export=png]")
    assert (name, png[:8]) == ("palermo.png", b"\x89PNG\r\n\x1a\n")
    _, svg = saved(opened, "[data-export=svg]")
    drawn = svg.decode()
    assert all(word in drawn for word in ("KK Park", "Security Ltd", "guards, reported", "Organisation"))
    assert "<script" not in drawn
    _, gexf = saved(opened, "[data-export=gexf]")
    assert gexf.count(b"<node ") == 3
    _, edges = saved(opened, "[data-export=edges]")
    assert len(list(csv.reader(io.StringIO(edges.decode())))) == 3
