// How sure the sources are of these statements, and which only say what would be.
MATCH (statement:Statement)
WHERE statement.id IN $statements
RETURN collect([statement.id, statement.modality, statement.conditional]) AS rows
