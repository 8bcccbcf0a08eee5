"""The annotation of a letter: which statements it makes, in its words, and how a coder reads them."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graph.errors import InputRefused, nearest
from graph.model import Modality, When
from graph.model.base import Stance
from graph.model.statement import Aspect, Basis, Role
from loaders.sources.letters.parser import PassageText, find_quote
from loaders.sources.letters.text import normalised


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


class StatementEntry(Entry):
    """One conduct in one role."""

    code: str = Field(pattern=r"[A-Z]\d+[a-z]?")
    class_: Literal["Allegation", "Measure", "Conclusion"] = Field(alias="class")
    category: str
    summary: str
    quote: str
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
    asserted_by: str
    speaker: str
    derives_from: tuple[QuotedDocument, ...] = ()
    areas: tuple[AreaEntry, ...] = ()
    located_in: LocatedEntry | None = None
    platforms: tuple[PlatformEntry, ...] = ()
    statements: tuple[StatementEntry, ...] = ()
    probes: Mapping[int, ProbeEntry] = Field(default_factory=dict)
    citation_checks: tuple[CheckEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What an annotation may refer to."""

    law: Collection[str]
    indicators: Collection[str]
    states: Collection[str]


def read_annotation(path: Path) -> Annotation:
    """The annotation in a YAML file. Raises InputRefused naming the statement and the key."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        return Annotation.model_validate(content)
    except OSError as error:
        raise InputRefused(f"Cannot read {path}: {error.strerror}; check the path.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise InputRefused(f"{path.name}{line} is not YAML in UTF-8: {getattr(error, 'problem', error)}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise InputRefused(f"{path.name}, {_place(first['loc'], content)}: {first['msg']}.") from error


def check(annotation: Annotation, passages: Sequence[PassageText], questions: Collection[int], known: Known) -> None:
    """Refuse an annotation that quotes what the letter does not say, or refers to what there is not."""
    codes: set[str] = set()
    quoted = {document.id for document in annotation.derives_from}
    for statement in annotation.statements:
        where = f"statement {statement.code}"
        if statement.code in codes:
            raise InputRefused(f"{where} is there twice; give one another code.")
        codes.add(statement.code)
        _in_text(where, "quote", statement.quote, passages)
        _check_hedge(where, statement, passages)
        if statement.origin:
            _known(where, "document under derives_from", statement.origin, quoted)
        if statement.modality == "found" and not statement.found_by:
            raise InputRefused(f"{where} has modality found and no found_by; name the court, committee or inquiry.")
        _check_basis(where, statement)
        _check_references(where, statement, annotation, known)
    _check_other_parts(annotation, passages, questions, known)


def _check_other_parts(
    annotation: Annotation, passages: Collection[PassageText], questions: Collection[int], known: Known
) -> None:
    for area in annotation.areas:
        _known(f"area {area.id}", "State", area.in_, known.states)
    if annotation.located_in:
        _in_text("located_in", "quote", annotation.located_in.quote, passages)
    for number, probe in annotation.probes.items():
        if number not in questions:
            raise InputRefused(f"probes: there is no question {number}; the letter asks {len(questions)}.")
        for provision in probe.provisions:
            _known(f"probes, question {number}", "provision", provision, known.law)
    for entry in annotation.citation_checks:
        _known("citation_checks", "law", entry.law, known.law)
        _in_text(f"citation_checks, {entry.law}", "as", entry.as_, passages)


def _check_hedge(where: str, statement: StatementEntry, passages: Sequence[PassageText]) -> None:
    """Words of caution stand with what they qualify, or above it ("According to the information received:")."""
    said = find_quote(passages, statement.quote)
    if statement.hedge and said:
        above = normalised(" ".join(passage.text for passage in passages if passage.order <= said.order))
        if not re.search(rf"(?<!\w){re.escape(normalised(statement.hedge))}(?!\w)", above):
            _not_in_text(where, "hedge", statement.hedge, "the passage of its quote or above it")


def _check_basis(where: str, statement: StatementEntry) -> None:
    if (statement.basis in ("named", "addressed")) != (statement.state is not None):
        raise InputRefused(
            f"{where}: basis named or addressed goes with a State, and basis general or none with no State."
        )
    if (statement.weighs_for or statement.weighs_against) and statement.basis is None:
        raise InputRefused(f"{where} weighs on a provision and has no basis; say named, addressed or general.")


def _check_references(where: str, statement: StatementEntry, annotation: Annotation, known: Known) -> None:
    for entry in (*statement.engages, *statement.weighs_for, *statement.weighs_against):
        _known(where, "provision", entry.provision, known.law)
    for indicator in statement.shows:
        _known(where, "indicator", indicator, known.indicators)
    _known(where, "State", statement.state, known.states)
    places = {*known.states, *(area.id for area in annotation.areas)}
    entities = {platform.id for platform in annotation.platforms}
    for about in statement.about:
        for place in about.places:
            _known(where, "place", place, places)
        for entity in about.entities:
            _known(where, "entity", entity, entities)


def _known(where: str, what: str, name: str | None, known: Collection[str]) -> None:
    if name is not None and name not in known:
        hint = nearest(name, list(known))
        short = hint if len(known) < 20 or hint.startswith(" Did") else ""
        raise InputRefused(f"{where}: there is no {what} {name}.{short}")


def _in_text(where: str, what: str, words: str, passages: Collection[PassageText]) -> None:
    if find_quote(passages, words) is None:
        _not_in_text(where, what, words)


def _not_in_text(where: str, what: str, words: str, place: str = "the letter") -> None:
    begun = " ".join(words.split()[:8])
    raise InputRefused(f"{where}: its {what} “{begun} …” is not in {place}; copy it word for word. Nothing was loaded.")


def _place(location: tuple[int | str, ...], content: Any) -> str:
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
    return ", ".join(names)


def weighings(statement: StatementEntry) -> Iterator[tuple[bool, Weighing]]:
    """What a statement weighs on, and whether it weighs for it."""
    yield from ((True, entry) for entry in statement.weighs_for)
    yield from ((False, entry) for entry in statement.weighs_against)
