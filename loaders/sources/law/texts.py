"""The law as texts: instruments and provisions, without what any State did about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graph.model import Instrument, Provision
from loaders.sources.law.instruments import read_instruments
from loaders.sources.law.provisions import read_provisions

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class LawTexts:
    """What a text can cite."""

    instruments: tuple[Instrument, ...]
    provisions: tuple[Provision, ...]
    parents: Mapping[str, str]
    """Provision id -> id of the provision or instrument that contains it."""
    citation_names: Mapping[str, tuple[str, ...]]
    """Instrument id -> the names by which texts cite it."""
    part_names: Mapping[str, tuple[str, ...]]
    """Instrument id -> what texts call its parts: article, paragraph, objective ..."""


@cache
def law_texts() -> LawTexts:
    """The law that ships with the program."""
    instruments = read_instruments(FOLDER / "instruments.yaml")
    provisions, parents = read_provisions(FOLDER, instruments)
    return LawTexts(
        tuple(facts.node for facts in instruments.values()),
        tuple(provisions),
        parents,
        {id_: (facts.title, *facts.cited_as) for id_, facts in instruments.items()},
        {id_: facts.parts for id_, facts in instruments.items()},
    )
