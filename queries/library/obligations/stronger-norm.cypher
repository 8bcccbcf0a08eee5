/*
id: stronger-norm
title: A harder norm beside the one that is argued
question: Where something is put to this State under a weak norm, does a harder one under the same heading bind it?
audience: [rapporteur]
sensitivity: open
since: 0.1.0
parameters:
  state: {type: state, example: MYS, meaning: "the State, by ISO 3166 code or name"}
  "on": {type: date, example: "2025-03-10", meaning: the day for which it is asked}
columns:
  provision: {type: id, of: Law, meaning: the weaker provision that is touched}
  strength: {type: text, meaning: "how hard it is: endeavour, consider, may or soft"}
  wording: {type: text, meaning: the words that say so}
  summary: {type: text, meaning: the weaker duty in a sentence}
  subject: {type: text, meaning: "the heading under which both are coded: two duties under one heading may be on different points, so read both"}
  statements: {type: ids, of: Statement, meaning: what is put to the State under the weaker one}
  stronger: {type: id, of: Law, meaning: the harder provision}
  stronger_strength: {type: text, meaning: "how hard it is: firm or qualified"}
  stronger_wording: {type: text, meaning: the words that say so}
  stronger_summary: {type: text, meaning: the harder duty in a sentence}
  bound: {type: text, meaning: "whether the harder one bound the State on that day: throughout, uncertain, or custom"}
  since: {type: when, meaning: in force for the State since}
  verified: {type: text, meaning: "whether that was read in a source: yes, partly, no"}
  reservations: {type: text, meaning: "checked or not checked; blank where no treaty is joined"}
  also_there: {type: ids, of: Statement, meaning: "which of these statements, or others on the State, touch the harder one too"}
*/
MATCH (weaker:Provision)<-[touch:ENGAGES|WEIGHS_FOR|WEIGHS_AGAINST]-(statement:Statement)
WHERE weaker.strength IN ['endeavour', 'consider', 'may', 'soft']
  AND (touch.state = $state OR EXISTS { (statement)-[:ATTRIBUTED_TO]->(:Place {id: $state}) })
  AND coalesce(touch.basis, statement.basis, '') <> 'general' AND NOT coalesce(statement.conditional, false)
  AND coalesce(statement.stance, 'asserts') = 'asserts'
WITH weaker, statement ORDER BY statement.id
WITH weaker, collect(DISTINCT statement.id) AS statements
MATCH (law:Provision)
WHERE law.subject = weaker.subject AND law.strength IN ['firm', 'qualified'] AND law <> weaker
MATCH (instrument:Instrument)-[:CONTAINS*1..6]->(law)
OPTIONAL MATCH (state:State {id: $state})
WITH weaker, statements, law, instrument, state, date($on) AS day, $state AS asked
// include treaty-status
// include bound
WITH * WHERE bound IN ['throughout', 'uncertain'] OR bound STARTS WITH 'custom'
RETURN weaker.id AS provision, weaker.strength AS strength, weaker.wording AS wording, weaker.summary AS summary,
       weaker.subject AS subject,
       statements, law.id AS stronger, law.strength AS stronger_strength, law.wording AS stronger_wording,
       law.summary AS stronger_summary, bound,
       [toString(party.since), toString(party.since_latest)] AS since, coalesce(party.verified, outside.verified) AS verified,
       CASE WHEN instrument.kind = 'treaty' AND party IS NOT NULL
         THEN CASE WHEN party.reservations_checked THEN 'checked' ELSE 'not checked' END END AS reservations,
       COLLECT {
         MATCH (law)<-[touch:ENGAGES|WEIGHS_FOR|WEIGHS_AGAINST]-(other:Statement)
         WHERE touch.state = $state OR EXISTS { (other)-[:ATTRIBUTED_TO]->(:Place {id: $state}) }
         RETURN DISTINCT other.id ORDER BY other.id
       } AS also_there
ORDER BY provision, stronger
