"""Provisions: the rows of articles.csv, and the articles above them, so that each instrument is a tree.

Ids such as `ACTIP-5(3)(a-g)` are ranges, and only 4 of 183 sub-provisions have their parent in the file: the tree is
built from the columns, never from the id.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from graph.model import Provision
from graph.model.law import Bearer, Strength
from loaders.rows import CsvRow, rows

ARTICLES = [
    "instrument",
    "article",
    "paragraph",
    "subparagraph",
    "provision_id",
    "short_title",
    "obligation_summary",
    "obligation_type",
    "strength",
    "bearer",
    "cited_by_letter",
    "letter_location",
    "text_source",
    "text_checked",
    "flag",
]


@dataclass(frozen=True, slots=True)
class Force:
    """How hard the duty of a wording is."""

    strength: Strength | None
    custom: bool


def read_provisions(folder: Path, instruments: Mapping[str, object]) -> tuple[list[Provision], dict[str, str]]:
    """The provisions, those listed in articles.csv and those made above them, and the id of what contains each."""
    forces = {
        row.cells["wording"]: Force(_strength(row), row.one_of("custom", ("yes", "no")) == "yes")
        for row in rows(folder / "strengths.csv", ("wording", "strength", "custom", "why"))
    }
    bearers = {
        row.cells["wording"]: cast(Bearer, row.one_of("bearer", get_args(Bearer)))
        for row in rows(folder / "bearers.csv", ("wording", "bearer", "why"))
    }
    listed: dict[str, Provision] = {}
    parents: dict[str, str] = {}
    made: dict[str, Provision] = {}
    for row in rows(folder / "articles.csv", ARTICLES):
        instrument = row.one_of("instrument", instruments)
        provision = _listed(row, forces, bearers)
        if provision.id in listed:
            row.refuse("provision_id", f"{provision.id} is there twice; keep one")
        listed[provision.id] = provision
        place(
            instrument,
            row.cells["article"],
            row.cells["paragraph"],
            row.cells["subparagraph"],
            provision.title,
            made,
            parents,
        )
    return [*listed.values(), *(provision for id_, provision in made.items() if id_ not in listed)], parents


def place(
    instrument: str,
    article: str,
    paragraph: str,
    subparagraph: str,
    title: str,
    made: dict[str, Provision],
    parents: dict[str, str],
) -> str:
    """Put a provision and what is above it into the tree; returns its id. What is new is made as not listed."""
    above = instrument
    for steps in _steps(article, paragraph, subparagraph):
        id_ = provision_id(instrument, *steps)
        parents[id_] = above
        made.setdefault(
            id_,
            Provision(
                id=id_,
                title=title,
                listed=False,
                **{
                    name: step or None
                    for name, step in zip(("article", "paragraph", "subparagraph"), steps, strict=True)
                },
            ),
        )
        above = id_
    return above


def provision_id(instrument: str, article: str, paragraph: str = "", subparagraph: str = "") -> str:
    """`PALERMO-6(3)(a)` of its parts."""
    return f"{instrument}-{article}" + "".join(f"({part})" for part in (paragraph, subparagraph) if part)


def _strength(row: CsvRow) -> Strength | None:
    return cast(Strength, row.one_of("strength", get_args(Strength))) if row.cells["strength"] else None


def _steps(article: str, paragraph: str, subparagraph: str) -> list[tuple[str, str, str]]:
    """From the article down: article; paragraph; then a, a(i), a(i)b."""
    found = [(article, "", "")]
    if paragraph:
        found.append((article, paragraph, ""))
    so_far = ""
    for part in re.findall(r"\([^)]*\)|[^()]+", subparagraph):
        so_far += part
        found.append((article, paragraph, so_far))
    return found


def _listed(row: CsvRow, forces: Mapping[str, Force], bearers: Mapping[str, Bearer]) -> Provision:
    force = forces[row.one_of("strength", forces)]
    # A final clause may say shall, but has no standing.
    strength = "none" if row.cells["obligation_type"].startswith("final") else force.strength
    own = provision_id(row.cells["instrument"], row.cells["article"], row.cells["paragraph"], row.cells["subparagraph"])
    if own != row.text("provision_id"):
        row.refuse("provision_id", f"should be {own} by the columns before it")
    return Provision(
        id=own,
        title=row.text("short_title"),
        article=row.maybe("article"),
        paragraph=row.maybe("paragraph"),
        subparagraph=row.maybe("subparagraph"),
        listed=True,
        summary=row.text("obligation_summary"),
        subject=row.text("obligation_type"),
        wording=row.text("strength"),
        strength=strength,
        bearer=bearers[row.one_of("bearer", bearers)],
        bearer_wording=row.text("bearer"),
        custom=force.custom,
        text_source=row.maybe("text_source"),
        text_checked=row.maybe("text_checked"),
        note=row.maybe("flag"),
    )
