"""Identity in a store: judge again after a load, ask people, take their decisions and take them back."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal, get_args

from graph import derived, schema
from graph.connection import Store
from graph.decisions.judgements import Memory, Pair, pair, remembered, settle
from graph.decisions.parties import Base, Party, parties
from graph.errors import PalermoError, UsageError, nearest
from graph.model import Decision, PossiblySameAs
from loaders.identity.evidence import Found, gather
from loaders.identity.judging import RULE, begin, judge, standing

Verdict = Literal["same", "different", "undecided", "undo"]
ATTEMPTS = 5
"""Times to judge again when somebody else judged meanwhile."""


@dataclass(frozen=True, slots=True)
class Review:
    """A candidate as it is put before a person."""

    one: Party
    other: Party
    score: float | None
    why: str
    by: str


@dataclass(slots=True)
class Identity:
    """Who is who in one store; `now` is the clock."""

    store: Store
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    _known: tuple[tuple[Party, ...], list[Found]] | None = field(default=None, init=False)

    def refresh(self) -> int:
        """Judge anew by the rules and the decisions, and bring up to date what is derived; returns how many judgements changed."""
        schema.apply(self.store)
        for _ in range(ATTEMPTS):
            memory = remembered(self.store)
            changed = self._settle(memory)
            if changed is not None:
                return changed
        raise PalermoError(_BUSY)

    def decide(self, one: str, other: str, verdict: Verdict, *, by: str, why: str) -> Decision:
        """Take a decision of a person on two records. Raises UsageError where it cannot be taken, naming what is in the way."""
        _check(one, other, by, why)
        schema.apply(self.store)
        for _ in range(ATTEMPTS):
            memory = remembered(self.store)
            there = self._evidence()[0]
            wanted = _pair(there, one, other, memory)
            decided = standing(memory.decisions)
            _refuse(there, decided, wanted, verdict)
            step = Decision(
                id=f"DECISION-{len(memory.decisions) + 1:06}",
                number=len(memory.decisions) + 1,
                among=wanted.base,
                one=wanted.one,
                other=wanted.other,
                verdict=verdict,
                by=by,
                at=self._clock(),
                why=why,
                found_at=_since(memory).get(wanted),
            )
            if self._settle(memory, step) is not None:
                return step
        raise PalermoError(_BUSY)

    def candidates(self, undecided: bool = False) -> list[Review]:
        """What waits for a person, the likeliest first; with `undecided`, also what somebody left undecided.

        A pair that decisions on others already join or keep apart is not asked.
        """
        memory = remembered(self.store)
        there = {(party.base, party.id): party for party in parties(self.store)}
        merging = begin(tuple(there.values()), standing(memory.decisions))
        for one in memory.judged:
            if one.by.startswith(RULE) and one.kind.type_name() == "SAME_AS" and merging.refusal(one.pair) is None:
                merging.join(one.pair)
        found = []
        for one in memory.judged:
            keys = (one.pair.base, one.pair.one), (one.pair.base, one.pair.other)
            if (
                one.kind is not PossiblySameAs
                or not (undecided or one.by.startswith(RULE))
                or not set(keys) <= set(there)
            ):
                continue
            if merging.component(keys[0]) is not merging.component(keys[1]) and merging.kept_apart(one.pair) is None:
                found.append(Review(there[keys[0]], there[keys[1]], one.score, one.why, one.by))
        return sorted(found, key=lambda one: (-(one.score or 0), one.one.base, one.one.id, one.other.id))

    def decisions(self) -> tuple[Decision, ...]:
        """Every step that people took, in their order, the undone ones among them."""
        return remembered(self.store).decisions

    def _settle(self, memory: Memory, step: Decision | None = None) -> int | None:
        there, found = self._evidence()
        decisions = (*memory.decisions, *([step] if step else []))
        wanted = judge(there, found, standing(decisions), _since(memory), self._clock())
        changed = settle(self.store, memory, wanted, step)
        if changed or step:
            derived.refresh(self.store)
        return changed

    def _evidence(self) -> tuple[tuple[Party, ...], list[Found]]:
        """The records and the evidence on them; gathered again only where a record is another than before."""
        there = tuple(parties(self.store))
        if self._known is None or self._known[0] != there:
            self._known = there, gather(there)
        return self._known

    def _clock(self) -> str:
        return self.now().isoformat(timespec="seconds")


_BUSY = "Others keep deciding at the same time; nothing was changed; try again in a moment."


def _since(memory: Memory) -> dict[Pair, str]:
    """When a rule first judged each pair; of a pair that people decided since, their first decision remembers it."""
    found: dict[Pair, str] = {}
    for step in memory.decisions:
        if step.found_at is not None:
            found.setdefault(Pair(step.among, step.one, step.other), step.found_at)
    return found | {one.pair: one.at for one in memory.judged if one.by.startswith(RULE)}


def _check(one: str, other: str, by: str, why: str) -> None:
    if one == other:
        raise UsageError(f"{one} is one record; give two.")
    if not why.strip() or not by.strip():
        raise UsageError("A decision needs its author and its reason; give --by and --why.")
    if by.startswith(RULE):
        raise UsageError(f"An author cannot begin with {RULE!r}: that is how the rules sign; give a name.")


def _pair(there: tuple[Party, ...], one: str, other: str, memory: Memory) -> Pair:
    """The pair of two ids; those of a decision that waits for its records count too."""
    for base in get_args(Base):
        ids = {party.id for party in there if party.base == base}
        ids |= {id_ for step in memory.decisions if step.among == base for id_ in (step.one, step.other)}
        if {one, other} <= ids:
            return pair(base, one, other)
    known = {party.id: party.base for party in there}
    for id_ in (one, other):
        if id_ not in known:
            raise UsageError(f"There is no record {id_!r}.{_near(id_, sorted(known))}")
    raise UsageError(f"{one} is a {known[one]} and {other} a {known[other]}; only two of one kind can be the same.")


def _near(id_: str, known: list[str]) -> str:
    return nearest(id_, known) if len(known) <= 20 or _close(id_, known) else " Look it up with palermo find."


def _close(id_: str, known: list[str]) -> bool:
    return nearest(id_, known).startswith(" Did you mean")


def _refuse(there: tuple[Party, ...], decided: Mapping[Pair, Decision], wanted: Pair, verdict: Verdict) -> None:
    if verdict == "undo":
        if wanted not in decided:
            raise UsageError(f"Nobody decided on {wanted.one} and {wanted.other}; there is nothing to undo.")
        return
    labels = {party.id: party.label for party in there if party.base == wanted.base}
    one, other = labels.get(wanted.one), labels.get(wanted.other)
    if verdict == "same" and one and other and one != other:
        raise UsageError(f"{wanted.one} is a {one} and {wanted.other} a {other}; they cannot be the same.")
    others = {key: step for key, step in decided.items() if key != wanted}
    if verdict == "different":
        chain = _chain(others, wanted.base, wanted.one, wanted.other)
        if chain:
            raise UsageError(
                f"{wanted.one} and {wanted.other} were decided to be the same by {_told(chain)}; "
                "undo one of these first."
            )
    if verdict == "same":
        _refuse_what_differs(others, wanted)


def _refuse_what_differs(decided: Mapping[Pair, Decision], wanted: Pair) -> None:
    """Refuse to join two records whose parties somebody decided to be different."""
    for key, step in sorted(decided.items()):
        if step.verdict != "different" or key.base != wanted.base:
            continue
        for a, b in ((key.one, key.other), (key.other, key.one)):
            left = _chain(decided, wanted.base, wanted.one, a)
            right = _chain(decided, wanted.base, b, wanted.other)
            if left is not None and right is not None:
                raise UsageError(
                    f"{wanted.one} and {wanted.other} cannot be the same: {_told([*left, step, *right])}; "
                    "undo one of these first."
                )


def _chain(decided: Mapping[Pair, Decision], base: Base, start: str, end: str) -> list[Decision] | None:
    """The shortest chain of decisions "same" from one record to another; empty for one record, None if there is none."""
    ways: dict[str, list[tuple[str, Decision]]] = {}
    for key, step in sorted(decided.items()):
        if step.verdict == "same" and key.base == base:
            ways.setdefault(key.one, []).append((key.other, step))
            ways.setdefault(key.other, []).append((key.one, step))
    reached: dict[str, list[Decision]] = {start: []}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        if here == end:
            return reached[here]
        for there, step in ways.get(here, ()):
            if there not in reached:
                reached[there] = [*reached[here], step]
                queue.append(there)
    return None


def _told(chain: list[Decision]) -> str:
    return ", ".join(f"{step.one} {step.verdict} {step.other} ({step.by}, {step.at[:10]})" for step in chain)
