"""Secrets stay this user's, and nothing crosses a network in the open unless somebody says so."""

from pathlib import Path

import pytest

from graph.connection import connect, silent
from graph.errors import StoreUnavailable, UsageError
from graph.server import distribution, embedded, health, protection
from graph.settings import Settings


@pytest.mark.parametrize(
    "uri",
    ["bolt://db.example.org:7687", "neo4j://10.1.2.3", "bolt://[2001:db8::1]:7687", "bolt://localhost.example.org"],
)
def test_a_line_to_another_machine_has_to_be_encrypted(uri: str) -> None:
    with pytest.raises(UsageError, match=r"\+s://.*PALERMO_PLAINTEXT=yes"):
        connect(Settings(uri=uri))
    assert not health.examine(Settings(uri=uri))[-1].ok
    protection.demand_encrypted_line(Settings(uri=uri, plaintext=True))


@pytest.mark.parametrize(
    "uri",
    ["bolt://127.0.0.1:9", "bolt://localhost:9", "neo4j://[::1]:9", "bolt+s://db.example.org", "neo4j+ssc://10.1.2.3"],
)
def test_an_encrypted_line_and_this_machine_are_free(uri: str) -> None:
    protection.demand_encrypted_line(Settings(uri=uri))


def test_a_server_without_a_certificate_is_one_sentence(settings: Settings) -> None:
    server = embedded.up(settings, silent)
    with pytest.raises(StoreUnavailable, match="No Neo4j answers") as refusal:
        connect(Settings(uri=server.uri.replace("bolt://", "bolt+s://"), password=server.password))
    assert "\n" not in str(refusal.value)


def test_a_secret_that_others_can_read_is_named_with_its_remedy(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    for name in ("password", "case.key", "server.log"):
        (home / name).write_text("x")
        (home / name).chmod(0o600)
    assert protection.open_to_others(home) == []
    (home / "server.log").chmod(0o644)
    assert protection.open_to_others(home) == [], "no secret is in it"
    (home / "case.key").chmod(0o640)
    home.chmod(0o750)
    assert protection.open_to_others(home) == [home, home / "case.key"]
    (found,) = [
        finding
        for finding in health.examine(Settings(home=home, uri="bolt://127.0.0.1:9"))
        if finding.subject == "secrets"
    ]
    assert not found.ok
    assert f"chmod go-rwx {home}" in found.says


def test_a_disk_is_encrypted_only_if_all_below_it_is(tmp_path: Path) -> None:
    mapped, plain = tmp_path / "dm-1", tmp_path / "sda1"
    for device, uuid in ((mapped, "LVM-x"), (tmp_path / "dm-0", "CRYPT-LUKS2-x")):
        (device / "dm").mkdir(parents=True)
        (device / "dm" / "uuid").write_text(uuid)
    (mapped / "slaves").mkdir()
    (mapped / "slaves" / "dm-0").symlink_to(tmp_path / "dm-0")
    plain.mkdir()
    assert protection._encrypted(mapped)
    assert not protection._encrypted(plain)
    (mapped / "slaves" / "sda1").symlink_to(plain)
    assert not protection._encrypted(mapped)


def test_a_jar_that_was_changed_is_named(tmp_path: Path) -> None:
    (name,) = (Path(path).name for path in list(distribution.lock().jars)[:1])
    folder = tmp_path / f"neo4j-{distribution.lock().version}"
    folder.mkdir()
    (folder / name).write_bytes(b"not it")
    assert distribution.altered(Settings(cache=tmp_path)) == [name]
