/*
id: engaged-uncited
title: Provisions that the facts engage and no letter to the State cites exactly
question: Which provisions do the facts put in letters to this State touch, that none of these letters cites, or cites only by an article above?
audience: [rapporteur]
sensitivity: open
since: 0.1.0
parameters:
  state: {type: state, example: MYS, meaning: "the State, by ISO 3166 code or name"}
  "on": {type: date, example: "2025-03-10", meaning: the day for which it is asked; a later letter was not there yet}
columns:
  provision: {type: id, of: Law, meaning: the provision}
  instrument: {type: id, of: Law, meaning: its instrument}
  summary: {type: text, meaning: the duty in a sentence}
  strength: {type: text, meaning: "how hard the duty is; blank where not known"}
  wording: {type: text, meaning: the words that say so}
  bearer: {type: text, meaning: "whose duty it is; blank where that was not read"}
  cited: {type: text, meaning: "by all letters together: by its parent, by its instrument only, or no"}
  statements: {type: ids, of: Statement, meaning: "what touches it: named or put to the State, or attributed to nobody (private acts); nothing general or conditional"}
  highest_modality: {type: text, meaning: the surest modality among them}
  bound: {type: text, meaning: "whether it bound the State on that day: throughout, no, uncertain, not checked; for what is no treaty: addressed, custom ..."}
  letters: {type: ids, of: Source, meaning: the letters that were read for it}
*/
// include letters-to-state
UNWIND letters AS letter
MATCH (letter)-[:HAS_PASSAGE]->(:Passage)<-[:STATED_IN]-(statement:Statement)
      -[touch:ENGAGES|WEIGHS_FOR|WEIGHS_AGAINST]->(law:Provision)
WHERE NOT coalesce(statement.conditional, false) AND coalesce(touch.basis, statement.basis, '') <> 'general' AND (
  touch.state = $state OR EXISTS { (statement)-[:ATTRIBUTED_TO]->(:State {id: $state}) }
  OR (touch.state IS NULL AND NOT EXISTS { (statement)-[:ATTRIBUTED_TO]->() })
)
WITH letters, law, statement ORDER BY statement.id
WITH letters, law, collect(DISTINCT statement.id) AS statements, collect(DISTINCT statement.modality) AS modalities
MATCH (instrument:Instrument)-[:CONTAINS*1..6]->(law)
// include cited-how
WITH * WHERE cited <> 'exactly'
MATCH (state:State {id: $state})
WITH *, date($on) AS day, $state AS asked
// include treaty-status
// include bound
RETURN law.id AS provision, instrument.id AS instrument, law.summary AS summary, law.strength AS strength,
       law.wording AS wording, law.bearer AS bearer, cited, statements,
       [surest IN ['found', 'corroborated', 'reported', 'alleged'] WHERE surest IN modalities][0] AS highest_modality,
       bound, [one IN letters | one.id] AS letters
ORDER BY cited DESC, provision
