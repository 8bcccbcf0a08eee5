"""What a query of the user's own may not do although the server lets a reader do it: end others' work, or reach out.

Read access mode keeps a query from changing the graph; it does not keep it from ending transactions, closing
connections, clearing caches, or fetching an address by LOAD CSV on a server that allows it.
"""

import re

from graph.errors import UsageError

ALLOWED = re.compile(
    r"db\.(labels|relationshipTypes|propertyKeys|ping|info|schema\.\w+|index\.fulltext\.(query\w+|listAvailableAnalyzers))"
    r"|dbms\.components",
    re.I,
)
"""The procedures that only tell."""
LONGEST, DEEPEST = 20_000, 100
"""Characters, and brackets within brackets: a server may think for minutes about what goes deeper, before any time-out."""
_ESCAPE = re.compile(r"\\u+([0-9a-fA-F]{4})")
_SILENT = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|//[^\n]*|/\*.*?\*/", re.S)
_CALL = re.compile(r"\bCALL\s+([A-Za-z_][\w.]*(?:\s*\.\s*\w+)*)", re.I)
_REFUSED = re.compile(r"\b(LOAD\s+CSV|TERMINATE\s+TRANSACTIONS?)\b", re.I)


def _deepest(bare: str) -> int:
    """How many brackets are open at once at most; those of texts and comments are gone."""
    depth = deepest = 0
    for letter in bare:
        if letter in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif letter in ")]}":
            depth -= 1
    return deepest


def unescaped(query: str) -> str:
    """The query as the server reads it: \\uXXXX may stand anywhere in it, so that a keyword is written without its letters."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), query)


def check(query: str) -> None:
    """Raise UsageError for what is more than reading."""
    if len(query) > LONGEST:
        raise UsageError(
            f"A query has at most {LONGEST:,} characters here, and this one has {len(query):,}; shorten it."
        )
    bare = _SILENT.sub(" ", unescaped(query)).replace("`", "")
    if _deepest(bare) > DEEPEST:
        raise UsageError(f"A query has at most {DEEPEST} brackets within each other here; write it flatter.")
    refused = _REFUSED.search(bare)
    if refused:
        raise UsageError(
            f"{' '.join(refused[1].upper().split())} is not allowed here; only queries that read the graph are."
        )
    for name in (re.sub(r"\s", "", match[1]) for match in _CALL.finditer(bare)):
        if not ALLOWED.fullmatch(name):
            raise UsageError(f"The procedure {name} is not allowed here; those that tell of the schema or search are.")
