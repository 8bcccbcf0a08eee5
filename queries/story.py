"""The questions of `palermo demo`: one for each of the three users."""

import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

STORIES = Path(__file__).with_name("stories.yaml")


class Story(BaseModel):
    """A user, what they ask, and the canned query that answers."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    user: str
    asks: str
    query: str
    parameters: Mapping[str, Any]
    columns: tuple[str, ...]
    limit: int | None = None

    @property
    def command(self) -> str:
        """The command that gives the whole answer."""
        given = " ".join(f"--param {shlex.quote(f'{name}={value}')}" for name, value in self.parameters.items())
        return f"palermo ask {self.query} {given}".strip()


def stories() -> list[Story]:
    """The stories, in the order in which they are told."""
    return [Story.model_validate(entry) for entry in yaml.safe_load(STORIES.read_text(encoding="utf-8"))]
