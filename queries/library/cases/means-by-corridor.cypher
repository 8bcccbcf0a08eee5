/*
id: means-by-corridor
title: Means and control by corridor
question: Which means and methods of control do cases show on each corridor?
audience: [analyst, rapporteur]
sensitivity: aggregate
since: 0.3.0
parameters:
  year: {type: integer, required: false, example: 2024, meaning: only cases registered in this year}
  form: {type: text, required: false, example: ForcedCriminality, meaning: "only with this form of exploitation, by its code"}
  kind: {type: text, required: false, example: statistic, meaning: "only single cases (record) or only published counts (statistic); without it both are added up, and the same people may be in both"}
columns:
  origin: {type: id, of: Place, group: true, meaning: the State of citizenship; none where not known}
  destination: {type: id, of: Place, group: true, meaning: the State in which the case says the exploitation was; none where not known}
  indicator: {type: id, of: Indicator, group: true, meaning: the indicator shown}
  kind: {type: text, group: true, meaning: "means, control or abuse"}
  title: {type: text, group: true, meaning: what is seen}
  people: {type: people, meaning: how many people}
  known: {type: people, meaning: of how many people on the corridor any means or control is recorded}
  share: {type: share, part: people, whole: known, meaning: the share of these; not recorded is not no}
order: [-known, origin, destination, -people, indicator]
*/
// include cases-asked
// include case-corridor
WITH case, origin, destination, COLLECT {
  MATCH (case)-[:SHOWS]->(indicator:Indicator) WHERE indicator.kind IN ['means', 'control', 'abuse']
  RETURN DISTINCT indicator.id
} AS shown
WITH case, origin, destination, shown WHERE size(shown) > 0
UNWIND shown + [null] AS id
WITH origin, destination, id, sum(case.people) AS people
WITH origin, destination, collect([id, people]) AS counts
UNWIND counts AS count
WITH origin, destination, count, [one IN counts WHERE one[0] IS NULL | one[1]][0] AS known WHERE count[0] IS NOT NULL
MATCH (indicator:Indicator {id: count[0]})
RETURN origin, destination, indicator.id AS indicator, indicator.kind AS kind, indicator.title AS title,
       count[1] AS people, known, null AS share
ORDER BY origin, destination, indicator
