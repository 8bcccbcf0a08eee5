// The reservations of these States, wherever they stand; of all States where none are given.
MATCH (state:State:Place)-[fact:RESERVES]->(law:Law)
WHERE $states IS NULL OR state.id IN $states
RETURN collect([
  state.id, law.id, fact.effect, fact.text, toString(fact.since), toString(fact.since_latest), toString(fact.until),
  toString(fact.until_latest), fact.verified
]) AS rows
