"""A backup is all of the store, and a restore is all of the backup or nothing."""

import gzip
import io
import json
import os
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyrage
import pytest
from click.testing import Result
from pydantic import SecretStr

from graph import admin, write
from graph.connection import Store, connect
from graph.errors import PalermoError, StoreUnavailable, UsageError
from graph.keeping import archive, upgrade
from graph.keeping.archive import Seal
from graph.loading.tables import tabulate
from graph.model import (
    Area,
    Case,
    Compound,
    Dismissal,
    Document,
    HeldAt,
    LocatedIn,
    Location,
    Operates,
    Organisation,
    State,
    When,
)
from graph.read import digest
from graph.settings import Settings
from loaders.identity import Identity

RECORDS = [
    Document(id="D1", title="A report", origin="D1", date=When.parse("2024-03")),
    State(id="MYS", name="Malaysia", names=["马来西亚", "Малайзия"]),
    Area(id="A1", name="Langkawi", kind="island"),
    Compound(id="C1", name="KK Park", names=["KK园区"], location=Location(16.71, 98.544), precision_m=500.5),
    Compound(id="C2", name="KK Park (south)"),
    Organisation(id="O1", name='"Quoted"\n\\ and \u2028 lines', identifiers=["imo:9876543"]),
    Case(id="P1", document="D1", standard="own", year=2023, exploitation=["ForcedLabour", "ForcedCriminality"]),
    LocatedIn(start=Area.ref("A1"), end=State.ref("MYS"), document="D1", locator="L1", modality="reported"),
    Operates(
        start=Organisation.ref("O1"),
        end=Compound.ref("C1"),
        document="D1",
        locator="p. 4",
        quote="runs it",
        modality="alleged",
        since=When.parse("2019/2020"),
    ),
    HeldAt(start=Case.ref("P1"), end=Compound.ref("C1"), document="D1", locator="sealed", modality="reported"),
]
EVERYTHING = "MATCH (n) WHERE NOT n:SchemaVersion UNWIND labels(n) AS l RETURN l, count(n) ORDER BY l"


def now() -> datetime:
    return datetime(2026, 1, 1, tzinfo=UTC)


def load(store: Store, records: list[Any], scope: str = "s") -> None:
    write.load(store, tabulate(records), source="s", scope=scope, digest=repr(records), version="1", now=now)


@pytest.fixture
def full(empty_store: Store) -> Store:
    """Everything that a store can hold: claims of two loads, a withdrawal, a decision, a dismissal, ties."""
    load(empty_store, [*RECORDS, Area(id="A2", name="Gone")])
    load(empty_store, RECORDS)
    Identity(empty_store, now).decide("C1", "C2", "same", by="ann", why="one map has both")
    step = Dismissal(id="gaps/1", number=1, finding="f", step="dismiss", by="ann", at="2026", why="seen")
    empty_store.write([(write.merge_nodes(Dismissal), {"rows": [step.model_dump()], "run": "gaps", "mine": "gaps"})])
    return empty_store


def back_up(store: Store, path: Path, **more: Any) -> admin.Kept:
    return admin.backup(store, path, now=now, program="1", **more)


def restore(store: Store, path: Path, **more: Any) -> Path | None:
    return admin.restore(store, path, replaced=path.parent / "replaced", now=now, program="1", **more)[1]


def whole(store: Store) -> tuple[str, Any, Any]:
    ties = store.read("MATCH (a)-[t:TIE]->(b) RETURN a.id, b.id, properties(t) ORDER BY t.id").values
    return digest(store), store.read(EVERYTHING).values, ties


def test_a_restored_store_is_the_same_to_the_last_property(full: Store, tmp_path: Path) -> None:
    before = whole(full)
    made = back_up(full, tmp_path / "b")
    labels = {label for label, _ in before[1]}
    assert {"Run", "Decision", "Dismissal", "Withdrawal", "Case"} <= labels
    full.write([("MATCH (n) DETACH DELETE n", {})])
    restore(full, tmp_path / "b")
    assert whole(full) == before
    assert before[2], "ties are made again"
    assert made.nodes == full.read("MATCH (n) WHERE NOT n:SchemaVersion RETURN count(n)").values[0][0]
    assert full.read("MATCH (c:Compound {id: 'C1'}) RETURN valueType(c.location) AS t").rows[0]["t"].startswith("POINT")
    assert full.read("MATCH ()-[r:OPERATES]->() RETURN valueType(r.since) AS t").rows[0]["t"].startswith("DATE")


