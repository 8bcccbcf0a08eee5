"""Deliver a letter: the document and its passages, questions, sister letters and citations, and what a coder reads in it."""

from pathlib import Path

from graph.errors import InputRefused
from graph.model import Cites
from loaders.citations import CitationResolver
from loaders.delivery import Delivery, Reject, digest_of
from loaders.sources.indicators.load import indicator_ids
from loaders.sources.law import law_texts
from loaders.sources.letters.annotation import Known, check, read_annotation
from loaders.sources.letters.document import Addressees, document_records
from loaders.sources.letters.parser import parse
from loaders.sources.letters.reading import covers, reading_records
from loaders.sources.letters.states import beyond_the_law, every_state
from loaders.sources.letters.text import read_paragraphs

FOLDER = Path(__file__).parent
BUNDLED = FOLDER / "AL_MYS_1_2025.txt"


def deliver(path: Path | None = None) -> Delivery:
    """A letter with the annotation beside it, if there is one; the bundled letter where no path is given.

    Everything is checked before anything is handed over. Citations of articles that the law does not hold are rejects.
    """
    letter = path or BUNDLED
    communication = parse(read_paragraphs(letter), letter.name)
    law = law_texts()
    resolver = CitationResolver(law)
    cited = {passage.locator: resolver.resolve(passage.text) for passage in communication.passages}
    states = every_state()
    records = document_records(communication, cited, Addressees(states), digest_of(letter))
    files = [letter]
    beside = letter.with_suffix(".yaml")
    if beside.exists():
        files.append(beside)
        annotation = read_annotation(beside)
        if annotation.document != communication.id:
            raise InputRefused(
                f"{beside.name} annotates {annotation.document}, but {letter.name} is {communication.id}."
            )
        known = Known(
            law={*law.parents, *(instrument.id for instrument in law.instruments)},
            indicators=indicator_ids(),
            states=states,
        )
        try:
            check(annotation, communication.passages, {question.number for question in communication.questions}, known)
        except InputRefused as refusal:
            raise InputRefused(f"{beside.name}, {refusal}") from refusal
        read = reading_records(annotation, communication, law)
        checks = [record for record in read if isinstance(record, Cites)]
        records = [
            r for r in records if not (isinstance(r, Cites) and any(covers(check, r) for check in checks))
        ] + read
    records += beyond_the_law(records, states)
    rejects = tuple(
        Reject(letter.name, locator, "citation", f"{unresolved.as_written}: {unresolved.reason}")
        for locator, citations in cited.items()
        for unresolved in citations.unresolved
    )
    return Delivery(f"letters/{communication.id}", digest_of(*files), records, rejects)
