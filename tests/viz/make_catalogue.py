"""Makes viz/report/locale/palermo.pot, the words of dossiers that a translator translates.

python tests/viz/make_catalogue.py. Words of the model (modality, standing, strength ...) go through `_` as variables, which no
tool finds: they are taken from the model itself.
"""

import io
from pathlib import Path
from typing import get_args

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from graph.model import Modality
from graph.model.base import Stance
from graph.model.law import Strength, Verified
from graph.model.statement import Aspect, Basis
from queries.ledger import FORMS
from queries.obligations.gaps.finding import KINDS, rules
from queries.obligations.sides import SIGNS

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "viz" / "report" / "locale" / "palermo.pot"
METHODS = [("viz/report/**.py", "python"), ("viz/templates/report.html", "jinja2.ext:babel_extract")]


def terms() -> list[str]:
    """Words of the model that a dossier shows."""
    literals = (Modality, Stance, Strength, Verified, Aspect, Basis)
    said = {str(word) for literal in literals for word in get_args(literal)}
    others = {
        "engages",
        "weighs for",
        "weighs against",
        "denies",
        "admits",
        "claims",
        "since",
        "until",
        "as of",
        "no reply loaded",
        "replied",
        "nothing",
        "nobody",
    }
    others |= {"party to", "not party to", "operate it", "guard it", "own its land", "designated"}
    return sorted(said | others | {*KINDS, *(word for word in SIGNS if word)})


def made() -> str:
    """The text of the file."""
    catalogue = Catalog(project="palermo", fuzzy=False)
    for folder in ("viz/report", "viz/templates"):
        for name, line, message, _comments, _context in extract_from_dir(
            str(ROOT / folder), method_map=[(pattern.removeprefix(f"{folder}/"), how) for pattern, how in METHODS]
        ):
            catalogue.add(message, locations=[(f"{folder}/{name}", line)])
    for term in [*terms(), *(rule.says for rule in rules().values()), *FORMS.values()]:
        catalogue.add(term)
    file = io.BytesIO()
    write_po(file, catalogue, sort_output=True, omit_header=True, include_lineno=False)
    return file.getvalue().decode()


if __name__ == "__main__":
    TARGET.write_text(made(), encoding="utf-8")
