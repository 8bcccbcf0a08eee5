"""Sister letters: to whom else a letter was sent, in the sentence that says so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import iso3166

from loaders.sources.letters.text import Paragraph


@dataclass(frozen=True, slots=True)
class SisterLetter:
    """To whom else a letter was sent, as it is named, and where it says so."""

    name: str
    locator: str


_SENT = re.compile(
    r"\b(?:letters?|communications?|cop(?:y|ies))\b.{0,200}?\b(?:sent|addressed|transmitted|shared)\s+(?:also\s+)?(?:to|with)\s+(.+)",
    re.I,
)
_ALSO = re.compile(r"\balso\b|\bsimilar\b|\bcopy\b|\bsubject\b", re.I)
_MATTER = re.compile(
    r"\s(?:on|regarding|concerning|about|in relation to|with regard to|in connection with|for their)\s.*"
)
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z])")
_COMMA_IN_NAME = re.compile(r",(?=\s(?:Inc|Ltd|Limited|LLC|Co|Corp|PLC|Plc|S\.A|GmbH)\b)")
_JOINT = re.compile(r",?\s+(?:and|as well as)\s+(?:to\s+|with\s+)?|[,;]\s+")
_OFFICE = re.compile(
    r"(?:the\s+)?(?:other\s+)?(?:(?:governments?|authorities|compan(?:y|ies)|business enterprises?)\s+(?:of\s+)?)?(?:the\s+)?",
    re.I,
)
_NOBODY = re.compile(r"(?:other|all|relevant|several|concerned)\b", re.I)
_NAMES_WITH_AND = sorted(
    {name for country in iso3166.countries for name in (country.name, country.apolitical_name) if " and " in name}
)
_WHOLE = re.compile("|".join(map(re.escape, _NAMES_WITH_AND)))
_AND, _COMMA = "\ue000", "\ue001"
"""Stand for the "and" and the comma of a name while a list of names is taken apart."""


def sister_letters(paragraph: Paragraph) -> Iterator[SisterLetter]:
    """Those that a paragraph names, in its order."""
    for sentence in _SENTENCE.split(paragraph.text):
        match = _SENT.search(sentence)
        if match and _ALSO.search(sentence):
            yield from (SisterLetter(name, paragraph.locator) for name in _names(match[1]))


def _names(words: str) -> Iterator[str]:
    words = _WHOLE.sub(lambda match: match[0].replace(" and ", f" {_AND} "), _MATTER.sub("", words))
    for part in _JOINT.split(_COMMA_IN_NAME.sub(_COMMA, words)):
        name = part.replace(_AND, "and").replace(_COMMA, ",").strip(" ,;")
        if not re.search(r"\.\w+\.$|\b(?:Inc|Ltd|Co|Corp)\.$", name):  # Lao P.D.R., Meta Platforms, Inc.
            name = name.rstrip(".")
        name = name[len(office[0]) :] if (office := _OFFICE.match(name)) else name
        if name and not _NOBODY.match(name):
            yield name
