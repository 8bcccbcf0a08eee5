// The answers that deny or admit these statements; any statement where none are given.
MATCH (answer:Answer)-[reply:DISPUTES|ACCEPTS]->(statement:Statement)
WHERE $statements IS NULL OR statement.id IN $statements
RETURN collect([answer.id, statement.id, type(reply)]) AS rows
