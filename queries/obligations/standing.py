"""Step 5: what the evidence adds up to, whether that survives the loss of a source, and what the State says."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from graph.model import Modality
from queries.obligations.evidence import Evidence
from queries.obligations.records import Facts

Standing = Literal["silent", "supported", "challenged", "contested"]
STANDINGS: tuple[Standing, ...] = get_args(Standing)
MODALITIES: tuple[Modality, ...] = get_args(Modality)
"""From the least to the most sure."""
NO_REPLY = "no reply loaded"
"""Not silence: nobody can say here whether the State replied."""
DIFFER = "law and practice differ"
"""Said of both aspects at once where each has evidence and they do not stand alike: that is a finding of its own."""


def four_valued(told_for: bool, told_against: bool) -> Standing:
    """Belnap's four values: told nothing, told for, told against, told both."""
    if told_for:
        return "contested" if told_against else "supported"
    return "challenged" if told_against else "silent"


@dataclass(frozen=True, slots=True)
class AspectStanding:
    """The standing of one aspect, and what it rests on."""

    standing: Standing
    told_for: tuple[Evidence, ...] = ()
    told_against: tuple[Evidence, ...] = ()
    origins: tuple[str, ...] = ()
    """The independent origins, each named by one document."""
    breaks_without: tuple[str, ...] = ()
    """The origins whose loss would change the standing."""

    @property
    def survives(self) -> bool | None:
        """Whether it survives the loss of any one origin; none where there is nothing to lose."""
        return None if self.standing == "silent" else not self.breaks_without

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All that counts."""
        return self.told_for + self.told_against


SILENT = AspectStanding("silent")


def standing_of(evidence: Iterable[Evidence], facts: Facts) -> AspectStanding:
    """The standing of the evidence of one aspect. Order and repetition change nothing."""
    counted = _once(evidence)
    if not counted:
        return SILENT
    told_for = tuple(one for one in counted if one.weighing.speaks_for)
    told_against = tuple(one for one in counted if not one.weighing.speaks_for)
    whole = four_valued(bool(told_for), bool(told_against))
    names = origins_of(counted, facts)

    sides = [{_origin(one, facts) for one in side} for side in (told_for, told_against)]

    def without(lost: str) -> Standing:
        left_for, left_against = (bool(side - {lost}) for side in sides)
        return four_valued(left_for, left_against)

    breaks = sorted(name for one, name in names.items() if without(one) != whole)
    return AspectStanding(whole, told_for, told_against, tuple(sorted(names.values())), tuple(breaks))


def origins_of(evidence: Iterable[Evidence], facts: Facts) -> dict[str, str]:
    """The independent origins of this evidence, each with the document that names it: the first of those that speak."""
    names: dict[str, str] = {}
    for one in evidence:
        said, group = one.weighing.statement.origin, _origin(one, facts)
        names[group] = min(names.get(group, said), said)
    return names


def _once(evidence: Iterable[Evidence]) -> list[Evidence]:
    once: dict[tuple[str, bool], Evidence] = {}
    for one in evidence:
        key = one.weighing.statement.id, one.weighing.speaks_for
        if one.counts and (key not in once or one.weighing.id < once[key].weighing.id):
            once[key] = one
    return [once[key] for key in sorted(once)]


def _origin(one: Evidence, facts: Facts) -> str:
    said = one.weighing.statement.origin
    return facts.origins.get(said, said)


def highest(modalities: Collection[Modality]) -> Modality | None:
    """The surest of them; how many there are is another matter."""
    return max(modalities, key=MODALITIES.index, default=None)


def taken_together(law: Standing, practice: Standing) -> str:
    """One word for both aspects: that of the one that has evidence, or that they differ."""
    if law == practice or practice == "silent":
        return law
    return practice if law == "silent" else DIFFER


@dataclass(frozen=True, slots=True)
class OwnWord:
    """What the State says of it. It stands beside the standing, never inside."""

    claims: tuple[str, ...] = ()
    admits: tuple[str, ...] = ()
    denies: tuple[str, ...] = ()
    """Ids of its statements."""
    replied: bool = False
    """Whether a reply of the State is loaded that could have said something of it."""

    @property
    def says(self) -> str:
        """denies, claims, admits, joined by "and" where it does several; else silent, or that no reply is loaded."""
        said = [name for name in ("denies", "claims", "admits") if getattr(self, name)]
        return " and ".join(said) or ("silent" if self.replied else NO_REPLY)


def own_word(
    evidence: Sequence[Evidence],
    denied: Iterable[str],
    admitted: Iterable[str],
    in_period: Collection[str],
    *,
    replied: bool = False,
) -> OwnWord:
    """From its own weighings in the period, and from its answers that deny or admit a statement."""
    own = [
        one
        for one in evidence
        if one.own_word and one.weighing.id in in_period and one.weighing.statement.stance == "asserts"
    ]
    claims = {one.weighing.statement.id for one in own if one.weighing.speaks_for}
    admits = {one.weighing.statement.id for one in own if not one.weighing.speaks_for} | set(admitted)
    return OwnWord(tuple(sorted(claims)), tuple(sorted(admits)), tuple(sorted(set(denied))), replied)
