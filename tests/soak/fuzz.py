"""Spoil files of every kind that is read, and see that each reader takes them or refuses them in words.

python -m tests.soak.fuzz --inputs 2000
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.errors import PalermoError
from graph.keeping.archive import Seal, read, write
from graph.loading.tables import tabulate
from loaders.cases.crosswalk import crosswalks
from loaders.mapping_file import read_mapping
from loaders.source import source
from loaders.tabular import open_table
from queries.catalogue import read as read_query
from tests.loaders.made_cases import HTCDS, take, terms

ROOT = Path(__file__).parents[2]
MADE_UP = ROOT / "tests" / "loaders" / "data" / "made_up"
SOURCES = ROOT / "loaders" / "sources"
KML = b"""<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>KK Park</name>
<ExtendedData><Data name="status"><value>raided</value></Data></ExtendedData>
<Point><coordinates>98.544,16.71,0</coordinates></Point></Placemark></Document></kml>"""
GEOJSON = b"""{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "KK Park"},
"geometry": {"type": "Point", "coordinates": [98.544, 16.71]}}]}"""
HTCDS_ROWS = b"""KEY,con_Consent,vic_TraffickingStatus,prs_Gender,prs_Citizenship,vic_MethodsOfControl,cas_IncomingReferralDate
1,TRUE,ActualVictimOfTrafficking,Feminine,MM,DebtBondage; WithholdsDocuments,2023-05-04
2,TRUE,PossibleVictimOfTrafficking,TransgenderFeminine,Viet Nam,threats of law enforcement,2024-05
"""
CTDC_ROW = {
    "yearOfRegistration": "2019",
    "gender": "Female",
    "ageBroad": "9--17",
    "citizenship": "KHM",
    "meansThreats": "1",
    "traffickMonths": "0--12 (0-1 yr)",
}
NASTY = (
    *(
        b"",
        b"\x00",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b'"',
        b"'",
        b"\n",
        b"\r",
        b"\t",
        b",",
        b";",
        b"<",
        b">",
        b"&x;",
        b"]]>",
    ),
    *(b"{", b"}", b"[", b"]", b":", b"- ", b"null", b"NaN", b"1e999", b"-1", b"99999999999999999999", b"2023-02-30"),
    *(
        b"0000-00-00",
        "\u202e".encode(),
        "\U0001f600".encode(),
        b"\xed\xa0\x80",
        b"../../x",
        b"=cmd()",
        b"%s",
        b"a" * 5000,
    ),
    *(b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"!!python/object:os.system", b"&a [*a]", b"*/", b"/*"),
)


@dataclass(frozen=True, slots=True)
class Reader:
    """Something that reads files of strangers."""

    name: str
    file: str
    """The name that the file has to have."""
    sound: bytes
    take: Callable[[Path], object]


def delivered(name: str) -> Callable[[Path], object]:
    """What a source makes of a file."""

    reading = source(name)

    def take(path: Path) -> object:
        return tabulate(reading.deliver(path).records)

    return take


def cases(name: str) -> Callable[[Path], object]:
    """What a source about people makes of a file, its chunks read through the model."""
    return lambda path: take(name, path, terms(consent_text="v3" if name == "htcds" else None))


def statistic() -> bytes:
    """A file of the newest columns of the CTDC, with one row."""
    fields = [name for name in list(crosswalks("ctdc"))[-1].fields if name != "isSlaveryAndPractices"]
    return "\n".join([",".join(fields), ",".join(CTDC_ROW.get(name, "0") for name in fields), ""]).encode()


def rows(path: Path) -> object:
    """The rows of a table."""
    return [row.cells for row in open_table(path).rows]


def readers() -> list[Reader]:
    """Every reader, with a sound file."""
    letter = SOURCES / "letters" / "AL_MYS_1_2025.txt"
    act = ROOT / "tests" / "real" / "eu_sanctions_scam_centres" / "32026R1895.csv"
    query = ROOT / "queries" / "library" / "networks" / "recruiter-to-compound.cypher"
    mapping = SOURCES / "compounds" / "candidates.mapping.yaml"
    annotation = (SOURCES / "letters" / "AL_MYS_1_2025.yaml").read_bytes()

    def annotated(path: Path) -> object:
        path.with_suffix(".txt").write_bytes(letter.read_bytes())
        return delivered("letters")(path.with_suffix(".txt"))

    return [
        Reader("OFAC XML", "sdn.xml", (MADE_UP / "sdn.xml").read_bytes(), delivered("designations")),
        Reader("OFAC CSV", "sdn.csv", (MADE_UP / "sdn.csv").read_bytes(), delivered("designations")),
        Reader("UN XML", "un.xml", (MADE_UP / "un_consolidated.xml").read_bytes(), delivered("designations")),
        Reader("EU act", act.name, act.read_bytes(), delivered("designations")),
        Reader("FtM", "e.ftm.json", (MADE_UP / "example.ftm.json").read_bytes(), delivered("followthemoney")),
        Reader("HTCDS", "cases.csv", HTCDS_ROWS, cases("htcds")),
        Reader("HTCDS workbook", "cases.xlsx", (HTCDS / "single_select.xlsx").read_bytes(), cases("htcds")),
        Reader("CTDC", "ctdc.csv", statistic(), cases("ctdc")),
        Reader("recruiters", "r.csv", (MADE_UP / "recruiters.csv").read_bytes(), delivered("identities")),
        Reader("KML", "a.kml", KML, rows),
        Reader("GeoJSON", "a.geojson", GEOJSON, rows),
        Reader("letter", "AL_MYS_9_2025.txt", letter.read_bytes()[:20_000], delivered("letters")),
        Reader("annotation", "AL_MYS_1_2025.yaml", annotation, annotated),
        Reader("mapping", mapping.name, mapping.read_bytes(), read_mapping),
        Reader("query header", query.name, query.read_bytes(), read_query),
        Reader("backup", "b.palermo", backup(), lambda path: list(read(path, Seal()))),
    ]


def backup() -> bytes:
    """A small one."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "b"
        tables = [("Place", [["Area", {"id": f"A{number}", "name": "x"}] for number in range(50)])]
        write(path, {"schema": 1, "program": "1", "tables": {"Place": 50}}, tables, Seal(), lambda: None)
        return path.read_bytes()


