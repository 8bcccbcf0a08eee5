/*
id: standing-of-state
title: How a State stands under the law
question: Under which provisions is something said for or against this State, or put to it, and how does it stand in law and in practice?
audience: [rapporteur]
sensitivity: open
since: 0.1.0
parameters:
  state: {type: state, example: MYS, meaning: "the State, by ISO 3166 code or name"}
  "on": {type: date, example: "2025-03-10", meaning: "the last day asked: all conduct up to it"}
  since: {type: date, required: false, example: "2019-01-01", meaning: the first day asked; without it all that lies before}
  law: {type: text, of: Law, required: false, example: ACTIP, meaning: "an instrument or provision, with all that is in it; without it, everything"}
columns:
  provision: {type: id, of: Law, meaning: the provision}
  title: {type: text, meaning: its title}
  strength: {type: text, meaning: "how hard the duty is; blank where not known; none has no standing"}
  aspect: {type: text, meaning: law or practice}
  standing: {type: text, meaning: "silent, supported, challenged or contested: what was said, never a verdict; blank for a definition, scope or final clause"}
  highest_modality: {type: text, meaning: the surest modality of what counts}
  origins: {type: integer, meaning: how many independent origins it rests on}
  survives: {type: boolean, meaning: whether it survives the loss of any one origin; blank where there is nothing to lose}
  weigh_for: {type: ids, of: Statement, meaning: what counts for}
  weigh_against: {type: ids, of: Statement, meaning: what counts against}
  engaged: {type: ids, of: Statement, meaning: what is put to the State and only touches the subject}
  status: {type: text, meaning: "under the treaty on the last day; for what is no treaty, its kind"}
  bound_since: {type: when, meaning: in force for the State since}
*/
MATCH (law:Law)<-[touch:ENGAGES|WEIGHS_FOR|WEIGHS_AGAINST]-(touching:Statement)
WHERE (touch.state = $state OR EXISTS { (touching)-[:ATTRIBUTED_TO]->(:Place {id: $state}) })
  AND NOT (touch:ENGAGES AND coalesce(touching.conditional, false))
  AND ($law IS NULL OR law.id = $law OR EXISTS { (:Law {id: $law})-[:CONTAINS*1..6]->(law) })
WITH DISTINCT law, $state AS state
UNWIND ['law', 'practice'] AS aspect
OPTIONAL MATCH (statement:Statement)-[reading:WEIGHS_FOR|WEIGHS_AGAINST {state: state, aspect: aspect}]->(law)
// include counted
// include standing
MATCH (instrument:Instrument)-[:CONTAINS*0..6]->(law)
OPTIONAL MATCH (known:State {id: $state})
WITH law, aspect, standing, highest_modality, roots, survives, weigh_for, weigh_against, instrument,
     known AS state, date($on) AS day
// include treaty-status
RETURN law.id AS provision, law.title AS title, law.strength AS strength, aspect,
       CASE WHEN coalesce(law.strength, '') <> 'none' THEN standing END AS standing, highest_modality,
       size(roots) AS origins, survives, weigh_for, weigh_against,
       COLLECT {
         MATCH (:Place {id: $state})<-[:ATTRIBUTED_TO]-(engaging:Statement)-[:ENGAGES]->(law)
         WHERE NOT coalesce(engaging.conditional, false)
         RETURN DISTINCT engaging.id ORDER BY engaging.id
       } AS engaged,
       CASE WHEN instrument.kind = 'treaty' THEN status ELSE instrument.kind END AS status,
       [toString(party.since), toString(party.since_latest)] AS bound_since
ORDER BY provision, aspect
