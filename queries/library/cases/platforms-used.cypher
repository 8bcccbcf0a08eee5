/*
id: platforms-used
title: Platforms used
question: Over which websites and apps were people recruited or exploited?
audience: [investigator, analyst]
sensitivity: aggregate
since: 0.3.0
parameters:
  year: {type: integer, required: false, example: 2024, meaning: only cases registered in this year}
  form: {type: text, required: false, example: ForcedCriminality, meaning: "only with this form of exploitation, by its code"}
  kind: {type: text, required: false, example: statistic, meaning: "only single cases (record) or only published counts (statistic); without it both are added up, and the same people may be in both"}
columns:
  platform: {type: text, group: true, meaning: "its name; being named accuses it of nothing"}
  use: {type: text, group: true, meaning: recruitment or exploitation}
  people: {type: people, meaning: how many people}
  known: {type: people, meaning: of how many people some platform of that use is known}
  share: {type: share, part: people, whole: known, meaning: the share of these}
order: [use, -people]
*/
// include cases-asked
WITH case, COLLECT {
  MATCH (case)-[claim:RECRUITED_VIA]->(via:Entity) WHERE claim.stance = 'asserts'
  OPTIONAL MATCH (via)-[:ON]->(host:Platform)
  WITH CASE WHEN via:Platform THEN via.name ELSE host.name END AS name WHERE name IS NOT NULL
  RETURN DISTINCT ['recruitment', name]
} + [code IN coalesce(case.exploited_on, []) | ['exploitation', code]] AS uses
UNWIND uses + [[used IN uses WHERE used[0] = 'recruitment' | ['recruitment', null]][0], [used IN uses WHERE used[0] = 'exploitation' | ['exploitation', null]][0]] AS one
WITH one, case WHERE one IS NOT NULL
WITH one[0] AS use, one[1] AS platform, sum(case.people) AS people
WITH use, collect([platform, people]) AS counts
UNWIND counts AS count
WITH use, count, [one IN counts WHERE one[0] IS NULL | one[1]][0] AS known WHERE count[0] IS NOT NULL
RETURN count[0] AS platform, use, count[1] AS people, known, null AS share
ORDER BY use, platform
