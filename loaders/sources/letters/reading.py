"""How a coder reads a letter or a reply: its statements and what they engage, weigh on or answer, as records."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from graph.model import (
    About,
    Accepts,
    Allegation,
    Answer,
    Answers,
    Area,
    AttributedTo,
    Cites,
    Conclusion,
    DerivesFrom,
    Disputes,
    Document,
    Engages,
    Indicator,
    Instrument,
    LocatedIn,
    Measure,
    Node,
    Passage,
    Platform,
    Probes,
    Provision,
    Question,
    Ref,
    Relationship,
    Shows,
    State,
    StatedIn,
    Statement,
    WeighsAgainst,
    WeighsFor,
    When,
)
from loaders.sources.law import LawTexts
from loaders.sources.letters.annotation import Annotation, StatementEntry, weighings
from loaders.sources.letters.parser import AskedQuestion, PassageText, find_quote
from loaders.sources.letters.text import normalised

Records = Iterator[Node | Relationship[Any, Any]]

CLASSES: dict[str, type[Statement]] = {cls.label(): cls for cls in (Allegation, Measure, Conclusion, Answer)}


@dataclass(frozen=True, slots=True)
class ReadText:
    """A letter or a reply, as far as its reading needs it."""

    id: str
    date: When
    passages: Sequence[PassageText]
    questions: Sequence[AskedQuestion]
    origin: str
    """The document that first said it: sister letters share one."""
    replies_to: str | None = None
    """For a reply: the id of the letter."""
    own_word: str | None = None
    """For a reply: whose own word it is. Whatever a State says in its reply stands beside a standing, never inside it."""


def reading_records(annotation: Annotation, letter: ReadText, law: LawTexts) -> list[Node | Relationship[Any, Any]]:
    """The records of an annotation that was checked against its letter."""
    instruments = {instrument.id for instrument in law.instruments}
    return [
        *_quoted_documents(annotation, letter),
        *_places_and_platforms(annotation, letter),
        *(record for entry in annotation.statements for record in _statement(entry, annotation, letter, instruments)),
        *_probes(annotation, letter, instruments),
        *_checks(annotation, letter, instruments),
    ]


def _quoted_documents(annotation: Annotation, letter: ReadText) -> Records:
    for quoted in annotation.derives_from:
        said = quoted.model_dump(exclude={"locator", "date"})
        yield Document(**said, date=quoted.date, origin=quoted.id)
        yield DerivesFrom(start=Document.ref(letter.id), end=Document.ref(quoted.id), locator=quoted.locator)


def _places_and_platforms(annotation: Annotation, letter: ReadText) -> Records:
    for area in annotation.areas:
        yield Area(id=area.id, name=area.name, names=list(area.names), kind=area.kind)
        if area.in_ and annotation.located_in:
            yield LocatedIn(
                start=Area.ref(area.id),
                end=State.ref(area.in_),
                document=letter.id,
                locator=_passage(letter, annotation.located_in.quote).locator,
                quote=annotation.located_in.quote,
                modality=annotation.located_in.modality,
            )
    for platform in annotation.platforms:
        yield Platform(id=platform.id, name=platform.name, names=list(platform.names))


def _statement(entry: StatementEntry, annotation: Annotation, letter: ReadText, instruments: set[str]) -> Records:
    kind = CLASSES[entry.class_]
    id_ = f"{letter.id}/{entry.code}"
    passage = _passage(letter, entry.quote)
    by = {"asserted_by": annotation.asserted_by, "locator": passage.locator}
    same = set(kind.model_fields) & set(StatementEntry.model_fields) - {"speaker", "origin", "reported_on"}
    yield kind(
        id=id_,
        speaker=entry.speaker or annotation.speaker,
        origin=entry.origin or letter.origin,
        own_word=letter.own_word,
        reported_on=entry.reported_on or letter.date,
        **{name: getattr(entry, name) for name in same},
    )
    start = kind.ref(id_)
    yield StatedIn(start=start, end=Passage.ref(f"{letter.id}/{passage.locator}"), locator=passage.locator)
    for about in entry.about:
        areas = {area.id for area in annotation.areas}
        named = f"the letter names it as {about.as_}"
        for place in about.places:
            end: Ref[Area | State] = Area.ref(place) if place in areas else State.ref(place)
            yield About(start=start, end=end, as_=about.as_, why=named, **by)
        for entity in about.entities:
            yield About(start=start, end=Platform.ref(entity), as_=about.as_, why=named, **by)
    if entry.state and entry.basis and entry.basis != "general":
        why = {"named": "the State is named", "addressed": "put to the State in a letter that does not name it here"}
        yield AttributedTo(
            start=start, end=State.ref(entry.state), role=entry.role, basis=entry.basis, why=why[entry.basis], **by
        )
    for indicator in entry.shows:
        yield Shows(start=start, end=Indicator.ref(indicator), why="the quoted words describe it", **by)
    for engaged in entry.engages:
        yield Engages(start=start, end=_law(engaged.provision, instruments), why=engaged.why, **by)
    for speaks_for, weighed in weighings(entry):
        relation = WeighsFor if speaks_for else WeighsAgainst
        yield relation(
            start=start,
            end=_law(weighed.provision, instruments),
            state=entry.state,
            role=weighed.role or entry.role,
            basis=entry.basis,
            aspect=weighed.aspect,
            considered=weighed.considered,
            why=weighed.why,
            **by,
        )
    yield from _answer(entry, annotation, letter, passage.locator)


def _answer(entry: StatementEntry, annotation: Annotation, letter: ReadText, locator: str) -> Records:
    """What an answer does to the letter's questions and statements."""
    start = Answer.ref(f"{letter.id}/{entry.code}")
    for answered in entry.answers:
        yield Answers(
            start=start,
            end=Question.ref(f"{letter.replies_to}/Q{answered.question}"),
            coverage=answered.coverage,
            by=answered.by or annotation.asserted_by,
            why=answered.why,
            asserted_by=annotation.asserted_by,
            locator=locator,
        )
    for relation, reactions in ((Disputes, entry.disputes), (Accepts, entry.accepts)):
        for reaction in reactions:
            yield relation(
                start=start,
                end=Statement.ref(statement_id(reaction.statement, letter)),
                why=reaction.why,
                asserted_by=annotation.asserted_by,
                locator=locator,
            )


