"""Deliver a dataset of CTDC in any of its three schemas, as statistics."""

from pathlib import Path

from loaders.cases.delivering import deliver_statistics
from loaders.cases.terms import Terms
from loaders.delivery import Delivery


def deliver(path: Path, terms: Terms) -> Delivery:
    """The statistics of a file."""
    return deliver_statistics("ctdc", path, terms)
