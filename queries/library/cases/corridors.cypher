/*
id: corridors
title: Corridors
question: "From which States are people recruited, through which are they moved, and where are they exploited?"
audience: [analyst, rapporteur]
sensitivity: aggregate
since: 0.3.0
parameters:
  year: {type: integer, required: false, example: 2024, meaning: only cases registered in this year}
  form: {type: text, required: false, example: ForcedCriminality, meaning: "only with this form of exploitation, by its code"}
  kind: {type: text, required: false, example: statistic, meaning: "only single cases (record) or only published counts (statistic); without it both are added up, and the same people may be in both"}
columns:
  origin: {type: id, of: Place, group: true, meaning: the State of citizenship; none where not known}
  recruited_in: {type: ids, of: Place, group: true, meaning: the States in which the person was recruited; empty where not known}
  through: {type: ids, of: Place, group: true, meaning: "the States of transit, in their order; empty where not known"}
  destination: {type: id, of: Place, group: true, meaning: the State in which the case says the exploitation was; none where not known}
  people: {type: people, meaning: how many people}
*/
// include cases-asked
// include case-corridor
WITH case, origin, destination, COLLECT {
  MATCH (case)-[claim:RECRUITED_IN]->(place:Place)-[:LOCATED_IN*0..4]->(state:State) WHERE claim.stance = 'asserts'
  RETURN DISTINCT state.id AS id ORDER BY id
} AS recruited_in, COLLECT {
  MATCH (case)-[claim:PASSED_THROUGH]->(place:Place)-[:LOCATED_IN*0..4]->(state:State) WHERE claim.stance = 'asserts'
  WITH state.id AS id, min(coalesce(claim.order, 99)) AS stage
  RETURN id ORDER BY stage, id
} AS through
RETURN origin, recruited_in, through, destination, sum(case.people) AS people
ORDER BY origin, recruited_in, through, destination
