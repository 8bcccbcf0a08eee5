"""One cell: all six steps for a State, a provision and a period."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from graph.model import Modality, When
from queries.obligations.bound import Bound, bound
from queries.obligations.dates import Period, Span, days_of, joined
from queries.obligations.duty import has_standing
from queries.obligations.evidence import Evidence, is_own_word, judge
from queries.obligations.records import Facts, Instrument, Provision, Subject, Treaty
from queries.obligations.standing import (
    SILENT,
    AspectStanding,
    OwnWord,
    highest,
    origins_of,
    own_word,
    standing_of,
    taken_together,
)


@cache
def rules() -> Sequence[Mapping[str, Any]]:
    """The six steps with their ids, versions and sentences."""
    found: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("rules.yaml").read_text(encoding="utf-8"))
    return found


@cache
def rule_names() -> str:
    """The rules and their versions, in a line."""
    return ", ".join(f"{rule['id']} v{rule['version']}" for rule in rules())


@dataclass(frozen=True, slots=True)
class Cell:
    """The standing of a State under a provision in a period, step by step."""

    subject: Subject
    provision: Provision
    instrument: Instrument
    treaty: Treaty
    asked: Period
    bound: Bound
    over: Span
    """The days for which it is said whether the State was bound."""
    has_standing: bool
    evidence: tuple[Evidence, ...]
    """All that is read for this State on this provision, and what is general; what does not count says why."""
    law: AspectStanding
    practice: AspectStanding
    origins: tuple[str, ...]
    """The independent origins of both aspects, each named by a document."""
    state_says: OwnWord
    engaged: tuple[str, ...]
    """Statements put to this State that only touch the provision's subject."""
    custom: Provision | None = None
    """The rule of custom on the same subject."""

    @property
    def caveats(self) -> tuple[str, ...]:
        """What nobody has made sure of in whether it was bound."""
        return self.bound.caveats(self.treaty)

    @property
    def standing(self) -> str | None:
        """Law and practice in a word; none where the provision has no standing."""
        return taken_together(self.law.standing, self.practice.standing) if self.has_standing else None

    @property
    def counted(self) -> tuple[Evidence, ...]:
        """All evidence that counts, of both aspects."""
        return self.law.evidence + self.practice.evidence

    @property
    def modality(self) -> Modality | None:
        """The surest of what counts."""
        return highest([one.weighing.statement.modality for one in self.counted])

    @property
    def over_what(self) -> str:
        """Whose days `over` are."""
        if not self.counted:
            return "the period asked" if self.asked.since else "the day asked"
        return "the days of the reports" if self.over.dated_by == "report" else "the days of the conduct"


class Tree:
    """What contains what, and which rule of custom there is on a subject."""

    def __init__(self, provisions: Collection[Provision]) -> None:
        self.below: dict[str, set[str]] = {}
        self.parts: dict[str, list[str]] = {}
        self.custom: dict[str, Provision] = {}
        for provision in provisions:
            for above in provision.path[:-1]:
                self.below.setdefault(above, set()).add(provision.id)
            self.parts.setdefault(provision.path[-2] if provision.path[1:] else "", []).append(provision.id)
            if provision.custom and provision.subject:
                known = self.custom.get(provision.subject, provision)
                self.custom[provision.subject] = min(known, provision, key=lambda one: one.id)
        self._subjects = {provision.id: provision.subject for provision in provisions}
        self._beside: dict[str, Provision | None] = {}

    def custom_beside(self, provision: Provision) -> str | None:
        """The customary rule on the subject of a provision, as `custom (rule)`.

        For an article or instrument a rule on a subject below it, as `custom (rule) for ... only`: custom covers what its rule
        names, not what stands beside it.
        """
        rule = self.rule_beside(provision)
        if rule is None or provision.subject:
            return f"custom ({rule.id})" if rule else None
        covered = sorted(id_ for id_ in self.below[provision.id] if self._subjects[id_] == rule.subject)
        return f"custom ({rule.id}) for {', '.join(covered)} only"

    def rule_beside(self, provision: Provision) -> Provision | None:
        """The customary rule itself. It is the same for every State, so it is looked for once."""
        if provision.id not in self._beside:
            self._beside[provision.id] = self._rule_beside(provision)
        return self._beside[provision.id]

    def _rule_beside(self, provision: Provision) -> Provision | None:
        below = () if provision.subject else self.below.get(provision.id, ())
        subjects = {provision.subject, *(self._subjects[id_] for id_ in below)}
        found = (self.custom[one] for one in subjects if one in self.custom)
        return min(found, key=lambda one: one.id, default=None)


