"""An export as a file: CSV, whole or not at all, readable by its owner only."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from graph import durable
from graph.connection import Store
from graph.disclosure.cases import kept_cases
from graph.errors import UsageError
from graph.read import place_names
from loaders.cases import export_ctdc, export_htcds
from loaders.cases.crosswalk import crosswalks
from loaders.cases.exporting import Export, Row
from loaders.cases.places import named

Standard = Literal["htcds", "ctdc"]
Kind = Literal["record", "statistic"]


def export_cases(store: Store, standard: Standard, kind: Kind, schema: str | None) -> tuple[Export, list[Row], int]:
    """The rows of all cases of a kind in a standard, with how many cases they are of.

    Statistics go back into the schema that they came in, unless another is named. Raises UsageError where there is none.
    """
    if standard == "htcds":
        if kind == "statistic":
            raise UsageError("Statistics are nobody's cases, which HTCDS is for; export them --as ctdc.")
        export = Export(crosswalks("htcds")[0], named(place_names(store)))
        cases = kept_cases(store, kind)
        return export, list(export_htcds.rows(export, cases)), len(cases)
    schemas = {one.standard: one for one in crosswalks("ctdc")}
    there = [case.properties["standard"] for case in kept_cases(store, kind)] if kind == "statistic" else []
    chosen = schema or next((name for name in schemas if name in there), next(iter(schemas)))
    if chosen not in schemas:
        raise UsageError(f"There is no schema {chosen!r} of CTDC; there are: {', '.join(schemas)}.")
    cases = kept_cases(store, kind, chosen if kind == "statistic" and schema is None else None)
    export = Export(schemas[chosen])
    return export, list(export_ctdc.rows(export, cases)), len(cases)


def write(path: Path, columns: list[str], rows: Iterable[Row]) -> None:
    """Write the rows. Nothing that was there is lost before all of it is on the disk."""
    with durable.replacing(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="")
        writer = csv.DictWriter(text, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
        text.detach()  # which flushes it; the file is closed when it is on the disk
