// The `letters` that are loaded and were sent to the State $state by $on.
MATCH (letter:Document)-[:ADDRESSED_TO]->(:State {id: $state})
WHERE EXISTS { (letter)-[:HAS_PASSAGE]->(:Passage) } AND (letter.date IS NULL OR letter.date <= date($on))
WITH letter ORDER BY letter.id
WITH collect(letter) AS letters
