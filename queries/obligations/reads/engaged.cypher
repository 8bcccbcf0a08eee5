// Statements put to these States that only touch the subject of these provisions; all of them where none are given.
MATCH (law:Law)
WHERE $provisions IS NULL OR law.id IN $provisions
MATCH (state)<-[attributed:ATTRIBUTED_TO]-(statement:Statement)-[:ENGAGES]->(law)
WHERE ($states IS NULL OR state.id IN $states) AND NOT coalesce(statement.conditional, false)
RETURN collect([law.id, state.id, statement.id]) AS rows