def test_only_its_owner_can_read_a_backup(full: Store, tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        back_up(full, tmp_path / "b")
    finally:
        os.umask(old)
    assert (tmp_path / "b").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


def test_a_backup_opens_with_ordinary_tools(full: Store, tmp_path: Path) -> None:
    back_up(full, tmp_path / "b")
    with zipfile.ZipFile(tmp_path / "b") as opened:
        lines = [json.loads(line) for line in gzip.decompress(opened.read("backup.jsonl.gz")).splitlines()]
    assert lines[0]["tables"]["OPERATES"] == 1
    assert ["Compound", "KK园区"] in [
        [row[0], row[1]["names"][0]]
        for row in lines
        if isinstance(row, list) and row[1:] and isinstance(row[1], dict) and row[1].get("names")
    ]


def test_neither_a_file_nor_a_store_is_replaced_without_force(full: Store, tmp_path: Path) -> None:
    back_up(full, tmp_path / "b")
    with pytest.raises(UsageError, match="--force"):
        back_up(full, tmp_path / "b")
    before = whole(full)
    with pytest.raises(UsageError, match=r"not empty.*--force"):
        restore(full, tmp_path / "b")
    assert whole(full) == before


def test_what_force_replaces_is_kept_and_comes_back(full: Store, tmp_path: Path) -> None:
    back_up(full, tmp_path / "b")
    load(full, [Area(id="NEW", name="New")], scope="later")
    later = whole(full)
    kept = restore(full, tmp_path / "b", force=True)
    assert kept is not None
    assert kept.stat().st_mode & 0o777 == 0o600
    assert whole(full) != later
    restore(full, kept, force=True)
    assert whole(full) == later


def test_what_is_encrypted_opens_with_its_passphrase_or_key_and_no_other(full: Store, tmp_path: Path) -> None:
    before = whole(full)
    mine, other = (pyrage.x25519.Identity.generate() for _ in range(2))
    for name, key in (("mine", mine), ("other", other)):
        (tmp_path / name).write_text(f"# a key\n{key}\n")
    seal = Seal(passphrase=SecretStr("correct horse"), recipients=(str(mine.to_public()),))
    back_up(full, tmp_path / "b", seal=seal)
    assert b"KK Park" not in (tmp_path / "b").read_bytes()
    assert archive.sealed_by(tmp_path / "b") == "passphrase"
    for wrong in (Seal(), Seal(passphrase=SecretStr("wrong")), Seal(identity=tmp_path / "other")):
        with pytest.raises(UsageError, match="open|encrypted"):
            restore(full, tmp_path / "b", seal=wrong, force=True)
        assert whole(full) == before
    for right in (Seal(passphrase=SecretStr("correct horse")), Seal(identity=tmp_path / "mine")):
        full.write([("MATCH (n) DETACH DELETE n", {})])
        restore(full, tmp_path / "b", seal=right)
        assert whole(full) == before


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def cut_inside(data: bytes) -> bytes:
    """Cut the lines short, in a zip that is whole."""
    return rewritten(data, lambda lines: lines[: len(lines) // 2])


def forged(data: bytes) -> bytes:
    return rewritten(data, lambda lines: lines.replace(b"KK Park", b"KK Dark"))


def without_a_row(data: bytes) -> bytes:
    return rewritten(data, lambda lines: b"".join(line for line in lines.splitlines(True) if b'"A1"' not in line))


def flipped(data: bytes) -> bytes:
    return data[:400] + bytes([data[400] ^ 1]) + data[401:]


def rewritten(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as opened, zipfile.ZipFile(made, "w") as out:
        out.writestr("backup.jsonl.gz", gzip.compress(change(gzip.decompress(opened.read("backup.jsonl.gz")))))
    return made.getvalue()


def some_zip(_: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        out.writestr("../../etc/passwd", "x")
    return made.getvalue()


@pytest.mark.parametrize(
    "harm", [cut, cut_inside, forged, without_a_row, flipped, some_zip, lambda _: b"", lambda _: b"x"]
)
def test_a_damaged_backup_changes_nothing(full: Store, tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    back_up(full, tmp_path / "b")
    before = whole(full)
    (tmp_path / "b").write_bytes(harm((tmp_path / "b").read_bytes()))
    with pytest.raises(archive.Damaged) as refusal:
        restore(full, tmp_path / "b", force=True)
    assert "\n" not in str(refusal.value)
    assert whole(full) == before
    assert not (tmp_path / "replaced").exists()


def test_an_encrypted_backup_that_was_cut_or_changed_is_refused(full: Store, tmp_path: Path) -> None:
    key = pyrage.x25519.Identity.generate()
    (tmp_path / "key").write_text(str(key))
    back_up(full, tmp_path / "b", seal=Seal(recipients=(str(key.to_public()),)))
    data = (tmp_path / "b").read_bytes()
    for harm in (cut, flipped):
        (tmp_path / "b").write_bytes(harm(data))
        with pytest.raises((archive.Damaged, UsageError)):
            admin.look(tmp_path / "b", Seal(identity=tmp_path / "key"))


def test_a_store_that_is_written_to_meanwhile_is_backed_up_as_of_one_moment(full: Store, tmp_path: Path) -> None:
    written: list[int] = []

    def once(_what: str, _done: int, _total: int) -> None:
        if not written:
            full.write([("MERGE (n:Area:Place {id: 'A9'}) SET n.name = 'x', n.runs = []", {})])
        written.append(1)

    back_up(full, tmp_path / "b", progress=once)
    assert "A9" in ids(tmp_path / "b")

    def always(_what: str, _done: int, _total: int) -> None:
        full.write([("MERGE (n:Area:Place {id: 'A9'}) SET n.name = n.name + 'x'", {})])

    with pytest.raises(PalermoError, match="keep writing"):
        back_up(full, tmp_path / "c", progress=always)
    assert not (tmp_path / "c").exists()


def ids(path: Path) -> set[str]:
    """The ids of the nodes in a backup."""
    return {row[1]["id"] for name, row in list(archive.read(path, Seal()))[1:] if not name.isupper()}


def test_half_a_restore_opens_for_nobody_and_is_finished_by_the_next(
    full: Store, settings: Settings, tmp_path: Path
) -> None:
    back_up(full, tmp_path / "b")
    before = whole(full)

    def stop(what: str, _done: int, _total: int) -> None:
        if what == "restore":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        restore(full, tmp_path / "b", force=True, progress=stop)
    with pytest.raises(StoreUnavailable, match=r"interrupted.*palermo restore again"):
        connect(settings)
    with connect(settings, unfinished=True) as opened:
        assert restore(opened, tmp_path / "b") is None, "half a restore needs no force and is not kept"
    connect(settings).close()
    assert whole(full) == before


def test_what_the_model_does_not_know_is_not_silently_left_out(full: Store, tmp_path: Path) -> None:
    full.write([("CREATE (:Stray {id: 'x'})", {})])
    with pytest.raises(PalermoError, match="does not know.*palermo check"):
        back_up(full, tmp_path / "b")
    assert not list(tmp_path.iterdir())


def test_a_backup_of_a_newer_program_is_left_alone(
    full: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upgrade, "number", lambda _: 99)
    back_up(full, tmp_path / "b")
    with pytest.raises(PalermoError, match="newer Palermo"):
        restore(full, tmp_path / "b", force=True)


@pytest.fixture
def run(full: Store, run: Callable[..., Result]) -> Callable[..., Result]:  # noqa: ARG001
    return run


def test_the_commands(run: Callable[..., Result], full: Store, tmp_path: Path) -> None:
    before = whole(full)
    file = str(tmp_path / "b")
    made = run("backup", file, "--encrypt", input="secret\nsecret\n")
    assert made.exit_code == 0, made.output
    assert run("backup", file).exit_code == 2
    assert run("restore", file, input="secret\n").exit_code == 2, "the store is not empty"
    wrong = run("restore", file, "--force", input="wrong\n")
    assert (wrong.exit_code, "does not open" in wrong.output) == (2, True)
    again = run("restore", file, "--force", input="secret\n")
    assert again.exit_code == 0, again.output
    assert whole(full) == before
    assert run("restore", str(tmp_path / "nowhere")).exit_code == 2
