"""Files of cases for the tests: made up, and none of their people exists."""

import csv
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from graph.model import Node, Relationship
from loaders.cases.places import Places
from loaders.cases.terms import Asked, Terms
from loaders.delivery import Delivery
from loaders.privacy import CaseKey

HTCDS = Path(__file__).parent / "data" / "htcds"
KEY = CaseKey(b"k" * 32)
PLACES = Places({"kk park": "Compound/CTM-1", "jin bei": "Compound/CTM-2", "johor": "Area/AREA-johor"})
AGREED: Mapping[str, str] = {"con_Consent": "TRUE", "vic_TraffickingStatus": "ActualVictimOfTrafficking"}


def terms(consent_text: str | None = "v3", case_key: str | None = None, organisation: str | None = None) -> Terms:
    return Terms(KEY, Asked(consent_text, case_key, organisation), PLACES)


def table(path: Path, rows: Sequence[Mapping[str, str]]) -> Path:
    """A CSV file with a column for whatever a row has."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def htcds(path: Path, *rows: Mapping[str, str], on: Terms | None = None) -> Delivery:
    """Rows of somebody who agreed, each with a number of its own, as the source htcds takes them."""
    return take("htcds", table(path, [{"KEY": str(n), **AGREED, **row} for n, row in enumerate(rows, 1)]), on)


def take(name: str, path: Path, on: Terms | None = None) -> Delivery:
    delivered = import_module(f"loaders.sources.{name}.load").deliver(path, on or terms())
    assert isinstance(delivered, Delivery)
    return delivered


def of(delivery: Delivery, kind: type[Any]) -> list[Any]:
    return [record for record in delivery.records if isinstance(record, kind)]


def texts(records: Sequence[Node | Relationship[Any, Any]]) -> str:
    return "\n".join(map(repr, records))
