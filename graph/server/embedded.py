"""The embedded server: a real Neo4j Community of this user's own, on loopback.

Its folder, under PALERMO_HOME: `neo4j/` (configuration, store, logs), `server.json` (which process runs and where it
listens) and `password` (generated, mode 0600). The server outlives the command that started it; a file lock makes two
commands at once start one. Configuration facts were measured on 5.26.17.
"""

import hashlib
import json
import os
import secrets
import socket
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import neo4j
import psutil
from filelock import FileLock
from neo4j import exceptions
from pydantic import SecretStr

from graph import durable
from graph.errors import StoreUnavailable
from graph.loading import fresh_store
from graph.server import distribution
from graph.settings import Settings

PATIENCE = 120.0
"""Seconds in which the server has to answer; it takes about 4, or 8 after a crash."""
DATABASE = "neo4j"
"""The one database of the Community edition."""
GRACE = 60.0
"""Seconds that it gets to close its store before it is killed."""

CONF = """\
server.bolt.enabled=true
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
# LOAD CSV would read any file of this user and any address, also in read access mode.
server.directories.import=import
dbms.security.allow_csv_import_from_file_urls=false
internal.dbms.cypher_ip_blocklist=0.0.0.0/0,::/0
db.transaction.timeout=10m
server.memory.heap.initial_size=256m
server.memory.heap.max_size={heap}
server.memory.pagecache.size={page_cache}
# The databases close in 0.1 s; the network layer would then idle for 10 s more.
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
db.tx_log.preallocate=false
db.tx_log.rotation.retention_policy=2 files
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    uri: str
    user: str
    password: SecretStr
    pid: int
    version: str
    home: Path


def up(settings: Settings, report: Callable[[str], None]) -> Server:
    """The server of these settings, started if it is not running; returns when it answers. Raises StoreUnavailable."""
    server = running(settings)
    if server is not None:
        return server
    home = settings.home
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        with FileLock(home / "starting.lock"):
            return running(settings) or _start(settings, report)
    except OSError as error:
        raise StoreUnavailable(
            f"Cannot write {error.filename or home}: {error.strerror}; free some room or set PALERMO_HOME."
        ) from error


def running(settings: Settings) -> Server | None:
    """The server of these settings, if it runs."""
    try:
        said = json.loads((settings.home / "server.json").read_text(encoding="utf-8"))
        password = (settings.home / "password").read_text(encoding="ascii")
        process = psutil.Process(said["pid"])
        # A process number is used again: only the one that began when ours did is ours.
        if process.create_time() != said["began"] or process.status() == psutil.STATUS_ZOMBIE:
            return None
    except (OSError, ValueError, KeyError, psutil.Error):
        return None
    return Server(
        f"bolt://127.0.0.1:{said['port']}", "neo4j", SecretStr(password), said["pid"], said["version"], settings.home
    )


def down(settings: Settings) -> bool:
    """Stop the server and wait until it has stopped; False if it was not running."""
    server = running(settings)
    if server is None:
        return False
    process = psutil.Process(server.pid)
    process.terminate()
    try:
        process.wait(GRACE)
    except psutil.TimeoutExpired:
        process.kill()  # its transaction log brings back every acknowledged write
        process.wait(GRACE)
    (settings.home / "server.json").unlink(missing_ok=True)
    return True


def _start(settings: Settings, report: Callable[[str], None]) -> Server:
    jars = distribution.jars(settings, report)
    version = distribution.lock().version
    java = distribution.java(os.environ)
    home = settings.home / fresh_store.STORE
    fresh_store.settle(settings.home)
    _same_or_newer(home, version)
    password = _password(settings.home, home)
    port = _free_port()
    _configure(settings, home, port)
    report("Starting Neo4j")
    log = settings.home / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603
            _command(java, jars, version, home),
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # so that it outlives this command and its terminal
        )
    _await_answer(process, f"bolt://127.0.0.1:{port}", password, log)
    began = psutil.Process(process.pid).create_time()
    process.returncode = 0  # not ours to wait for: it is meant to outlive this command
    said = {"pid": process.pid, "began": began, "port": port, "version": version}
    _write_whole(settings.home / "server.json", json.dumps(said))
    _write_whole(home / "version", version)
    server = running(settings)
    if server is None:
        raise StoreUnavailable(f"Neo4j stopped right after it started; its last words are in {log}.")
    return server


def furnish(settings: Settings, home: Path) -> None:
    """Make the folder of a new store, with the password that the commands of this user know."""
    _configure(settings, home, _free_port())
    accounts = home / "data" / "dbms"
    accounts.mkdir(parents=True, exist_ok=True)
    password = (settings.home / "password").read_text(encoding="ascii")
    _write_whole(accounts / "auth.ini", _account(password, secrets.token_bytes(32)))
    _write_whole(home / "version", distribution.lock().version)


def _configure(settings: Settings, home: Path, port: int) -> None:
    (home / "conf").mkdir(parents=True, exist_ok=True)
    (home / "import").mkdir(exist_ok=True)
    (home / "conf" / "neo4j.conf").write_text(
        CONF.format(port=port, heap=settings.heap, page_cache=settings.page_cache), encoding="utf-8"
    )


def _command(java: Path, jars: Path, version: str, home: Path) -> list[str]:
    native = ["--enable-native-access=ALL-UNNAMED"] if (distribution.java_version(java) or 0) >= 24 else []
    return [
        str(java),
        *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in ("java.nio", "java.io", "sun.nio.ch")),
        *native,
        "-XX:+UseSerialGC",
        "-Xshare:auto",
        "-cp",
        f"{jars}/*",
        _main_class(jars / f"neo4j-{version}.jar"),
        f"--home-dir={home}",
        f"--config-dir={home / 'conf'}",
    ]


def _main_class(jar: Path) -> str:
    """The entry point that the server's own jar names; it differs between 5 and 2026."""
    with ZipFile(jar) as archive:
        return archive.read("META-INF/services/org.neo4j.server.startup.EntryPoint").decode().split()[0]


