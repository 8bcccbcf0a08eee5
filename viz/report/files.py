"""A dossier into a file, in the form that its ending says."""

from pathlib import Path

from graph.errors import PalermoError, UsageError
from viz.report.document import Document
from viz.report.html import as_html
from viz.report.language import speaking
from viz.report.pdf import as_pdf
from viz.report.word import as_word

FORMS = (".html", ".docx", ".pdf")


def form(path: Path) -> str:
    """The ending by which a dossier is written. Raises UsageError for another than those of FORMS, or no folder."""
    ending = path.suffix.lower()
    if ending not in FORMS:
        raise UsageError(f"{path.name} does not end in {', '.join(FORMS[:-1])} or {FORMS[-1]}; name the file so.")
    if not path.parent.is_dir():
        raise UsageError(f"There is no folder {path.parent} to write {path.name} to; make it, or name another.")
    return ending


def write(document: Document, path: Path) -> None:
    """Write it. Raises PalermoError where the file cannot be written; an old one is then still there."""
    ending = form(path)
    with speaking(document.language):
        made = as_word(document) if ending == ".docx" else as_html(document).encode()
    if ending == ".pdf":
        made = as_pdf(made.decode())
    try:
        path.write_bytes(made)
    except OSError as error:
        raise PalermoError(f"{path} cannot be written: {error.strerror}; name another file with --out.") from error
