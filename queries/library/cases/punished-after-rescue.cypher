/*
id: punished-after-rescue
title: Conduct of authorities and the rules on it
question: "What do cases show of the conduct of authorities after rescue, by the State of the exploitation, and which provisions does that touch, how hard?"
audience: [rapporteur]
sensitivity: aggregate
since: 0.3.0
parameters:
  year: {type: integer, required: false, example: 2024, meaning: only cases registered in this year}
  form: {type: text, required: false, example: ForcedCriminality, meaning: "only with this form of exploitation, by its code"}
  kind: {type: text, required: false, example: statistic, meaning: "only single cases (record) or only published counts (statistic); without it both are added up, and the same people may be in both"}
columns:
  state: {type: id, of: Place, group: true, meaning: "the State in which the case says the exploitation was. Whose authorities acted a case does not say: a penalty after return is that of another State, and the conduct is attributed to none by it"}
  indicator: {type: id, of: Indicator, group: true, meaning: "the conduct shown; measures that help are among it"}
  title: {type: text, group: true, meaning: what is seen}
  provision: {type: id, of: Law, group: true, meaning: a provision that it touches; whether the State is bound is asked with palermo standing}
  strength: {type: text, group: true, meaning: "how hard the duty is: firm, qualified, endeavour, consider, may or soft"}
  why: {type: text, group: true, meaning: why it touches it}
  people: {type: people, meaning: how many people}
order: [state, indicator, provision]
*/
// include cases-asked
// include case-corridor
MATCH (case)-[:SHOWS]->(indicator:Indicator {kind: 'conduct'})
WITH DISTINCT case, destination AS state, indicator
WITH state, indicator, sum(case.people) AS people
MATCH (indicator)-[engages:ENGAGES]->(law:Law)
RETURN state, indicator.id AS indicator, indicator.title AS title, law.id AS provision, law.strength AS strength,
       engages.why AS why, people
ORDER BY state, indicator, provision
