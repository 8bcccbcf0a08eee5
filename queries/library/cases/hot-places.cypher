/*
id: hot-places
title: Places where people are held or exploited
question: In which places do cases say that people were held or exploited, and how many?
audience: [investigator, analyst]
sensitivity: aggregate
since: 0.3.0
parameters:
  year: {type: integer, required: false, example: 2024, meaning: only cases registered in this year}
  form: {type: text, required: false, example: ForcedCriminality, meaning: "only with this form of exploitation, by its code"}
  kind: {type: text, required: false, example: statistic, meaning: "only single cases (record) or only published counts (statistic); without it both are added up, and the same people may be in both"}
columns:
  place: {type: id, of: Place, group: true, meaning: "canonical id of the place: an area or a State, as coarse as cases are kept"}
  name: {type: text, group: true, meaning: its name}
  class: {type: text, group: true, meaning: "State, Area or Compound"}
  held: {type: people, meaning: how many are said to have been held there}
  exploited: {type: people, meaning: how many are said to have been exploited there}
  people: {type: people, meaning: how many people in all}
order: [-people]
*/
// include cases-asked
MATCH (case)-[claim:HELD_AT|EXPLOITED_IN]->(record:Place) WHERE claim.stance = 'asserts'
WITH case, coalesce(record.canonical, record.id) AS id, collect(DISTINCT type(claim)) AS kinds
WITH id, sum(CASE WHEN 'HELD_AT' IN kinds THEN case.people ELSE 0 END) AS held,
     sum(CASE WHEN 'EXPLOITED_IN' IN kinds THEN case.people ELSE 0 END) AS exploited, sum(case.people) AS people
MATCH (place:Place {id: id})
RETURN place.id AS place, place.name AS name, [label IN labels(place) WHERE label <> 'Place'][0] AS class,
       held, exploited, people
ORDER BY place
