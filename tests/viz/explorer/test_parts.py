"""The explorer's other parts: the standings of a State, identities, and gaps."""

from collections.abc import Callable

from tests.viz.explorer.conftest import ATTACK, QUOTE, Window

Open = Callable[..., Window]


def test_from_a_compound_to_the_standings_of_its_state_and_back(window: Open) -> None:
    opened = window()
    opened.find("KK Park")
    opened.click("#panel button >> text=Standings of Myanmar")
    assert "Myanmar (MMR)" in opened.text("#standings-heading")
    assert "challenged" in opened.text("#standings-rows")
    opened.click("#standings-rows button >> text=T-1")
    assert "They are often held in KK Park." in opened.text("#cell")
    opened.click("#standings-back a")
    assert opened.page.is_visible("#explore")
    assert opened.text("#panel-heading") == "KK Park"
    opened.page.go_back()
    opened.ready()
    opened.click("#cell button >> text=Show in the picture")
    assert "AL_X/A1" in opened.page.content()
    assert "weighs against" in opened.text("#sentences")


def test_identities_are_decided_with_author_and_reason(window: Open) -> None:
    opened = window()
    opened.find("P2")
    opened.click("nav a[href='#identity']")
    card = ".pair-card[aria-label='P2 and P3']"
    opened.page.wait_for_selector(card)
    opened.click(f"{card} button >> text=The same")
    assert "needs its reason" in opened.text("#status")
    opened.page.fill(f"{card} input", "one registration number")
    opened.click(f"{card} button >> text=The same")
    assert "needs its author" in opened.text("#status")
    opened.page.fill("#identity-by", ATTACK)
    opened.click(f"{card} button >> text=The same")
    opened.page.wait_for_selector("#pairs button >> text=Undo the decision on P2 and P3")
    opened.ready()
    assert "P2 and P3: same, decided by" in opened.text("#status")
    opened.click("nav a[href='#explore']")
    opened.find("P2")
    assert "One with\nP3" in opened.text("#panel-body")
    opened.click("nav a[href='#identity']")
    opened.click("#pairs button >> text=Undo the decision")
    opened.page.wait_for_selector(card)


def test_a_gap_is_dismissed_and_stays_visible(window: Open) -> None:
    opened = window()
    opened.click("nav a[href='#gaps']")
    opened.page.fill("#gaps-state", "MMR")
    opened.page.fill("#gaps-by", "A. Reader")
    opened.click("#gaps-form button")
    row = "#gaps-rows tbody tr:has-text('challenged')"
    opened.click(f"{row} summary")
    opened.page.fill(f"{row} input:not([type=date])", QUOTE)
    opened.page.fill(f"{row} input[type=date]", "2026-12-31")
    opened.click(f"{row} button")
    opened.page.wait_for_selector(f"{row}.dismissed")
    assert f"dismissed: by A. Reader, until 2026-12-31: {QUOTE}" in opened.text(row)
    opened.click(f"{row} summary")
    opened.page.fill(f"{row} input", "looked again")
    opened.click(f"{row} button")
    opened.page.wait_for_selector(f"{row}:not(.dismissed)")
