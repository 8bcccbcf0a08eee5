"""A user's own table about people: what the engine does with a Case, whatever the mapping says.

A case stands under a pseudonym, its claims have no words and a sealed locator, its dates are months. The parts of a mapping
that could carry free text about a person into the graph are refused when the mapping is read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.model import Account, Area, Case, Compound, Indicator, Organisation, Platform, Ref, State, When
from loaders import privacy
from loaders.cases.shows import coding
from loaders.cases.terms import Terms
from loaders.mapping import CLASSES, TYPES, NodePart, Part, TableMapping
from loaders.value import Value, columns_of

STANDARD = "own"
BESIDE = (Account, Area, Compound, Indicator, Organisation, Platform, State)
"""The classes that a mapping of cases may make beside them: none of them has room for a text about a person."""
OPEN_KINDS = ("handle", "advert", "wallet")
DATES = ("since", "until", "as_of", "received", "referred")
MEASURED = (*DATES, "order", "modality", "stance", "year", "people", "id")
"""Properties of cases and their claims that a column may fill by itself: no text fits into them, or a pseudonym stands for it."""
UNTOLD = "cannot be taken as the mapping says; what stands there is not repeated, since it is about a person"
NO_CONSENT = "rows have no consent to keep them (consent is empty), and were left out."


class Withheld(Exception):
    """A row is of somebody who did not agree that it is kept."""


def about_people(mapping: TableMapping) -> bool:
    """Whether a mapping makes cases or says something of one."""
    return any(Case.label() in part.classes() for part in mapping.nodes.values())


def faults(mapping: TableMapping) -> Iterator[tuple[tuple[str, ...], str]]:
    """What in a mapping of cases could carry a text about a person into the graph: where, and why it is refused."""
    if mapping.document is None:
        yield ("nodes",), "a mapping of cases needs a `document`: the dataset that says so"
    cases = {name for name, part in mapping.nodes.items() if Case.label() in part.classes()}
    for name, part in mapping.nodes.items():
        if name in cases:
            yield from _case_faults(name, part)
        else:
            yield from _node_faults(name, part)
    for type_, relationship in mapping.relationships:
        for property_ in _free(relationship):
            yield ("relationships", type_), f"{property_} reads a column, in a mapping of cases; {CODED}"
    if mapping.scope is not None and _reads_freely(mapping.scope):
        yield ("scope",), f"scope reads a column, in a mapping of cases; {CODED}"
    if mapping.quotes is not None:
        yield ("quotes",), "a mapping of cases takes no quotes: they are words about people"


CODED = "give it `values`, so that only what you list there can come in, or a form that takes no text: alpha3, handle"
CLOSED = frozenset(("alpha3", "age-band", "handle"))
"""The forms that let nothing through but codes, bands, and handles on platforms."""


def _case_faults(name: str, part: NodePart) -> Iterator[tuple[tuple[str, ...], str]]:
    if part.refers_to is None and "consent" not in part.properties and "kind" not in part.properties:
        yield ("nodes", name), "a Case needs `consent`: the version of the consent text, where the person agreed"
    kind = part.properties.get("kind")
    if kind is not None and kind.constant is None:
        yield (
            ("nodes", name, "kind"),
            "kind of a case is said for the whole table: statistics have no consent, and no row of people is one",
        )
    people = part.properties.get("people")
    if kind is not None and kind.constant == "statistic" and (people is None or people.constant is not None):
        yield (
            ("nodes", name, "people"),
            "a statistic counts people: `people` reads a column of counts; rows of one person each need consent",
        )
    for property_ in _free(part):
        if property_ in ("document", "standard", "consent"):
            yield ("nodes", name, property_), f"{property_} of a case reads a column; {CODED}"


def _node_faults(name: str, part: NodePart) -> Iterator[tuple[tuple[str, ...], str]]:
    for label in part.classes():
        cls = CLASSES.get(label)
        if part.refers_to is None and (cls is None or not issubclass(cls, BESIDE)):
            yield (
                ("nodes", name),
                f"a mapping of cases makes no {label}; load what is said of it by a mapping of its own",
            )
    kind = part.properties.get("kind")
    if (
        part.refers_to is None
        and Account.label() in part.classes()
        and (kind is None or kind.constant not in OPEN_KINDS)
    ):
        yield (
            ("nodes", name),
            f"an Account beside cases is a {', '.join(OPEN_KINDS)}; telephone numbers and e-mails reach people",
        )
    # its id too: that of a node which is nowhere is told when the load refuses it
    for property_, value in part.properties.items():
        if _reads_freely(value):
            yield ("nodes", name, property_), f"{property_} reads a column, in a mapping of cases; {CODED}"


def _free(part: Part) -> Iterator[str]:
    """The properties that a column fills as it is."""
    for name, value in part.properties.items():
        if name not in MEASURED and _reads_freely(value):
            yield name


def _reads_freely(value: Value) -> bool:
    """Whether a cell can come through as it is: no list of values translates it, or a form lets others through."""
    if value.first_of or value.all_of:
        return any(_reads_freely(below) for below in (*value.first_of, *value.all_of))
    listed = bool(value.values or value.matches)
    if value.template and not value.format:
        return not listed and any(form not in CLOSED for _, form in columns_of(value.template))
    reads = bool(value.column or value.columns or value.join or value.template)
    forms = {one.pattern for one in value.format if not (listed and one.is_date)}
    return reads and not (forms <= CLOSED and (listed or forms))


@dataclass(slots=True)
class Protection:
    """Protects the cases of one table."""

    terms: Terms
    document: str
    withheld: int = 0
    _shown: Mapping[str, Any] = field(default_factory=coding)

    def pseudonym(self, key: str) -> str:
        """What stands for the case with that number."""
        return self.terms.key.pseudonym(self.terms.holder, key)

    def case(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The properties of a case. Raises Withheld where nobody agreed."""
        if values.get("kind") != "statistic" and not values.get("consent"):
            self.withheld += 1
            raise Withheld
        return _coarse({**values, "document": self.document, "standard": STANDARD})

    def claim(self, type_: str, values: Mapping[str, Any], start: Ref[Any], end: Ref[Any]) -> dict[str, Any]:
        """What is said of a case: sealed, without words, by month."""
        if not any(ref.cls is Case for ref in (start, end)):
            return dict(values)
        case = start.id if start.cls is Case else end.id
        known = TYPES[type_].model_fields
        said = _coarse({name: value for name, value in values.items() if name != "quote"})
        said |= {"locator": self.terms.key.locator(case)} | ({"document": self.document} if "document" in known else {})
        return said

    def shown(self, case: Case) -> Iterator[tuple[str, dict[str, Any]]]:
        """The indicators that the codes of a case show, each once."""
        seen: set[str] = set()
        for name, entries in self._shown.items():
            for code in getattr(case, name, ()):
                for indicator, why in entries.get(code, ()):
                    if indicator not in seen:
                        seen.add(indicator)
                        said = {"asserted_by": f"rule:case-{name}-{code}", "why": why, "locator": f"{name}: {code}"}
                        yield indicator, said


def _coarse(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: privacy.by_month(value) if name in DATES and isinstance(value, When) else value
        for name, value in values.items()
    }
