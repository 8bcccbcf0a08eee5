"""Claims that a person drew from the words of rows."""

from pathlib import Path

import pytest

from graph.errors import InputRefused
from graph.model import Operates
from loaders.delivery import Delivery
from loaders.mapped import deliver_mapped

MAPPING = """\
document: {id: ACT, title: An act}
nodes:
  listed: {class: Organisation, id: "L-{no}", name: {column: name}}
quotes: {file: reasons.yaml, text: reason, document: ACT, locator: "no. {no}"}
"""
REASONS = """\
nodes:
  PLACE: {class: Compound, name: A park}
rows:
  L-1:
    - quote: The group runs A park.
      claims:
        - {from: self, type: OPERATES, to: PLACE, modality: alleged}
"""
TABLE = 'no,name,reason\n1,The group,"So it is said. The group runs\n A park."\n2,Another,\n'


def deliver(folder: Path, reasons: str = REASONS, table: str = TABLE) -> Delivery:
    (folder / "t.csv").write_text(table, encoding="utf-8")
    (folder / "m.yaml").write_text(MAPPING, encoding="utf-8")
    (folder / "reasons.yaml").write_text(reasons, encoding="utf-8")
    return deliver_mapped(folder / "t.csv", folder / "m.yaml")


def test_the_words_of_a_row_are_the_quote_of_its_claim(tmp_path: Path) -> None:
    (claim,) = [record for record in deliver(tmp_path).records if isinstance(record, Operates)]
    assert (claim.start.id, claim.end.id, claim.document, claim.locator) == ("L-1", "PLACE", "ACT", "no. 1")
    assert (claim.quote, claim.modality) == ("The group runs A park.", "alleged")


def test_words_that_the_row_has_not_make_no_claim_and_no_place(tmp_path: Path) -> None:
    delivery = deliver(tmp_path, table=TABLE.replace("runs", "left"))
    (reject,) = delivery.rejects
    assert reject.reason == "the annotation quotes words that the row has not: 'The group runs A park.'"
    assert {type(record).__name__ for record in delivery.records} == {"Document", "Organisation"}


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "OPERATES",
            "OPERATE",
            "reasons.yaml, line 5: there is no relationship type 'OPERATE'. Did you mean OPERATES?",
        ),
        ("to: PLACE", "to: PLAICE", "line 5: there is no node 'PLAICE'. Did you mean PLACE?"),
        ("class: Compound", "class: Compund", "line 2: there is no label 'Compund'. Did you mean Compound?"),
        ("modality: alleged", "mood: alleged", "line 7"),
        ("quote: The", "quotes: The", "line 5"),
    ],
)
def test_a_wrong_annotation_names_its_line(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    with pytest.raises(InputRefused) as refusal:
        deliver(tmp_path, REASONS.replace(old, new))
    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_modality_that_is_none_refuses_the_row(tmp_path: Path) -> None:
    (reject,) = deliver(tmp_path, REASONS.replace("alleged", "certain")).rejects
    assert (reject.row, reject.field) == ("line 3", "modality")
