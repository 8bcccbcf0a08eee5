/*
id: resold-between-compounds
title: Moved on from one place of holding to another
question: "From which place where they were held were people moved on, or sold, to which other?"
audience: [investigator, analyst]
sensitivity: aggregate
since: 0.3.0
parameters:
  year: {type: integer, required: false, example: 2024, meaning: only cases registered in this year}
  form: {type: text, required: false, example: ForcedCriminality, meaning: "only with this form of exploitation, by its code"}
  kind: {type: text, required: false, example: statistic, meaning: "only single cases (record) or only published counts (statistic); without it both are added up, and the same people may be in both"}
columns:
  "from": {type: id, of: Place, group: true, meaning: canonical id of the place where they were held first}
  from_name: {type: text, group: true, meaning: its name}
  to: {type: id, of: Place, group: true, meaning: canonical id of the next place}
  to_name: {type: text, group: true, meaning: its name}
  people: {type: people, meaning: how many people}
  sold: {type: people, meaning: of how many of them the case also shows a sale}
order: [-people]
*/
// include cases-asked
MATCH (case)-[first:HELD_AT]->(one:Place), (case)-[next:HELD_AT]->(other:Place)
WHERE first.stance = 'asserts' AND next.stance = 'asserts' AND next.order = first.order + 1
WITH DISTINCT case, coalesce(one.canonical, one.id) AS from_id, coalesce(other.canonical, other.id) AS to_id
WHERE from_id <> to_id
WITH from_id, to_id, sum(case.people) AS people,
     sum(CASE WHEN EXISTS { (case)-[:SHOWS]->(:Indicator {id: 'IND-act-sale'}) } THEN case.people ELSE 0 END) AS sold
MATCH (from:Place {id: from_id}), (to:Place {id: to_id})
RETURN from_id AS from, from.name AS from_name, to_id AS to, to.name AS to_name, people, sold
ORDER BY from, to
