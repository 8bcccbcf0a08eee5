"""The audit log is only added to, and says so when somebody did otherwise."""

import json
import re
import stat
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

import palermo
from graph.disclosure import audit
from graph.errors import PalermoError, UsageError

NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)


def write(home: Path, count: int, did: str = "ask") -> None:
    for number in range(count):
        audit.record(home, did, {"query": f"q{number}"}, "to test the log", number, now=lambda: NEW_YEAR)


def change(home: Path, work: Callable[[list[str]], list[str]]) -> None:
    path = home / audit.LOG
    path.write_text("".join(work(path.read_text(encoding="utf-8").splitlines(keepends=True))), encoding="utf-8")


def test_what_was_asked_is_read_back_in_order_and_unbroken(tmp_path: Path) -> None:
    write(tmp_path, 3)
    log = audit.read(tmp_path)
    assert log.broken is None
    assert [(line.number, line.what, line.why, line.rows) for line in log.lines] == [
        (n + 1, {"query": f"q{n}"}, "to test the log", n) for n in range(3)
    ]
    for name in (audit.LOG, audit.HEAD):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("work", "sentence"),
    [
        (lambda lines: [lines[0], lines[1].replace("q1", "q7"), *lines[2:]], "Line 3 .* does not follow"),
        (lambda lines: [lines[0], *lines[2:]], "Line 2 .* does not follow"),
        (lambda lines: [lines[0], "no line\n", *lines[2:]], "Line 2 .* does not follow"),
        (lambda lines: lines[:-1], "Line 4 .* is missing: it had 4 lines"),
        (lambda lines: lines[:1], "Line 2 .* is missing: it had 4 lines"),
        (lambda lines: lines[:0], "Line 1 .* is missing: it had 4 lines"),
        (lambda lines: [*lines[:-1], lines[-1].replace("q3", "q7")], "Line 4 .* is not the last"),
    ],
)
def test_a_line_that_is_changed_taken_out_or_cut_off_is_noticed_and_stays_so(
    tmp_path: Path, work: Callable[[list[str]], list[str]], sentence: str
) -> None:
    write(tmp_path, 4)
    change(tmp_path, work)
    assert re.search(sentence, str(audit.read(tmp_path).broken))
    write(tmp_path, 2)
    assert audit.read(tmp_path).broken, "a later line does not hide it"


def test_without_its_head_the_end_is_not_trusted_even_after_another_line(tmp_path: Path) -> None:
    write(tmp_path, 3)
    (tmp_path / audit.HEAD).unlink()
    change(tmp_path, lambda lines: lines[:2])
    assert "audit.head is gone" in str(audit.read(tmp_path).broken)
    write(tmp_path, 1)
    assert "Line 3" in str(audit.read(tmp_path).broken)


def test_a_power_cut_while_a_line_is_written_is_no_break(tmp_path: Path) -> None:
    write(tmp_path, 2)
    head = (tmp_path / audit.HEAD).read_bytes()
    write(tmp_path, 1)
    (tmp_path / audit.HEAD).write_bytes(head)  # the line was written, the head was not
    assert audit.read(tmp_path).broken is None
    with (tmp_path / audit.LOG).open("ab") as file:
        file.write(b'{"number": 4, "at')
    assert audit.read(tmp_path).broken is None
    write(tmp_path, 1)
    log = audit.read(tmp_path)
    assert (log.broken, len(log.lines)) == (None, 4)


def test_two_processes_at_once_do_not_tear_it(tmp_path: Path) -> None:
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(partial(write, tmp_path), [25, 25]))
    log = audit.read(tmp_path)
    assert (log.broken, [line.number for line in log.lines]) == (None, list(range(1, 51)))


def test_nothing_is_shown_where_it_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / audit.LOG).mkdir()
    with pytest.raises(PalermoError, match="so nothing is shown"):
        write(tmp_path, 1)


@pytest.mark.parametrize("text", [None, "", "because", "two words", "a b c", "- - - -"])
def test_a_purpose_is_some_words(text: str | None) -> None:
    with pytest.raises(UsageError, match="perhaps-a-victim needs a purpose of at least 3 words"):
        audit.purpose(text, "The query perhaps-a-victim")


def test_the_command_filters_and_fails_on_a_broken_chain(tmp_path: Path) -> None:
    write(tmp_path, 2)
    write(tmp_path, 1, did="path")
    environment = {"PALERMO_HOME": str(tmp_path)}
    found = CliRunner().invoke(palermo.main, ["audit", "--did", "path", "--format", "json"], env=environment)
    assert found.exit_code == 0
    (row,) = json.loads(found.stdout)
    assert (row["number"], row["did"], row["at"]) == (3, "path", "2026-01-01T00:00:00+00:00")
    assert (
        json.loads(
            CliRunner()
            .invoke(palermo.main, ["audit", "--since", "2026-01-02", "--format", "json"], env=environment)
            .stdout
        )
        == []
    )
    change(tmp_path, lambda lines: lines[:-1])
    broken = CliRunner().invoke(palermo.main, ["audit"], env=environment)
    assert broken.exit_code == 1
    assert (
        broken.stderr.strip() == "palermo: Line 3 of the audit log is missing: it had 3 lines, and the end was cut off."
    )
