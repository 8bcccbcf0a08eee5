from pathlib import Path

from loaders.cases.crosswalk import crosswalks
from loaders.cases.describing import SOURCES, page
from loaders.mapping_file import read_mapping

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_of_fields_is_fresh() -> None:
    fresh = "python -m loaders.cases.describing > docs/case-fields.md"
    assert (DOCS / "case-fields.md").read_text(encoding="utf-8") == page() + "\n", fresh


def test_every_field_that_is_not_read_says_why() -> None:
    for source in SOURCES:
        for crosswalk in crosswalks(source):
            for name, spec in crosswalk.fields.items():
                assert spec.gives or len((spec.drop or spec.leave or "").split()) > 1, name


def test_the_mapping_of_the_page_is_one(tmp_path: Path) -> None:
    _, _, rest = (DOCS / "cases.md").read_text(encoding="utf-8").partition("```yaml\n")
    (tmp_path / "m.yaml").write_text(rest.partition("```")[0], encoding="utf-8")
    assert read_mapping(tmp_path / "m.yaml").columns() == {"case number", "agreed", "age", "what for", "from"}
