"""What is connected and what is wrong: the answers behind `palermo status` and `palermo doctor`."""

import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from graph import distribution, embedded, reach, schema
from graph.answer import Answer
from graph.connection import Store, connect, silent
from graph.errors import PalermoError
from graph.model import Case, node_classes, relationship_classes
from graph.settings import Settings
from graph.suppression import released

ROOM = 1_000_000_000
"""Bytes of disk that the server and a small store need."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    subject: str
    ok: bool
    says: str
    """One sentence: what is there, or what is wrong and how to mend it."""


def counts(store: Store) -> Answer:
    """How many nodes of each label and relationships of each type the store holds, none left out.

    Of cases, and of what can end at one, rounded down to a multiple of eleven; none where they are fewer.
    """
    nodes = " UNION ALL ".join(
        f"RETURN 'node' AS kind, '{cls.label()}' AS name, COUNT {{ (:{cls.label()}) }} AS count"
        for cls in node_classes()
    )
    links = " UNION ALL ".join(
        f"RETURN 'relationship' AS kind, '{cls.type_name()}' AS name, COUNT {{ ()-[:{cls.type_name()}]->() }} AS count"
        for cls in relationship_classes()
    )
    found = store.read(f"{nodes} UNION ALL {links}")
    open_ = {cls.label() for cls in node_classes() if cls is not Case} | reach.open_types()
    values = tuple((kind, name, count if name in open_ else released(count)) for kind, name, count in found.values)
    return replace(found, values=values)


def runs(store: Store) -> Answer:
    """The loads that the store rests on, the latest of each scope."""
    return store.read(
        "MATCH (run:Run) WHERE run.state <> 'superseded' "
        "RETURN run.scope AS scope, run.state AS state, run.finished AS finished, run.nodes AS nodes, "
        "run.relationships AS relationships, run.rejects AS rejects, run.version AS version ORDER BY scope, finished"
    )


def server_version(store: Store) -> str:
    """Name, version and edition of the server."""
    row = store.read("CALL dbms.components() YIELD name, versions, edition RETURN name, versions[0], edition").values[0]
    return "{} {} {}".format(*row)


def examine(settings: Settings) -> list[Finding]:
    """Look at everything that can be wrong, in the order in which it has to be right."""
    findings = [_folder("home", settings.home), _folder("cache", settings.cache), _room(settings.home)]
    if settings.uri is None:
        findings += [_java(), _server(settings)]
    try:
        with connect(settings) as store:
            findings += [Finding("store", True, f"{server_version(store)} answers at {store.uri}."), _schema(store)]
            findings.append(_loads(store))
    except PalermoError as error:
        findings.append(Finding("store", False, str(error)))
    return findings


def _folder(subject: str, path: Path) -> Finding:
    there = next(parent for parent in (path, *path.parents) if parent.exists())
    if not os.access(there, os.W_OK):
        return Finding(
            subject, False, f"{path} cannot be written; give it to this user or set PALERMO_{subject.upper()}."
        )
    return Finding(subject, True, f"{path} can be written.")


def _room(home: Path) -> Finding:
    there = next(parent for parent in (home, *home.parents) if parent.exists())
    free = shutil.disk_usage(there).free
    if free < ROOM:
        return Finding("disk", False, f"Only {free / 1e9:.1f} GB are free at {there}; the server needs about 1 GB.")
    return Finding("disk", True, f"{free / 1e9:.0f} GB are free at {there}.")


def _java() -> Finding:
    try:
        return Finding("java", True, f"Java is at {distribution.java(os.environ)}.")
    except PalermoError as error:
        return Finding("java", False, str(error))


def _server(settings: Settings) -> Finding:
    try:
        server = embedded.up(settings, silent)
    except PalermoError as error:
        return Finding("server", False, str(error))
    return Finding("server", True, f"The embedded Neo4j {server.version} runs at {server.uri}.")


def _schema(store: Store) -> Finding:
    made = schema.apply(store)
    return Finding(
        "schema", True, f"{made} constraints were missing and were made." if made else "All constraints are there."
    )


def _loads(store: Store) -> Finding:
    found = runs(store).rows
    broken = [row["scope"] for row in found if row["state"] == "running"]
    if broken:
        return Finding("loads", False, f"The load of {', '.join(broken)} was interrupted; give the same command again.")
    if not found:
        return Finding("loads", True, "Nothing is loaded yet; begin with palermo load letter.")
    return Finding("loads", True, f"{len(found)} loads, all complete.")
