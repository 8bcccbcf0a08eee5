"""Deliver the law: States, instruments, provisions as a tree, treaty actions and reservations."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.model import Contains, Instrument, Node, NotPartyTo, PartyTo, Provision, Relationship, State
from loaders.delivery import Delivery, digest_of
from loaders.sources.law.corrections import read_corrections
from loaders.sources.law.files import LawFiles, check_form, keep, law_files
from loaders.sources.law.instruments import read_instruments
from loaders.sources.law.provisions import read_provisions
from loaders.sources.law.states import read_openness, read_states
from loaders.sources.law.texts import folders_of, own_law
from loaders.sources.law.treaty_actions import read_actions, read_denunciations, read_reservations


def deliver(path: Path | None = None) -> Delivery:
    """The law that ships and what the user added to it; with a path, that treaty's folder or corrections.csv too.

    What is added is checked with all the rest before it is kept.
    """
    own = own_law()
    if path is not None:
        check_form(path)
        read_law(law_files(own, path))
        keep(path, own)
    files = law_files(own)
    return Delivery("law", digest_of(*files.all), read_law(files))


def law_states() -> list[State]:
    """The States whose treaty actions are known."""
    return [record for record in read_law(law_files(own_law())) if isinstance(record, State)]


def read_law(files: LawFiles) -> list[Node | Relationship[Any, Any]]:
    """The records of these files. Raises InputRefused naming file, row and column."""
    return list(_records(files))


def _records(files: LawFiles) -> Iterator[Node | Relationship[Any, Any]]:
    instruments = read_instruments(files.instruments)
    folders = folders_of(files, instruments)
    corrections = read_corrections(files.corrections)
    provisions, parents = read_provisions(files.shared, folders, corrections)
    openness = read_openness(files.shared / "membership.csv")
    denunciations = read_denunciations(folders, instruments)
    actions = list(read_actions(folders, instruments, openness, denunciations, corrections))
    corrections.check_all_used()
    acting = {action.start.id for action in actions if isinstance(action, PartyTo | NotPartyTo)}
    yield from read_states(files.shared / "states.csv", acting)
    yield from (facts.node for facts in instruments.values())
    yield from actions
    made: dict[str, Provision] = {provision.id: provision for provision in provisions}
    yield from read_reservations(folders, made, parents)
    yield from made.values()
    for child, parent in parents.items():
        above = Instrument.ref(parent) if parent in instruments else Provision.ref(parent)
        yield Contains(start=above, end=Provision.ref(child), locator=child)
