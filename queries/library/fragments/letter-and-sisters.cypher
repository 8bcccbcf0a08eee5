// The letter `asked` and its sister letters, each with its addressee. A sister that is only spoken of is left out where
// the letter itself is loaded and a coder said that it is the sister.
MATCH (letter:Document)-[sent:ADDRESSED_TO]->(addressee:State|Organisation)
WHERE letter = asked OR (
  EXISTS { (letter)-[:SISTER_OF]-(asked) } AND NOT (
    NOT EXISTS { (letter)-[:HAS_PASSAGE]->(:Passage) } AND EXISTS {
      (addressee)<-[:ADDRESSED_TO]-(loaded:Document)-[:SISTER_OF]-(asked) WHERE EXISTS { (loaded)-[:HAS_PASSAGE]->(:Passage) }
    }
  )
)
