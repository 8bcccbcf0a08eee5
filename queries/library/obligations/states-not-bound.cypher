/*
id: states-not-bound
title: States that a treaty does not bind
question: Which States were not bound by a treaty that the statements engage, and is that known or only not checked?
audience: [rapporteur]
sensitivity: open
since: 0.1.0
parameters:
  "on": {type: date, example: "2025-03-10", meaning: the day for which it is asked}
  instrument: {type: text, of: Instrument, required: false, example: ICCPR, meaning: "one treaty; without it, every treaty that a statement engages"}
columns:
  instrument: {type: id, of: Law, meaning: the treaty}
  state: {type: id, of: Place, meaning: the State}
  name: {type: text, meaning: its name}
  status: {type: text, meaning: "signatory, denounced, not party, not open, not checked or uncertain"}
  verified: {type: text, meaning: "whether the source was read: yes, partly, no"}
  as_of: {type: when, meaning: the day for which the source says so}
  statements: {type: integer, meaning: how many statements engage the treaty}
  note: {type: text, meaning: what a reader must know of it}
*/
MATCH (instrument:Instrument {kind: 'treaty'})
WHERE $instrument IS NULL OR instrument.id = $instrument
WITH instrument, COUNT {
  MATCH (instrument)-[:CONTAINS*0..6]->(law:Law)<-[:ENGAGES|WEIGHS_FOR|WEIGHS_AGAINST]-(statement:Statement)
  RETURN DISTINCT statement
} AS statements
WHERE statements > 0 OR $instrument IS NOT NULL
MATCH (state:State)
WITH state, instrument, statements, date($on) AS day
// include treaty-status
WITH * WHERE status <> 'party'
RETURN instrument.id AS instrument, state.id AS state, state.name AS name, status,
       coalesce(outside.verified, party.verified) AS verified,
       [toString(outside.as_of), toString(outside.as_of_latest)] AS as_of,
       statements, coalesce(outside.note, party.note) AS note
ORDER BY instrument, state
