"""GeoJSON, KML and KMZ as tables, and what is refused of them."""

import io
import json
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest

from graph.errors import InputRefused
from loaders.tabular import TableRow, open_table

KML = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>sites</name><Folder>
<Placemark><name>KK园区</name><description>by the river</description>
<ExtendedData><Data name="aliases"><value>KK Park; ရွှေကုက္ကိုလ်</value></Data>
<SchemaData><SimpleData name="country">MM</SimpleData></SchemaData></ExtendedData>
<Point><coordinates>98.544,16.71,0</coordinates></Point></Placemark>
<Placemark><name>Dara Sakor</name><Polygon><outerBoundaryIs/></Polygon></Placemark>
<Placemark><name>Bavet</name></Placemark>
</Folder></Document></kml>"""


def feature(geometry: object, **properties: object) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def rows(path: Path, content: bytes | str) -> list[TableRow]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(open_table(path).rows)


def collection(*features: object) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


def packed(**files: str) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return memory.getvalue()


def test_a_feature_is_a_row_with_its_properties_and_its_point(tmp_path: Path) -> None:
    content = collection(
        feature({"type": "Point", "coordinates": [98.544, 16.71]}, name="KK Park", aliases=["KK园区", "KK"], open=True),
        feature(None, name="Bavet", precision_m=800),
    )
    assert [row.cells for row in rows(tmp_path / "sites.geojson", content)] == [
        {"name": "KK Park", "aliases": ["KK园区", "KK"], "open": "true", "longitude": "98.544", "latitude": "16.71"},
        {"name": "Bavet", "precision_m": "800"},
    ]


@pytest.mark.parametrize(
    ("broken", "field", "reason"),
    [
        (feature({"type": "Polygon", "coordinates": []}), "geometry", "is a Polygon and not a Point"),
        (feature({"type": "Point", "coordinates": ["98", 16]}), "coordinates", "are not two numbers"),
        (feature({"type": "Point"}), "coordinates", "are not two numbers"),
        ({"type": "Place"}, "type", "is no Feature"),
        ({"type": "Feature", "properties": [1]}, "properties", "are no object"),
    ],
)
def test_a_feature_that_cannot_be_taken_is_refused_and_the_others_are_not(
    tmp_path: Path, broken: object, field: str, reason: str
) -> None:
    first, second = rows(tmp_path / "sites.geojson", collection(broken, feature(None, name="Bavet")))
    assert first.fault is not None
    assert (first.place, first.fault[0]) == ("feature 1", field)
    assert reason in first.fault[1]
    assert second.cells == {"name": "Bavet"}


@pytest.mark.parametrize("name", ["sites.kml", "sites.kmz"])
def test_a_placemark_is_a_row_with_its_data_and_its_point(tmp_path: Path, name: str) -> None:
    content = packed(**{"doc.kml": KML, "icons/a.png": "x"}) if name.endswith("kmz") else KML.encode()
    first, second, third = rows(tmp_path / name, content)
    assert first.cells == {
        "aliases": "KK Park; ရွှေကုက္ကိုလ်",
        "country": "MM",
        "name": "KK园区",
        "description": "by the river",
        "longitude": "98.544",
        "latitude": "16.71",
    }
    assert second.fault == ("geometry", "is a Polygon and not a Point; give the point that the source gives, or none")
    assert third.cells == {"name": "Bavet"}


ENTITY = '<!DOCTYPE kml [<!ENTITY a SYSTEM "file:///etc/hostname">]><kml><Placemark><name>&a;</name></Placemark></kml>'
LAUGHS = (
    '<!DOCTYPE kml [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]><kml><Placemark><name>&a9;</name></Placemark></kml>"
)
OUTSIDE = '<!DOCTYPE kml SYSTEM "http://127.0.0.1:9/kml.dtd"><kml><Placemark/></kml>'


def lying_kmz() -> bytes:
    """A KMZ that unpacks to 30 MB and declares 100 bytes."""
    content = bytearray(packed(**{"doc.kml": " " * 30_000_000}))
    central = content.index(b"PK\x01\x02")
    content[central + 24 : central + 28] = struct.pack("<I", 100)
    return bytes(content)


def crossing_kmz() -> bytes:
    return packed(**{"../../etc/cron.d/doc.kml": KML})


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.kml", ENTITY, "has a document type or entities"),
        ("a.kml", LAUGHS, "has a document type or entities"),
        ("a.kml", OUTSIDE, "has a document type or entities"),
        ("a.kmz", packed(**{"doc.kml": LAUGHS}), "has a document type or entities"),
        ("a.kml", "<kml><Placemark>", "is not XML"),
        ("a.kml", "<kml></kml>", "has no placemarks"),
        ("a.kmz", b"PK no zip", "is damaged, locked or no KMZ"),
        ("a.kmz", packed(**{"a.kml": KML, "b.kml": KML}), "holds 2 KML files"),
        ("a.kmz", packed(**{"a.txt": KML}), "holds no KML file"),
        ("a.kmz", packed(**{"doc.kml": " " * 30_000_000}), "unpack to far more than it is"),
        ("a.kmz", lying_kmz(), "damaged"),
        ("a.kmz", crossing_kmz(), "leads out of it"),
        ("a.geojson", collection().encode("utf-16"), "is not UTF-8 text"),
        ("a.geojson", "{", "is not JSON"),
        ("a.geojson", "[" * 100_000, "is not JSON"),
        ("a.geojson", collection(), "has no features"),
        ("a.geojson", '{"type": "Topology"}', "no GeoJSON"),
        ("a.geojson", "[]", "no GeoJSON"),
    ],
)
def test_what_is_no_map_or_does_harm_is_refused_in_one_sentence(
    tmp_path: Path, name: str, content: bytes | str, sentence: str
) -> None:
    with pytest.raises(InputRefused) as refusal:
        rows(tmp_path / name, content)
    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)
