/*
id: self-reported-only
title: Provisions on which only the State speaks for itself
question: Where does a State claim to observe a provision, or admit that it does not, and nobody else says anything for it?
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
  aspect: {type: text, meaning: law or practice}
  standing: {type: text, meaning: "what others' evidence gives: silent or challenged"}
  claims: {type: ids, of: Statement, meaning: the State's own statements for it}
  admits: {type: ids, of: Statement, meaning: the State's own statements against it}
  weigh_against: {type: ids, of: Statement, meaning: what others say against}
*/
MATCH (law:Law)<-[reading:WEIGHS_FOR|WEIGHS_AGAINST]-(statement:Statement)
WHERE reading.state IS NOT NULL AND ($state IS NULL OR reading.state = $state)
WITH statement, reading, law, reading.state AS state, reading.aspect AS aspect
// include counted
// include standing
WITH * WHERE size(own_claims) + size(own_admissions) > 0 AND size(weigh_for) = 0
RETURN state, law.id AS provision, law.strength AS strength, aspect, standing, own_claims AS claims,
       own_admissions AS admits, weigh_against
ORDER BY state, provision, aspect
