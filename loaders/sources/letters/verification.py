"""Everything that is wrong with an annotation, each with the line of its file; nothing is loaded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import InputRefused
from loaders.delivery import Requirement
from loaders.sources.letters.annotation import AnnotationFile, Problem, open_annotation
from loaders.sources.letters.checking import problems
from loaders.sources.letters.foundations import foundations
from loaders.sources.letters.load import known
from loaders.sources.letters.opening import open_communication

Missing = Callable[[Requirement], str | None]
"""What tells whether the store lacks something, in a sentence."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found. It speaks of the form of an annotation, never of what the letter says."""

    document: str | None
    """The id of the letter or reply; none where it could not be opened."""
    problems: tuple[str, ...]
    unchecked: tuple[str, ...]
    """What the store would have to tell, and there is none."""


def verify(file: Path, missing: Missing | None) -> Verdict:
    """Check an annotation, named by its own file or by its letter's, against text, law and, where there is one, store.

    Raises InputRefused where there is no such pair of files.
    """
    text, beside = _pair(file)
    annotation = open_annotation(beside)
    if annotation.annotation is None:
        return Verdict(None, _lines(annotation, annotation.problems), ())
    try:
        opened = open_communication(text, annotation.annotation)
    except InputRefused as refusal:
        key = "replies_to" if "replies_to" in str(refusal) else "document"
        return Verdict(None, (f"{annotation.file.where((key,))}: {refusal}",), ())
    numbers = {question.number for question in opened.text.questions}
    found = list(problems(annotation.annotation, opened.text.passages, numbers, known()))
    unchecked = []
    for foundation in foundations(opened.text, annotation.annotation):
        if missing is None:
            unchecked.append(f"{foundation.requirement.node.cls.label()} {foundation.requirement.node.id}")
        elif sentence := missing(foundation.requirement):
            found.append(Problem(foundation.place, sentence))
    return Verdict(opened.text.id, _lines(annotation, found), tuple(dict.fromkeys(unchecked)))


def _pair(file: Path) -> tuple[Path, Path]:
    """The text and its annotation."""
    if file.suffix.lower() not in (".yaml", ".yml"):
        beside = file.with_suffix(".yaml")
        if not beside.is_file():
            raise InputRefused(f"{file.name} has no annotation {beside.name} beside it; palermo letter new drafts one.")
        return file, beside
    texts = [file.with_suffix(ending) for ending in (".txt", ".pdf") if file.with_suffix(ending).is_file()]
    if not texts:
        raise InputRefused(f"There is no {file.stem}.txt or {file.stem}.pdf beside {file.name}; put the letter there.")
    return texts[0], file


def _lines(annotation: AnnotationFile, found: Sequence[Problem]) -> tuple[str, ...]:
    """Each with file and line, in the order of the file; one sentence once a line."""
    told = [(annotation.file.where(problem.place), problem.text) for problem in found]
    ordered = sorted(dict.fromkeys(told), key=lambda one: (int(one[0].rsplit(" ", 1)[1]), one[1]))
    return tuple(f"{where}: {text}" for where, text in ordered)
