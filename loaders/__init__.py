"""How each source becomes nodes and claims: never writes Cypher."""

from loaders.loading import Loader, LoadReport

__all__ = ["LoadReport", "Loader"]
