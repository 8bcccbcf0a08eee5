"""A first annotation for a letter or a reply, guessed from its words, for a person to complete.

Nothing here is a reading: the draft says `asserted_by: draft`, which no load accepts, and what only a person can say is
a question mark, which the check reports line by line.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from graph.model import Document, Organisation, State
from loaders.citations import CitationResolver
from loaders.sources.law import law_texts
from loaders.sources.letters.annotation import DRAFT, TO_DO
from loaders.sources.letters.opening import Opened, open_communication
from loaders.sources.letters.parser import AskedQuestion, PassageText
from loaders.sources.letters.reply import as_reference
from loaders.sources.letters.states import every_state
from loaders.sources.letters.text import normalised

RULES = Path(__file__).with_name("drafting.yaml")

HEAD = """\
# Drafted from {file} by its words; nobody has read it yet. Keep, change or strike out each entry, and put a word for each
# question mark. Quotes and hedges stay word for word. No names, contacts or stories of victims. Then put your name under
# asserted_by, and: palermo letter check {annotation}
"""
PARTS = {
    "addressees": "# Who is not known by this name: MMR for a State, or {{id: ORG-example, name: Example Ltd}}.",
    "sisters": "# References of sister letters that are loaded already, as AL KHM 2/2025; this letter went also to: {}",
    "statements": "# One conduct in one role each. Say of State conduct: role, basis (named, addressed, general) and state.",
    "probes": "# What each question bears on; strike out those that are only procedural.",
    "citation_checks": "# Check: right, imprecise, overstated, wrong or not binding. Strike out what you did not check.",
}

_SENTENCE = re.compile(r"(?<=[.;?!])\s+(?=[A-Z“\"(])")
_ANSWERED = re.compile(r"\bquestions?\s+(?:no\.?\s*)?(\d{1,2})\b|^(\d{1,2})[.)]\s", re.I)
_OPENS = re.compile(r"honour to address you|\bpursuant to\b.{0,80}\bresolutions?\b", re.I)
"""The sentence in which the mandates introduce themselves; it says nothing of conduct."""
_END = re.compile(r"highest consideration|^Annex\b", re.I)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the genre, compiled."""

    hedges: tuple[tuple[str, re.Pattern[str]], ...]
    conditional: re.Pattern[str]
    measure: re.Pattern[str]
    denies: re.Pattern[str]
    admits: re.Pattern[str]
    indicators: Mapping[str, re.Pattern[str]]


@cache
def words() -> Words:
    """Those of drafting.yaml."""
    rules = yaml.safe_load(RULES.read_text(encoding="utf-8"))
    hedges = tuple((modality, _any([one])) for modality, several in rules["hedges"].items() for one in several)
    single = {name: _any(rules[name]) for name in ("conditional", "measure", "denies", "admits")}
    return Words(hedges, indicators={id_: _any(several) for id_, several in rules["indicators"].items()}, **single)


