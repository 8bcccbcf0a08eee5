"""The matrix as one offline page: a table that a screen reader can read, with a sign and a word in each cell."""

from functools import cache
from pathlib import Path

import jinja2

from queries.obligations.sheets import LEGEND
from queries.obligations.sides import bound_in_words, in_words, sign
from queries.obligations.standing import NO_REPLY
from queries.standing import Standings


@cache
def _template() -> jinja2.Template:
    folder = jinja2.FileSystemLoader(Path(__file__).with_name("templates"))
    return jinja2.Environment(loader=folder, autoescape=True, undefined=jinja2.StrictUndefined).get_template(
        "matrix.html"
    )


def as_page(found: Standings, title: str) -> str:
    """The page; it asks nobody for anything."""
    rows = [
        {
            "provision": one,
            "cells": [
                {
                    "sign": sign(cell),
                    "words": in_words(cell),
                    "bound": bound_in_words(cell),
                    "says": None if cell.state_says.says in ("silent", NO_REPLY) else cell.state_says.says,
                    "standing": (cell.standing or "none").split(" ")[0],
                    "parts": found.paragraphs(subject.id, one.id),
                }
                for subject, cell in ((s, found.cells[s.id, one.id]) for s in found.subjects)
            ],
        }
        for one in found.provisions
    ]
    return _template().render(title=title, found=found, rows=rows, legend=LEGEND)
