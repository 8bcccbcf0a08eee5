/*
id: corridor-counts
title: People by way
question: How many people were taken from which State to which compound, and by whom were they recruited?
audience: [analyst]
sensitivity: aggregate
since: 0.2.0
parameters:
  citizen: {type: state, required: false, example: KHM, meaning: only citizens of this State}
  recruiter: {type: text, required: false, example: P1, meaning: only whom this party recruited}
  age_band: {type: text, required: false, example: 18-20, meaning: only of this age}
  since: {type: integer, required: false, example: 2020, meaning: only from this year on}
columns:
  citizen: {type: id, of: Place, group: true, meaning: the State they are citizens of}
  compound: {type: id, of: Place, group: true, meaning: the compound where they were held}
  recruiter: {type: id, of: Entity, group: true, meaning: the party that recruited them}
  people: {type: people, meaning: how many people}
  feminine: {type: people, meaning: how many of them women and girls}
  share: {type: share, part: feminine, whole: people, meaning: their share}
order: [-people, citizen]
*/
MATCH (case:Case)-[:HELD_AT]->(compound:Compound)
WHERE ($age_band IS NULL OR case.age_band = $age_band) AND ($since IS NULL OR case.year >= $since)
MATCH (case)-[:CITIZEN_OF]->(state:State) WHERE $citizen IS NULL OR state.id = $citizen
OPTIONAL MATCH (entity:Entity)-[:RECRUITED]->(case)
WITH DISTINCT case, compound, state, entity WHERE $recruiter IS NULL OR entity.id = $recruiter
RETURN state.id AS citizen, compound.id AS compound, entity.id AS recruiter, sum(case.people) AS people,
       sum(CASE WHEN case.gender = 'Feminine' THEN case.people ELSE 0 END) AS feminine, null AS share
ORDER BY citizen, compound, recruiter
