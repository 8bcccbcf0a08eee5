"""Constrained merging: which of the pairs that could be joined are, so that nothing is chained that is known to differ."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph.decisions.judgements import Pair
from graph.model import When

Key = tuple[str, str]
"""Base label and id of a record."""


@dataclass(slots=True)
class Component:
    """Records that are joined so far, and what a further record must not contradict."""

    members: set[Key]
    born: When | None
    contradicted: bool = False
    labels: set[str] = field(default_factory=set)


class Merging:
    """Components that grow by pairs. Each pair is taken or refused with the reason; the caller gives the surest first."""

    def __init__(
        self, born: Mapping[Key, When], apart: Iterable[Pair], labels: Mapping[Key, str] | None = None
    ) -> None:
        self._born = born
        self._labels = labels or {}
        self._apart: dict[Key, set[Key]] = {}
        self._of: dict[Key, Component] = {}
        for base, one, other in apart:
            self._apart.setdefault((base, one), set()).add((base, other))
            self._apart.setdefault((base, other), set()).add((base, one))

    def component(self, key: Key) -> Component:
        """The component of a record."""
        if key not in self._of:
            label = self._labels.get(key)
            self._of[key] = Component({key}, self._born.get(key), labels={label} if label else set())
        return self._of[key]

    def refusal(self, pair: Pair) -> str | None:
        """Why a rule must not join the two, in a sentence; None if it may."""
        one, other = self.component((pair.base, pair.one)), self.component((pair.base, pair.other))
        if one is other:
            return None
        apart = self.kept_apart(pair)
        if apart is not None:
            return f"would join {apart[0][1]} to {apart[1][1]}, which was judged different"
        if one.labels and other.labels and one.labels != other.labels:
            return f"one is a {sorted(one.labels)[0]} and the other a {sorted(other.labels)[0]}"
        if (
            one.contradicted
            or other.contradicted
            or (one.born and other.born and _common(one.born, other.born) is None)
        ):
            return "their dates of birth contradict each other"
        return None

    def kept_apart(self, pair: Pair) -> tuple[Key, Key] | None:
        """Two records, one of each component, that were judged different; the smallest such."""
        one, other = self.component((pair.base, pair.one)), self.component((pair.base, pair.other))
        swapped = len(one.members) > len(other.members)
        few, many = (other, one) if swapped else (one, other)
        found = [(key, away) for key in few.members for away in self._apart.get(key, ()) if away in many.members]
        return min((away, key) if swapped else (key, away) for key, away in found) if found else None

    def join(self, pair: Pair) -> None:
        """Join the two, whatever speaks against it."""
        one, other = self.component((pair.base, pair.one)), self.component((pair.base, pair.other))
        if one is other:
            return
        if len(one.members) < len(other.members):
            one, other = other, one
        both = one.born and other.born and _common(one.born, other.born)
        one.contradicted = one.contradicted or other.contradicted or bool(one.born and other.born and both is None)
        one.born = both or one.born or other.born
        one.members |= other.members
        one.labels |= other.labels
        for key in other.members:
            self._of[key] = one


def _common(one: When, other: When) -> When | None:
    """The days that both can mean. Of several intervals each two of which meet, all meet: one interval is enough to keep."""
    first, last = max(one.earliest, other.earliest), min(one.latest, other.latest)
    return When(first, last) if first <= last else None
