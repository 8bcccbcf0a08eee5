"""What is connected and what is wrong: the answers behind `palermo status` and `palermo doctor`."""

import os
import platform
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from graph import schema
from graph.answer import Answer
from graph.connection import Store, connect, silent
from graph.disclosure import reach
from graph.disclosure.suppression import released
from graph.errors import PalermoError
from graph.keeping import upgrade
from graph.model import Case, node_classes, relationship_classes
from graph.server import distribution, embedded, protection
from graph.settings import Settings

ROOM = 1_000_000_000
"""Bytes of disk that the server and a small store need."""
LATE = 120
"""Seconds by which two clocks may differ."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    subject: str
    ok: bool
    says: str
    """One sentence: what is there, or what is wrong and how to mend it."""
    advice: bool = False
    """Whether it is something to consider that is not wrong by itself."""


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
    findings = [_versions(), _folder("home", settings.home), _folder("cache", settings.cache), _room(settings.home)]
    findings += [_secrets(settings.home), _disk(settings)]
    if settings.uri is None:
        findings += [_java(), _jars(settings), _server(settings)]
    else:
        findings.append(_line(settings))
    try:
        with connect(settings) as store:
            findings += [Finding("store", True, f"{server_version(store)} answers at {store.uri}."), _schema(store)]
            findings += [_form(store), _clock(store, datetime.now(UTC)), _loads(store)]
    except PalermoError as error:
        findings.append(Finding("store", False, str(error)))
    return findings


def _versions() -> Finding:
    driver = version("neo4j")
    return Finding(
        "versions", True, f"Palermo {version('palermo')}, Python {platform.python_version()}, driver {driver}."
    )


def _secrets(home: Path) -> Finding:
    found = protection.open_to_others(home)
    if found:
        names = " ".join(str(path) for path in found)
        return Finding("secrets", False, f"Others on this machine can read {names}; run chmod go-rwx {names}.")
    return Finding("secrets", True, "Nobody else on this machine can read the password, keys, backups and rejects.")


def _disk(settings: Settings) -> Finding:
    encrypted = protection.encrypted_disk(settings.home)
    if encrypted:
        return Finding("encryption", True, f"The disk under {settings.home} is encrypted.")
    said = "is not encrypted" if encrypted is False else "may not be encrypted: that cannot be told from here"
    return Finding(
        "encryption",
        True,
        f"The disk under {settings.home} {said}; whoever takes the machine reads the store, so encrypt it (LUKS, "
        "FileVault, BitLocker) before it holds cases.",
        advice=True,
    )


def _line(settings: Settings) -> Finding:
    uri = settings.uri or ""
    if protection.encrypted_line(uri) or protection.loopback(uri):
        return Finding("line", True, f"What goes to {uri} is encrypted, or does not leave this machine.")
    if settings.plaintext:
        return Finding("line", True, f"What goes to {uri} is not encrypted, as PALERMO_PLAINTEXT allows.", advice=True)
    return Finding("line", False, f"What goes to {uri} is not encrypted; use bolt+s:// or neo4j+s://.")


def _jars(settings: Settings) -> Finding:
    found = distribution.altered(settings)
    if found:
        return Finding(
            "jars", False, f"{', '.join(found)} in {settings.cache} are not the ones of the lock; delete that folder."
        )
    return Finding("jars", True, "Every jar of Neo4j in the cache has the SHA-256 of the lock.")


def _form(store: Store) -> Finding:
    return Finding("form", True, f"The store is of form {upgrade.number(store)}, the newest is {upgrade.newest()}.")


def _clock(store: Store, now: datetime) -> Finding:
    there, last = store.read("OPTIONAL MATCH (run:Run) RETURN toString(datetime.realtime()), max(run.finished)").values[
        0
    ]
    away = abs((datetime.fromisoformat(there) - now).total_seconds())
    if away > LATE:
        return Finding(
            "clock", False, f"The clocks of this machine and of the server differ by {away:.0f} s; set them."
        )
    if last is not None and (datetime.fromisoformat(last) - now).total_seconds() > LATE:
        return Finding("clock", False, f"A load ended at {last}, which is yet to come; set the clock of this machine.")
    return Finding("clock", True, "The clocks of this machine and of the server agree.")


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
