/*
id: forced-criminality-share
title: Share of forced criminality
question: What share of the people exploited in each State, year by year, were forced into crime such as online scamming?
audience: [analyst, rapporteur]
sensitivity: aggregate
since: 0.3.0
parameters:
  state: {type: state, required: false, example: KHM, meaning: "only exploitation in this State, by ISO 3166 code or name"}
  kind: {type: text, required: false, example: statistic, meaning: "only single cases (record) or only published counts (statistic); without it both are added up, and the same people may be in both"}
columns:
  year: {type: integer, group: true, meaning: year of registration; none where not known}
  destination: {type: id, of: Place, group: true, meaning: the State in which the case says the exploitation was; none where not known}
  forced: {type: people, meaning: how many in forced criminality}
  known: {type: people, meaning: "of how many the form of exploitation is known, in a standard that can say forced criminality: CTDC cannot"}
  share: {type: share, part: forced, whole: known, meaning: the share of these}
order: [year, -known, destination]
*/
MATCH (case:Case) WHERE NOT case.standard STARTS WITH 'CTDC' AND size(case.exploitation) > 0
  AND ($kind IS NULL OR case.kind = $kind)
// include case-corridor
WITH DISTINCT case, destination WHERE $state IS NULL OR destination = $state
RETURN case.year AS year, destination,
       sum(CASE WHEN 'ForcedCriminality' IN case.exploitation THEN case.people ELSE 0 END) AS forced,
       sum(case.people) AS known, null AS share
ORDER BY year, destination
