"""Make viz/data/countries-*.json from the npm package world-atlas: python -m tests.viz.make_outlines world-atlas-2.0.2.tgz

`npm pack world-atlas@2.0.2` brings the archive; another one than the pinned is refused. The same archive gives the same
bytes.
"""

import hashlib
import io
import json
import sys
import tarfile
from pathlib import Path
from typing import Any

from viz.charts.outlines import DATA, subset

SHA256 = "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97"
FINE = {
    "Bangladesh",
    "Brunei",
    "Cambodia",
    "China",
    "India",
    "Indonesia",
    "Laos",
    "Malaysia",
    "Myanmar",
    "Philippines",
    "Singapore",
    "Thailand",
    "Timor-Leste",
    "Vietnam",
}
"""Names as Natural Earth has them; more would make the file larger than all else in the package."""


def made(archive: bytes) -> dict[str, str]:
    """The text of each file by its name. Raises ValueError for an archive that is not the pinned one."""
    if hashlib.sha256(archive).hexdigest() != SHA256:
        raise ValueError("this is not world-atlas 2.0.2 as published; get it with npm pack world-atlas@2.0.2")
    with tarfile.open(fileobj=io.BytesIO(archive)) as package:
        world, fine = (json.load(package.extractfile(f"package/countries-{size}.json")) for size in ("50m", "10m"))  # type: ignore[arg-type]
    files: dict[str, dict[str, Any]] = {
        "countries-50m.json": subset(world, lambda *_: True),
        "countries-10m.json": subset(fine, lambda country, _: country["properties"]["name"] in FINE),
    }
    return {name: json.dumps(topology, ensure_ascii=False, separators=(",", ":")) for name, topology in files.items()}


if __name__ == "__main__":
    for name, text in made(Path(sys.argv[1]).read_bytes()).items():
        (DATA / name).write_text(f"{text}\n", encoding="utf-8")
