"""Pages that show commands with their answers: the answers are made by running the commands, here and in the test.

A block that is fenced as `console` holds commands, each after `$ `, and under each what it printed.
"""

import re
import shlex
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir, contextmanager
from pathlib import Path

from click.testing import CliRunner, Result

import palermo
from graph.connection import Store, connect
from graph.server import embedded
from graph.settings import Settings

DOCS = Path(__file__).parents[1] / "docs"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)
WIDE = {"COLUMNS": "120"}
"""Characters of a line beside the tables, whatever the screen of who makes the page."""
Run = Callable[..., Result]


def answered(text: str, run: Run) -> str:
    """The page with the answers of today."""

    def block(found: re.Match[str]) -> str:
        commands = [line[2:] for line in found[1].splitlines() if line.startswith("$ ")]
        return "```console\n" + "".join(f"$ {command}\n{_printed(command, run)}" for command in commands) + "```"

    return BLOCK.sub(block, text)


def _printed(command: str, run: Run) -> str:
    program, *words = shlex.split(command)
    if program != "palermo":
        raise ValueError(command)
    result = run(*words)
    if result.exit_code or result.exception:
        raise ValueError(f"{command}: {result.output}") from result.exception
    lines = [line.rstrip() for line in result.output.strip("\n").splitlines()]
    return "".join(f"{line}\n" for line in lines)


@contextmanager
def own_store() -> Iterator[tuple[Store, Settings]]:
    """A server of its own in a new home, for who writes a page; it ends with it."""
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home))
        try:
            with connect(settings) as store:
                yield store, settings
        finally:
            embedded.down(settings)


@contextmanager
def own_demo() -> Iterator[tuple[Run, Path, Settings]]:
    """The command on a store of its own that holds what palermo demo loads, the folder in which it writes, its home."""
    with own_store() as (_, settings), tempfile.TemporaryDirectory() as folder, chdir(folder):
        run = command({"PALERMO_HOME": str(settings.home)})
        demo = run("demo")
        if demo.exit_code:
            raise ValueError(demo.output)
        yield run, Path(folder), settings


def command(environment: Mapping[str, str]) -> Run:
    """The command as somebody would type it, on a screen of one width."""
    return lambda *words: CliRunner().invoke(palermo.main, list(words), env={**environment, **WIDE})
