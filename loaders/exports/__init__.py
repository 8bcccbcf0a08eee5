"""The graph in the forms of other tools, one module a form. What goes out is what a copy for the audience would hold.

Cases never go but as counts of eleven people or more: for single cases see loaders/cases, which asks for a purpose.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from graph.disclosure.publishing import Part
from graph.errors import PalermoError, UsageError
from loaders.exports import followthemoney, networks, tables, turtle

Writer = Callable[[list[Part], Path], int]
FORMS: Mapping[str, Writer] = {
    "csv": tables.write_csv,
    "parquet": tables.write_parquet,
    "graphml": networks.write_graphml,
    "gexf": networks.write_gexf,
    "ftm": followthemoney.write,
    "turtle": turtle.write,
}
"""Form -> what writes it: all parts to a file (a folder for csv and parquet); returns how many records it holds."""


def write(form: str, parts: Iterable[Part], path: Path) -> int:
    """Write the parts; all of it or nothing. Raises UsageError where the path is taken, PalermoError where it cannot be."""
    if path.exists():
        raise UsageError(f"{path} is there already; give another name, or remove it first.")
    draft = path.with_name(f".{path.name}.part")
    try:
        written = FORMS[form](list(parts), draft)
        draft.rename(path)
    except OSError as error:
        raise PalermoError(
            f"{path} could not be written: {error.strerror or error}; make room or choose another folder."
        ) from error
    finally:
        _remove(draft)
    return written


def _remove(draft: Path) -> None:
    """What an export that failed left; nothing where it went well."""
    if draft.is_dir():
        for file in draft.iterdir():
            file.unlink()
        draft.rmdir()
    else:
        draft.unlink(missing_ok=True)
