// The letters to these States (all, where none are given) to which a reply is loaded, with the day of the reply and the
// statements of the letter: what such a reply does not speak of, it is silent on.
MATCH (reply:Document)-[:REPLIES_TO]->(letter:Document)-[:ADDRESSED_TO]->(state)
WHERE ($states IS NULL OR state.id IN $states) AND EXISTS { (reply)-[:HAS_PASSAGE]->(:Passage) }
RETURN collect([
  state.id, letter.id, toString(reply.date), toString(reply.date_latest),
  COLLECT { MATCH (letter)-[:HAS_PASSAGE]->(:Passage)<-[:STATED_IN]-(put:Statement) RETURN DISTINCT put.id }
]) AS rows
