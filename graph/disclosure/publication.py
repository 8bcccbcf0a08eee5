"""A copy of a graph as one file: a ZIP of JSON lines, a file a class, and a manifest with the SHA-256 of each.

It opens in any store, whatever its edition: `palermo load published FILE` checks the digests and loads the records like
those of any other source. The same graph on the same day gives the same bytes.
"""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from graph import durable
from graph.disclosure.publishing import Part
from graph.errors import InputRefused
from graph.model import Node, Ref, Relationship, node_classes, said_classes

MANIFEST = "manifest.json"
FORM = "palermo-published-1"
_CLASSES = {f"nodes/{cls.label()}.jsonl": cls for cls in node_classes()} | {
    f"relationships/{cls.type_name()}.jsonl": cls for cls in said_classes()
}
_NODES = {cls.label(): cls for cls in node_classes()}


def write(path: Path, parts: Iterable[Part], told: Mapping[str, Any]) -> dict[str, int]:
    """Write the parts and a manifest that also holds what is `told`; returns the rows of each file. All of it or nothing."""
    names = {cls: name for name, cls in _CLASSES.items()}
    files: dict[str, dict[str, Any]] = {}
    with durable.replacing(path) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in parts:
            text = "".join(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in part.rows).encode()
            _put(archive, names[part.cls], text)
            files[names[part.cls]] = {"rows": len(part.rows), "sha256": hashlib.sha256(text).hexdigest()}
        manifest = {"form": FORM, **told, "files": files}
        _put(archive, MANIFEST, (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode())
    return {name: one["rows"] for name, one in files.items()}


def read(path: Path) -> Iterator[Node | Relationship[Any, Any]]:
    """The records of an archive. Raises InputRefused where it is none, or not the one that was written."""
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = json.loads(archive.read(MANIFEST))
            if manifest.get("form") != FORM or set(manifest["files"]) != {*archive.namelist()} - {MANIFEST}:
                raise InputRefused(f"{path.name} holds other files than its manifest says; ask for the copy again.")
            for name, one in manifest["files"].items():
                content = archive.read(name)
                if hashlib.sha256(content).hexdigest() != one["sha256"]:
                    raise InputRefused(f"{path.name} was changed: {name} has another digest; ask for the copy again.")
                yield from _records(path, name, content)
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError) as error:
        raise InputRefused(
            f"{path.name} is no copy made by palermo publish, or is damaged; ask for the copy again."
        ) from error


def _records(path: Path, name: str, content: bytes) -> Iterator[Node | Relationship[Any, Any]]:
    cls = _CLASSES.get(name)
    if cls is None:
        raise InputRefused(f"{path.name} holds {name}, which this version does not know; install a newer one.")
    for number, line in enumerate(content.decode().splitlines(), start=1):
        row = json.loads(line)
        for side in ("start", "end") if issubclass(cls, Relationship) else ():
            label, id_ = row[side]
            row[side] = Ref(_NODES[label], id_)
        try:
            yield cls.model_validate(row)
        except ValidationError as error:
            field = ".".join(map(str, error.errors()[0]["loc"]))
            raise InputRefused(
                f"{path.name}, {name}, line {number}: {field} is not as this version knows it."
            ) from error


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    member = zipfile.ZipInfo(
        name, (1980, 1, 1, 0, 0, 0)
    )  # the time of writing would make two files of one graph differ
    member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    archive.writestr(member, content)
