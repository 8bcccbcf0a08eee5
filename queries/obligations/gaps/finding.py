"""A finding: one neutral sentence, the rule that made it, and a fingerprint by which it is known again."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

KINDS = ("ratification", "standing", "law-and-practice", "weak-norm", "citation", "answer")
"""In the order of DESIGN, which is that of an answer."""


class Rule(BaseModel):
    """One rule of rules.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    version: int
    kind: str
    gap: bool
    query: str
    says: str


class Norms(BaseModel):
    """A pair of norms of norms.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    weaker: str
    stronger: str
    reason: str
    asserted_by: str


@cache
def rules() -> Mapping[str, Rule]:
    """The rules by id, in the order of the file."""
    return {one["id"]: Rule.model_validate(one) for one in _data("rules")}


@cache
def norms() -> Mapping[tuple[str, str], Norms]:
    """The pairs by weaker and stronger norm."""
    return {(one["weaker"], one["stronger"]): Norms.model_validate(one) for one in _data("norms")}


def _data(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found for a State on a provision, instrument, question or statement."""

    rule: Rule
    state: str
    about: str
    """Id of the provision, instrument, question, statement or letter."""
    says: str
    evidence: tuple[str, ...] = ()
    """Ids of what it rests on, sorted, each once."""
    hardness: str = ""
    """Strength and wording of the duty."""
    modality: str | None = None
    """The surest of its evidence."""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    runs: tuple[str, ...] = ()
    """Ids of the loads that brought its data."""
    words: Mapping[str, Any] = field(default_factory=dict)
    """What the sentence of the rule was filled with, for who says it in another language."""

    @property
    def fingerprint(self) -> str:
        """State, and 16 hex digits over rule, what it is about and its evidence: no day, so it lasts as long as the facts."""
        facts = [self.rule.id, self.rule.version, self.state, self.about, sorted(set(self.evidence))]
        digits = hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()[:16]
        return f"{self.state}-{digits}"


def found(
    rule: str,
    state: str,
    about: str,
    evidence: Iterable[str],
    parameters: Mapping[str, Any],
    *,
    hardness: str = "",
    modality: str | None = None,
    **words: Any,
) -> Finding:
    """A finding of that rule, with its sentence filled in."""
    by = rules()[rule]
    ids = tuple(sorted(set(evidence)))
    said = {
        "state": state,
        "about": about,
        "hardness": hardness or "hardness not known",
        "modality": modality or "none",
    }
    counted = f"{len(ids)} statement{'' if len(ids) == 1 else 's'}"
    filled = {**said, "count": counted, **words}
    return Finding(by, state, about, by.says.format(**filled), ids, hardness, modality, parameters, words=filled)


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Each once, by kind, rule and what it is about."""
    once = {one.fingerprint: one for one in findings}
    places = {rule: number for number, rule in enumerate(rules())}
    return sorted(
        once.values(),
        key=lambda one: (KINDS.index(one.rule.kind), places[one.rule.id], one.about, one.fingerprint),
    )
