"""KML and KMZ: one placemark a row; its name, description, extended data and point are the columns.

A KML is XML that strangers send, so it goes through defusedxml and may have no document type: a DTD is the way to
entities that read other files or grow without end. A KMZ is a zip: it is read in memory, never unpacked to the disk.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from graph.errors import InputRefused
from loaders.tabular.geojson import COORDINATES
from loaders.tabular.table import LARGEST, Table, TableRow, columns_of, filled, too_large

GEOMETRIES = ("Point", "LineString", "LinearRing", "Polygon", "MultiGeometry", "Model", "Track", "MultiTrack")
RATIO = 200
"""How many times larger than its packed form a KML may be. Text shrinks to a tenth or a twentieth, a bomb to a thousandth."""


def kml(path: Path, _encoding: str | None, _sheet: str | None) -> Table:
    """Open a KML file. Raises InputRefused where it is none, or has a document type."""
    too_large(path)
    return _table(path.name, path.read_bytes())


def kmz(path: Path, _encoding: str | None, _sheet: str | None) -> Table:
    """Open the one KML of a KMZ. Raises InputRefused where it has none or several, or where it is made to do harm."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _table(path.name, _unpacked(path.name, archive))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise InputRefused(
            f"{path.name} is damaged, locked or no KMZ file; save it again without a password."
        ) from error


def _unpacked(name: str, archive: zipfile.ZipFile) -> bytes:
    for entry in archive.infolist():
        inside = PurePosixPath(entry.filename.replace("\\", "/"))
        if inside.is_absolute() or ".." in inside.parts or ":" in entry.filename:
            raise InputRefused(f"{name} has an entry that leads out of it, {entry.filename!r}; do not trust this file.")
    maps = [entry for entry in archive.infolist() if entry.filename.lower().endswith(".kml")]
    if len(maps) != 1:
        count = "no KML file" if not maps else f"{len(maps)} KML files"
        raise InputRefused(f"{name} holds {count}; save the one that is wanted as .kml.")
    (entry,) = maps
    bomb = f"{name} would unpack to far more than it is (over {_most(entry):,} bytes); do not trust this file."
    if entry.file_size > _most(entry):
        raise InputRefused(bomb)
    with archive.open(entry) as file:  # what the zip declares may be a lie: no more than that is ever read
        content = file.read(_most(entry) + 1)
    if len(content) > _most(entry):
        raise InputRefused(bomb)
    return content


def _most(entry: zipfile.ZipInfo) -> int:
    return min(LARGEST, max(entry.compress_size * RATIO, 1_000_000))


def _table(name: str, content: bytes) -> Table:
    try:
        root = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise InputRefused(
            f"{name} has a document type or entities, which can read other files or fill the memory; "
            "nothing of it was read, and a map needs neither."
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise InputRefused(f"{name} is not XML: {error}.") from error
    rows = [_row(number, mark) for number, mark in enumerate(_named(root, "Placemark"), start=1)]
    if not rows:
        raise InputRefused(f"{name} has no placemarks; there is nothing to load.")
    return Table(name, columns_of(rows, COORDINATES), iter(rows))


def _row(number: int, mark: Element) -> TableRow:
    cells: dict[str, Any] = {_tag(child): child.text for child in mark if _tag(child) in ("name", "description")}
    for child in mark:
        if _tag(child) == "ExtendedData":
            cells = dict(_extended(child)) | cells
    point, fault = _point(mark)
    return TableRow(f"placemark {number}", filled(cells | point), fault)


def _extended(data: Element) -> Iterator[tuple[str, str | None]]:
    """`<Data name="x"><value>` and `<SchemaData><SimpleData name="x">`."""
    for item in data.iter():
        if _tag(item) == "Data":
            yield item.get("name") or "", next((value.text for value in _named(item, "value")), None)
        elif _tag(item) == "SimpleData":
            yield item.get("name") or "", item.text


def _point(mark: Element) -> tuple[dict[str, str], tuple[str, str] | None]:
    """Longitude and latitude as cells, or the reason why there are none; a placemark may have no geometry at all."""
    shape = next((child for child in mark if _tag(child) in GEOMETRIES), None)
    if shape is None:
        return {}, None
    if _tag(shape) != "Point":
        return {}, (
            "geometry",
            f"is a {_tag(shape)} and not a Point; give the point that the source gives, or none",
        )
    text = next((child.text or "" for child in _named(shape, "coordinates")), "")
    parts = [part.strip() for part in text.split(",")]
    if len(parts) not in (2, 3) or not all(map(_is_number, parts)):
        return {}, ("coordinates", f"{text.strip()!r} is not longitude,latitude")
    return dict(zip(COORDINATES, parts, strict=False)), None


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _named(element: Element, tag: str) -> Iterator[Element]:
    return (child for child in element.iter() if _tag(child) == tag)


def _tag(element: Element) -> str:
    """The name without its namespace: KML has several."""
    return str(element.tag).rpartition("}")[2]
