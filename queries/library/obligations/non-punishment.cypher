/*
id: non-punishment
title: The rules on non-punishment and on detention side by side
question: Which rules say that victims are not punished or detained, how hard is each, does it bind this State, is it cited, and what is said under it?
audience: [rapporteur]
sensitivity: open
since: 0.1.0
parameters:
  state: {type: state, example: MYS, meaning: "the State, by ISO 3166 code or name"}
  "on": {type: date, example: "2025-03-10", meaning: "the last day asked: all conduct up to it"}
  since: {type: date, required: false, example: "2019-01-01", meaning: the first day asked; without it all that lies before}
columns:
  provision: {type: id, of: Law, meaning: the provision}
  about: {type: text, meaning: "non-punish: not prosecuted or penalised; non-detention: not held. Only rules about the same run parallel"}
  strength: {type: text, meaning: "how hard the duty is; blank where not known"}
  wording: {type: text, meaning: the words that say so}
  summary: {type: text, meaning: the duty in a sentence}
  bound: {type: text, meaning: "on the last day: throughout, no, uncertain or not checked; addressed for soft law"}
  since: {type: when, meaning: in force for the State since}
  verified: {type: text, meaning: "whether that was read: yes, partly, no"}
  cited: {type: text, meaning: "by a letter to the State: exactly, by its parent, or no"}
  practice: {type: text, meaning: "standing in practice: silent, supported, challenged or contested"}
  weigh_for: {type: ids, of: Statement, meaning: what counts for}
  weigh_against: {type: ids, of: Statement, meaning: what counts against}
  engaged: {type: ids, of: Statement, meaning: what is put to the State and only touches the subject; nothing that its source takes back or that is certainly of other days}
*/
MATCH (instrument:Instrument)-[:CONTAINS*1..6]->(law:Provision)
WHERE law.id IN ['ACTIP-14(7)', 'ACTIP-14(8)', 'ILO_P029-4(2)', 'A/HRC/47/34-57']
   OR EXISTS { (:Provision {id: 'A/HRC/47/34-57'})-[:CONTAINS]->(law) }
WITH instrument, law, $state AS state, 'practice' AS aspect
OPTIONAL MATCH (statement:Statement)-[reading:WEIGHS_FOR|WEIGHS_AGAINST {state: state, aspect: aspect}]->(law)
// include counted
// include standing
MATCH (instrument:Instrument)-[:CONTAINS*1..6]->(law)
OPTIONAL MATCH (known:State {id: $state})
WITH law, standing, weigh_for, weigh_against, instrument, known AS state, date($on) AS day, $state AS asked
// include treaty-status
// include bound
RETURN law.id AS provision, law.subject AS about, law.strength AS strength, law.wording AS wording, law.summary AS summary, bound,
       [toString(party.since), toString(party.since_latest)] AS since,
       coalesce(party.verified, outside.verified) AS verified,
       CASE
         WHEN EXISTS { (:Place {id: $state})<-[:ADDRESSED_TO]-(:Document)-[:CITES]->(law) } THEN 'exactly'
         WHEN EXISTS { (:Place {id: $state})<-[:ADDRESSED_TO]-(:Document)-[:CITES]->(:Provision)-[:CONTAINS*1..6]->(law) } THEN 'by its parent'
         ELSE 'no'
       END AS cited,
       standing AS practice, weigh_for, weigh_against,
       COLLECT {
         MATCH (:Place {id: $state})<-[:ATTRIBUTED_TO]-(engaging:Statement)-[:ENGAGES]->(law)
         WHERE NOT coalesce(engaging.conditional, false) AND coalesce(engaging.stance, 'asserts') = 'asserts'
           AND coalesce(coalesce(engaging.conduct_since, engaging.conduct_until, engaging.reported_on) <= date($on), true)
           AND coalesce(coalesce(engaging.conduct_until_latest, engaging.reported_on_latest, engaging.conduct_since_latest) >= date($since), true)
         RETURN DISTINCT engaging.id ORDER BY engaging.id
       } AS engaged
ORDER BY about, provision
