"""How each source becomes nodes and claims: never writes Cypher."""

from loaders.loading import LoadReport, load, load_table

__all__ = ["LoadReport", "load", "load_table"]
