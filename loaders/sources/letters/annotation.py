"""The annotation of a letter or a reply: which statements it makes, in its words, and how a coder reads them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graph.errors import InputRefused
from graph.model import Modality, Organisation, When
from graph.model.base import Stance
from graph.model.statement import Aspect, Basis, Role
from loaders.yaml_lines import Place, YamlFile

DRAFT = "draft"
"""Who asserts what nobody has looked at yet: such an annotation is never loaded."""
TO_DO = "?"
"""Stands in a draft for what only a person can say."""


class Entry(BaseModel):
    """A part of the file. A key that is not known is refused, so that a misspelt one is noticed."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Engaging(Entry):
    """A provision whose subject matter a statement touches."""

    provision: str
    why: str = Field(min_length=1)


class Weighing(Engaging):
    """A provision for or against whose observance a statement speaks."""

    aspect: Aspect
    role: Role | None = None
    considered: bool | None = None


class AboutEntry(Entry):
    """What a statement speaks of, in one capacity."""

    as_: str = Field(alias="as", min_length=1)
    places: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()


class AnsweredQuestion(Entry):
    """A question of the letter, and how much of it an answer answers. Why is the coder's reason, never the State's."""

    question: int = Field(ge=1)
    coverage: Literal["full", "partial", "none"]
    why: str = Field(min_length=1)
    by: str | None = None


class Reaction(Entry):
    """A statement of the letter that an answer denies or admits, by its code, or by its id where it is another letter's."""

    statement: str
    why: str = Field(min_length=1)


class StatementEntry(Entry):
    """One conduct in one role."""

    code: str = Field(pattern=r"^[A-Z]\d+[a-z]?$")
    class_: Literal["Allegation", "Measure", "Conclusion", "Answer"] = Field(alias="class")
    category: str = Field(min_length=1)
    summary: str = Field(min_length=1)
    quote: str = Field(min_length=1)
    hedge: str | None = None
    modality: Modality
    conditional: bool = False
    stance: Stance = "asserts"
    found_by: str | None = None
    actor: str | None = None
    speaker: str | None = None
    origin: str | None = None
    reported_on: When | None = None
    conduct_since: When | None = None
    conduct_until: When | None = None
    role: Role | None = None
    basis: Basis | None = None
    state: str | None = None
    about: tuple[AboutEntry, ...] = ()
    shows: tuple[str, ...] = ()
    engages: tuple[Engaging, ...] = ()
    weighs_for: tuple[Weighing, ...] = ()
    weighs_against: tuple[Weighing, ...] = ()
    answers: tuple[AnsweredQuestion, ...] = ()
    disputes: tuple[Reaction, ...] = ()
    accepts: tuple[Reaction, ...] = ()


class AreaEntry(Entry):
    """An area that the letter names."""

    id: str
    name: str
    names: tuple[str, ...] = ()
    kind: Literal["territory", "island", "subdivision", "town"]
    in_: str | None = Field(default=None, alias="in")


class LocatedEntry(Entry):
    """The words that place the areas in a State."""

    quote: str
    modality: Modality


class PlatformEntry(Entry):
    """A platform that the letter names."""

    id: str
    name: str
    names: tuple[str, ...] = ()


class QuotedDocument(Entry):
    """A document from which the letter takes what it says."""

    id: str
    title: str
    kind: str
    reference: str
    publisher: str
    date: When
    locator: str


class ProbeEntry(Entry):
    """What a question bears on."""

    why: str
    provisions: tuple[str, ...]


class CheckEntry(Entry):
    """How a citation stands against the law."""

    law: str
    as_: str = Field(alias="as", min_length=1)
    check: Literal["right", "imprecise", "overstated", "wrong", "not binding"]
    why: str


class Annotation(Entry):
    """The whole file."""

    document: str
    asserted_by: str = Field(min_length=1)
    speaker: str = Field(min_length=1)
    replies_to: str | None = None
    """For a reply: the reference of the letter, as AL MYS 1/2025. This key makes a document a reply."""
    date: When | None = None
    """For a reply whose text gives no day."""
    sisters: tuple[str, ...] = ()
    """For a letter: the references of sister letters that are loaded. The letters themselves give none."""
    addressees: Mapping[str, str | Organisation] = Field(default_factory=dict)
    """Whom the letter names by a name that is not known here: an organisation, or the code of a State.

    OTH stands for the addressee of a reference with OTH.
    """
    derives_from: tuple[QuotedDocument, ...] = ()
    areas: tuple[AreaEntry, ...] = ()
    located_in: LocatedEntry | None = None
    platforms: tuple[PlatformEntry, ...] = ()
    statements: tuple[StatementEntry, ...] = ()
    probes: Mapping[int, ProbeEntry] = Field(default_factory=dict)
    citation_checks: tuple[CheckEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with an annotation, and where in the file."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class AnnotationFile:
    """An annotation with the lines of its file; none where its form is wrong, and then why."""

    file: YamlFile
    annotation: Annotation | None
    problems: tuple[Problem, ...] = ()


def open_annotation(path: Path) -> AnnotationFile:
    """Read a YAML file. Raises InputRefused where it is no YAML; what its form lacks are problems, all of them."""
    file = YamlFile(path)
    try:
        return AnnotationFile(file, Annotation.model_validate(file.content))
    except ValidationError as error:
        return AnnotationFile(
            file,
            None,
            tuple(Problem(one["loc"], f"{_named(one['loc'], file.content)}: {one['msg']}.") for one in error.errors()),
        )


def read_annotation(path: Path) -> Annotation:
    """The annotation in a YAML file. Raises InputRefused naming the statement and the key."""
    opened = open_annotation(path)
    if opened.annotation is None:
        raise InputRefused(f"{path.name}, {opened.problems[0].text}")
    return opened.annotation


def _named(location: tuple[int | str, ...], content: Any) -> str:
    """Where in the file, with the statement's code where there is one."""
    names: list[str] = []
    here = content
    for step in location:
        try:
            here = here[step]
        except (LookupError, TypeError):
            here = None
        code = here.get("code") if isinstance(here, dict) else None
        names.append(str(code or step))
    return ", ".join(names) or "the file"


def weighings(statement: StatementEntry) -> Iterator[tuple[bool, Weighing]]:
    """What a statement weighs on, and whether it weighs for it."""
    yield from ((True, entry) for entry in statement.weighs_for)
    yield from ((False, entry) for entry in statement.weighs_against)