def draft(file: Path) -> str:
    """The YAML of a first annotation. Raises InputRefused where the file is neither a letter nor a reply."""
    opened = open_communication(file, None, drafting=True)
    content = _reply(opened) if opened.text.replies_to else _letter(opened)
    named = file.with_suffix(".yaml").name
    also = sorted(
        record.title.split(" on the same")[0].removeprefix("Letter to ")
        for record in opened.records
        if isinstance(record, Document) and record.id != opened.text.id
    )
    text = HEAD.format(file=file.name, annotation=named)
    for key, value in content.items():
        text += f"{PARTS[key].format('; '.join(also) or 'nobody')}\n" if key in PARTS else ""
        text += yaml.dump({key: value}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    return text


class _Dumper(yaml.SafeDumper):
    """Readings and lists of words on one line, as a coder writes them; statements key by key."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - yaml calls it so
        """Write equal parts out each time."""
        return True


def _inline(dumper: _Dumper, value: dict[Any, Any]) -> yaml.Node:
    one_line = set(value) <= {
        "provision",
        "provisions",
        "why",
        "as",
        "places",
        "question",
        "coverage",
        "statement",
        "law",
        "check",
    }
    return dumper.represent_mapping("tag:yaml.org,2002:map", value, flow_style=one_line and bool(value))


def _list(dumper: _Dumper, value: list[Any]) -> yaml.Node:
    words_only = all(isinstance(item, str) for item in value)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=words_only)


_Dumper.add_representer(dict, _inline)
_Dumper.add_representer(list, _list)


def _letter(opened: Opened) -> dict[str, Any]:
    text = opened.text
    resolver = CitationResolver(law_texts())
    unknown = {one.name: TO_DO for one in opened.records if isinstance(one, Organisation) and one.id == TO_DO}
    return {
        **_head(opened),
        **({"addressees": unknown} if unknown else {}),
        "sisters": [],
        "statements": list(_statements(_body(text.passages, text.questions), "A", resolver)),
        "probes": {
            question.number: {
                "why": TO_DO,
                "provisions": sorted({one.law for one in resolver.resolve(question.text).found}),
            }
            for question in text.questions
        },
        "citation_checks": [
            {"law": law, "as": written, "check": TO_DO, "why": TO_DO}
            for law, written in dict.fromkeys(
                (citation.law, citation.as_written)
                for passage in text.passages
                for citation in resolver.resolve(passage.text).found
            )
        ],
    }


def _reply(opened: Opened) -> dict[str, Any]:
    resolver = CitationResolver(law_texts())
    found: list[dict[str, Any]] = []
    question: int | None = None
    for passage in opened.text.passages:
        if match := _ANSWERED.search(passage.text):
            question = int(match[1] or match[2])
        found += _claims(passage, question, resolver)
    for number, entry in enumerate(found, start=1):
        entry["code"] = f"R{number:02}"
    state = str(opened.text.own_word)
    return {
        **_head(opened),
        "replies_to": as_reference(str(opened.text.replies_to)),
        "date": opened.text.date.text,
        "statements": [{"code": entry.pop("code"), **entry, **_own(entry, state)} for entry in found],
    }


def _head(opened: Opened) -> dict[str, Any]:
    return {"document": opened.text.id, "asserted_by": DRAFT, "speaker": opened.speaker or TO_DO}


def _body(passages: Sequence[PassageText], questions: Sequence[AskedQuestion]) -> Iterator[PassageText]:
    """From the salutation to the questions, or to the farewell where nothing is asked."""
    within = False
    for passage in passages:
        if (questions and passage.locator == questions[0].locator) or _END.search(passage.text):
            return
        if within:
            yield passage
        within = within or passage.text.startswith(("Excellency", "Dear "))


def _statements(body: Iterator[PassageText], letter: str, resolver: CitationResolver) -> Iterator[dict[str, Any]]:
    """Sentences that show an indicator, cite the law in the conditional, or are hedged."""
    introduced: tuple[str, str] | None = None
    number = 0
    for passage in body:
        if passage.text.endswith(":"):
            introduced = _hedge(passage.text) or introduced
            continue
        if _OPENS.search(passage.text):
            continue
        for sentence in _SENTENCE.split(passage.text):
            hedge = _hedge(sentence)
            shows = _shows(sentence)
            conditional = words().conditional.search(sentence) is not None
            if not (shows or hedge or conditional):
                continue
            number += 1
            measure = words().measure.search(sentence) is not None
            class_ = "Conclusion" if conditional else "Measure" if measure else "Allegation"
            said = hedge or introduced
            yield {
                "code": f"{letter}{number:02}",
                "class": class_,
                **_said(sentence, said),
                **({"conditional": True} if conditional else {}),
                **_read(sentence, shows, resolver),
            }


def _claims(passage: PassageText, question: int | None, resolver: CitationResolver) -> Iterator[dict[str, Any]]:
    """In a paragraph of a reply: each sentence that denies, admits or claims a measure; else its first, if it answers."""
    sentences = _SENTENCE.split(passage.text)
    answer = [{"question": question, "coverage": TO_DO, "why": TO_DO}] if question else []
    reacts = [{"statement": TO_DO, "why": TO_DO}]
    found = 0
    for sentence in sentences:
        denies, admits = (one.search(sentence) is not None for one in (words().denies, words().admits))
        measure = words().measure.search(sentence) is not None
        if denies or admits:
            reactions = {"disputes": reacts} if denies else {"accepts": reacts}
            answers = {"answers": answer} if answer else {}
            yield {"class": "Answer", **_said(sentence, None), **reactions, **answers}
        elif measure:
            yield {"class": "Measure", **_said(sentence, None), **_read(sentence, _shows(sentence), resolver)}
        found += denies or admits
    if answer and not found and len(passage.text) > _HEADING:
        yield {
            "class": "Answer",
            **_said(sentences[-1] if _ANSWERED.fullmatch(sentences[0]) else sentences[0], None),
            "answers": answer,
        }


_HEADING = 60
"""Characters: a shorter paragraph only names the question."""


def _own(entry: Mapping[str, Any], state: str) -> dict[str, Any]:
    """A claim about its own law or practice names the State that replies."""
    claims = entry["class"] == "Measure" and state in every_state()
    return {"basis": "named", "state": state} if claims else {}


def _said(sentence: str, hedge: tuple[str, str] | None) -> dict[str, Any]:
    said: dict[str, Any] = {"category": TO_DO, "summary": TO_DO, "quote": sentence.strip()}
    if hedge:
        return {**said, "hedge": hedge[0], "modality": hedge[1]}
    return {**said, "modality": "reported"}


def _read(sentence: str, shows: list[str], resolver: CitationResolver) -> dict[str, Any]:
    states = _states(sentence)
    cited = sorted({citation.law for citation in resolver.resolve(sentence).found})
    return {
        **({"about": [{"as": TO_DO, "places": states}]} if states else {}),
        **({"shows": shows} if shows else {}),
        **({"engages": [{"provision": law, "why": TO_DO} for law in cited]} if cited else {}),
    }


def _hedge(sentence: str) -> tuple[str, str] | None:
    """The first words of caution, as they stand, and how sure they leave the source."""
    found = [(match.start(), match[0], modality) for modality, one in words().hedges if (match := one.search(sentence))]
    if not found:
        return None
    _, said, modality = min(found)
    return said, modality


def _shows(sentence: str) -> list[str]:
    return [id_ for id_, pattern in words().indicators.items() if pattern.search(sentence)]


@cache
def _state_names() -> tuple[tuple[re.Pattern[str], str], ...]:
    states: Sequence[State] = list(every_state().values())
    return tuple(
        (re.compile("|".join(rf"\b{re.escape(name)}\b" for name in (state.name, *state.names))), state.id)
        for state in states
    )


def _states(sentence: str) -> list[str]:
    """The States that a sentence names, in its order. Naming one attributes nothing to it."""
    plain = normalised(sentence)
    found = [(match.start(), id_) for pattern, id_ in _state_names() if (match := pattern.search(plain))]
    return [id_ for _, id_ in sorted(found)]


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in patterns), re.I)
