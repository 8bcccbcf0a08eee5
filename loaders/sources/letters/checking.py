"""Whether an annotation holds: its quotes stand in the text, what it refers to exists, and no reading goes too far."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.errors import InputRefused, nearest
from loaders.sources.letters.annotation import DRAFT, TO_DO, Annotation, Problem, StatementEntry
from loaders.sources.letters.parser import PassageText, find_quote
from loaders.sources.letters.text import normalised
from loaders.yaml_lines import Place


@dataclass(frozen=True, slots=True)
class Known:
    """What an annotation may refer to."""

    law: Collection[str]
    indicators: Collection[str]
    states: Collection[str]


def check(annotation: Annotation, passages: Sequence[PassageText], questions: Collection[int], known: Known) -> None:
    """Refuse an annotation that has a problem, naming the first."""
    found = list(problems(annotation, passages, questions, known))
    if found:
        more = f" There are {len(found) - 1} more problems; see palermo letter check." if len(found) > 1 else ""
        raise InputRefused(f"{found[0].text}{more} Nothing was loaded.")


def problems(
    annotation: Annotation, passages: Sequence[PassageText], questions: Collection[int], known: Known
) -> Iterator[Problem]:
    """Everything that is wrong, in the order of the file."""
    if annotation.asserted_by == DRAFT:
        yield Problem(
            ("asserted_by",),
            "asserted_by is draft: what a program drafted is nobody's reading; look at every line, then put your name.",
        )
    yield from (
        Problem(place, f"{place[-1]} is still to do: write it.")
        for place in _to_do(annotation.model_dump(by_alias=True), ())
    )
    seen: set[str] = set()
    for number, statement in enumerate(annotation.statements):
        place: Place = ("statements", number)
        if statement.code in seen:
            yield Problem((*place, "code"), f"statement {statement.code} is there twice; give one another code.")
        seen.add(statement.code)
        for key, text in _of_statement(statement, annotation, passages, known):
            yield Problem((*place, *key), f"statement {statement.code}{text}")
    yield from _other_parts(annotation, passages, questions, known)


def _to_do(part: object, place: Place) -> Iterator[Place]:
    """Where a draft still has its question mark."""
    if part == TO_DO:
        yield place
    elif isinstance(part, Mapping):
        for key, value in part.items():
            yield from _to_do(value, (*place, str(key)))
    elif isinstance(part, tuple | list):
        for number, value in enumerate(part):
            yield from _to_do(value, (*place, number))


Found = Iterator[tuple[Place, str]]


def _of_statement(
    statement: StatementEntry, annotation: Annotation, passages: Sequence[PassageText], known: Known
) -> Found:
    """Keys within the statement, and what is wrong there."""
    said = find_quote(passages, statement.quote)
    if said is None:
        yield ("quote",), f": its {_not_in_text('quote', statement.quote, _noun(annotation))}"
    elif statement.hedge and not _above(statement.hedge, said, passages):
        yield ("hedge",), f": its {_not_in_text('hedge', statement.hedge, 'the passage of its quote or above it')}"
    if statement.origin:
        quoted = {document.id for document in annotation.derives_from}
        yield from _unknown(("origin",), "document under derives_from", statement.origin, quoted)
    if statement.modality == "found" and not statement.found_by:
        yield ("modality",), " has modality found and no found_by; name the court, committee or inquiry."
    yield from _basis(statement)
    yield from _references(statement, annotation, known)
    yield from _answering(statement, annotation)


def _above(hedge: str, said: PassageText, passages: Sequence[PassageText]) -> bool:
    """Words of caution stand with what they qualify, or above it ("According to the information received:")."""
    above = normalised(" ".join(passage.text for passage in passages if passage.order <= said.order))
    return re.search(rf"(?<!\w){re.escape(normalised(hedge))}(?!\w)", above) is not None


def _basis(statement: StatementEntry) -> Found:
    if (statement.basis in ("named", "addressed")) != (statement.state is not None):
        yield ("basis",), ": basis named or addressed goes with a State, and basis general or none with no State."
    if (statement.weighs_for or statement.weighs_against) and statement.basis is None:
        yield ("basis",), " weighs on a provision and has no basis; say named, addressed or general."
    if statement.conditional and (statement.weighs_for or statement.weighs_against):
        yield (
            ("conditional",),
            " only says what would be, so it weighs on nothing; put its provisions under engages.",
        )


def _references(statement: StatementEntry, annotation: Annotation, known: Known) -> Found:
    for key in ("engages", "weighs_for", "weighs_against"):
        for number, entry in enumerate(getattr(statement, key)):
            yield from _unknown((key, number, "provision"), "provision", entry.provision, known.law)
    for number, indicator in enumerate(statement.shows):
        yield from _unknown(("shows", number), "indicator", indicator, known.indicators)
    yield from _unknown(("state",), "State", statement.state, known.states)
    places = {*known.states, *(area.id for area in annotation.areas)}
    entities = {platform.id for platform in annotation.platforms}
    for number, about in enumerate(statement.about):
        for place in about.places:
            yield from _unknown(("about", number, "places"), "place", place, places)
        for entity in about.entities:
            yield from _unknown(("about", number, "entities"), "entity", entity, entities)


def _answering(statement: StatementEntry, annotation: Annotation) -> Found:
    """Only a reply answers; that a State denies or admits something is never its silence."""
    reacts = statement.answers or statement.disputes or statement.accepts
    if statement.class_ == "Answer" and annotation.replies_to is None:
        yield ("class",), " is an Answer in a document that is no reply; write replies_to with the letter's reference."
    elif statement.class_ != "Answer" and reacts:
        yield ("class",), " answers, disputes or accepts, so its class is Answer."
    elif statement.class_ == "Answer" and not reacts:
        yield ("class",), " is an Answer that answers no question and disputes or accepts nothing; say which."
    both = {one.statement for one in statement.disputes} & {one.statement for one in statement.accepts}
    for code in sorted(both):
        yield ("accepts",), f" both disputes and accepts {code}; make two statements of it, each with its own quote."


def _other_parts(
    annotation: Annotation, passages: Sequence[PassageText], questions: Collection[int], known: Known
) -> Iterator[Problem]:
    def at(place: Place, where: str, found: Found) -> Iterator[Problem]:
        return (Problem(place, f"{where}{text}") for _, text in found)

    for number, area in enumerate(annotation.areas):
        yield from at(("areas", number), f"area {area.id}", _unknown((), "State", area.in_, known.states))
    if annotation.located_in and find_quote(passages, annotation.located_in.quote) is None:
        yield Problem(
            ("located_in",), f"located_in: its {_not_in_text('quote', annotation.located_in.quote, _noun(annotation))}"
        )
    for asked, probe in annotation.probes.items():
        place: Place = ("probes", str(asked))
        if asked not in questions:
            yield Problem(place, f"probes: there is no question {asked}; the letter asks {len(questions)}.")
        for provision in probe.provisions:
            yield from at(place, f"probes, question {asked}", _unknown((), "provision", provision, known.law))
    for number, entry in enumerate(annotation.citation_checks):
        place = ("citation_checks", number)
        yield from at(place, "citation_checks", _unknown((), "law", entry.law, known.law))
        if find_quote(passages, entry.as_) is None:
            yield Problem(
                place, f"citation_checks, {entry.law}: its {_not_in_text('as', entry.as_, _noun(annotation))}"
            )


def _unknown(key: Place, what: str, name: str | None, known: Collection[str]) -> Found:
    if name is not None and name not in known:
        hint = nearest(name, list(known))
        short = hint if len(known) < 20 or hint.startswith(" Did") else ""
        yield key, f": there is no {what} {name}.{short}"


def _noun(annotation: Annotation) -> str:
    return "the reply" if annotation.replies_to else "the letter"


def _not_in_text(what: str, words: str, place: str) -> str:
    begun = " ".join(words.split()[:8])
    return f"{what} “{begun} …” is not in {place}; copy it word for word."
