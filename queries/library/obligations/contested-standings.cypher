/*
id: contested-standings
title: Standings with evidence both ways
question: Where is something said both for and against a State under one provision, in one aspect, and by whom?
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
  title: {type: text, meaning: its title}
  strength: {type: text, meaning: "how hard the duty is; blank where not known"}
  aspect: {type: text, meaning: law or practice}
  weigh_for: {type: ids, of: Statement, meaning: what counts for}
  weigh_against: {type: ids, of: Statement, meaning: what counts against}
  highest_modality: {type: text, meaning: the surest modality of what counts}
  origins: {type: integer, meaning: how many independent origins it rests on}
  survives: {type: boolean, meaning: whether it stays contested without any one origin}
*/
MATCH (law:Law)<-[reading:WEIGHS_FOR|WEIGHS_AGAINST]-(statement:Statement)
WHERE reading.state IS NOT NULL AND ($state IS NULL OR reading.state = $state)
WITH statement, reading, law, reading.state AS state, reading.aspect AS aspect
// include counted
// include standing
WITH * WHERE standing = 'contested'
RETURN state, law.id AS provision, law.title AS title, law.strength AS strength, aspect, weigh_for, weigh_against,
       highest_modality, size(roots) AS origins, survives
ORDER BY state, provision, aspect
