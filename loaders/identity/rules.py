"""The weights and thresholds of identity, read from rules.yaml."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field

FILE = Path(__file__).with_name("rules.yaml")


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class NameRules(_Part):
    """How much names say."""

    world: int
    common_one_in: int
    prior: float
    alone_at_most: float
    unlike: float
    same_title: float
    script: float
    from_similarity: float
    across_scripts: float


class BirthRules(_Part):
    """How much dates of birth say."""

    same_day: float
    same_month: float
    same_year: float
    overlap: float
    near: float
    contradict: float


class PlaceRules(_Part):
    """How much two points say."""

    near_m: float
    near: float
    far_m: float
    far: float


class NameAndDay(_Part):
    """When a name and a day of birth decide."""

    information: float
    not_days: tuple[str, ...]


class Blocks(_Part):
    """How candidates are gathered."""

    most: int
    rare_word: int
    sounds: tuple[tuple[str, str], ...]


class Rules(_Part):
    """What rules.yaml holds."""

    version: str
    propose_at: float = Field(gt=0, lt=1)
    deciding: frozenset[str]
    supporting: frozenset[str]
    one_each: frozenset[str]
    names: NameRules
    born: BirthRules
    sex_contradicts: float
    same_country: float
    other_country: float
    shared_account: float
    supporting_identifier: float
    other_number_of_one_list: float
    same_list: float
    place: PlaceRules
    decide_by_name_and_day: NameAndDay
    blocks: Blocks
    countries: Mapping[str, str]

    def by(self, rule: str) -> str:
        """The author of a judgement that a rule makes: its id and version."""
        return f"rule:{rule}@{self.version}"


@cache
def rules() -> Rules:
    """The rules, read once."""
    loaded: Any = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return Rules.model_validate(loaded)
