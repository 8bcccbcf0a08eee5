"""Provisions: the rows of each articles.csv, and the articles above them, so that each instrument is a tree.

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
from loaders.rows import CsvRow
from loaders.sources.law.corrections import Corrections
from loaders.sources.law.files import rows_of

ARTICLES = [
    "article",
    "paragraph",
    "subparagraph",
    "provision_id",
    "short_title",
    "obligation_summary",
    "obligation_type",
    "strength",
    "bearer",
    "text_source",
    "text_checked",
    "flag",
]


@dataclass(frozen=True, slots=True)
class Force:
    """How hard the duty of a wording is."""

    strength: Strength | None
    custom: bool


@dataclass(frozen=True, slots=True)
class Wordings:
    """What the words of an instrument say of how hard a duty is, and of whose."""

    forces: dict[str, Force]
    bearers: dict[str, Bearer]


def read_provisions(
    shared: Path, folders: Mapping[str, Path], corrections: Corrections
) -> tuple[list[Provision], dict[str, str]]:
    """The provisions of the instruments in these folders, and the id of what contains each.

    Those listed in articles.csv come first, then those made above them. `shared` holds what the wordings mean.
    """
    listed: dict[str, Provision] = {}
    parents: dict[str, str] = {}
    made: dict[str, Provision] = {}
    common = _wordings(shared)
    for instrument, folder in folders.items():
        own = _wordings(folder)
        wordings = Wordings(common.forces | own.forces, common.bearers | own.bearers)
        for row in rows_of(folder, "articles.csv", ARTICLES):
            known, correction = corrections.of_provision(row)
            provision = _listed(instrument, known, wordings, correction)
            if provision.id in listed:
                row.refuse("provision_id", f"{provision.id} is there twice; keep one")
            listed[provision.id] = provision
            parts = row.cells["article"], row.cells["paragraph"], row.cells["subparagraph"]
            place(instrument, parts, provision.title, made, parents)
    above = [provision for id_, provision in made.items() if id_ not in listed]
    dutiless = _without_duty(listed, parents)
    return [
        *listed.values(),
        *(one.model_copy(update={"strength": "none"}) if one.id in dutiless else one for one in above),
    ], parents


def _without_duty(listed: Mapping[str, Provision], parents: Mapping[str, str]) -> set[str]:
    """What is made above provisions none of which sets a duty: an article of definitions sets none, either."""
    setting: dict[str, bool] = {}
    for id_, provision in listed.items():
        duty = provision.strength != "none"
        above = parents[id_]
        while above in parents:
            setting[above] = setting.get(above, False) or duty
            above = parents[above]
    return {id_ for id_, duty in setting.items() if not duty}


def place(
    instrument: str,
    parts: tuple[str, str, str],
    title: str,
    made: dict[str, Provision],
    parents: dict[str, str],
) -> str:
    """Put a provision (article, paragraph, subparagraph) and what is above it into the tree; returns its id.

    What is new is made as not listed.
    """
    above = instrument
    for steps in _steps(*parts):
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


def _wordings(folder: Path) -> Wordings:
    """The wordings that a folder explains: the shared ones, or an instrument's own."""
    return Wordings(
        {
            row.cells["wording"]: Force(_strength(row), row.one_of("custom", ("yes", "no")) == "yes")
            for row in rows_of(folder, "strengths.csv", ("wording", "strength", "custom", "why"))
        },
        {
            row.cells["wording"]: cast(Bearer, row.one_of("bearer", get_args(Bearer)))
            for row in rows_of(folder, "bearers.csv", ("wording", "bearer", "why"))
        },
    )


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


def _listed(instrument: str, row: CsvRow, wordings: Wordings, correction: str | None) -> Provision:
    force = wordings.forces[row.one_of("strength", wordings.forces)]
    # A final clause may say shall, but has no standing.
    strength = "none" if row.cells["obligation_type"].startswith("final") else force.strength
    own = provision_id(instrument, row.cells["article"], row.cells["paragraph"], row.cells["subparagraph"])
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
        bearer=wordings.bearers[row.one_of("bearer", wordings.bearers)],
        bearer_wording=row.text("bearer"),
        custom=force.custom,
        text_source=row.text("text_source"),
        text_checked=row.maybe("text_checked"),
        note=row.maybe("flag"),
        correction=correction,
    )
