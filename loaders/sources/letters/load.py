"""Deliver a letter or a reply: what it is, what it cites, and what a coder reads in it. All is checked, then handed over."""

from dataclasses import replace
from pathlib import Path

from graph.errors import InputRefused
from graph.model import Cites
from loaders.delivery import Delivery, Requirement, digest_of
from loaders.sources.indicators.load import indicator_ids
from loaders.sources.law import law_texts
from loaders.sources.letters.annotation import Annotation, read_annotation
from loaders.sources.letters.checking import Known, check
from loaders.sources.letters.document import Records
from loaders.sources.letters.foundations import foundations
from loaders.sources.letters.opening import Opened, open_communication
from loaders.sources.letters.reading import covers, reading_records
from loaders.sources.letters.states import beyond_the_law, every_state

FOLDER = Path(__file__).parent
BUNDLED = FOLDER / "AL_MYS_1_2025.txt"


def deliver(path: Path | None = None) -> Delivery:
    """A letter or a reply with the annotation beside it, if there is one; the bundled letter where no path is given.

    Citations of articles that the law does not hold are rejects. What a reply answers has to be in the store already:
    the delivery says so, and whoever loads it checks.
    """
    file = path or BUNDLED
    beside = file.with_suffix(".yaml")
    annotation = read_annotation(beside) if beside.exists() else None
    if annotation is None:
        opened = open_communication(file, None)
        records = opened.records
    else:
        try:
            opened = open_communication(file, annotation)
            records = _read(opened, annotation)
        except InputRefused as refusal:
            raise InputRefused(f"{beside.name}, {refusal}") from refusal
    named = f"{beside.name if annotation else file.name}, "
    return Delivery(
        f"letters/{opened.text.id}",
        digest_of(file, *([beside] if annotation else [])),
        [*records, *beyond_the_law(records, every_state())],
        opened.rejects,
        tuple(_named(foundation.requirement, named) for foundation in foundations(opened.text, annotation)),
    )


def known() -> Known:
    """What an annotation may refer to."""
    law = law_texts()
    instruments = (instrument.id for instrument in law.instruments)
    return Known(law={*law.parents, *instruments}, indicators=indicator_ids(), states=every_state())


def _read(opened: Opened, annotation: Annotation) -> Records:
    """The records with the reading; a citation that a coder checked takes the place of the parser's."""
    text = opened.text
    check(annotation, text.passages, {question.number for question in text.questions}, known())
    read = reading_records(annotation, text, law_texts())
    checks = [record for record in read if isinstance(record, Cites)]
    parsed = [
        record
        for record in opened.records
        if not (isinstance(record, Cites) and any(covers(check, record) for check in checks))
    ]
    return parsed + read


def _named(requirement: Requirement, file: str) -> Requirement:
    """The same, whose refusal names the file."""
    return replace(requirement, refusal=lambda there: f"{file}{requirement.refusal(there)}")
