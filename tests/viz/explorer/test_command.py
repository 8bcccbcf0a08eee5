"""palermo explore: it starts, opens once, and ends; what is in its way is one sentence."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest
from click.testing import CliRunner

import palermo
from graph.settings import Settings
from viz.explorer.server import LOOPBACK, listen

ROOT = Path(__file__).parents[3]


def refused(*options: str) -> tuple[int, str]:
    result = CliRunner().invoke(palermo.main, ["explore", "--no-browser", *options])
    return result.exit_code, result.stderr


def test_a_port_in_use_is_one_sentence() -> None:
    with listen(LOOPBACK, 0) as taken:
        port = taken.getsockname()[1]
        assert refused("--port", str(port)) == (
            2, f"palermo: Port {port} is in use; give another with --port, or --port 0 for any that is free.\n"
        )  # fmt: skip


def test_an_address_of_another_machine_is_one_sentence() -> None:
    assert refused("--port", "0", "--host", "192.0.2.1") == (
        2, "palermo: 192.0.2.1 is no address of this machine; leave --host away for 127.0.0.1.\n"
    )  # fmt: skip


def test_a_store_that_is_down_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PALERMO_URI", "bolt://127.0.0.1:1")
    status, told = refused("--port", "0")
    assert status == 1
    assert (
        told
        == "palermo: No Neo4j answers at bolt://127.0.0.1:1; start it, or unset PALERMO_URI to use the embedded one.\n"
    )


@pytest.mark.usefixtures("explored")
def test_it_starts_opens_once_and_ends(settings: Settings) -> None:
    command = [sys.executable, "-c", "import palermo; palermo.main()", "explore", "--no-browser", "--port", "0"]
    environment = os.environ | {"PALERMO_HOME": str(settings.home)}
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=environment) as running:
        assert running.stdout
        try:
            opened = re.fullmatch(r"Open (http://127\.0\.0\.1:\d+/\?t=\S+)\n", running.stdout.readline())
            assert opened
            with httpx2.Client(follow_redirects=True) as client:
                assert "Palermo explorer" in client.get(opened[1]).text
            assert httpx2.get(opened[1]).status_code == 403
            running.send_signal(signal.SIGINT)
            assert running.stdout.read() == "Stopped. The store runs on.\n"
            assert running.wait() == 0
        finally:
            running.kill()
