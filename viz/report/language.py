"""The language of a dossier: English in the code, others from gettext catalogues. What sources say is never translated."""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from graph.errors import UsageError

DOMAIN = "palermo"
ENGLISH = "en"
LOCALES = Path(__file__).parent / "locale"

_spoken: ContextVar[gettext.NullTranslations] = ContextVar("spoken", default=gettext.NullTranslations())  # noqa: B039


def _(text: str) -> str:
    """Words of ours in the language that is spoken."""
    return _spoken.get().gettext(text) if text else ""


def languages(folder: Path = LOCALES) -> list[str]:
    """The languages that there are: English, and each that has a compiled catalogue."""
    return sorted({ENGLISH, *(found.parts[-3] for found in folder.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))})


@contextmanager
def speaking(language: str, folder: Path = LOCALES) -> Iterator[None]:
    """Within it, `_` speaks that language. Raises UsageError for one that has no catalogue."""
    if language not in languages(folder):
        raise UsageError(
            f"There is no catalogue for the language {language!r}; there are: {', '.join(languages(folder))}. "
            "docs/report.md says how to add one."
        )
    english = language == ENGLISH and not (folder / ENGLISH).exists()
    found = gettext.NullTranslations() if english else gettext.translation(DOMAIN, str(folder), languages=[language])
    token = _spoken.set(found)
    try:
        yield
    finally:
        _spoken.reset(token)
