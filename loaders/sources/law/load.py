"""Deliver the law: States, instruments, provisions as a tree, treaty actions and reservations."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from graph.model import Contains, Instrument, Node, Provision, Relationship, State
from loaders.delivery import Delivery, digest_of
from loaders.sources.law.instruments import read_instruments
from loaders.sources.law.provisions import read_provisions
from loaders.sources.law.texts import FOLDER
from loaders.sources.law.treaty_actions import (
    read_actions,
    read_denunciations,
    read_openness,
    read_reservations,
    read_states,
)


def deliver(path: Path | None = None) -> Delivery:
    """The law of a folder like this one; of this one where none is given."""
    folder = path or FOLDER
    files = sorted(file for file in folder.iterdir() if file.suffix in (".csv", ".yaml") and file.name != "source.yaml")
    return Delivery("law", digest_of(*files), list(_records(folder)))


def law_states(folder: Path = FOLDER) -> list[State]:
    """The States whose treaty actions are known."""
    names = yaml.safe_load((folder / "states.yaml").read_text(encoding="utf-8"))
    return read_states(folder / "ratifications.csv", names)


def _records(folder: Path) -> Iterator[Node | Relationship[Any, Any]]:
    instruments = read_instruments(folder / "instruments.yaml")
    provisions, parents = read_provisions(folder, instruments)
    ratifications = folder / "ratifications.csv"
    yield from law_states(folder)
    yield from (facts.node for facts in instruments.values())
    openness = read_openness(folder / "membership.csv")
    denunciations = read_denunciations(folder / "denunciations.csv", instruments)
    yield from read_actions(ratifications, instruments, openness, denunciations)
    made: dict[str, Provision] = {provision.id: provision for provision in provisions}
    yield from read_reservations(folder / "reservations.csv", instruments, made, parents)
    yield from made.values()
    for child, parent in parents.items():
        above = Instrument.ref(parent) if parent in instruments else Provision.ref(parent)
        yield Contains(start=above, end=Provision.ref(child), locator=child)
