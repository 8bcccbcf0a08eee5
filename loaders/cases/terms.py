"""On what terms cases are taken: whose they are, which consent text the people were shown, and the key of the pseudonyms."""

import hashlib
from dataclasses import dataclass, field

from loaders.cases.places import Places, country
from loaders.privacy import OURS, CaseKey


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user says when loading."""

    consent_text: str | None = None
    """Version of the consent text that the people were shown; a file may say it row by row instead."""
    case_key: str | None = None
    """The column with the source's own key of a case; "row" is the row's number."""
    organisation: str | None = None
    """Whose cases they are."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the user says, with what the loader brings."""

    key: CaseKey
    asked: Asked = field(default_factory=Asked)
    places: Places = field(default_factory=Places)

    @property
    def holder(self) -> str:
        """Whose cases they are."""
        return self.asked.organisation or OURS

    def digest_of(self) -> str:
        """What of the terms changes what a file gives: part of the input."""
        asked = self.asked
        # Countries are found by their codes, loaded or not. A load brings some itself: they would make of the same file,
        # after an interruption, another input that cannot be resumed.
        others = [
            (name, place) for name, place in self.places.named.items() if country(place.partition("/")[2]) != place
        ]
        named = "\x1f".join(f"{name}={place}" for name, place in sorted(others))
        places = hashlib.sha256(named.encode()).hexdigest()
        return "\x1f".join(
            (asked.consent_text or "", asked.case_key or "", self.holder, self.key.fingerprint(), places)
        )