def _await_answer(process: "subprocess.Popen[bytes]", uri: str, password: SecretStr, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    with neo4j.GraphDatabase.driver(uri, auth=("neo4j", password.get_secret_value())) as driver:
        while time.monotonic() < deadline:
            if process.poll() is not None:
                raise StoreUnavailable(f"Neo4j did not start ({last_words(log)}); the whole log is {log}.")
            try:
                # A server answers before its database is open: after a crash that takes as long as the recovery.
                with driver.session(database=DATABASE) as session:
                    session.run("RETURN 1").consume()
            except (exceptions.DriverError, exceptions.Neo4jError) as error:
                if isinstance(error, exceptions.AuthError):
                    process.terminate()
                    raise StoreUnavailable(
                        f"The store in {log.parent} has another password than {log.parent / 'password'}; "
                        "put the right one there, or set PALERMO_HOME to another folder."
                    ) from error
                time.sleep(0.1)
            else:
                return
    process.kill()
    raise StoreUnavailable(f"Neo4j did not answer within {PATIENCE:.0f} seconds; its log is {log}.")


def last_words(log: Path) -> str:
    """The line of a log of Neo4j that tells most."""
    lines = [line.strip() for line in log.read_text(encoding="utf-8", errors="replace").splitlines()]
    telling = [line for line in lines if "ERROR" in line or "Caused by" in line or "Exception" in line]
    return (telling or lines or ["it said nothing"])[-1][:300]


def _same_or_newer(home: Path, version: str) -> None:
    written = home / "version"
    if not written.exists():
        return
    there = written.read_text(encoding="ascii").strip()
    if [int(part) for part in there.split(".")] > [int(part) for part in version.split(".")]:
        raise StoreUnavailable(
            f"The store in {home} was written by Neo4j {there}, which is newer than {version}; "
            "use a newer Palermo, or set PALERMO_HOME to another folder."
        )


def _password(folder: Path, home: Path) -> SecretStr:
    """The password of the store: made with the store, kept in a file that only this user can read."""
    path = folder / "password"
    if path.exists():
        return SecretStr(path.read_text(encoding="ascii"))
    password = secrets.token_urlsafe(24)
    _write_whole(path, password)
    accounts = home / "data" / "dbms"
    accounts.mkdir(parents=True, exist_ok=True)
    # What `neo4j-admin dbms set-initial-password` writes. That command takes the password as an argument, where
    # every process of the machine can read it.
    _write_whole(accounts / "auth.ini", _account(password, secrets.token_bytes(32)))
    return SecretStr(password)


def _account(password: str, salt: bytes, rounds: int = 1024) -> str:
    """A line of Neo4j's file of initial users: SHA-256 over salt and password, then over itself."""
    digest = hashlib.sha256(salt + password.encode()).digest()
    for _ in range(rounds - 1):
        digest = hashlib.sha256(digest).digest()
    return f"neo4j:SHA-256,{digest.hex().upper()},{salt.hex().upper()},{rounds}:\n"


def _write_whole(path: Path, text: str) -> None:
    with durable.replacing(path) as file:
        file.write(text.encode("ascii"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
