"""What every page has: one offline file, a Content-Security-Policy that allows its own scripts by digest and no more.

Everything is inside the file and it asks no network. What comes from a source is only ever text: the templates escape
every value.
"""

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

TEMPLATES = Path(__file__).parent / "templates"


def environment(*styles: str, scripts: Mapping[str, str] | None = None) -> Environment:
    """The templates, with the style sheets of these names and these scripts; every value they are given is escaped."""
    texts = dict(scripts or {})
    made = Environment(autoescape=True, loader=FileSystemLoader(TEMPLATES), trim_blocks=True, lstrip_blocks=True)
    made.globals |= {
        "scripts": {name: Markup(text) for name, text in texts.items()},  # noqa: S704 - files of this program
        "style": Markup("".join(read(name) for name in ("page.css", *styles))),  # noqa: S704
        "script_sources": " ".join(_digest(text) for text in texts.values()) or "'none'",
    }
    return made


def read(name: str) -> str:
    """The text of a file beside the templates."""
    return (TEMPLATES / name).read_text(encoding="utf-8")


def trusted(drawing: str) -> Markup:
    """A drawing of this program, in which all that sources say is escaped, as it is."""
    return Markup(drawing)  # noqa: S704


def _digest(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