def cell(facts: Facts, tree: Tree, subject: Subject, provision: Provision, asked: Period) -> Cell:
    """All six steps. `facts` must hold what is read for this State on this provision."""
    weighings = facts.weighings.get((provision.id, subject.id), ()) + facts.weighings.get((provision.id, None), ())
    evidence = tuple(judge(one, provision, subject, asked, facts) for one in sorted(weighings, key=lambda one: one.id))
    counting = [one for one in evidence if one.counts]
    law, practice = (
        standing_of((one for one in counting if one.weighing.aspect == aspect), facts) if counting else SILENT
        for aspect in ("law", "practice")
    )
    counted = law.evidence + practice.evidence
    spans = [one.days for one in counted if one.days]
    over = joined(spans) if spans else _asked(asked)
    instrument = facts.instruments[provision.instrument]
    treaty = facts.treaties.get((subject.id, instrument.id), Treaty())
    found = bound(
        subject,
        provision,
        instrument,
        treaty,
        facts.reservations.get(subject.id, ()),
        tree.custom_beside(provision),
        over,
        tree.below.get(provision.id, ()),
    )
    engaged = tuple(id_ for id_ in facts.engaged.get((provision.id, subject.id), ()) if _touches(id_, asked, facts))
    origins = tuple(sorted(origins_of(counted, facts).values())) if counted else ()
    says = _own_word(facts, subject, evidence, engaged, asked)
    return Cell(
        subject, provision, instrument, treaty, asked, found, over, has_standing(provision), evidence, law, practice,
        origins, says, engaged, tree.rule_beside(provision),
    )  # fmt: skip


def paragraphs(below: Iterable[Cell]) -> dict[str, int]:
    """Step 6: how many of the provisions below have which standing; those without words or standing are not counted."""
    return dict(
        sorted(Counter(str(one.standing) for one in below if one.has_standing and one.provision.listed).items())
    )


def _touches(statement: str, asked: Period, facts: Facts) -> bool:
    """Whether it touches the subject in the period: not what its source takes back, nor what is certainly of other days."""
    said = facts.engaging.get(statement)
    if said is None:
        return True
    days = days_of(said)
    return said.stance == "asserts" and (days is None or days.within(asked) != "no")


def _asked(asked: Period) -> Span:
    first = asked.since or asked.until
    return Span(When(first, first), When(asked.until, asked.until), "conduct")


def _own_word(
    facts: Facts, subject: Subject, evidence: Sequence[Evidence], engaged: Sequence[str], asked: Period
) -> OwnWord:
    answered = facts.answered.get(subject.id, ())
    if not evidence and not engaged and not answered:
        return OwnWord()
    of_this_state = {one.weighing.statement.id for one in evidence if one.weighing.state == subject.id} | set(engaged)
    replies = [
        reply
        for id_ in sorted(of_this_state)
        for reply in facts.replies.get(id_, ())
        if is_own_word(reply.answer, subject, facts)
    ]
    denied = [reply.answer.id for reply in replies if reply.denies]
    admitted = [reply.answer.id for reply in replies if not reply.denies]
    in_period = {
        one.weighing.id
        for one in evidence
        if one.days and one.days.within(asked) == "yes" and one.weighing.state == subject.id
    }
    known = [one for one in answered if one.date is None or one.date.latest <= asked.until]
    # Silent is who replied and says nothing of it. To what was never put to the State, any reply of its could speak.
    replied = any(not of_this_state or of_this_state & one.put for one in known)
    return own_word(evidence, denied, admitted, in_period, replied=replied)
