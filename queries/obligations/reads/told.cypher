// What these statements say, and where: for the evidence in full.
MATCH (statement:Statement)
WHERE statement.id IN $statements
CALL (statement) {
  OPTIONAL MATCH (statement)-[:STATED_IN]->(passage:Passage)<-[:HAS_PASSAGE]-(document:Document)
  WITH passage, document ORDER BY document.id, passage.order
  RETURN collect(document.id)[0] AS document, collect(passage.locator)[0] AS locator, collect(document.title)[0] AS title
}
RETURN collect([
  statement.id, statement.summary, statement.quote, statement.hedge, statement.found_by, document, title, locator
]) AS rows
