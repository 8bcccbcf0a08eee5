"""Deliver cases by the four entities of IC-TIP: a workbook of four sheets, or a folder of four tables."""

from pathlib import Path

from loaders.cases.delivering import people
from loaders.cases.terms import Terms
from loaders.delivery import Delivery
from loaders.sources.ictip.entities import open_entities


def deliver(path: Path, terms: Terms) -> Delivery:
    """The cases of a workbook, or of a folder with a table for each entity."""
    raw, matched, digest = open_entities(path)
    return people("ictip", path, raw, matched, terms, digest)
