/*
id: people-by-year
title: People by year, State and sex
question: How many people of which cases were exploited in a State, by year and gender?
audience: [analyst]
sensitivity: aggregate
since: 0.2.0
parameters:
  year: {type: integer, required: false, example: 2021, meaning: only this year}
  gender: {type: text, required: false, example: Feminine, meaning: only this gender}
  state: {type: text, required: false, example: KHM, meaning: only what was exploited in this State}
  form: {type: text, required: false, example: ForcedCriminality, meaning: only with this form of exploitation}
columns:
  year: {type: integer, group: true, meaning: year of registration}
  people: {type: people, meaning: how many people}
  forced: {type: people, meaning: how many of them in forced criminality}
  share: {type: share, part: forced, whole: people, meaning: their share}
order: [year]
*/
MATCH (case:Case)
WHERE ($year IS NULL OR case.year = $year) AND ($gender IS NULL OR case.gender = $gender)
  AND ($form IS NULL OR $form IN case.exploitation)
  AND ($state IS NULL OR EXISTS { (case)-[:EXPLOITED_IN]->(:State {id: $state}) })
RETURN case.year AS year, sum(case.people) AS people,
       sum(CASE WHEN 'ForcedCriminality' IN case.exploitation THEN case.people ELSE 0 END) AS forced, null AS share
ORDER BY year
