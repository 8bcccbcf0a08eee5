"""GeoJSON: one feature a row, its properties the columns, its point the columns longitude and latitude.

Only a Point says where a place is. A line or an area is refused by name: its middle would be a place of our own making.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.errors import InputRefused
from loaders.tabular.table import Table, TableRow, columns_of, filled, too_large

COORDINATES = ("longitude", "latitude")
"""The columns of a point, in the order of RFC 7946: east first."""


def geojson(path: Path, _encoding: str | None, _sheet: str | None) -> Table:
    """Open a FeatureCollection or a single feature. Raises InputRefused where it is none."""
    rows = list(_rows(_features(path)))
    return Table(path.name, columns_of(rows, COORDINATES), iter(rows))


def _features(path: Path) -> list[Any]:
    too_large(path)
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputRefused(
            f"{path.name} is not UTF-8 text (byte {error.start}), as GeoJSON has to be; save it as UTF-8."
        ) from error
    except (ValueError, RecursionError) as error:
        raise InputRefused(f"{path.name} is not JSON: {error}.") from error
    kind = content.get("type") if isinstance(content, dict) else None
    features = content.get("features") if kind == "FeatureCollection" else [content] if kind == "Feature" else None
    if not isinstance(features, list):
        raise InputRefused(f"{path.name} is JSON but no GeoJSON: it has no features; save it as a FeatureCollection.")
    if not features:
        raise InputRefused(f"{path.name} has no features; there is nothing to load.")
    return features


def _rows(features: list[Any]) -> Iterator[TableRow]:
    for number, feature in enumerate(features, start=1):
        place = f"feature {number}"
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            yield TableRow(place, {}, ("type", "is no Feature; write one object with a geometry and properties"))
            continue
        properties = feature.get("properties") or {}
        point, fault = _point(feature.get("geometry"))
        if not isinstance(properties, dict):
            properties, fault = {}, ("properties", "are no object; write names and values")
        yield TableRow(place, filled({name: _cell(value) for name, value in properties.items()} | point), fault)


def _point(geometry: Any) -> tuple[dict[str, str], tuple[str, str] | None]:
    """Longitude and latitude as cells, or the reason why there are none; a feature may have no geometry at all."""
    if geometry is None:
        return {}, None
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind != "Point":
        return {}, (
            "geometry",
            f"is a {kind or 'value'} and not a Point; give the point that the source gives, or none",
        )
    pair = geometry.get("coordinates")
    if not isinstance(pair, list) or len(pair) < 2 or not all(_is_number(value) for value in pair[:2]):
        return {}, ("coordinates", "are not two numbers; write [longitude, latitude]")
    return {name: repr(value) for name, value in zip(COORDINATES, pair, strict=False)}, None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _cell(value: Any) -> Any:
    """True and false are words, as they are in the file."""
    if isinstance(value, bool):
        return str(value).lower()
    return [_cell(part) for part in value] if isinstance(value, list) else value
