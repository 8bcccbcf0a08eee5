// The answers that deny or admit what is read on these provisions; on all of them where none are given.
MATCH (law:Law)
WHERE $provisions IS NULL OR law.id IN $provisions
MATCH (answer:Answer)-[reply:DISPUTES|ACCEPTS]->(statement:Statement)-[:WEIGHS_FOR|WEIGHS_AGAINST|ENGAGES]->(law)
RETURN collect(DISTINCT [answer.id, statement.id, type(reply)]) AS rows
