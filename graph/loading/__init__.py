"""From rows to the store in bulk: tables, their spool on disk, and Neo4j's own import into a fresh store."""
