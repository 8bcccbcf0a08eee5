"""How each source becomes nodes and claims: never writes Cypher."""
