"""Which standard a table of cases is in, and the command that loads it: the file needs no mapping then."""

import shlex
from pathlib import Path

from graph.errors import InputRefused, UsageError
from loaders.cases.crosswalk import crosswalks
from loaders.cases.header import Matched, recognised
from loaders.cases.keys import key_column
from loaders.cases.raw import Raw, tables
from loaders.sources.ictip.entities import open_entities

SEEN = """\
# {file} has the columns of {standard} ({title}): {found} of its fields, among them
# {some}.
# It needs no mapping. Columns that name, reach or locate a person, and free text, are never read (docs/cases.md).
#   palermo load {source} {quoted}{options}
"""


def standard_of(table: Path) -> str | None:
    """What to say of a table in a known standard; None where it is in none, or cannot be read as one."""
    found = _opened(table)
    if found is None:
        return None
    raw, matched = found
    crosswalk = matched.crosswalk
    return SEEN.format(
        file=table.name,
        quoted=shlex.quote(table.name),
        standard=crosswalk.standard,
        title=crosswalk.title,
        source=crosswalk.source,
        found=len(matched.columns),
        some=", ".join(list(matched.columns)[:6]),
        options="" if crosswalk.by_gift("consented") is None else f" --consent-text VERSION{_key(raw, matched)}",
    )


def _opened(table: Path) -> tuple[Raw, Matched] | None:
    """The four sheets of IC-TIP's entities, or the first sheet in a standard."""
    try:
        return open_entities(table)[:2]
    except InputRefused:
        pass
    among = [one for source in ("htcds", "ctdc") for one in crosswalks(source)]
    try:
        found = ((raw, recognised(raw, among)) for raw in tables(table))
        return next(((raw, matched) for raw, matched in found if matched is not None), None)
    except InputRefused:
        return None


def _key(raw: Raw, matched: Matched) -> str:
    """The option that says which column has the case number, where nothing in the file does."""
    try:
        key_column(raw, matched, None)
    except UsageError:
        return " --case-key COLUMN"
    return ""
