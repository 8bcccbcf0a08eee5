"""From evidence and decisions to judgements: what people decided holds, then what decides alone, then what is proposed."""

from collections.abc import Iterable, Mapping, Sequence

from graph.decisions.judgements import Judged, Pair
from graph.decisions.parties import Party
from graph.model import Decision, DifferentFrom, Judgement, PossiblySameAs, SameAs
from loaders.identity.evidence import EXACT, NAME_AND_DAY, SCORE, Found
from loaders.identity.merging import Key, Merging
from loaders.identity.rules import rules

RULE = "rule:"
"""How the author of a judgement begins that no person made."""
_ORDER = {EXACT: 0, NAME_AND_DAY: 1, SCORE: 2}
_KINDS: dict[str, type[Judgement]] = {"same": SameAs, "different": DifferentFrom, "undecided": PossiblySameAs}


def standing(decisions: Iterable[Decision]) -> dict[Pair, Decision]:
    """The decision that stands on each pair; an undo brings back the one before it."""
    steps: dict[Pair, list[Decision]] = {}
    for step in sorted(decisions, key=lambda one: one.number):
        stack = steps.setdefault(Pair(step.among, step.one, step.other), [])
        if step.verdict == "undo":
            del stack[-1:]
        else:
            stack.append(step)
    return {pair: stack[-1] for pair, stack in sorted(steps.items()) if stack}


def begin(parties: Sequence[Party], decided: Mapping[Pair, Decision]) -> Merging:
    """The components that decisions of people make."""
    merging = Merging(
        {key_of(party): party.born for party in parties if party.born is not None},
        [pair for pair, step in decided.items() if step.verdict == "different"],
        {key_of(party): party.label for party in parties},
    )
    there = {key_of(party) for party in parties}
    for pair, step in sorted(decided.items()):
        if step.verdict == "same" and {(pair.base, pair.one), (pair.base, pair.other)} <= there:
            merging.join(pair)
    return merging


def judge(
    parties: Sequence[Party],
    found: Iterable[Found],
    decided: Mapping[Pair, Decision],
    since: Mapping[Pair, str],
    now: str,
) -> list[Judged]:
    """The judgements, by pair. `since` says when a rule first judged a pair; `now` is for pairs that are new.

    The order in which evidence and decisions come makes no difference.
    """
    there = {key_of(party) for party in parties}
    merging = begin(parties, decided)
    judged = [
        Judged(pair, _KINDS[step.verdict], step.by, step.at, step.why)
        for pair, step in decided.items()
        if {(pair.base, pair.one), (pair.base, pair.other)} <= there
    ]
    for one in sorted(found, key=lambda one: (_ORDER[one.rule], -one.score, one.pair)):
        if one.pair in decided:
            continue
        kind: type[Judgement] = PossiblySameAs
        why = one.why
        if one.rule != SCORE:
            refusal = merging.refusal(one.pair)
            if refusal is None:
                merging.join(one.pair)
                kind = SameAs
            else:
                why = f"{why}; not joined: {refusal}"
        judged.append(Judged(one.pair, kind, rules().by(one.rule), since.get(one.pair, now), why, one.score))
    return sorted(judged, key=lambda one: one.pair)


def key_of(party: Party) -> Key:
    """What names a record in merging."""
    return party.base, party.id