def statement_id(named: str, letter: ReadText) -> str:
    """The id of a statement that a reaction names by its code, or by its id where it is another letter's."""
    return named if "/" in named else f"{letter.replies_to}/{named}"


def _probes(annotation: Annotation, letter: ReadText, instruments: set[str]) -> Records:
    places = {question.number: question.locator for question in letter.questions}
    for number, probe in annotation.probes.items():
        for provision in probe.provisions:
            yield Probes(
                start=Question.ref(f"{letter.id}/Q{number}"),
                end=_law(provision, instruments),
                asserted_by=annotation.asserted_by,
                why=probe.why,
                locator=places[number],
            )


def _checks(annotation: Annotation, letter: ReadText, instruments: set[str]) -> Records:
    for check in annotation.citation_checks:
        for passage in letter.passages:
            if find_quote([passage], check.as_):
                yield Cites(
                    start=Document.ref(letter.id),
                    end=_law(check.law, instruments),
                    locator=passage.locator,
                    as_=check.as_,
                    check=check.check,
                    why=check.why,
                    asserted_by=annotation.asserted_by,
                )


def covers(checked: Cites, found: Cites) -> bool:
    """Whether a coder checked what the parser found: the same law in the same passage, in words that hold the parser's.

    One citation is one relationship: an unmarked copy beside one marked wrong would read as if it were right.
    """
    same_place = (checked.end, checked.locator) == (found.end, found.locator)
    return same_place and normalised(found.as_) in normalised(checked.as_)


def _law(id_: str, instruments: set[str]) -> Ref[Instrument | Provision]:
    return Instrument.ref(id_) if id_ in instruments else Provision.ref(id_)


def _passage(letter: ReadText, quote: str) -> PassageText:
    """The passage of a quote that was checked to be there."""
    passage = find_quote(letter.passages, quote)
    if passage is None:
        raise LookupError(quote)
    return passage
