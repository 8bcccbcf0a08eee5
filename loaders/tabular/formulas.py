"""Formulas of a workbook that have no value: the program that wrote the file never calculated them.

The reader of workbooks gives such a cell as empty, and an empty cell says that the source does not know.
"""

import posixpath
import re
import zipfile
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring, iterparse

CHUNK = 1_000_000
"""Bytes that are searched at a time."""

_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_OVERLAP = 40
"""Bytes of a chunk that are searched again with the next: a tag may lie across the border."""


def uncalculated(path: Path, sheet: str) -> dict[int, str]:
    """Row -> its first cell that is a formula without a value, such as G2; empty for most workbooks."""
    found: dict[int, str] = {}
    with zipfile.ZipFile(path) as book:
        part = _part(book, sheet)
        if part is None or not _has_formulas(book, part):
            return found
        with book.open(part) as file:
            for _, element in iterparse(file, forbid_dtd=True):
                if _name(element) == "c" and _lacks_value(element):
                    cell = element.get("r", "")
                    found.setdefault(int(re.sub(r"\D", "", cell) or 0), cell)
                if _name(element) == "row":
                    element.clear()
    return found


def _part(book: zipfile.ZipFile, sheet: str) -> str | None:
    """The file of a sheet within the workbook."""
    relation = next(
        (
            value
            for entry in fromstring(book.read("xl/workbook.xml"), forbid_dtd=True).iter()
            if _name(entry) == "sheet" and entry.get("name") == sheet
            for key, value in entry.attrib.items()
            if key.endswith("}id")
        ),
        None,
    )
    targets = {
        entry.get("Id"): entry.get("Target", "")
        for entry in fromstring(book.read("xl/_rels/workbook.xml.rels"), forbid_dtd=True)
    }
    target = targets.get(relation)
    part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/") if target else None
    return part if part in book.namelist() else None


def _has_formulas(book: zipfile.ZipFile, part: str) -> bool:
    before = b""
    with book.open(part) as file:
        while chunk := file.read(CHUNK):
            if _FORMULA.search(before + chunk):
                return True
            before = chunk[-_OVERLAP:]
    return False


def _lacks_value(cell: Element) -> bool:
    parts = {_name(part): part for part in cell}
    empty_text = cell.get("t") == "str" and "v" in parts  # calculated, and the result is no text at all
    return "f" in parts and not empty_text and not ("v" in parts and parts["v"].text)


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
