"""How each source becomes nodes and claims: never writes Cypher."""

from loaders.loading import LoadReport, load

__all__ = ["LoadReport", "load"]
