"""Evidence: the pairs of records that may be one, each with a score, what decides alone if anything does, and the reasons."""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from graph.decisions.judgements import Pair, pair
from graph.decisions.parties import Party
from loaders.identity import reasons
from loaders.identity.blocks import candidates
from loaders.identity.columns import UNKNOWN, Columns, columns
from loaders.identity.exact import pairs_with_one_identifier
from loaders.identity.rules import rules
from loaders.identity.scores import NameScores, birth_scores, name_scores, sex_scores

EXACT, NAME_AND_DAY, SCORE = "exact-identifier", "name-and-birth-day", "score"
"""Ids of the rules, the surest first. The first two decide alone; the third proposes."""


@dataclass(frozen=True, slots=True)
class Found:
    """A pair that may be one."""

    pair: Pair
    rule: str
    score: float
    why: str


def gather(parties: Sequence[Party]) -> list[Found]:
    """Every pair that an identifier joins or whose score is at least what the rules propose at, by pair.

    Only records of one label are compared: a compound is no area, a person no company.
    """
    parties = sorted(parties, key=lambda party: (party.base, party.label, party.id))  # so that no order matters
    groups: dict[tuple[str, str], list[Party]] = defaultdict(list)
    for party in parties:
        groups[(party.base, party.label)].append(party)
    found: dict[Pair, Found] = {}
    for group in groups.values():
        for one in _scored(group):
            found[one.pair] = one
    for (one_, other), identifier in pairs_with_one_identifier(parties).items():
        a, b = parties[one_], parties[other]
        key = pair(a.base, a.id, b.id)
        known = found.get(key)
        why = reasons.identifier(identifier) + (f"; {known.why}" if known else "")
        found[key] = Found(key, EXACT, 1.0, why)
    return sorted(found.values(), key=lambda one: one.pair)


def _scored(group: Sequence[Party]) -> Iterator[Found]:
    if len(group) < 2:
        return
    table = columns(group)
    one, other = candidates(table)
    if not len(one):
        return
    names, sex = name_scores(table, one, other), sex_scores(table, one, other)
    least = math.log(rules().propose_at / (1 - rules().propose_at)) - reasons.at_most(table, one, other)
    hopeful = np.flatnonzero(names.worth + sex + rules().born.same_day >= least)
    born = np.zeros(len(one))
    born[hopeful] = birth_scores(table, one[hopeful], other[hopeful])
    known = names.worth + born + sex
    for place in hopeful[(known >= least)[hopeful]].tolist():
        a, b = group[one[place]], group[other[place]]
        if a.label == "Account" and not _one_handle(a, b, names, place):
            continue
        beside = reasons.beside(a, b)
        total = float(known[place]) + sum(nats for nats, _ in beside)
        score = round(1 / (1 + math.exp(-total)), 4)
        if score < rules().propose_at:
            continue
        told = [
            reasons.names(table, names, place),
            *reasons.birth(a, b, float(born[place])),
            *(["their titles are of two sexes"] if sex[place] else []),
            *(text for _, text in beside),
        ]
        decides = a.label == "Person" and _name_and_day(table, names, place, int(one[place]), int(other[place]), beside)
        rule = NAME_AND_DAY if decides and not sex[place] else SCORE
        yield Found(pair(a.base, a.id, b.id), rule, score, "; ".join(told))


def _one_handle(a: Party, b: Party, names: NameScores, place: int) -> bool:
    """Whether two accounts may be one handle: an address that is nearly another is another."""
    apart = a.platforms and b.platforms and not set(a.platforms) & set(b.platforms)
    return a.kind == b.kind == "handle" and names.exact_scripts[place] > 0 and not apart


def _name_and_day(
    table: Columns, names: NameScores, place: int, one: int, other: int, beside: Sequence[tuple[float, str]]
) -> bool:
    """Whether the full name and the day of birth decide."""
    known = rules().decide_by_name_and_day
    days = {int(day) for day in (*table.earliest[[one, other]], *table.latest[[one, other]])}
    if len(days) != 1 or UNKNOWN in days:
        return False
    if f"{date.fromordinal(days.pop()):%m-%d}" in known.not_days:
        return False
    if any(nats <= rules().other_number_of_one_list for nats, _ in beside):
        return False
    return bool(names.exact_scripts[place] > 1 or names.exact_information[place] >= known.information)
