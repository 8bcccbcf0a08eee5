// The letters that are loaded and were sent to a State by a day.
MATCH (letter:Document)-[:ADDRESSED_TO]->(:State {id: $state})
WHERE EXISTS { (letter)-[:HAS_PASSAGE]->(:Passage) } AND (letter.date IS NULL OR letter.date <= date($on))
RETURN collect(DISTINCT [letter.id]) AS rows
