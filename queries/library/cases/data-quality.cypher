/*
id: data-quality
title: How much is known
question: "Of how many people is each thing known, by the standard in which their cases came?"
audience: [analyst]
sensitivity: aggregate
since: 0.3.0
parameters:
  year: {type: integer, required: false, example: 2024, meaning: only cases registered in this year}
  kind: {type: text, required: false, example: statistic, meaning: "only single cases (record) or only published counts (statistic); without it both are added up, and the same people may be in both"}
columns:
  standard: {type: text, group: true, meaning: in whose terms the cases came}
  field: {type: text, group: true, meaning: what is asked}
  known: {type: people, meaning: of how many people it is known}
  people: {type: people, meaning: how many people}
  share: {type: share, part: known, whole: people, meaning: the share of these}
order: [standard, field]
*/
MATCH (case:Case) WHERE ($year IS NULL OR case.year = $year) AND ($kind IS NULL OR case.kind = $kind)
UNWIND [
  ['year', case.year IS NOT NULL], ['age_band', case.age_band IS NOT NULL], ['majority', case.majority IS NOT NULL],
  ['gender', case.gender IS NOT NULL], ['status', case.status IS NOT NULL], ['months', case.months IS NOT NULL],
  ['exploitation', size(case.exploitation) > 0], ['controls', size(case.controls) > 0],
  ['recruitment', size(case.recruitment) > 0], ['relation', size(case.relation) > 0],
  ['citizenship', EXISTS { (case)-[:CITIZEN_OF]->(:Place) }], ['recruited_in', EXISTS { (case)-[:RECRUITED_IN]->(:Place) }],
  ['transit', EXISTS { (case)-[:PASSED_THROUGH]->(:Place) }],
  ['exploited_in', EXISTS { (case)-[:EXPLOITED_IN|HELD_AT]->(:Place) }],
  ['recruited_via', EXISTS { (case)-[:RECRUITED_VIA]->(:Entity) }]
] AS asked
RETURN case.standard AS standard, asked[0] AS field, sum(CASE WHEN asked[1] THEN case.people ELSE 0 END) AS known,
       sum(case.people) AS people, null AS share
ORDER BY standard, field
