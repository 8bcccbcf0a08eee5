"""Deliver case records in HTCDS 2.0: the published workbooks filled in, an XLSForm's export, or a CSV with its columns."""

from pathlib import Path

from loaders.cases.delivering import deliver_people
from loaders.cases.terms import Terms
from loaders.delivery import Delivery


def deliver(path: Path, terms: Terms) -> Delivery:
    """The cases of a file."""
    return deliver_people("htcds", path, terms)
