// What weighs on these provisions, for these States or for none in particular; all of them where none are given.
MATCH (law:Law)
WHERE $provisions IS NULL OR law.id IN $provisions
MATCH (statement:Statement)-[reading:WEIGHS_FOR|WEIGHS_AGAINST]->(law)
WHERE $states IS NULL OR reading.state IS NULL OR reading.state IN $states
RETURN collect([
  reading.id, law.id, reading.state, type(reading), reading.aspect, reading.role, reading.basis, reading.considered,
  statement.id
]) AS rows
