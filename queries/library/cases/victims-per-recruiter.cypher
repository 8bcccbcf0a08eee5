/*
id: victims-per-recruiter
title: People per alleged recruiter
question: How are the people in the cases spread over those who are said to have recruited them?
audience: [investigator, analyst]
sensitivity: aggregate
since: 0.3.0
parameters:
  year: {type: integer, required: false, example: 2024, meaning: only cases registered in this year}
  form: {type: text, required: false, example: ForcedCriminality, meaning: "only with this form of exploitation, by its code"}
  kind: {type: text, required: false, example: statistic, meaning: "only single cases (record) or only published counts (statistic); without it both are added up, and the same people may be in both"}
columns:
  band: {type: text, group: true, meaning: how many people one party is said to have recruited}
  people: {type: people, meaning: how many people were recruited by parties of that band; a person recruited by two counts with each}
order: [band]
*/
// include cases-asked
MATCH (record:Entity)-[claim:RECRUITED]->(case) WHERE claim.stance = 'asserts'
WITH DISTINCT case, coalesce(record.canonical, record.id) AS party
WITH party, sum(case.people) AS recruited
RETURN CASE WHEN recruited < 11 THEN '001-010' WHEN recruited < 101 THEN '011-100' ELSE '101 or more' END AS band,
       sum(recruited) AS people
ORDER BY band
