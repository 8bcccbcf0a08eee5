/*
id: law-and-practice
title: Law that supports, practice that is challenged
question: Under which provisions does a law or measure speak for a State, while the practice is challenged, and did the challenge come later?
audience: [rapporteur]
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
  law: {type: text, meaning: "standing in law: supported or contested"}
  practice: {type: text, meaning: "standing in practice: challenged or contested"}
  measures: {type: ids, of: Statement, meaning: what counts for it in law}
  challenges: {type: ids, of: Statement, meaning: what counts against it in practice}
  later: {type: boolean, meaning: whether some challenge was said after the last of the measures was}
*/
MATCH (law:Law)<-[reading:WEIGHS_FOR|WEIGHS_AGAINST]-(statement:Statement)
WHERE reading.state IS NOT NULL AND ($state IS NULL OR reading.state = $state)
WITH statement, reading, law, reading.state AS state, reading.aspect AS aspect
// include counted
// include standing
WITH state, law,
     [one IN collect([aspect, standing, weigh_for]) WHERE one[0] = 'law'][0] AS in_law,
     [one IN collect([aspect, standing, weigh_against]) WHERE one[0] = 'practice'][0] AS in_practice
WHERE in_law[1] IN ['supported', 'contested'] AND in_practice[1] IN ['challenged', 'contested']
RETURN state, law.id AS provision, law.strength AS strength, in_law[1] AS law, in_practice[1] AS practice,
       in_law[2] AS measures, in_practice[2] AS challenges,
       EXISTS {
         MATCH (challenge:Statement) WHERE challenge.id IN in_practice[2]
         AND all(day IN COLLECT {
           MATCH (measure:Statement) WHERE measure.id IN in_law[2] RETURN measure.reported_on_latest
         } WHERE challenge.reported_on > day)
       } AS later
ORDER BY state, provision
