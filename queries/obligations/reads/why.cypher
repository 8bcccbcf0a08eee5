// Why these statements are read so on this provision, and by whom.
MATCH (statement:Statement)-[reading:WEIGHS_FOR|WEIGHS_AGAINST|ENGAGES]->(:Law {id: $provision})
WHERE statement.id IN $statements
RETURN collect([reading.id, statement.id, type(reading), reading.why, reading.asserted_by]) AS rows
