"""Whether a query of the user's own can reach a case: then it needs a stated purpose and is written down.

The text of a query does not tell: `MATCH (n)` names no case. So the server plans it, and a plan passes only if every step
that takes nodes or relationships from the store takes them by a label or type that no case has, and no expression holds a
pattern of its own. A plan that passes gives the same answer whether or not there are cases, whichever way the server then
runs it. What is not recognised does not pass: that some harmless queries need a purpose costs a few words.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from graph.connection import Store
from graph.disclosure.harmless import unescaped
from graph.errors import UsageError
from graph.model import Case, closed_types, relationship_classes

_INERT = re.compile(
    r"ProduceResults|Projection|Filter|(Partial)?(Sort|Top)|Top1WithTies|Limit|ExhaustiveLimit|Skip|(Ordered)?Distinct|"
    r"(Eager|Ordered)Aggregation|Eager|(Let)?(SelectOr)?(Anti)?SemiApply|(Anti)?(Conditional)?Apply|RollUpApply|"
    r"CartesianProduct|(Node|Value)HashJoin|(Node)?(Left|Right)OuterHashJoin|AssertSameNode|Argument|EmptyRow|EmptyResult|"
    r"Optional|(Ordered)?Union|Unwind|CacheProperties"
)
"""Steps that take nothing from the store but what another step took."""
_BY_LABEL = re.compile(r"(NodeByLabelScan|(Union|Intersection|Subtraction)NodeByLabelsScan)")
_BY_INDEX = re.compile(r"Node(Unique)?Index(Seek|SeekByRange|Scan|ContainsScan|EndsWithScan)")
_BY_TYPE = re.compile(
    r"(Optional|VarLength|PruningVarLength|BFSPruningVarLength)?Expand(\((All|Into|Pruning)\))?|"
    r"(Directed|Undirected)(Union)?RelationshipTypes?Scan"
)
_BY_TYPE_INDEX = re.compile(
    r"(Directed|Undirected)Relationship(Unique)?Index(Seek|SeekByRange|Scan|ContainsScan|EndsWithScan)"
)

_LABELS = re.compile(r"\w+:(?P<names>[\w|&!]+)(?P<rest>.*)", re.S)
_INDEX = re.compile(r"(UNIQUE|[A-Z]+ INDEX) \w+:(?P<names>\w+)\([\w, ]*\)(?P<rest>.*)", re.S)
_PATTERN = re.compile(r"\(\w+\)<?-\[\w*:(?P<names>[\w|]+)(\*[\d.]*)?\]->?\(\w+\)(?P<rest>.*)", re.S)
_TYPE_INDEX = re.compile(
    r"(UNIQUE|[A-Z]+ INDEX) \(\w+\)<?-\[\w*:(?P<names>\w+)\([\w, ]*\)\]->?\(\w+\)(?P<rest>.*)", re.S
)
_NODE_COUNT = re.compile(r"count\( \(:(?P<names>\w+)\) \)(?P<rest>.*)", re.S)
_LINK_COUNT = re.compile(r"count\( \((:\w+)?\)<?-\[:(?P<names>[\w|]+)\]->?\((:\w+)?\) \)(?P<rest>.*)", re.S)
_CALL = re.compile(r"(?P<names>[\w.]+)\((?P<rest>.*)", re.S)
_TELLS_WHAT_IS_USED = ("db.schema.", "db.propertyKeys")
"""Procedures that say which properties some or all cases have, and at which places one ends; harmless.py checks the rest."""
_DEGREE = re.compile(r"getDegree\(\(\w+\)<?-\[:([\w|]+)\]->?\(\)\)")
_HIDDEN = re.compile(r"-\[|\]-|--|Degree|\b(EXISTS|COUNT|COLLECT)\s*\{", re.I)


def check(store: Store, query: str, parameters: Mapping[str, Any]) -> None:
    """Raise UsageError for a query that may reach a case, where the store holds any."""
    if not holds_any(store):
        return
    if "`" in unescaped(query):
        raise _refused("it has a name in backticks")
    steps = store.plan(query, parameters)
    if not steps:
        raise _refused("the server shows no plan of it")
    for operator, details in steps:
        if not _harmless(operator.partition("@")[0], details.replace("`", "")):
            raise _refused(f"{operator.partition('@')[0]} {details}".strip().partition("\n")[0][:80])


def holds_any(store: Store) -> bool:
    """Whether the store holds cases, or claims of a kind that is made of cases."""
    counts = [f"COUNT {{ (:{Case.label()}) }}", *(f"COUNT {{ ()-[:{type_}]->() }}" for type_ in closed_types())]
    return bool(store.read(f"RETURN {' + '.join(counts)} > 0").values[0][0])


def _harmless(operator: str, details: str) -> bool:
    if _INERT.fullmatch(operator):
        return not _hides(details)
    for steps, form, allowed in _FORMS:
        if steps.fullmatch(operator):
            match = form.fullmatch(details)
            return match is not None and allowed(re.split(r"[|&!]+", match["names"])) and not _hides(match["rest"])
    return False


def _hides(expression: str) -> bool:
    """Whether an expression may look into the store by itself: a pattern or a query in it that is no step of the plan."""
    bare = _DEGREE.sub(lambda match: "" if _open_types(match[1].split("|")) else match[0], expression)
    return _HIDDEN.search(bare) is not None


def _open_labels(names: Iterable[str]) -> bool:
    return Case.label() not in names


def _open_procedures(names: Iterable[str]) -> bool:
    return not any(name.startswith(_TELLS_WHAT_IS_USED) for name in names)


def _open_types(names: Iterable[str]) -> bool:
    return set(names) <= open_types()


@cache
def open_types() -> frozenset[str]:
    """The relationship types that end at no case: those of the model alone, whatever else a store may have."""
    return frozenset(
        cls.type_name()
        for cls in relationship_classes()
        if not any(issubclass(end, Case) for side in cls.ends() for end in side)
    )


_FORMS = (
    (_BY_LABEL, _LABELS, _open_labels),
    (_BY_INDEX, _INDEX, _open_labels),
    (_BY_TYPE, _PATTERN, _open_types),
    (_BY_TYPE_INDEX, _TYPE_INDEX, _open_types),
    (re.compile("ProcedureCall"), _CALL, _open_procedures),
    (re.compile("NodeCountFromCountStore"), _NODE_COUNT, _open_labels),
    (re.compile("RelationshipCountFromCountStore"), _LINK_COUNT, _open_types),
)
"""For each step that takes from the store: the form of its details, and which labels or types it may name."""


def _refused(why: str) -> UsageError:
    return UsageError(
        f"This query may reach cases ({why}); give every node a label and every relationship a type that ends at no "
        'case, without patterns inside expressions, or say why you ask: --purpose "...".'
    )
