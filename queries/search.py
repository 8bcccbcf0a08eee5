"""Text search: words with AND, OR, NOT, phrases and brackets, over passages, statements and questions.

The full-text index takes Lucene's syntax, in which AND and OR have no precedence and a lone NOT finds nothing. What a
person writes is parsed here and written out in full, so that it means what it says and no character of it is syntax.
"""

import re
from collections.abc import Mapping
from typing import Any

from graph.answer import Answer
from graph.connection import Store
from graph.errors import UsageError
from queries.ask import ask

LONGEST = 1_000
"""Characters of a search."""
_PIECE = re.compile(r'"[^"]*"?|[()]|[^\s()"]+')
_SYNTAX = re.compile(r'([+\-&|!(){}\[\]^"~*?:\\/])')


def search(store: Store, text: str, *, limit: int | None = None, **filters: Any) -> Answer:
    """What holds these words, best first. Filters: state, document, provision, since, until.

    Raises UsageError where the words cannot be read or a filter names what there is not.
    """
    given: Mapping[str, Any] = {name: value for name, value in filters.items() if value is not None}
    return ask(store, "search-texts", {"words": lucene(text), **given}, limit=limit)


def lucene(text: str) -> str:
    """A search as the index takes it. `women AND detention NOT child` is `(+women +detention -child)`."""
    if len(text) > LONGEST:
        raise UsageError(f"The search has {len(text)} characters; write at most {LONGEST}.")
    pieces = _PIECE.findall(text)
    if any(piece.startswith('"') and (len(piece) < 2 or not piece.endswith('"')) for piece in pieces):
        raise UsageError('A quotation mark is not closed; write "a phrase" between two of them.')
    parser = _Parser(pieces)
    written = parser.either()
    if parser.here is not None:
        raise UsageError(f"There is a {parser.here} that nothing before it opens or asks for; check the brackets.")
    return written


class _Parser:
    """either = both (OR both)*; both = one ((AND)? one)*; one = NOT one | ( either ) | word | "phrase"."""

    def __init__(self, pieces: list[str]) -> None:
        self._pieces = pieces
        self._at = 0

    @property
    def here(self) -> str | None:
        return self._pieces[self._at] if self._at < len(self._pieces) else None

    def either(self) -> str:
        parts = [self._both()]
        while self.here == "OR":
            self._at += 1
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else f"({' '.join(parts)})"

    def _both(self) -> str:
        parts = [self._one()]
        while self.here not in (None, "OR", ")"):
            if self.here == "AND":
                self._at += 1
            parts.append(self._one())
        if all(part.startswith("-") for part in parts):
            parts.append("+*:*")  # on its own, what is excluded is excluded from nothing
        return parts[0].removeprefix("+") if len(parts) == 1 else f"({' '.join(parts)})"

    def _one(self) -> str:
        here = self.here
        if here in (None, ")", "AND", "OR"):
            raise UsageError(f"A word is missing {f'before {here}' if here else 'at the end of the search'}; add one.")
        self._at += 1
        if here == "NOT":
            inner = self._one()
            return f"+{inner[1:]}" if inner.startswith("-") else f"-{inner[1:]}"
        if here == "(":
            inner = self.either()
            if self.here != ")":
                raise UsageError("A bracket is not closed; write ) after what belongs together.")
            self._at += 1
            return f"+{inner}"
        assert here is not None  # noqa: S101 - said above
        words = here.strip('"')
        if not words.strip():
            raise UsageError("There are no words between the quotation marks; write some.")
        # lower case, so that a word such as "or" in capitals of another script is never an operator
        escaped = _SYNTAX.sub(r"\\\1", words.lower())
        return f'+"{escaped}"' if here.startswith('"') else f"+{escaped}"
