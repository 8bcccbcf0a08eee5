"""Files of cases for the tests: made up, and none of their people exists."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from graph.model import Node, Relationship
from loaders.cases.places import Places
from loaders.cases.terms import Asked, Terms
from loaders.delivery import Delivery, Part
from loaders.intake import ROW, validate
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
    """What a source delivers, its chunks read through the model and put with the records."""
    delivered: Delivery = import_module(f"loaders.sources.{name}.load").deliver(path, on or terms())
    records, rejects = list(delivered.records), list(delivered.rejects)
    for chunk in delivered.chunks or ():
        refused = [
            one
            for part in chunk.parts
            for one in validate(part.frame, part.cls, file=chunk.file, ends=part.ends).rejects
        ]
        rejects += [*chunk.rejects, *refused]
        records += chunk.nodes
        assert not refused, "the translation gives what the model takes"
        records += (record for part in chunk.parts for record in rows_of(part))
    warnings = (*delivered.warnings, *delivered.afterwards())
    return replace(delivered, records=records, rejects=tuple(rejects), warnings=warnings, chunks=None)


def rows_of(part: Part) -> Iterator[Node | Relationship[Any, Any]]:
    for row in part.frame.drop(ROW).iter_rows(named=True):
        said = {name: value for name, value in row.items() if value is not None}
        ends = (
            {side: cls.ref(said[side]) for side, cls in zip(("start", "end"), part.ends, strict=True)}
            if part.ends
            else {}
        )
        yield part.cls.model_validate(said | ends)


def only(found: list[Any]) -> Any:
    (one,) = found
    return one


def of(delivery: Delivery, kind: type[Any]) -> list[Any]:
    return [record for record in delivery.records if isinstance(record, kind)]
