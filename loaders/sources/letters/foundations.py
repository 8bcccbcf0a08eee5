"""What an annotation builds upon: the letter that a reply answers, its questions and statements, loaded sister letters."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from graph.errors import nearest
from graph.model import Document, Question, Statement
from loaders.delivery import Requirement
from loaders.sources.letters.annotation import Annotation
from loaders.sources.letters.reading import ReadText, statement_id
from loaders.sources.letters.reply import as_id
from loaders.yaml_lines import Place


@dataclass(frozen=True, slots=True)
class Foundation:
    """Something that has to be in the store, and the place of the annotation that speaks of it."""

    place: Place
    requirement: Requirement


def foundations(text: ReadText, annotation: Annotation | None) -> Iterator[Foundation]:
    """Everything, in an order in which the first that is missing explains the others."""
    if text.replies_to is not None:
        yield _letter(("replies_to",), text.replies_to, "it is the reply to {}, which is not loaded; load that first.")
    if annotation is None:
        return
    for number, sister in enumerate(annotation.sisters):
        missing = "sisters: {} is not loaded; load it first, or leave it out until it is."
        yield _letter(("sisters", number), as_id(sister), missing)
    for number, entry in enumerate(annotation.statements):
        place: Place = ("statements", number)
        for at, answered in enumerate(entry.answers):
            question = f"{text.replies_to}/Q{answered.question}"
            refusal = _no_question(f"statement {entry.code}", answered.question, str(text.replies_to))
            requirement = Requirement(Question.ref(question), f"{text.replies_to}/Q", refusal)
            yield Foundation((*place, "answers", at), requirement)
        for key in ("disputes", "accepts"):
            for at, reaction in enumerate(getattr(entry, key)):
                id_ = statement_id(reaction.statement, text)
                refusal = _no_statement(f"statement {entry.code} {key}", id_)
                among = f"{id_.rpartition('/')[0]}/"
                yield Foundation((*place, key, at), Requirement(Statement.ref(id_), among, refusal))


def _letter(place: Place, id_: str, sentence: str) -> Foundation:
    def refusal(there: Sequence[str]) -> str:
        letters = [one for one in there if "/" not in one and "_reply_" not in one]
        return sentence.format(id_) + (f" Loaded: {', '.join(letters)}." if letters else "")

    return Foundation(place, Requirement(Document.ref(id_), f"{id_.split('_')[0]}_", refusal))


def _no_question(where: str, number: int, letter: str) -> Callable[[Sequence[str]], str]:
    return lambda there: f"{where}: there is no question {number}; {letter} asks {len(there)}."


def _no_statement(where: str, id_: str) -> Callable[[Sequence[str]], str]:
    letter, _, code = id_.rpartition("/")

    def refusal(there: Sequence[str]) -> str:
        codes = [one.rpartition("/")[2] for one in there]
        hint = nearest(code, codes) if codes else " None of its statements is loaded: it has no annotation."
        return f"{where} {code}, and {letter} has no such statement.{hint}"

    return refusal
