// The dates of the documents of statements whose own report is not dated.
MATCH (statement:Statement)-[:STATED_IN]->(:Passage)<-[:HAS_PASSAGE]-(document:Document)
WHERE statement.reported_on IS NULL AND document.date IS NOT NULL
  AND ($statements IS NULL OR statement.id IN $statements)
RETURN collect([statement.id, toString(document.date), toString(document.date_latest)]) AS rows
