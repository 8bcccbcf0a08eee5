// The State of citizenship and of exploitation of `case`: a person of several, or exploited in several, has a row for each.
WITH *, COLLECT {
  MATCH (case)-[claim:CITIZEN_OF]->(place:Place)-[:LOCATED_IN*0..4]->(state:State) WHERE claim.stance = 'asserts'
  RETURN DISTINCT state.id AS id ORDER BY id
} AS origins, COLLECT {
  MATCH (case)-[claim:EXPLOITED_IN|HELD_AT]->(place:Place)-[:LOCATED_IN*0..4]->(state:State) WHERE claim.stance = 'asserts'
  RETURN DISTINCT state.id AS id ORDER BY id
} AS destinations
UNWIND CASE WHEN size(origins) = 0 THEN [null] ELSE origins END AS origin
UNWIND CASE WHEN size(destinations) = 0 THEN [null] ELSE destinations END AS destination
