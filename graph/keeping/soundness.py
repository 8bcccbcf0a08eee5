"""Whether Neo4j's own files are sound: the consistency check of neo4j-admin, on the stopped embedded server."""

import os
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

from graph.errors import PalermoError, UsageError
from graph.server import distribution, embedded
from graph.settings import Settings

TOOL = "org.neo4j.cli.AdminTool"


def faults(settings: Settings, report: Callable[[str], None]) -> list[str]:
    """What the check finds wrong in the store's files, line by line; none where they are sound.

    The server is stopped for it, and started again if it ran. Raises UsageError for a server that is not embedded.
    """
    if settings.uri is not None:
        raise UsageError(
            "Only the embedded Neo4j can be checked so; for another, run neo4j-admin database check there."
        )
    jars = distribution.jars(settings, report)
    home = settings.home / "neo4j"
    if not (home / "data" / "databases" / settings.database).exists():
        return []
    ran = embedded.down(settings)
    report("Checking the files of the stopped Neo4j")
    try:
        with FileLock(settings.home / "starting.lock"), tempfile.TemporaryDirectory() as found:
            return _check(jars, home, settings.database, Path(found))
    finally:
        if ran:
            embedded.up(settings, report)


def _check(jars: Path, home: Path, database: str, found: Path) -> list[str]:
    command = [str(distribution.java(os.environ)), "-XX:+UseSerialGC", "-cp", f"{jars}/*", TOOL]
    done = subprocess.run(  # noqa: S603
        [*command, "database", "check", database, f"--report-path={found}"],
        env=os.environ | {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line for path in sorted(found.glob("*.report")) for line in path.read_text(encoding="utf-8").splitlines()]
    told = [line.strip() for line in lines if line.strip()]
    if done.returncode and not told:
        last = (done.stderr or done.stdout).strip().splitlines()
        raise PalermoError(f"The check of Neo4j's files did not run ({last[-1] if last else 'it said nothing'}).")
    return told if done.returncode else []
