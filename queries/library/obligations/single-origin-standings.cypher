/*
id: single-origin-standings
title: Standings that hang on one origin
question: Which standings would change if one origin were taken away, and which origin is that?
audience: [rapporteur, analyst]
sensitivity: open
since: 0.1.0
parameters:
  "on": {type: date, example: "2025-03-10", meaning: "the last day asked: all conduct up to it"}
  since: {type: date, required: false, example: "2019-01-01", meaning: the first day asked; without it all that lies before}
  state: {type: state, required: false, example: MYS, meaning: "one State; without it, every State"}
columns:
  state: {type: text, meaning: the State or organisation}
  provision: {type: id, of: Law, meaning: the provision}
  strength: {type: text, meaning: "how hard the duty is; blank where not known"}
  aspect: {type: text, meaning: law or practice}
  standing: {type: text, meaning: "supported, challenged or contested"}
  origins: {type: integer, meaning: how many independent origins it rests on}
  breaks_without: {type: list, meaning: "the origins without any of which it would be another, each by the first document that shares it"}
  statements: {type: ids, of: Statement, meaning: what counts}
*/
MATCH (law:Law)<-[reading:WEIGHS_FOR|WEIGHS_AGAINST]-(statement:Statement)
WHERE reading.state IS NOT NULL AND ($state IS NULL OR reading.state = $state)
WITH statement, reading, law, reading.state AS state, reading.aspect AS aspect
// include counted
// include standing
WITH * WHERE survives = false
RETURN state, law.id AS provision, law.strength AS strength, aspect, standing, size(roots) AS origins,
       COLLECT { UNWIND breaking AS root RETURN root ORDER BY root } AS breaks_without,
       COLLECT { UNWIND weigh_for + weigh_against AS id RETURN DISTINCT id ORDER BY id } AS statements
ORDER BY state, provision, aspect
