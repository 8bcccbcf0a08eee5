/*
id: trend
title: Trend
question: How many people of each form of exploitation were registered, year by year?
audience: [analyst, rapporteur]
sensitivity: aggregate
since: 0.3.0
parameters:
  state: {type: state, required: false, example: KHM, meaning: "only exploitation in this State, by ISO 3166 code or name"}
  kind: {type: text, required: false, example: statistic, meaning: "only single cases (record) or only published counts (statistic); without it both are added up, and the same people may be in both"}
columns:
  year: {type: integer, group: true, meaning: year of registration}
  form: {type: text, group: true, meaning: "form of exploitation, by its code; a person of several counts with each"}
  people: {type: people, meaning: how many people}
order: [year, -people]
*/
MATCH (case:Case) WHERE case.year IS NOT NULL AND ($kind IS NULL OR case.kind = $kind) AND ($state IS NULL OR EXISTS {
  MATCH (case)-[claim:EXPLOITED_IN|HELD_AT]->(:Place)-[:LOCATED_IN*0..4]->(:State {id: $state}) WHERE claim.stance = 'asserts'
})
UNWIND CASE WHEN size(case.exploitation) = 0 THEN ['not known'] ELSE case.exploitation END AS form
RETURN case.year AS year, form, sum(case.people) AS people
ORDER BY year, form
