"""Standings from the store: one cell in full, the matrix of States and provisions, States side by side."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from graph.connection import Store
from queries.obligations import asked
from queries.obligations.cell import Cell, cell, paragraphs, rule_names, rules
from queries.obligations.dates import Period
from queries.obligations.reading import Law, query, read_facts, read_law, read_law_around, rows
from queries.obligations.records import Provision, Subject

READS = ("law", "treaties", "reservations", "weighings", "engaged", "statements", "replies", "kin")
"""The reads that an answer rests on, for whoever wants to make it again."""


@dataclass(frozen=True, slots=True)
class Standings:
    """Cells by State and provision, in the order of the States' codes and of the law's tree."""

    subjects: tuple[Subject, ...]
    provisions: tuple[Provision, ...]
    cells: Mapping[tuple[str, str], Cell]
    law: Law
    period: Period
    made_by: str
    """The rules with their versions, and the runs that brought what they rest on."""

    def paragraphs(self, subject: str, provision: str) -> dict[str, int]:
        """Step 6 for an article or an instrument: how many paragraphs below it have which standing."""
        return paragraphs(self.cells[subject, id_] for id_ in self.law.tree.below.get(provision, ()))

    def parts(self, provision: str) -> list[Provision]:
        """What is directly below a provision or instrument, in the order of the text."""
        below = set(self.law.tree.parts.get(provision, ()))
        return [one for one in self.provisions if one.id in below]


def explained(found: Standings) -> str:
    """The rules, the queries that brought the facts, for which States and provisions, and the runs: all to do it again."""
    sentences = "\n".join(
        f"{rule['step']}. {rule['id']} v{rule['version']}: {rule['rule'].strip()}" for rule in rules()
    )
    queries = "\n\n".join(query(name) for name in READS)
    asked_for = {
        "states": [one.id for one in found.subjects],
        "provisions": [one.id for one in found.provisions],
        "period": found.period.text,
    }
    return f"{sentences}\n\n{queries}\n\nparameters: {asked_for}\n{found.made_by}"


def standings(
    store: Store, subjects: Sequence[Subject], instruments: Sequence[str] | None, period: Period
) -> Standings:
    """Every cell of these States under these instruments, or under all of them.

    Reads each kind of fact once, as columns; the rules run in process.
    """
    law = read_law(store, instruments)
    for id_ in instruments or ():
        asked.existed(asked.instrument(id_, law), period)
    provisions = [one for one in law.provisions.values() if instruments is None or one.instrument in instruments]
    return _standings(store, law, subjects, provisions, period, everything=instruments is None)


def standing(store: Store, who: str, what: str, period: Period) -> Standings:
    """The cell of a State (or organisation) under a provision, with those of what is below it.

    For an instrument, the cells of all its provisions. Raises UsageError where there is no such State or provision.
    """
    law, subjects = read_law_around(store, what)
    if not law.provisions.keys() - {one.id for one in law.provisions.values() if one.custom}:
        law = read_law(store)  # it may be written otherwise, and what there is is needed to say so
    subject = asked.subject(who, subjects)
    id_ = asked.provision(what, law)
    asked.existed(law.instruments[law.provisions[id_].instrument], period)
    wanted = {id_, *law.tree.below.get(id_, ())}
    provisions = [one for one in law.provisions.values() if one.id in wanted]
    return _standings(store, law, [subject], provisions, period)


@contextmanager
def _no_search_for_garbage() -> Iterator[None]:
    """Cells are many small records that stay: to look for garbage among them again and again took a third of a large matrix."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _standings(
    store: Store,
    law: Law,
    subjects: Sequence[Subject],
    provisions: Sequence[Provision],
    period: Period,
    *,
    everything: bool = False,
) -> Standings:
    ids = None if everything else [one.id for one in provisions]
    facts = read_facts(store, law, states=[one.id for one in subjects], provisions=ids)
    with _no_search_for_garbage():
        cells = {
            (subject.id, one.id): cell(facts, law.tree, subject, one, period)
            for subject in subjects
            for one in provisions
        }
    runs = ", ".join(sorted(id_ for (id_,) in rows(store, "runs")))
    return Standings(
        tuple(subjects), tuple(provisions), cells, law, period, f"rules: {rule_names()}\nruns: {runs or 'none'}"
    )
