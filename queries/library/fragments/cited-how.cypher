// How one of the `letters` cites `law` of `instrument`, at its best: exactly, by its parent, by its instrument only, or no.
WITH *, CASE
  WHEN EXISTS { MATCH (letter:Document)-[:CITES]->(law) WHERE letter IN letters } THEN 'exactly'
  WHEN EXISTS { MATCH (letter:Document)-[:CITES]->(above:Provision)-[:CONTAINS*1..6]->(law) WHERE letter IN letters } THEN 'by its parent'
  WHEN EXISTS { MATCH (letter:Document)-[:CITES]->(instrument) WHERE letter IN letters } THEN 'by its instrument only'
  ELSE 'no'
END AS cited
