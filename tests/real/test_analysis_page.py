"""What docs/analysis.md says of the loaded data is what the program says now."""

from graph.connection import Store
from graph.settings import Settings
from tests.real.analysis_page import PAGE, load, page


def test_the_page_on_network_analysis_is_fresh(empty_store: Store, settings: Settings) -> None:
    load(empty_store, settings)
    assert PAGE.read_text(encoding="utf-8") == page(empty_store), "run python -m tests.real.analysis_page"
