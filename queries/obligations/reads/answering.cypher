// To whom the communications were addressed that the documents of these answers reply to.
MATCH (statement:Answer)-[:STATED_IN]->(:Passage)<-[:HAS_PASSAGE]-(:Document)-[:REPLIES_TO]->(:Document)
      -[:ADDRESSED_TO]->(addressee)
WHERE $statements IS NULL OR statement.id IN $statements
RETURN collect(DISTINCT [statement.id, addressee.id]) AS rows
