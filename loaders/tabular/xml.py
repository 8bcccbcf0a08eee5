"""XML files: the elements of some name are the rows, read one after the other.

A row's columns are the paths below it: `programList/program` is a text, or a list where it repeats; an element with
elements of its own, `akaList/aka`, is a list of records. `@name` is an attribute, `name()` the row's element, and
`/sdnList/publshInformation/Publish_Date` what stands outside the rows, before them. Namespaces are left out.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from graph.errors import InputRefused
from loaders.tabular.table import Table, TableRow, filled

DEEPEST = 50
"""Elements one within the other."""


def xml(path: Path, _encoding: str | None, rows: str | None) -> Table:
    """The elements named in `rows` ("INDIVIDUAL | ENTITY"). Raises InputRefused where it is no XML or may be a bomb."""
    if not rows:
        raise InputRefused(
            f"{path.name} is XML; say in the mapping which elements are its rows, such as rows: sdnEntry."
        )
    names = {name.strip() for name in rows.split("|")}
    columns = dict.fromkeys(name for row in _rows(path, names) for name in row.cells)
    if not columns:
        raise InputRefused(f"{path.name} has no element {' or '.join(sorted(names))}; check the file, or the mapping.")
    return Table(path.name, tuple(columns), _rows(path, names))


def _rows(path: Path, names: set[str]) -> Iterator[TableRow]:
    outside: dict[str, str] = {}
    try:
        # A document type can declare entities, which can grow without end or read other files; no list needs one.
        events = iterparse(path, events=("start", "end"), forbid_dtd=True)
        for number, element in enumerate(_elements(path, events, names, outside), start=1):
            content = _content(element)
            cells = content if isinstance(content, dict) else {".": content}
            yield TableRow(f"{_name(element)} {number}", filled({"name()": _name(element)} | cells | outside))
    except DefusedXmlException as error:
        raise InputRefused(
            f"{path.name} has a document type or entities, which can hide a bomb or read other files; save it without."
        ) from error
    except (ParseError, OSError, LookupError, ValueError) as error:
        raise InputRefused(f"{path.name} is damaged or no XML: {error}.") from error


def _elements(
    path: Path, events: Iterator[tuple[str, Element]], names: set[str], outside: dict[str, str]
) -> Iterator[Element]:
    """The elements that are rows, each let go after its use; what stands outside of them is added to `outside`."""
    above: list[Element] = []
    within = 0
    for event, element in events:
        row = _name(element) in names
        if event == "start":
            above.append(element)
            within += row
            if len(above) > DEEPEST:
                raise InputRefused(f"{path.name} has more than {DEEPEST} elements one within the other.")
            if not within:
                outside |= {f"{_path(above)}/@{_name_of(key)}": value for key, value in element.attrib.items()}
            continue
        within -= row
        if row and not within:
            yield element
        elif not within and (element.text or "").strip():
            outside[_path(above)] = (element.text or "").strip()
        above.pop()
        if not within:
            element.clear()
            if above:  # else the empty elements of a large file fill the memory
                above[-1].remove(element)


def _content(element: Element) -> Any:
    """The text of an element, or what its elements and attributes say, by name."""
    if not len(element) and not element.attrib:
        return element.text or ""
    found: dict[str, Any] = {f"@{_name_of(key)}": value for key, value in element.attrib.items()}
    if element.text and element.text.strip():
        found["."] = element.text
    for child in element:
        found.setdefault(_name(child), []).append(_content(child))
    return {name: cell[0] if isinstance(cell, list) and len(cell) == 1 else cell for name, cell in found.items()}


def _name(element: Element) -> str:
    return _name_of(str(element.tag))


def _name_of(tag: str) -> str:
    return tag.rpartition("}")[2]


def _path(elements: list[Element]) -> str:
    return "/" + "/".join(map(_name, elements))
