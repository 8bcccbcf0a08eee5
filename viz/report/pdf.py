"""A dossier as PDF: printed from its page by a Chromium of this machine, which is given no network."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from graph.errors import PalermoError

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
PATIENCE = 120
"""Seconds that printing may take."""


def as_pdf(page: str) -> bytes:
    """The page on paper. Raises PalermoError where there is no browser, or it fails."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        raise PalermoError(
            "A PDF is printed by Chromium or Chrome, and none is installed here; install one, or write .docx or .html "
            "and print that."
        )
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "dossier.html", Path(folder) / "dossier.pdf"
        source.write_text(page, encoding="utf-8")
        words = [
            browser, "--headless", "--disable-gpu", "--disable-background-networking", "--no-first-run",
            "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={folder}/profile", "--no-pdf-header-footer",
            f"--print-to-pdf={target}", source.as_uri(),
        ]  # fmt: skip
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            words.insert(1, "--no-sandbox")  # Chromium has no sandbox for root; the page has no script
        try:
            subprocess.run(words, check=True, capture_output=True, timeout=PATIENCE)  # noqa: S603 - a page of our own
            return target.read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise PalermoError(
                f"{browser} did not print the dossier ({type(error).__name__}); write .docx or .html instead."
            ) from error