@st.composite
def spoilt(draw: st.DrawFn, sound: bytes) -> bytes:
    """A sound file with a few pieces cut out, doubled, moved or replaced by what hurts."""
    content = sound
    for _ in range(draw(st.integers(1, 5))):
        begin = draw(st.integers(0, len(content)))
        end = min(len(content), begin + draw(st.integers(0, 60)))
        piece = draw(st.sampled_from(NASTY) | st.binary(max_size=12) | st.just(content[begin:end] * 2))
        content = content[:begin] + piece + content[end:]
    return content


def try_out(reader: Reader, inputs: int, folder: Path) -> None:
    """Give a reader so many spoilt files. Whatever it raises but a PalermoError comes out, with the file that did it."""

    @settings(
        max_examples=inputs,
        deadline=None,
        database=None,
        derandomize=True,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(spoilt(reader.sound))
    def each(content: bytes) -> None:
        give(reader, folder / reader.file, content)

    each()


def give(reader: Reader, path: Path, content: bytes) -> None:
    """Give a reader a file of this content: it takes it, or refuses it in words; whatever else it raises comes out."""
    path.write_bytes(content)
    try:
        reader.take(path)
    except PalermoError as refusal:
        said = str(refusal)
    else:
        return
    assert said.strip(), "a refusal without words"


def main() -> None:
    """Take how many, and say what was tried."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--inputs", type=int, default=2000)
    inputs = arguments.parse_args().inputs
    for reader in readers():
        begun = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            try_out(reader, inputs, Path(folder))
        print(f"{reader.name}: {inputs} inputs, no crash, {time.monotonic() - begun:.0f} s", flush=True)


if __name__ == "__main__":
    main()
