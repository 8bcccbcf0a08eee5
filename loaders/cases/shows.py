"""What a code of a case shows: the indicators of trafficking, each with the rule that says so and why."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import polars as pl
import yaml

from graph.model import codes
from loaders.cases.crosswalk import CLAIMS
from loaders.sources.indicators.load import indicator_ids

FILE = Path(__file__).with_name("shows.yaml")
Coding = Mapping[str, Mapping[str, tuple[tuple[str, str], ...]]]
"""Property of a case -> code -> indicators with the reason for each."""


@cache
def coding() -> Coding:
    """The coding that ships; a code or an indicator that does not exist is an error of the file."""
    content = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    known = indicator_ids()
    found: dict[str, dict[str, tuple[tuple[str, str], ...]]] = {}
    for name, entries in content.items():
        for code, shown in entries.items():
            allowed = CLAIMS if name == "claims" else codes(name)
            if code not in allowed or not {*shown} <= known:
                raise ValueError(f"{FILE.name}: {name}: {code} or an indicator of {sorted(shown)} does not exist")
            found.setdefault(name, {})[code] = tuple(shown.items())
    return found


def indicators(coded: Coding) -> dict[str, pl.DataFrame]:
    """By property a table: code, and what a relationship SHOWS of it says."""
    return {
        name: pl.DataFrame(
            [
                {
                    "code": code,
                    "end": indicator,
                    "asserted_by": f"rule:case-{name}-{code}",
                    "why": why,
                    "locator": f"{name}: {code}",
                }
                for code, shown in entries.items()
                for indicator, why in shown
            ]
        )
        for name, entries in coded.items()
    }
