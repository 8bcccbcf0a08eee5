"""Which records are one party or place: exact identifiers decide, the rest is proposed to a person."""

from loaders.identity.deciding import Identity, Review

__all__ = ["Identity", "Review"]
