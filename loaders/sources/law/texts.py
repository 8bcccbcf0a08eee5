"""The law as texts: instruments and provisions, without what any State did about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graph.model import Instrument, Provision
from graph.settings import Settings
from loaders.sources.law.corrections import read_corrections
from loaders.sources.law.files import FOLDER, LawFiles, law_files
from loaders.sources.law.instruments import InstrumentFacts, read_instruments
from loaders.sources.law.provisions import read_provisions


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


def own_law() -> Path:
    """The folder of what the user adds to the law."""
    return Settings().home / "law"


def law_texts() -> LawTexts:
    """The law that ships with the program, and the treaties that the user added."""
    return _read(law_files(own_law()))


def folders_of(files: LawFiles, instruments: Mapping[str, InstrumentFacts]) -> dict[str, Path]:
    """The folder of each instrument."""
    return dict(zip(instruments, files.instruments, strict=True))


@cache
def _read(files: LawFiles) -> LawTexts:
    instruments = read_instruments(files.instruments)
    corrections = read_corrections(files.corrections)
    provisions, parents = read_provisions(FOLDER, folders_of(files, instruments), corrections)
    return LawTexts(
        tuple(facts.node for facts in instruments.values()),
        tuple(provisions),
        parents,
        {id_: (facts.title, *facts.cited_as) for id_, facts in instruments.items()},
        {id_: facts.parts for id_, facts in instruments.items()},
    )
