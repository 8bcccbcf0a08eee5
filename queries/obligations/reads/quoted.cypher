// What these statements say, word for word, where, how surely, who says it and whose own word it is: for a quotation.
MATCH (statement:Statement)
WHERE statement.id IN $statements
CALL (statement) {
  OPTIONAL MATCH (statement)-[:STATED_IN]->(passage:Passage)<-[:HAS_PASSAGE]-(document:Document)
  WITH passage, document ORDER BY document.id, passage.order
  RETURN collect(document.id)[0] AS document, collect(passage.locator)[0] AS locator
}
RETURN collect([
  statement.id, [label IN labels(statement) WHERE label <> 'Statement'][0], statement.code, statement.quote,
  statement.hedge, statement.modality, statement.conditional, statement.stance, statement.speaker, statement.own_word,
  statement.basis, statement.found_by, document, locator
]) AS rows
