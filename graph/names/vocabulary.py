"""The words that stand beside names: titles, honorifics, legal forms; read from words.yaml."""

from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

Sex = Literal["male", "female"]
FILE = Path(__file__).with_name("words.yaml")


class Vocabulary(BaseModel):
    """What words.yaml holds; every word is folded as names are."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    titles: Mapping[str, Sex | None]
    honorifics: Mapping[str, Sex | None]
    prefixes: Mapping[str, Sex | None]
    suffixes: Mapping[str, Sex | None]
    legal_forms: tuple[str, ...]
    legal_suffixes: tuple[str, ...]
    spellings: Mapping[str, str]
    common: frozenset[str]

    @cached_property
    def title_phrases(self) -> tuple[tuple[str, ...], ...]:
        """The titles of several words."""
        return tuple(tuple(title.split()) for title in sorted(self.titles) if " " in title)

    @cached_property
    def phrases(self) -> tuple[tuple[str, ...], ...]:
        """The legal forms as words, the longest first."""
        return tuple(sorted((tuple(form.split()) for form in self.legal_forms), key=lambda form: (-len(form), form)))


@cache
def vocabulary() -> Vocabulary:
    """The words, read once."""
    return Vocabulary.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))
